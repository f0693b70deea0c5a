// An import: a workbook that was sent, how its columns were understood, what it would do, and
// what it did.
import type { components } from "../api/schema.d.ts";

type Schemas = components["schemas"];
export type ImportView = Schemas["ImportView"];
export type ImportLine = Schemas["ImportLine"];
export type Counts = Schemas["ImportCounts"];
export type Fault = Schemas["ImportFault"];
export type SheetColumn = Schemas["ImportColumn"];
export type MappedColumn = Schemas["MappedColumn"];

// Where an import stands, as its page shows it.
export type Phase =
  | "mapping" // A person must say what the columns mean.
  | "checking"
  | "ready" // It was tried; nothing is written yet.
  | "running"
  | "done"
  | "cancelled"
  | "failed";

export function phaseOf(view: ImportView): Phase {
  const { state, job_state } = view;
  if (state === "failed" || job_state === "failed") return "failed";
  if (state === "done") return "done";
  const is_busy = job_state === "queued" || job_state === "running";
  if (state === "running") return job_state === "cancelled" ? "cancelled" : "running";
  if (is_busy) return "checking";
  if (!view.layout) return "failed";
  if (state === "previewed") return view.counts ? "ready" : "mapping";
  return view.layout.missing.length > 0 ? "mapping" : "checking";
}

// Whether it can be tried as it is: nobody has asked for that yet, and no column is missing.
export function waitsForTrial(view: ImportView): boolean {
  return view.state === "uploaded" && view.layout?.missing.length === 0;
}

export interface FaultyRow {
  row: number; // The sheet's own number.
  columns: readonly string[];
  messages: readonly string[];
}

// Faults row by row, in the order of the sheet.
export function faultyRows(faults: readonly Fault[]): FaultyRow[] {
  const rows = new Map<number, { columns: Set<string>; messages: Set<string> }>();
  for (const { row, column, message } of faults) {
    const found = rows.get(row) ?? { columns: new Set(), messages: new Set() };
    if (column) found.columns.add(column);
    found.messages.add(message);
    rows.set(row, found);
  }
  return [...rows]
    .sort(([a], [b]) => a - b)
    .map(([row, { columns, messages }]) => ({
      row,
      columns: [...columns],
      messages: [...messages],
    }));
}

// A column the register knows, in the language of the moment.
export interface KnownColumn {
  key: string;
  name: string;
  required: boolean;
}

export function labelOf(column: Pick<SheetColumn, "letter" | "heading">): string {
  return column.heading ? `${column.letter} · ${column.heading}` : column.letter;
}

// Which column of the sheet is which of ours, as it was understood: key -> letter.
export function understood(columns: readonly SheetColumn[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { key, letter, is_twin } of columns) {
    if (key && !is_twin && !(key in found)) found[key] = letter;
  }
  return found;
}

// What a person chose (key -> letter) as the server takes it: by the heading where it is the only
// one of its name, else by the letter; "" for what is not needed.
export function mappingOf(
  columns: readonly SheetColumn[],
  chosen: Readonly<Record<string, string>>,
): MappedColumn[] {
  const key_of = new Map(Object.entries(chosen).map(([key, letter]) => [letter, key]));
  const count = (heading: string) => columns.filter((one) => one.heading === heading).length;
  return columns.flatMap((column) => {
    const key = key_of.get(column.letter) ?? "";
    if (key === "" && column.key === "") return [];
    const is_named = column.heading !== "" && count(column.heading) === 1;
    return [{ heading: is_named ? column.heading : column.letter, key }];
  });
}
