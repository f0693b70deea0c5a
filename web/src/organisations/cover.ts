// Who looks after which place, read from the relations and the places.
import type { AreaLine } from "../codes/areas.ts";
import type { TieLine } from "./types.ts";

export interface Cover {
  area: AreaLine;
  liaisons: readonly TieLine[]; // Of this place or of a part of it, today.
  villages_covered: number; // Distinct villages inside that have somebody.
}

const village_digits = 12;

// The first day a relation no longer holds is its end.
export function holdsOn(tie: Pick<TieLine, "from" | "until">, day: string): boolean {
  return tie.from <= day && (!tie.until || day < tie.until);
}

export function coverOf(
  areas: readonly AreaLine[],
  ties: readonly TieLine[],
  day: string,
): Cover[] {
  const today = ties.filter((tie) => tie.to_kind === "area" && holdsOn(tie, day));
  return areas.map((area) => {
    const inside = today.filter((tie) => tie.to_id.startsWith(area.code));
    const villages = new Set(
      inside
        .filter((tie) => tie.to_id.length >= village_digits)
        .map((tie) => tie.to_id.slice(0, village_digits)),
    );
    return { area, liaisons: inside, villages_covered: villages.size };
  });
}
