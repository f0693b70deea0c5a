// The register in a browser, against the real program: a person is entered by hand; a roster with
// faults comes in, the faults are seen and downloaded, the sound rows become people; somebody is
// found by pinyin, opened, unmasked with a reason, edited, and edited by two at once.
//
//   node e2e/register.e2e.mjs         after `npm run build` and a release build of the program
//   ZHULIAN_PROGRAM  another program   ZHULIAN_ROSTER  another workbook with faults
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { axe, check, finish, fitsWidth, launch, open, quiet, screenshot, signIn } from "./lib.mjs";
import { addUser, citizenId, install, password, program, serve } from "./program.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const roster = process.env.ZHULIAN_ROSTER ?? here("../../../shared/rosters/roster-messy.xlsx");
const person = { name: "示例明", pinyin: "shiliming", initials: "slm", village: "惠民" };

// County code 99 exists nowhere, so the number is nobody's.
const citizen_id = citizenId("42119919650301002");

async function expect(is_true, words) {
  if (!(await is_true)) throw new Error(words);
}

if (!existsSync(program)) {
  console.log(`skipped: there is no program at ${program} (ZHULIAN_PROGRAM)`);
  finish();
  process.exit();
}
const home = await install();
addUser(home.db, "district", "district", "District", ["--area", "421102"]);
const { url, stop } = await serve(home.db);
const browser = await launch();

async function signedIn(path, options = {}) {
  const page = await open(browser, options);
  await signIn(page, url + path, "district", password);
  return page;
}

const modes = [
  { lang: "zh", width: 390 },
  { lang: "en", width: 390 },
  { lang: "zh", width: 1280 },
  { lang: "en", width: 1280 },
];

// One look at a page in every language and width, with axe.
async function lookAt(name, path, ready) {
  for (const mode of modes) {
    const page = await signedIn(path, mode);
    const words = `${name} ${mode.lang} ${mode.width}`;
    await check(words, async () => {
      await page.locator(ready).first().waitFor();
      await axe(page);
      await fitsWidth(page);
      quiet(page);
    });
    await screenshot(page, words.replaceAll(" ", "-"), { full: true });
    await page.context().close();
  }
}

const desk = await signedIn("/people");

await check("an empty register says what to do", async () => {
  await desk.locator(".empty").waitFor();
  await axe(desk);
});

await check("all faults of a new person are told at once", async () => {
  await desk.goto(`${url}/people/new`);
  await desk.locator('input[name="citizen_id"]').fill("123");
  await desk.locator('form.form button[type="submit"]').click();
  await desk.locator(".error-summary:focus").waitFor();
  await expect((await desk.locator(".error-summary a").count()) === 3, "not three faults");
  await axe(desk);
  await screenshot(desk, "new-person-errors", { full: true });
});

await check("a place is found by its name, and a person entered", async () => {
  await desk.locator('input[name="name"]').fill(person.name);
  await desk.locator('input[name="citizen_id"]').fill(citizen_id);
  await desk.locator('input[name="certificate_number"]').fill(`${citizen_id}42`);
  await desk.locator('input[name="phone"]').fill("13900000000");
  await desk.locator('input[name="guardian"]').fill("甲");
  const finder = desk.locator(".area-finder");
  await finder.locator("input").fill(person.village);
  await finder.locator("input").press("Enter");
  await finder.locator(".area-choices li button").last().waitFor();
  await axe(desk, ".area-finder");
  await finder.locator(".area-choices li").first().locator("button").last().click();
  await desk.locator('form.form button[type="submit"]').click();
  await desk.waitForURL(/\/people\/[0-9a-f-]{36}$/);
  await desk.locator(".masthead").waitFor();
});
const person_path = new URL(desk.url()).pathname;

for (const q of [person.pinyin, person.initials, citizen_id.slice(-4), citizen_id]) {
  await check(`found by ${q}`, async () => {
    await desk.goto(`${url}/people`);
    await desk.locator(".search-box input").waitFor();
    await desk.keyboard.press("/");
    await expect(
      desk.evaluate(() => document.activeElement?.getAttribute("type") === "search"),
      "the slash did not lead to the search box",
    );
    await desk.keyboard.type(q);
    await desk.keyboard.press("Enter");
    const link = desk.locator(".people-table tbody a");
    await link.getByText(person.name).waitFor();
    await expect(desk.url().includes("q="), "the address does not keep the search");
    await desk.keyboard.press("ArrowDown");
    await desk.keyboard.press("Enter");
    await desk.waitForURL(`${url}${person_path}`);
  });
}

await check("numbers are masked, and opened with a reason for a while", async () => {
  await desk.goto(url + person_path);
  await desk.locator(".summary-list").waitFor();
  const text = () => desk.locator("main").innerText();
  await expect(!(await text()).includes(citizen_id), "the number is not masked");
  await desk.locator(".section-head .actions button").first().click();
  const dialog = desk.locator("dialog[open]");
  await dialog.waitFor();
  await dialog.locator('button[type="submit"]').click();
  await dialog.locator(".error-summary:focus").waitFor();
  await axe(desk, "dialog[open]");
  await screenshot(desk, "unmask-errors");
  await dialog.locator("textarea").fill("电话核实");
  await dialog.locator('button[type="submit"]').click();
  await desk.locator(".summary-list").getByText(citizen_id).waitFor();
  await axe(desk);
  await desk.locator(".section-head .actions button").first().click();
  await expect(!(await text()).includes(citizen_id), "the number was not hidden again");
});

