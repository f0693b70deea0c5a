// Words of codes, places and rules that every page shares.
import type { codes as zh } from "../zh/codes.ts";
import type { Translation } from "../index.ts";

export const codes: Translation<typeof zh> = {
  failed: "The code lists did not load, so the form cannot be filled in yet.",
  area: "Area",
  area_type: "Name of a place",
  area_search: "Find",
  area_browse: "Choose step by step",
  area_list: "Places to choose from",
  area_found: "{count} {count|place|places} found",
  area_up: "One level up",
  area_open: "{count} inside",
  area_open_named: "{count} inside: {name}",
  area_choose: "Choose",
  area_choose_named: "Choose: {name}",
  area_change: "Change",
  area_keep: "Keep it",
  area_clear: "Any place",
};
