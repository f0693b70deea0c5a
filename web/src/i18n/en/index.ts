// Every context of the English dictionary, as zh/index.ts.
import { board } from "./board.ts";
import { claims } from "./claims.ts";
import { codes } from "./codes.ts";
import { coverage } from "./coverage.ts";
import { figures } from "./figures.ts";
import { home } from "./home.ts";
import { imports } from "./imports.ts";
import { needs } from "./needs.ts";
import { organisations } from "./organisations.ts";
import { people } from "./people.ts";
import { shell } from "./shell.ts";
import { ui } from "./ui.ts";

export const en = {
  board,
  claims,
  codes,
  coverage,
  figures,
  home,
  imports,
  needs,
  organisations,
  people,
  shell,
  ui,
} as const;
