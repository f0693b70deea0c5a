// The real program on a folder of its own: made, filled through its API, served on a free port,
// stopped again by its own process.
import { spawn, spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const web = dirname(dirname(fileURLToPath(import.meta.url)));
const root = dirname(web);
// Another program, its packs and another built app, where somebody works on more than one at once.
export const program = resolve(process.env.ZHULIAN_PROGRAM ?? join(root, "build/release/zhulian"));
const packs = resolve(process.env.ZHULIAN_PACKS ?? join(root, "packs"));
const app = resolve(process.env.ZHULIAN_WEB ?? join(web, "dist"));
export const password = "a long passphrase of 2026";

function run(args, input = "") {
  const done = spawnSync(program, args, { input, encoding: "utf8" });
  if (done.status !== 0) throw new Error(`zhulian ${args.join(" ")}: ${done.stderr || done.error}`);
  return done.stdout;
}

// A new installation with the packs of Huangzhou, or of another place: `remove` takes it away
// again.
export async function install(place = "huangzhou") {
  const folder = await mkdtemp(join(tmpdir(), "zhulian-e2e-"));
  const db = `sqlite:${join(folder, "zhulian.db")}`;
  run(["init", "--db", db, "--pack", join(packs, "cn"), "--pack", join(packs, place)]);
  return { db, folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

// The same with the sample year of Huangzhou; `users` has a { user, password } for every role.
export async function installDemo() {
  const house = await install();
  const signins = join(house.folder, "signins.txt");
  run(["demo", "--db", house.db, "--pack", join(packs, "huangzhou"), "--signins", signins]);
  const users = new Map();
  for (const line of (await readFile(signins, "utf8")).split("\n")) {
    if (line === "" || line.startsWith("#")) continue;
    const [role, user, secret] = line.split("\t"); // Then who it is, in words.
    if (!users.has(role)) users.set(role, { user, password: secret });
  }
  return { ...house, users };
}

// `where` is what the role works in: ["--area", code], ["--party", id], ["--person", id].
export function addUser(db, name, role, display_name, where) {
  const args = ["user", "add", name, "--db", db, "--role", role, "--display-name", display_name];
  run([...args, ...where], `${password}\n`);
}

export async function serve(db) {
  const child = spawn(program, ["serve", "--db", db, "--listen", "127.0.0.1:0", "--web", app], {
    stdio: ["ignore", "ignore", "pipe"],
  });
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
  // A file goes up as a form, whose fields are the rest of `fields`.
  const upload = async (path, name, text, fields) => {
    const form = new FormData();
    for (const [field, value] of Object.entries(fields)) form.append(field, value);
    form.append("file", new Blob([text]), name);
    const headers = { Authorization: `Bearer ${token}` };
    const answer = await fetch(`${url}/api/v1${path}`, { method: "POST", headers, body: form });
    if (!answer.ok) throw new Error(`POST ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  return {
    upload,
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

// The document of the API, as the program serves it.
export async function servedApi() {
  const house = await install();
  const server = await serve(house.db);
  try {
    const answer = await fetch(`${server.url}/api/v1/openapi.json`);
    if (!answer.ok) throw new Error(`openapi.json: ${answer.status}`);
    return await answer.text();
  } finally {
    await server.stop();
    await house.remove();
  }
}

// The day so many days after (before, when negative) "2026-11-05".
export const dayAfter = (day, days) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

// The body of POST /people for somebody of a village of whom no more is known.
export const personOf = (name, area, digits = "42119919560315124") => ({
  id: uuid(),
  name,
  citizen_id: citizenId(digits),
  area,
  phone: "",
  address: "",
  guardian: "",
  household_kind: "",
});
