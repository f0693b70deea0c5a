import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { setLanguage } from "../i18n/index.ts";
import { api, call, onUnauthorized, send, setCsrfToken } from "./client.ts";
import { fieldPath, ProblemError, readProblem } from "./problem.ts";

const answer = (status: number, body: unknown, type = "application/json") =>
  new Response(status === 204 ? null : JSON.stringify(body), {
    status,
    headers: { "Content-Type": type },
  });

beforeEach(() => setLanguage("en"));
afterEach(() => {
  vi.unstubAllGlobals();
  onUnauthorized(() => {});
});

async function problemOf(work: Promise<unknown>) {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ProblemError)) throw new Error(`no problem but ${String(error)}`);
  return error.problem;
}

test("a write carries the CSRF token, a reading does not, and both carry the language", async () => {
  const seen: Request[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    seen.push(request);
    return answer(request.method === "DELETE" ? 204 : 200, {});
  });
  setCsrfToken("token");
  await call(api.GET("/session"));
  await call(api.DELETE("/session"));
  expect(seen.map((request) => request.headers.get("X-CSRF-Token"))).toEqual([null, "token"]);
  expect(seen.map((request) => request.headers.get("Accept-Language"))).toEqual(["en", "en"]);
  expect(new URL(seen[0]!.url).pathname).toBe("/api/v1/session");
});

test("a lost session is told once; a wrong password is not a lost session", async () => {
  const lost = vi.fn();
  onUnauthorized(lost);
  vi.stubGlobal("fetch", async () =>
    answer(401, { type: "x", title: "No", detail: "Sign in." }, "application/problem+json"),
  );
  expect(
    (await problemOf(call(api.POST("/session", { body: { user: "a", password: "b" } }), "session")))
      .detail,
  ).toBe("Sign in.");
  expect((await problemOf(send("/imports", { method: "POST" }))).status).toBe(401);
  expect(lost).toHaveBeenCalledTimes(1);
});

test("no network is a problem that says what to do", async () => {
  vi.stubGlobal("fetch", async () => {
    throw new TypeError("Failed to fetch");
  });
  const problem = await problemOf(call(api.GET("/session")));
  expect(problem.status).toBe(0);
  expect(problem.detail).toContain("network");
});

test("an answer that is no problem+json still gives a sentence", () => {
  for (const body of [undefined, null, "<html>", 7, {}, [], { title: 5 }]) {
    expect(readProblem(502, body).detail).toContain("502");
  }
});

test("a stale edit brings the present state", () => {
  const body = {
    title: "Precondition Failed",
    detail: "Changed",
    current: { id: "1", revision: 4 },
  };
  expect(readProblem(412, body).current).toEqual({ id: "1", revision: 4 });
});

test("every fault names its field, however it is written, and once", () => {
  const problem = readProblem(422, {
    type: "invalid",
    title: "Two faults",
    detail: "Too long",
    field: "/letter/strengths",
    errors: [
      { field: "/letter/strengths", detail: "Too long" },
      { field: "/words", detail: "Missing" },
      { field: "/words", detail: "Missing" },
    ],
  });
  expect(problem.faults).toEqual([
    { field: "letter.strengths", detail: "Too long" },
    { field: "words", detail: "Missing" },
  ]);
  expect(readProblem(409, { title: "Taken", field: "/name" }).faults).toEqual([
    { field: "name", detail: "Taken" },
  ]);
  expect(fieldPath("/a~1b/c~0d")).toBe("a/b.c~d");
});
