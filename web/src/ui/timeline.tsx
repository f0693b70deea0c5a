// What happened, newest first: when, what, who, with what proof.
import type { ReactNode } from "react";
import { formatDay, formatInstant } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";

export interface TimelineItem {
  id: string;
  at: string; // A day or an instant.
  title: ReactNode;
  by?: string;
  detail?: ReactNode;
}

export function Timeline({ label, items }: { label: string; items: readonly TimelineItem[] }) {
  useT(); // The dates follow the language.
  return (
    <ol className="timeline" aria-label={label}>
      {items.map((item) => (
        <li key={item.id}>
          <p className="timeline-when">
            <time dateTime={item.at}>
              {item.at.length === 10 ? formatDay(item.at) : formatInstant(item.at)}
            </time>
            {item.by && <span> · {item.by}</span>}
          </p>
          <p className="timeline-title">{item.title}</p>
          {item.detail && <div className="timeline-detail">{item.detail}</div>}
        </li>
      ))}
    </ol>
  );
}
