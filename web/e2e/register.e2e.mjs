// The register in a browser, against the real program: a person is entered by hand; a roster with
// faults comes in, the faults are seen and downloaded, the sound rows become people, the faulty
// ones are mended and follow; somebody is found by pinyin, opened, unmasked with a reason, edited,
// and edited by two at once. How every page looks is the matter of pages.e2e.mjs.
import { readFile } from "node:fs/promises";
import { axe, check, finish, fitsWidth, launch, openAs, quiet, screenshot } from "./lib.mjs";
import { addUser, citizenId, install, password, serve } from "./program.mjs";
import { faulty_rows, firstFaultyRow, roster } from "./roster.mjs";

const person = { name: "示例明", pinyin: "shiliming", initials: "slm", village: "惠民" };

// County code 99 exists nowhere, so the number is nobody's.
const citizen_id = citizenId("42119919650301002");

async function expect(is_true, words) {
  if (!(await is_true)) throw new Error(words);
}

const home = await install();
addUser(home.db, "district", "district", "District", ["--area", "421102"]);
const { url, stop } = await serve(home.db);
const browser = await launch();

async function signedIn(path, options = {}) {
  const page = await openAs(browser, url, "district", password, options);
  await page.goto(url + path);
  return page;
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
  const guardian = other.locator('input[name="guardian"]');
  await guardian.waitFor();
  await desk.goto(`${url}${person_path}/edit`);
  await desk.locator('input[name="guardian"]').fill("乙");
  await desk.locator('form.form button[type="submit"]').click();
  await desk.waitForURL(url + person_path);
  await guardian.fill("丙");
  await other.locator('form.form button[type="submit"]').click();
  const conflict = other.locator(".conflict");
  await conflict.waitFor();
  const words = await conflict.innerText();
  await expect(words.includes("乙") && words.includes("丙"), "not both values are shown");
  await axe(other);
  await fitsWidth(other);
  await screenshot(other, "conflict-en-390", { full: true });
  // What was typed outlives the page: it comes back, and so does the question.
  await other.reload();
  await expect((await guardian.inputValue()) === "丙", "the draft is gone");
  await other.locator('form.form button[type="submit"]').click();
  await conflict.waitFor();
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

const sound = 70;
const csv = (text) => ({ name: "roster.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
async function upload(text) {
  await desk.goto(`${url}/imports/new`);
  await desk.locator('input[type="file"]').setInputFiles(csv(text));
  await desk.locator('form.form button[type="submit"]').click();
  await desk.waitForURL(/\/imports\/[0-9a-f-]{36}$/);
}
async function runIt() {
  await desk.locator('main .actions button[data-kind="primary"]').click();
  await desk.locator('.notice[data-kind="success"]').waitFor({ timeout: 60_000 });
}

await check("a roster is uploaded and tried; its faults bear the rows of the sheet", async () => {
  await upload(roster({ sound }));
  await desk.locator(".faults").waitFor({ timeout: 60_000 });
  const rows = await desk.locator(".faults tbody th").allInnerTexts();
  const wanted = Array.from({ length: faulty_rows }, (_, at) => firstFaultyRow(sound) + at);
  const found = rows.map((text) => Number(/\d+/.exec(text)?.[0]));
  await expect(String(found) === String(wanted), `the faulty rows are ${found}, not ${wanted}`);
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
  await runIt();
  await axe(desk);
  await desk.locator('main .actions a[data-kind="primary"]').click();
  await desk.locator(".people-table tbody tr").nth(20).waitFor();
  await desk.locator(".load-more button").click();
  await desk.locator(".people-table tbody tr").nth(60).waitFor();
});

await check("mended, the rest follows, and nobody comes in twice", async () => {
  await upload(roster({ sound, mended: true }));
  await desk.locator('main .actions button[data-kind="primary"]').waitFor({ timeout: 60_000 });
  await expect((await desk.locator(".faults").count()) === 0, "there are faults still");
  await runIt();
  const words = await desk.locator('.notice[data-kind="success"]').innerText();
  const counts = words.match(/\d+/g).map(Number);
  const wanted = [faulty_rows, 0, sound];
  await expect(String(counts) === String(wanted), `new, changed, unchanged: ${counts}`);
});

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
