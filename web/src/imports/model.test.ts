import { expect, test } from "vitest";
import { fileName } from "./download.ts";
import {
  faultyRows,
  mappingOf,
  phaseOf,
  understood,
  waitsForTrial,
  type ImportView,
  type SheetColumn,
} from "./model.ts";

function column(letter: string, heading: string, key: string, is_twin = false): SheetColumn {
  return { letter, heading, key, is_twin, samples: [] };
}

const layout = {
  sheet: "1",
  first_row: 1,
  last_row: 1,
  columns: [],
  missing: [] as string[],
  other_sheets: [],
};
const counts = { rows: 1, accepted: 1, created: 1, updated: 0, unchanged: 0, rejected: 0 };
const fresh: ImportView = {
  id: "1",
  area: "421102",
  file_name: "a.xlsx",
  state: "uploaded",
  job: null,
  job_state: null,
  progress_done: 0,
  progress_total: 0,
  problem: "",
  mapping: [],
  layout,
  columns: [],
  counts: null,
  is_trial: false,
  faults: [],
  faults_total: 0,
  created_at: "2026-11-05T00:00:00Z",
  expires_at: "2026-11-12T00:00:00Z",
};

test("an import whose columns are known is tried by itself, another asks first", () => {
  expect([phaseOf(fresh), waitsForTrial(fresh)]).toEqual(["checking", true]);
  const unknown = { ...fresh, layout: { ...layout, missing: ["name"] } };
  expect([phaseOf(unknown), waitsForTrial(unknown)]).toEqual(["mapping", false]);
  expect(phaseOf({ ...fresh, layout: null })).toBe("failed");
});

test("the phase follows the job", () => {
  const view = (state: ImportView["state"], job_state: ImportView["job_state"]) =>
    phaseOf({ ...fresh, state, job_state, counts });
  expect(view("previewed", "queued")).toBe("checking");
  expect(view("previewed", "done")).toBe("ready");
  expect(view("running", "running")).toBe("running");
  expect(view("running", "cancelled")).toBe("cancelled");
  expect(view("running", "failed")).toBe("failed");
  expect(view("done", "done")).toBe("done");
  // A trial that was stopped left no counts: it can be asked for again.
  expect(phaseOf({ ...fresh, state: "previewed", job_state: "cancelled" })).toBe("mapping");
});

test("a row with several faults stands once, in the order of the sheet", () => {
  const fault = (row: number, at: string, message: string) => ({
    row,
    column: at,
    code: "",
    message,
  });
  expect(faultyRows([fault(12, "A", "x"), fault(7, "A", "x"), fault(7, "B", "y")])).toEqual([
    { row: 7, columns: ["A", "B"], messages: ["x", "y"] },
    { row: 12, columns: ["A"], messages: ["x"] },
  ]);
});

test("a mapping names a heading, or the letter where the heading is no name", () => {
  const columns = [
    column("A", "name", "name"),
    column("B", "number", ""),
    column("C", "number", ""),
    column("D", "", ""),
    column("E", "other", "remark"),
  ];
  expect(understood(columns)).toEqual({ name: "A", remark: "E" });
  expect(mappingOf(columns, { name: "A", citizen_id: "B", village: "D", remark: "" })).toEqual([
    { heading: "name", key: "name" },
    { heading: "B", key: "citizen_id" },
    { heading: "D", key: "village" },
    { heading: "other", key: "" },
  ]);
});

test("a twin is not what its key stands for", () => {
  expect(understood([column("A", "x", "phone", true), column("B", "x", "phone")])).toEqual({
    phone: "B",
  });
});

test("the name of a download comes from its header", () => {
  expect(fileName("attachment; filename*=UTF-8''%E5%86%8C.xlsx", "a")).toBe("\u518c.xlsx");
  expect(fileName('attachment; filename="b.xlsx"', "a")).toBe("b.xlsx");
  expect(fileName("attachment; filename*=UTF-8''%E5", "a")).toBe("a");
  expect(fileName(null, "a")).toBe("a");
});
