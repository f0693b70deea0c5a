// Every context of the Chinese dictionary. A new context is one line here and one in en/index.ts.
import { shell } from "./shell.ts";
import { ui } from "./ui.ts";

export const zh = { shell, ui } as const;
