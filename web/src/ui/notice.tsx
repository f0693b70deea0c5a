// A message that belongs to the page and stays until it is no longer true. Nothing pops up.
import type { ReactNode } from "react";
import { useT } from "../i18n/index.ts";
import { Icon, type IconName } from "./icon.tsx";

export type NoticeKind = "info" | "success" | "warning" | "error";

const icons: Record<NoticeKind, IconName> = {
  info: "info",
  success: "check",
  warning: "warning",
  error: "cross",
};

export interface NoticeProps {
  kind?: NoticeKind;
  title?: string;
  children?: ReactNode;
  action?: ReactNode;
}

export function Notice({ kind = "info", title, children, action }: NoticeProps) {
  const t = useT();
  return (
    <div className="notice" data-kind={kind}>
      <span className="notice-icon">
        <Icon name={icons[kind]} />
      </span>
      <div className="notice-text">
        <p className={title ? "notice-title" : "visually-hidden"}>
          {title ?? t(`ui.notice_${kind}`)}
        </p>
        {children && <div>{children}</div>}
      </div>
      {action && <div className="notice-action">{action}</div>}
    </div>
  );
}
