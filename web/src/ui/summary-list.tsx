// Facts about one thing, name by name.
import { Fragment, type ReactNode } from "react";

export interface SummaryItem {
  name: string;
  value: ReactNode;
  action?: ReactNode; // "更正", with a label that says of what.
}

export function SummaryList({ items }: { items: readonly SummaryItem[] }) {
  return (
    <dl className="summary-list">
      {items.map(({ name, value, action }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <Fragment>{value}</Fragment>
            {action && <span className="summary-action">{action}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
