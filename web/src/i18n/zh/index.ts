// Every context of the Chinese dictionary. A new context is one line here and one in en/index.ts.
import { awards } from "./awards.ts";
import { board } from "./board.ts";
import { claims } from "./claims.ts";
import { codes } from "./codes.ts";
import { coverage } from "./coverage.ts";
import { events } from "./events.ts";
import { figures } from "./figures.ts";
import { home } from "./home.ts";
import { imports } from "./imports.ts";
import { needs } from "./needs.ts";
import { organisations } from "./organisations.ts";
import { people } from "./people.ts";
import { places } from "./places.ts";
import { plans } from "./plans.ts";
import { pledges } from "./pledges.ts";
import { policies } from "./policies.ts";
import { shell } from "./shell.ts";
import { sites } from "./sites.ts";
import { slots } from "./slots.ts";
import { ui } from "./ui.ts";

export const zh = {
  awards,
  board,
  claims,
  codes,
  coverage,
  events,
  figures,
  home,
  imports,
  needs,
  organisations,
  people,
  places,
  plans,
  pledges,
  policies,
  shell,
  sites,
  slots,
  ui,
} as const;
