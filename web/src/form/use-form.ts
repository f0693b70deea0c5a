// A form: values, faults beside their fields and in a summary, a draft that survives a reload,
// and a submit that cannot happen twice.
//
//   const form = useForm({
//     draft: `need.${person}`,
//     initial: { category: "", words: "" },
//     validate: (v) => ({ category: v.category ? undefined : t("needs.category_missing") }),
//     submit: (v, id) => call(api.POST("/needs", { body: { id, ...v } })),
//     saved: (need) => navigate(`/needs/${need.id}`),
//   });
//   <Form form={form}> <Select label=… {...form.field("category")} /> … </Form>
//
// `id` is a UUIDv7 made with the draft: when an answer is lost and the person sends again, the
// server sees the same id and makes nothing twice.
import { useCallback, useId, useRef, useState } from "react";
import { asProblem, type Problem } from "../api/problem.ts";
import { beginDraft, dropDraft, keepDraft, type Draft } from "../base/draft.ts";

export interface SummaryError {
  message: string;
  target?: string; // The id of the field; without it the fault is about the whole form.
}

export type Faults<V> = { readonly [N in keyof V]?: string | undefined };

export interface FormOptions<V extends object, R> {
  draft: string | null; // The draft's name; null keeps none.
  initial: V;
  secret?: readonly (keyof V)[];
  validate?: (values: V) => Faults<V>;
  submit: (values: V, id: string) => Promise<R>;
  saved?: (result: R, values: V) => void;
}

export interface FieldProps<T> {
  id: string;
  name: string;
  value: T;
  error: string | undefined;
  onChange: (value: T) => void;
}

export interface FormState<V extends object> {
  values: V;
  id: string;
  restored: boolean;
  submitting: boolean;
  problem: Problem | null; // The last refusal, for pages that act on its status.
  errors: SummaryError[];
  attempt: number; // Counts failed sends, so that the summary takes focus each time.
  field: <N extends keyof V & string>(name: N) => FieldProps<V[N]>;
  set: (values: Partial<V>) => void;
  send: () => Promise<void>;
  discard: () => void;
}

// The field a fault belongs to: "letter.strengths" belongs to the field of that name, or else to
// "letter"; "" when the form has neither.
export function ownerOf(path: string, names: readonly string[]): string {
  for (let name = path; name !== ""; name = name.slice(0, Math.max(0, name.lastIndexOf(".")))) {
    if (names.includes(name)) return name;
  }
  return "";
}

export function useForm<V extends object, R>(options: FormOptions<V, R>): FormState<V> {
  const latest = useRef(options);
  latest.current = options;
  const prefix = useId();
  const [draft, setDraft] = useState<Draft<V>>(() => beginDraft(options.draft, options.initial));
  const current = useRef(draft);
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({});
  const [general, setGeneral] = useState<readonly string[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [submitting, setSubmitting] = useState(false);
  // State arrives with the next render; a second click can come before it.
  const under_way = useRef(false);

  const change = useCallback((next: Draft<V>, is_kept: boolean) => {
    current.current = next;
    setDraft(next);
    const { draft: key, secret = [] } = latest.current;
    if (is_kept) keepDraft(key, next, secret);
  }, []);

  const set = useCallback(
    (values: Partial<V>) => {
      change({ ...current.current, values: { ...current.current.values, ...values } }, true);
    },
    [change],
  );

  const startAfresh = useCallback(() => {
    dropDraft(latest.current.draft);
    change({ ...beginDraft(null, latest.current.initial) }, false);
    setFaults({});
    setGeneral([]);
    setProblem(null);
  }, [change]);

  const fieldId = (name: string) => `${prefix}-${name}`;

  const refuse = (by_field: Record<string, string>, others: string[]) => {
    setFaults(by_field);
    setGeneral(others);
    setAttempt((count) => count + 1);
  };

  const send = async () => {
    if (under_way.current) return;
    const { validate, submit, saved } = latest.current;
    const { values, id } = current.current;
    const found: Record<string, string> = {};
    for (const [name, message] of Object.entries(validate?.(values) ?? {})) {
      if (typeof message === "string" && message) found[name] = message;
    }
    setProblem(null);
    if (Object.keys(found).length > 0) return refuse(found, []);

    under_way.current = true;
    setSubmitting(true);
    let result: R;
    try {
      result = await submit(values, id);
    } catch (error) {
      const refused = asProblem(error);
      const names = Object.keys(latest.current.initial);
      const others: string[] = [];
      for (const fault of refused.faults) {
        const name = ownerOf(fault.field, names);
        if (name && !found[name]) found[name] = fault.detail;
        else others.push(fault.detail);
      }
      if (refused.faults.length === 0) others.push(refused.detail || refused.title);
      setProblem(refused);
      refuse(found, others);
      return;
    } finally {
      under_way.current = false;
      setSubmitting(false);
    }
    startAfresh();
    saved?.(result, values);
  };

  const names = Object.keys(options.initial);
  const in_order = Object.keys(faults).sort((a, b) => names.indexOf(a) - names.indexOf(b));
  const errors: SummaryError[] = [
    ...in_order.map((name) => ({ message: faults[name]!, target: fieldId(name) })),
    ...general.map((message) => ({ message })),
  ];

  return {
    values: draft.values,
    id: draft.id,
    restored: draft.restored,
    submitting,
    problem,
    errors,
    attempt,
    field: (name) => ({
      id: fieldId(name),
      name,
      value: draft.values[name],
      error: faults[name],
      onChange: (value) => set({ [name]: value } as unknown as Partial<V>),
    }),
    set,
    send,
    discard: startAfresh,
  };
}
