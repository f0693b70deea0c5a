// Tabs after the ARIA Authoring Practices: one stop for Tab, arrows between them, Home and End.
import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";

export interface TabItem {
  key: string;
  label: string;
  content: ReactNode;
}

export interface TabsProps {
  label: string; // What the tabs are about, for screen readers.
  items: readonly TabItem[];
  selected?: string; // With onSelect the caller keeps which one is open, say in the address.
  onSelect?: (key: string) => void;
}

// Where a key leads from tab `at` of `count`; undefined when the key means nothing here.
export function tabAfter(key: string, at: number, count: number): number | undefined {
  if (key === "ArrowRight") return (at + 1) % count;
  if (key === "ArrowLeft") return (at + count - 1) % count;
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  return undefined;
}

export function Tabs({ label, items, selected, onSelect }: TabsProps) {
  const prefix = useId();
  const [own, setOwn] = useState(items[0]?.key);
  const list = useRef<HTMLDivElement>(null);
  const wanted = selected ?? own;
  const at = Math.max(
    0,
    items.findIndex((item) => item.key === wanted),
  );
  const current = items[at];
  if (!current) return null;

  const select = (key: string) => {
    setOwn(key);
    onSelect?.(key);
  };
  const follow = (event: KeyboardEvent) => {
    const next = tabAfter(event.key, at, items.length);
    const item = next === undefined ? undefined : items[next];
    if (!item) return;
    event.preventDefault();
    select(item.key);
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[next!]?.focus();
  };

  return (
    <div className="tabs">
      <div className="tab-list" role="tablist" aria-label={label} ref={list} onKeyDown={follow}>
        {items.map((item) => {
          const is_current = item === current;
          return (
            <button
              key={item.key}
              type="button"
              role="tab"
              id={`${prefix}-${item.key}`}
              aria-selected={is_current}
              aria-controls={is_current ? `${prefix}-panel` : undefined}
              tabIndex={is_current ? 0 : -1}
              onClick={() => select(item.key)}
            >
              {item.label}
            </button>
          );
        })}
      </div>
      <div
        className="tab-panel"
        role="tabpanel"
        id={`${prefix}-panel`}
        aria-labelledby={`${prefix}-${current.key}`}
        tabIndex={0}
      >
        {current.content}
      </div>
    </div>
  );
}
