// Every context of the English dictionary, as zh/index.ts.
import { shell } from "./shell.ts";
import { ui } from "./ui.ts";

export const en = { shell, ui } as const;
