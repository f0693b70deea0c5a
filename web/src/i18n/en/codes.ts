// Words of codes, places and rules that every page shares.
import type { codes as zh } from "../zh/codes.ts";
import type { Translation } from "../index.ts";

export const codes: Translation<typeof zh> = {
  failed: "The code lists did not load, so the form cannot be filled in yet.",
  area: "Area",
  area_now: "You are looking at {area}",
  area_change: "Change the area",
  area_search: "Find an area by name",
  area_up: "Back to {area}",
  area_none: "No areas below this one",
  area_not_found: "No area has “{q}” in its name",
  level_province: "province",
  level_prefecture: "city",
  level_county: "district",
  level_town: "town",
  level_village: "village",
  level_estate: "estate",
  level_group: "group",
  level_grid: "grid",
};
