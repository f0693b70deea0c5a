// An edit of a person: what it began from, what was typed, and what someone else saved meanwhile.
import type { PersonPage } from "./types.ts";

// What the page showed when the edit began. Phone and address are known only masked.
export interface Base {
  revision: number;
  name: string;
  guardian: string;
  household_kind: string;
  area: string;
  phone_masked: string;
  address_masked: string;
}

export interface Edit {
  name: string;
  phone: string; // "" leaves it as it is.
  clear_phone: boolean;
  address: string;
  clear_address: boolean;
  guardian: string;
  household_kind: string;
  area: string;
  base: Base;
}

export type EditField = "name" | "phone" | "address" | "guardian" | "household_kind" | "area";
export const edit_fields: readonly EditField[] = [
  "name",
  "phone",
  "address",
  "guardian",
  "household_kind",
  "area",
];

export function baseOf(person: PersonPage): Base {
  const { revision, name, guardian, household_kind, area, phone_masked, address_masked } = person;
  return { revision, name, guardian, household_kind, area, phone_masked, address_masked };
}

// The present state that a refused edit (412) came back with; undefined when it brought none.
export function presentOf(current: unknown, id: string): PersonPage | undefined {
  const person = current as Partial<PersonPage> | null | undefined;
  const is_whole = person?.id === id && typeof person.revision === "number";
  return is_whole ? (person as PersonPage) : undefined;
}

export function editOf(base: Base): Edit {
  const { name, guardian, household_kind, area } = base;
  const untouched = { phone: "", clear_phone: false, address: "", clear_address: false };
  return { name, guardian, household_kind, area, ...untouched, base };
}

export type Patch = Partial<Record<EditField, string>>;

// Only what was changed, so that what others changed elsewhere stays.
export function patchOf(edit: Edit): Patch {
  const patch: Patch = {};
  for (const name of ["name", "guardian", "household_kind", "area"] as const) {
    const typed = edit[name].trim();
    if (typed !== edit.base[name]) patch[name] = typed;
  }
  for (const name of ["phone", "address"] as const) {
    const typed = edit[name].trim();
    if (typed) patch[name] = typed;
    else if (edit[`clear_${name}`]) patch[name] = "";
  }
  return patch;
}

function shown(base: Base, field: EditField): string {
  if (field === "phone") return base.phone_masked;
  if (field === "address") return base.address_masked;
  return base[field];
}

export interface Clash {
  field: EditField;
  mine: string;
  theirs: string;
}

// Fields that both changed, to different values.
export function clashesOf(edit: Edit, present: Base): Clash[] {
  const patch = patchOf(edit);
  return edit_fields.flatMap((field) => {
    const mine = patch[field];
    const theirs = shown(present, field);
    const is_changed = theirs !== shown(edit.base, field);
    return mine !== undefined && is_changed && mine !== theirs ? [{ field, mine, theirs }] : [];
  });
}

// The edit on top of the present state: their values where they alone changed, and where the
// person chose theirs; one's own for the rest.
export function rebase(edit: Edit, present: Base, take_theirs: ReadonlySet<EditField>): Edit {
  const patch = patchOf(edit);
  const next = editOf(present);
  for (const field of edit_fields) {
    const mine = patch[field];
    if (mine === undefined || take_theirs.has(field)) continue;
    next[field] = mine;
    if (mine === "" && field === "phone") next.clear_phone = true;
    if (mine === "" && field === "address") next.clear_address = true;
  }
  return next;
}
