import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ProblemError } from "../api/problem.ts";
import { ownerOf, useForm, type FormOptions, type FormState } from "./use-form.ts";

interface Values {
  words: string;
  letter: string;
}

let root: Root;
let form: FormState<Values>;

function Probe({ options }: { options: FormOptions<Values, string> }) {
  form = useForm(options);
  return null;
}

async function show(options: Partial<FormOptions<Values, string>>) {
  const whole = {
    draft: "probe",
    initial: { words: "", letter: "" },
    submit: async () => "made",
    ...options,
  };
  await act(async () => root.render(<Probe options={whole} />));
}

beforeEach(() => {
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
  sessionStorage.clear();
  root = createRoot(document.createElement("div"));
});
afterEach(() => act(async () => root.unmount()));

test("two clicks send once", async () => {
  let sent = 0;
  let finish = () => {};
  await show({
    submit: () => {
      sent += 1;
      return new Promise((resolve) => (finish = () => resolve("made")));
    },
  });
  await act(async () => {
    void form.send();
    void form.send();
  });
  expect(sent).toBe(1);
  expect(form.submitting).toBe(true);
  await act(async () => finish());
  expect(form.submitting).toBe(false);
});

test("a lost answer is sent again under the same id; after it is saved the next has another", async () => {
  const ids: string[] = [];
  await show({
    submit: async (_values, id) => {
      ids.push(id);
      if (ids.length === 1) throw new TypeError("lost");
      return "made";
    },
  });
  await act(() => form.send());
  expect(form.errors).toHaveLength(1);
  await act(() => form.send());
  await act(() => form.send());
  expect(ids[1]).toBe(ids[0]);
  expect(ids[2]).not.toBe(ids[0]);
});

test("what was typed survives a reload and goes when it is saved", async () => {
  await show({});
  await act(async () => form.set({ words: "a ramp" }));
  const { id } = form;
  await act(async () => root.unmount());
  root = createRoot(document.createElement("div"));
  await show({});
  expect([form.values.words, form.id, form.restored]).toEqual(["a ramp", id, true]);
  await act(() => form.send());
  expect(form.values.words).toBe("");
  expect(sessionStorage.length).toBe(0);
});

test("the server's faults find their fields, in the form's order; the rest is said on top", async () => {
  await show({
    submit: async () => {
      const faults = [
        { field: "letter.strengths", detail: "Too long" },
        { field: "words", detail: "Missing" },
        { field: "elsewhere", detail: "Odd" },
      ];
      throw new ProblemError({ status: 422, type: "invalid", title: "Faults", detail: "", faults });
    },
  });
  await act(() => form.send());
  expect(form.errors.map((error) => error.message)).toEqual(["Missing", "Too long", "Odd"]);
  expect(form.errors[0]?.target).toBe(form.field("words").id);
  expect(form.errors[2]?.target).toBeUndefined();
  expect(form.attempt).toBe(1);
});

test("a faulty form is not sent", async () => {
  let sent = 0;
  await show({
    validate: (values) => ({ words: values.words ? undefined : "Missing" }),
    submit: async () => {
      sent += 1;
      return "made";
    },
  });
  await act(() => form.send());
  expect([sent, form.field("words").error]).toEqual([0, "Missing"]);
});

test("a fault belongs to the nearest field above it", () => {
  expect(ownerOf("letter.strengths.0", ["letter"])).toBe("letter");
  expect(ownerOf("letter.strengths", ["letter", "letter.strengths"])).toBe("letter.strengths");
  expect(ownerOf("letters", ["letter"])).toBe("");
});
