// What the server says when it refuses: RFC 9457 problem+json, with every fault of a form named
// by a JSON pointer. Its sentences are already in the caller's language.
import { t } from "../i18n/index.ts";

export interface FieldFault {
  field: string; // The path with dots, "letter.strengths"; "" when it is about the whole.
  detail: string;
}

export interface Problem {
  status: number; // 0 when no answer came.
  type: string; // The server's code for it; "client:network" or "client:broken" are ours.
  title: string;
  detail: string;
  faults: FieldFault[];
  current?: unknown; // With 412: the present state of what was edited.
}

export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail || problem.title);
    this.name = "ProblemError";
    this.problem = problem;
  }
}

// "/letter/strengths" and "letter.strengths" name the same field.
export function fieldPath(pointer: string): string {
  return pointer
    .replace(/^\//, "")
    .split("/")
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .join(".");
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

// Reads an error answer. Whatever it is (a proxy's HTML page, nothing at all), a person gets a
// sentence that says what to do.
export function readProblem(status: number, body: unknown): Problem {
  const made = typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
  const title = text(made.title);
  const detail = text(made.detail);
  if (!title && !detail) {
    return {
      status,
      type: "client:broken",
      title: t("ui.broken_title"),
      detail: t("ui.broken_detail", { status }),
      faults: [],
    };
  }
  const faults: FieldFault[] = [];
  const add = (field: unknown, words: unknown) => {
    const fault = { field: fieldPath(text(field)), detail: text(words) };
    const known = faults.some(
      (other) => other.field === fault.field && other.detail === fault.detail,
    );
    if (fault.detail && !known) faults.push(fault);
  };
  if (Array.isArray(made.errors)) {
    for (const error of made.errors as Record<string, unknown>[]) add(error?.field, error?.detail);
  }
  if (text(made.field) && !faults.some((fault) => fault.field === fieldPath(text(made.field)))) {
    add(made.field, detail || title);
  }
  return {
    status,
    type: text(made.type),
    title: title || detail,
    detail,
    faults,
    current: made.current,
  };
}

export function networkProblem(): Problem {
  return {
    status: 0,
    type: "client:network",
    title: t("ui.network_title"),
    detail: t("ui.network_detail"),
    faults: [],
  };
}

// Any thrown thing as a problem, so that a page has one way to show errors.
export function asProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  return {
    status: 0,
    type: "client:broken",
    title: t("shell.failed_title"),
    detail: t("shell.failed_detail"),
    faults: [],
  };
}
