// An example shows one state of a component. The same examples feed the gallery, the pictures and
// the accessibility run. Their words are their own, in both languages, and about nobody real.
import type { ReactNode } from "react";
import { language } from "../i18n/index.ts";

export interface Example {
  name: () => string;
  show: () => ReactNode;
}

export interface Examples {
  component: string; // As it is called in code.
  examples: readonly Example[];
}

export function say(zh: string, en: string): string {
  return language() === "zh" ? zh : en;
}
