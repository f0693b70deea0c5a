// A heading of a given level, so that a component fits where it is put.
import type { ReactNode } from "react";

export type Level = 2 | 3 | 4;

export interface HeadingProps {
  level: Level;
  className?: string;
  id?: string;
  children: ReactNode;
}

export function Heading({ level, ...rest }: HeadingProps) {
  const Tag = `h${level}` as const;
  return <Tag {...rest} />;
}
