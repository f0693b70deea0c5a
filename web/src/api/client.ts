// The one way to the server. Types come from openapi.json, so a path or a field that does not
// exist does not compile.
//
//   const page = await call(api.GET("/people", { params: { query: { q } }, signal }));
//
// call() returns the body of the answer or throws a ProblemError. Writes carry the CSRF token of
// the session; every request carries the language, so the server's sentences come in it.
import createClient from "openapi-fetch";
import { languageTag } from "../i18n/index.ts";
import { networkProblem, ProblemError, readProblem } from "./problem.ts";
import type { paths } from "./schema.d.ts";

export const base_url = "/api/v1";

let csrf_token = "";
let when_unauthorized: () => void = () => {};

// The token of the session, from POST or GET /session. Kept in memory only.
export function setCsrfToken(token: string): void {
  csrf_token = token;
}

// What to do when the server no longer knows who we are.
export function onUnauthorized(handler: () => void): void {
  when_unauthorized = handler;
}

const reading = new Set(["GET", "HEAD", "OPTIONS"]);

function withHeaders(request: Request): Request {
  request.headers.set("Accept-Language", languageTag());
  if (!reading.has(request.method) && csrf_token) request.headers.set("X-CSRF-Token", csrf_token);
  return request;
}

export const api = createClient<paths>({
  baseUrl: new URL(base_url, window.location.href).href,
  credentials: "same-origin",
  fetch: (request) => globalThis.fetch(request),
});

api.use({ onRequest: ({ request }) => withHeaders(request) });

interface Answer<D> {
  data?: D;
  error?: unknown;
  response: Response;
}

// `about`: a 401 to a request about the session itself (a wrong password, nobody signed in) is an
// answer; a 401 to any other means that the session is lost.
export async function call<D>(
  pending: Promise<Answer<D>>,
  about: "page" | "session" = "page",
): Promise<D> {
  let answer: Answer<D>;
  try {
    answer = await pending;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    // openapi-fetch parses the body too: a SyntaxError is an answer that is not JSON.
    if (error instanceof SyntaxError) throw new ProblemError(readProblem(502, undefined));
    throw new ProblemError(networkProblem());
  }
  const { data, error, response } = answer;
  if (response.ok) return data as D;
  if (response.status === 401 && about === "page") when_unauthorized();
  throw new ProblemError(readProblem(response.status, error));
}

// A request outside the typed client: a file to send, a workbook to fetch. Same headers, same
// errors.
export async function send(path: string, init: RequestInit = {}): Promise<Response> {
  const url = new URL(base_url + path, window.location.href);
  const request = withHeaders(new Request(url, { credentials: "same-origin", ...init }));
  let response: Response;
  try {
    response = await globalThis.fetch(request);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ProblemError(networkProblem());
  }
  if (response.ok) return response;
  if (response.status === 401) when_unauthorized();
  throw new ProblemError(
    readProblem(response.status, await response.json().catch(() => undefined)),
  );
}
