import { beforeEach, expect, test, vi } from "vitest";
import { beginDraft, dropDraft, keepDraft, setDraftOwner } from "./draft.ts";
import { match, navigate, safePath } from "./router.tsx";
import { uuidv7 } from "./uuid.ts";

beforeEach(() => {
  sessionStorage.clear();
  setDraftOwner("a");
});

test("a UUIDv7 bears its time, its version and its variant, and is never the same", () => {
  const id = uuidv7(0x0123456789ab);
  expect(id).toMatch(/^01234567-89ab-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(Array.from({ length: 1000 }, () => uuidv7())).size).toBe(1000);
  expect(uuidv7(1) < uuidv7(2)).toBe(true);
});

test("a path matches its pattern part by part", () => {
  expect(match("/people/:id", "/people/019a")).toEqual({ id: "019a" });
  expect(match("/people/:id", "/people/%E6%9D%8E")).toEqual({ id: "李" });
  expect(match("/people", "/people/")).toEqual({});
  expect(match("/", "/")).toEqual({});
  expect(match("/people/:id", "/people/")).toBeUndefined();
  expect(match("/people/:id", "/people/a/b")).toBeUndefined();
  expect(match("/people/:id", "/people/%E6%")).toBeUndefined();
});

test("after signing in one only goes to a page of this site", () => {
  expect(safePath("/needs?q=1")).toBe("/needs?q=1");
  for (const evil of [
    null,
    "",
    "needs",
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "/\t/evil.example",
  ]) {
    expect(safePath(evil)).toBe("/");
  }
});

test("moving to an address changes it", () => {
  vi.spyOn(window, "scrollTo").mockImplementation(() => undefined);
  navigate("/people?q=lm");
  expect(window.location.pathname + window.location.search).toBe("/people?q=lm");
});

test("a draft survives with its id, without secrets and files", () => {
  const draft = beginDraft("need", { words: "", password: "", files: [] as File[] });
  const values = { words: "a ramp", password: "hush", files: [new File(["x"], "x.txt")] };
  keepDraft("need", { ...draft, values }, ["password"]);
  const again = beginDraft("need", { words: "", password: "", files: [] as File[] });
  expect(again).toEqual({
    id: draft.id,
    restored: true,
    values: { words: "a ramp", password: "", files: [] },
  });
  expect(JSON.stringify({ ...sessionStorage })).not.toContain("hush");
});

test("a draft belongs to the person who typed it, until it is dropped", () => {
  const draft = beginDraft("need", { words: "" });
  keepDraft("need", { ...draft, values: { words: "mine" } }, []);
  setDraftOwner("b");
  expect(beginDraft("need", { words: "" }).restored).toBe(false);
  setDraftOwner("a");
  expect(beginDraft("need", { words: "" }).values.words).toBe("mine");
  dropDraft("need");
  expect(beginDraft("need", { words: "" }).restored).toBe(false);
});

test("a broken draft is a fresh one", () => {
  sessionStorage.setItem("zhulian.draft.a.need", "{");
  expect(beginDraft("need", { words: "" }).restored).toBe(false);
});
