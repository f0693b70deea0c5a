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

export interface TagProps {
  kind?: TagKind;
  icon?: IconName; // Another sign than that of the kind.
  children: ReactNode;
}

export function Tag({ kind = "neutral", icon = icons[kind], children }: TagProps) {
  return (
    <span className="tag" data-kind={kind}>
      <Icon name={icon} />
      {children}
    </span>
  );
}
