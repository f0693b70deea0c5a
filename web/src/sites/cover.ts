// Which villages have an association, a home and a volunteers' station, place by place.
import type { AreaLine } from "../codes/areas.ts";

// The figures that count the villages, each of them within the one before.
export const cover_figures = [
  "villages_with_association",
  "villages_with_home",
  "villages_with_three",
] as const;
export type CoverFigure = (typeof cover_figures)[number];

// Codes of villages: all there are, and those that each figure counts.
export type Covered = Readonly<Record<CoverFigure | "villages", ReadonlySet<string>>>;

export interface CoverRow {
  area: AreaLine;
  villages: number;
  have: Readonly<Record<CoverFigure, number>>; // How many of its villages.
}

const village_digits = 12;

export function isVillage({ code }: Pick<AreaLine, "code">): boolean {
  return code.length >= village_digits;
}

export function coverRows(areas: readonly AreaLine[], covered: Covered): CoverRow[] {
  return areas.map((area) => {
    const count = (figure: CoverFigure | "villages") =>
      [...covered[figure]].filter((village) => village.startsWith(area.code)).length;
    return {
      area,
      villages: count("villages"),
      have: {
        villages_with_association: count("villages_with_association"),
        villages_with_home: count("villages_with_home"),
        villages_with_three: count("villages_with_three"),
      },
    };
  });
}

// Whether nothing is missing in a place.
export function isWhole({ villages, have }: CoverRow): boolean {
  return villages > 0 && have.villages_with_three >= villages;
}
