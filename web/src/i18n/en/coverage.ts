// What the product does, mechanism by mechanism, and what proves it.
import type { coverage as zh } from "../zh/coverage.ts";
import type { Translation } from "../index.ts";

export const coverage: Translation<typeof zh> = {
  title: "What it does, mechanism by mechanism",
  lead: "Of the {all} mechanisms of the five reports, a journey proves {proved}. Blank means not there yet.",
  id: "Id",
  gist: "Mechanism",
  pack: "Pack entry",
  source: "Source file",
  journey: "Journey",
};
