// A state in a word, with a shape: the colour only repeats what they say.
import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon.tsx";

export type TagKind = "neutral" | "waiting" | "active" | "done" | "warning" | "stopped";

const icons: Record<TagKind, IconName> = {
  neutral: "ring",
  waiting: "clock",
  active: "half",
  done: "check",
  warning: "warning",
  stopped: "cross",
};

export function Tag({ kind = "neutral", children }: { kind?: TagKind; children: ReactNode }) {
  return (
    <span className="tag" data-kind={kind}>
      <Icon name={icons[kind]} />
      {children}
    </span>
  );
}
