// The real program on a folder of its own: made, filled through its API, served on a free port,
// stopped again by its own process.
import { spawn, spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const web = dirname(dirname(fileURLToPath(import.meta.url)));
const root = dirname(web);
export const program = resolve(process.env.ZHULIAN_PROGRAM ?? join(root, "build/release/zhulian"));
export const password = "a long passphrase of 2026";

function run(args, input = "") {
  const done = spawnSync(program, args, { input, encoding: "utf8" });
  if (done.status !== 0) throw new Error(`zhulian ${args.join(" ")}: ${done.stderr || done.error}`);
  return done.stdout;
}

// A new installation with the packs of Huangzhou.
export async function install() {
  const folder = await mkdtemp(join(tmpdir(), "zhulian-e2e-"));
  const db = `sqlite:${join(folder, "zhulian.db")}`;
  run([
    "init",
    "--db",
    db,
    "--pack",
    join(root, "packs/cn"),
    "--pack",
    join(root, "packs/huangzhou"),
  ]);
  return { db, remove: () => rm(folder, { recursive: true, force: true }) };
}

// `where` is what the role works in: ["--area", code], ["--party", id], ["--person", id].
export function addUser(db, name, role, display_name, where) {
  const args = ["user", "add", name, "--db", db, "--role", role, "--display-name", display_name];
  run([...args, ...where], `${password}\n`);
}

export async function serve(db) {
  const child = spawn(
    program,
    ["serve", "--db", db, "--listen", "127.0.0.1:0", "--web", join(web, "dist")],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  let said = "";
  const url = await new Promise((done, fail) => {
    const timer = setTimeout(() => fail(new Error(`no address within 30 s: ${said}`)), 30_000);
    child.stderr.on("data", (chunk) => {
      said += chunk;
      const address = /zhulian: (http:\/\/\S+:\d+)\n/.exec(said)?.[1];
      if (!address) return;
      clearTimeout(timer);
      done(address);
    });
    child.on("exit", (status) => fail(new Error(`the program ended with ${status}: ${said}`)));
  });
  const stop = () =>
    new Promise((done) => {
      child.removeAllListeners("exit");
      child.on("exit", done);
      child.kill("SIGTERM");
    });
  return { url, stop };
}

// The API as one user, by a bearer token: `await as.post("/people", {...})`.
export async function signedIn(url, user, secret = password) {
  const ask = async (method, path, body, token) => {
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        "Accept-Language": "en",
        ...(body && { "Content-Type": "application/json" }),
        ...(token && { Authorization: `Bearer ${token}` }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text ? JSON.parse(text) : undefined;
  };
  const { token } = await ask("POST", "/session", { user, password: secret });
  return {
    get: (path) => ask("GET", path, undefined, token),
    post: (path, body) => ask("POST", path, body, token),
  };
}

export function uuid() {
  const hex =
    Date.now().toString(16).padStart(12, "0") + crypto.randomUUID().replaceAll("-", "").slice(12);
  const set = `${hex.slice(0, 12)}7${hex.slice(13, 16)}8${hex.slice(17)}`;
  return set.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

// A citizen number with its check character (GB 11643) from its first 17 digits.
export function citizenId(first) {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, at) => total + weight * Number(first[at]), 0);
  return first + "10X98765432"[sum % 11];
}
