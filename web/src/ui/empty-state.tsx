// Nothing here: why, and what to do next.
import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";

export interface EmptyStateProps {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}

export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="empty">
      <Icon name="inbox" />
      <p className="empty-title">{title}</p>
      {children && <div className="hint">{children}</div>}
      {action && <div className="actions">{action}</div>}
    </div>
  );
}
