// Serves web/dist (or what ZHULIAN_WEB names) on a random port of 127.0.0.1 with the headers the
// program sends, so that what the strict CSP forbids fails here too. `session` is what GET
// /api/v1/session answers, and then nothing else is found; null: 401 to everything.
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const dist = resolve(process.env.ZHULIAN_WEB ?? fileURLToPath(new URL("../dist", import.meta.url)));
const types = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};

export const content_security_policy =
  "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

function answerApi(request, response, session) {
  const is_session = request.url === "/api/v1/session" && request.method === "GET";
  const status = !session ? 401 : is_session ? 200 : 404;
  const body = status === 200 ? session : { type: "none", title: `${status}`, detail: `${status}` };
  const type = status === 200 ? "application/json" : "application/problem+json";
  response
    .writeHead(status, { "Content-Type": `${type}; charset=utf-8` })
    .end(JSON.stringify(body));
}

export async function serveDist(session = null) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    if (pathname.startsWith("/api/")) return answerApi(request, response, session);
    let path = join(dist, normalize(decodeURIComponent(pathname)));
    const is_file = path.startsWith(dist) && existsSync(path) && statSync(path).isFile();
    if (!is_file) path = join(dist, "index.html");
    response.writeHead(200, {
      "Content-Type": types[extname(path)] ?? "application/octet-stream",
      "Content-Security-Policy": content_security_policy,
      "X-Content-Type-Options": "nosniff",
    });
    createReadStream(path).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
