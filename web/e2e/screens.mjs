// The pictures of the README, from a folder with the demonstration data: the first page of the
// district, a person, the board on a phone, the figures.
//
//   ZHULIAN_DEMO          the folder: a database (*.db) and signins.txt; ../var/demo
//   ZHULIAN_DEMO_SIGNINS  the file that `zhulian demo --signins` wrote, when it stands elsewhere
import { mkdir, readdir, readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { check, finish, fitsWidth, launch, open, quiet, signIn } from "./lib.mjs";
import { serve, signedIn } from "./program.mjs";

const web = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = resolve(process.env.ZHULIAN_DEMO ?? join(web, "../var/demo"));
const signins = process.env.ZHULIAN_DEMO_SIGNINS ?? join(folder, "signins.txt");
const pictures = join(web, "../docs/screens");

const database = (await readdir(folder)).find((name) => name.endsWith(".db"));
if (!database) throw new Error(`no *.db in ${folder}`);
// "role <tab> user <tab> password <tab> who", after a line of headings.
const people = (await readFile(signins, "utf8"))
  .split("\n")
  .filter((line) => line && !line.startsWith("#"))
  .map((line) => line.split("\t"));
const [, user, password] = people.find(([role]) => role === "district") ?? [];
if (!user) throw new Error(`no district user in ${signins}`);

await mkdir(pictures, { recursive: true });
const server = await serve(`sqlite:${join(folder, database)}`);
const { url } = server;
const browser = await launch();

async function take(name, path, { width, height, ready, signed_in }) {
  await check(`${name}.png`, async () => {
    const page = await open(browser, { width, height, lang: "zh" });
    if (signed_in) await signIn(page, `${url}/`, user, password);
    await page.goto(url + path);
    await page.locator(ready).first().waitFor();
    await page.waitForLoadState("networkidle");
    await fitsWidth(page);
    quiet(page);
    await page.screenshot({ path: join(pictures, `${name}.png`) });
    await page.context().close();
  });
}

// Somebody with a life in the sample: the person behind the need that came furthest.
const district = await signedIn(url, user, password);
const { items } = await district.get("/needs?state=evaluated&limit=1");
const desktop = { width: 1280, height: 900, signed_in: true };

await take("home", "/", { ...desktop, ready: ".figure-card" });
if (items.length > 0)
  await take("person", `/people/${items[0].person}`, { ...desktop, ready: ".timeline" });
await take("board", "/board", { width: 390, height: 844, signed_in: false, ready: ".board-list" });
await take("figures", "/figures", { ...desktop, ready: ".bars" });
await check("the sample has a need that was evaluated", async () => {
  if (items.length === 0) throw new Error("none");
});

await browser.close();
await server.stop();
finish();