await check("two edits at once: both values are shown, and a choice is kept", async () => {
  const other = await signedIn(`${person_path}/edit`, { width: 390, lang: "en" });
  await other.locator('input[name="guardian"]').waitFor();
  await desk.goto(`${url}${person_path}/edit`);
  await desk.locator('input[name="guardian"]').fill("乙");
  await desk.locator('form.form button[type="submit"]').click();
  await desk.waitForURL(url + person_path);
  await other.locator('input[name="guardian"]').fill("丙");
  await other.locator('form.form button[type="submit"]').click();
  const conflict = other.locator(".conflict");
  await conflict.waitFor();
  const words = await conflict.innerText();
  await expect(words.includes("乙") && words.includes("丙"), "not both values are shown");
  await axe(other);
  await fitsWidth(other);
  await screenshot(other, "conflict-en-390", { full: true });
  await conflict.locator(".actions button").click(); // Without a choice it asks for one.
  await conflict.locator(".field-error").waitFor();
  await conflict.locator('input[value="mine"]').check({ force: true });
  await conflict.locator(".actions button").click();
  await other.waitForURL(url + person_path);
  await other.locator(".summary-list").getByText("丙").waitFor();
  quiet(other);
  await other.context().close();
});

await check("a certificate is frozen with its reason, and thawing is the next step", async () => {
  await desk.goto(url + person_path);
  await desk.locator('a[href*="/event?certificate="]').first().click();
  await desk.locator('input[value="frozen"]').check({ force: true });
  await desk.locator(".input-line button").first().click();
  await desk.locator("textarea").fill("核对档案");
  await axe(desk);
  await desk.locator('form.form button[type="submit"]').click();
  await desk.waitForURL(url + person_path);
  await desk.locator('.next-steps a[href*="kind=thawed"]').waitFor();
});

await check("an old .xls is answered with what to do", async () => {
  await desk.goto(`${url}/imports/new`);
  await desk.locator('input[type="file"]').setInputFiles({
    name: "old.xls",
    mimeType: "application/vnd.ms-excel",
    buffer: Buffer.from("x"),
  });
  await desk.locator('form.form button[type="submit"]').click();
  await desk.locator(".error-summary:focus").getByText(".xlsx").waitFor();
  await axe(desk);
});

if (!existsSync(roster)) {
  console.log(`skipped: no workbook with faults at ${roster} (ZHULIAN_ROSTER)`);
} else {
  let import_path = "";
  await check("a roster is uploaded and tried; its faults bear the rows of the sheet", async () => {
    await desk.goto(`${url}/imports/new`);
    await desk.locator('input[type="file"]').setInputFiles(roster);
    await desk.locator('form.form button[type="submit"]').click();
    await desk.waitForURL(/\/imports\/[0-9a-f-]{36}$/);
    import_path = new URL(desk.url()).pathname;
    await desk.locator(".faults").waitFor({ timeout: 120_000 });
    await axe(desk);
    await screenshot(desk, "import-preview", { full: true });
  });
  await check("the error workbook comes down as a workbook", async () => {
    const [download] = await Promise.all([
      desk.waitForEvent("download"),
      desk.locator(".section-head .actions button").click(),
    ]);
    await expect(download.suggestedFilename().endsWith(".xlsx"), "it is no .xlsx");
    const bytes = await readFile(await download.path());
    await expect(bytes.subarray(0, 2).toString() === "PK", "it is no zip");
  });
  await check("the sound rows become people", async () => {
    await desk.locator('main .actions button[data-kind="primary"]').click();
    await desk.locator('.notice[data-kind="success"]').waitFor({ timeout: 180_000 });
    await axe(desk);
    await screenshot(desk, "import-done", { full: true });
    await desk.locator('main .actions a[data-kind="primary"]').click();
    await desk.locator(".people-table tbody tr").nth(20).waitFor();
    await desk.locator(".load-more button").click();
    await desk.locator(".people-table tbody tr").nth(60).waitFor();
  });
  await lookAt("import", import_path, ".faults");
}

await lookAt("people", "/people", ".people-table");
await lookAt("person", person_path, ".timeline");
await lookAt("edit", `${person_path}/edit`, "form.form");
await lookAt("imports", "/imports", ".table-box, .empty");
await lookAt("export", "/export", "form.form");
await lookAt("organisations", "/organisations", ".table-box, .empty");
await lookAt("liaisons", "/organisations/liaisons", ".table-box");

await check("a roster comes back as a workbook", async () => {
  await desk.goto(`${url}/export`);
  const [download] = await Promise.all([
    desk.waitForEvent("download"),
    desk.locator('form.form button[type="submit"]').click(),
  ]);
  await expect(download.suggestedFilename().endsWith(".xlsx"), "it is no .xlsx");
});

await check("a quiet browser", () => quiet(desk));
await browser.close();
await stop();
await home.remove();
finish();
