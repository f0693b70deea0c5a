// The reports of two places in the browser, against the real program: every statement stands with
// what is computed beside what was published, in words; a figure moves when a record is entered, and
// opens to that record for the statement's own place and day; the brief is saved as a workbook.
import { readFile } from "node:fs/promises";
import { axe, check, finish, fitsWidth, launch, openAs, quiet } from "./lib.mjs";
import { addUser, install, password, personOf, serve, signedIn, uuid } from "./program.mjs";

const county = "421102";
const estate = "421102001015001";
const house = await install();
addUser(house.db, "qu", "district", "示例区残联", ["--area", county]);
addUser(house.db, "lian", "liaison", "示例联络员", ["--area", "421102001015"]);
addUser(house.db, "wai", "district", "外地区残联", ["--area", "440703"]);
const { url, stop } = await serve(house.db);
const browser = await launch();
const district = await signedIn(url, "qu");
await district.post("/areas", { parent: "421102001015", level: "estate", name: "惠康佳苑" });
await district.post("/people", personOf("示例甲", estate));

async function expect(is_true, words) {
  if (!(await is_true)) throw new Error(words);
}

const report = await district.get("/places/huangzhou/report?language=zh");
const rowOf = (page, id) => {
  const { statement } = report.statements.find((one) => one.id === id);
  return page.locator(".report-table tbody tr", { hasText: statement });
};

const desk = await openAs(browser, url, "qu", password, { lang: "zh" });

await check("the report is reached from the first page", async () => {
  await desk.goto(`${url}/`);
  await desk.locator('.nav a.nav-group[href="/figures"]').click();
  await desk.locator('.nav a[href="/places"]').first().click();
  await desk.locator(".card a").first().click();
  await desk.waitForURL(/\/places\/huangzhou$/);
  await desk.locator(".report-table tbody tr").first().waitFor();
});

await check("every statement is a row with its comparison in a word", async () => {
  const rows = desk.locator(".report-table tbody tr");
  await expect((await rows.count()) === report.statements.length, "rows are missing");
  await expect((await rows.locator(".tag").count()) === report.statements.length, "words missing");
  await axe(desk);
});

await check("what is computed stands beside what was published", async () => {
  const row = rowOf(desk, "estate-residents");
  const text = await row.innerText();
  await expect(/\b0 /.test(text) && text.includes("5,365") && text.includes("低于报道"), text);
});

await check("what comes later says why and shows no number of its own", async () => {
  const text = await rowOf(desk, "adaptations").innerText();
  await expect(text.includes("52") && text.includes("以后才有"), text);
  await expect((await rowOf(desk, "adaptations").locator("a").count()) === 0, "a link to nothing");
});

await check("the statements can be narrowed, and the address keeps it", async () => {
  await desk.getByRole("tab", { name: /以后才有的/ }).click();
  await expect(desk.url().endsWith("?part=later"), desk.url());
  const later = report.statements.filter((one) => one.outcome === "later").length;
  await expect(
    (await desk.locator(".report-table tbody tr").count()) === later,
    "other statements stand there",
  );
  await axe(desk);
  await desk.getByRole("tab", { name: /^全部/ }).click();
});

await check("the number opens to its records, for the statement's own place and day", async () => {
  await rowOf(desk, "estate-residents")
    .getByRole("link", { name: /看记录/ })
    .click();
  await desk.waitForURL(/\/figures\/residents\?/);
  const query = new URL(desk.url()).searchParams;
  await expect(query.get("area") === estate && query.get("as_of") === "2023-10-26", desk.url());
  await desk.locator("main .summary-list").waitFor();
});

await check("it fits a phone in both languages and in care mode", async () => {
  for (const [lang, care] of [
    ["en", false],
    ["zh", true],
  ]) {
    const phone = await openAs(browser, url, "qu", password, { lang, care, width: 390 });
    await phone.goto(`${url}/places/huangzhou`);
    await phone.locator(".report-table tbody tr").first().waitFor();
    await fitsWidth(phone);
    await axe(phone);
    quiet(phone);
    await phone.context().close();
  }
});

await check(
  "a liaison sees the statements about the village only; elsewhere there is none",
  async () => {
    const liaison = await signedIn(url, "lian");
    const part = await liaison.get("/places/huangzhou/report");
    await expect(
      part.statements.length > 0 &&
        part.statements.every(({ area }) => area.startsWith("421102001015")),
      "a statement about a larger place",
    );
    const page = await openAs(browser, url, "wai", password, { lang: "zh" });
    await page.goto(`${url}/places`);
    await page.locator(".empty").waitFor();
    await page.goto(`${url}/places/huangzhou`);
    await page.locator(".notice").waitFor();
    await axe(page);
    await page.context().close();
  },
);

await check("the brief is a workbook with a name that says of where and when", async () => {
  await desk.goto(`${url}/figures?area=${county}&from=2026-01-01&to=2026-06-30`);
  const [saved] = await Promise.all([
    desk.waitForEvent("download"),
    desk.getByRole("button", { name: "存为 Excel" }).click(),
  ]);
  await expect(
    saved.suggestedFilename() === `brief-${county}-2026-01-01-2026-06-30.xlsx`,
    saved.suggestedFilename(),
  );
  const bytes = await readFile(await saved.path());
  await expect(bytes.subarray(0, 2).toString() === "PK", "no workbook");
  await desk.locator(".status-region .notice").first().waitFor();
});

await check("the brief's chart stands beside its table", async () => {
  await district.post("/needs", {
    id: uuid(),
    person: (await district.get("/people")).items[0].id,
    category: "medical.cataract",
    words: "看不清路",
    channel: "visit",
    mode: "home",
    urgency: "soon",
  });
  await desk.goto(`${url}/figures`);
  const chart = desk.locator(".chart").first();
  await chart.waitFor();
  await chart.locator("summary").click();
  await chart.locator("table").waitFor();
  await axe(desk);
  quiet(desk);
});

// ---- the other report ---------------------------------------------------------------------------
const jimo = await install("jimo");
addUser(jimo.db, "qu", "district", "示例区残联", ["--area", "370215"]);
const other = await serve(jimo.db);

await check("Jimo's report stands too, and a site entered moves its sentence to equal", async () => {
  const office = await signedIn(other.url, "qu");
  const { statements } = await office.get("/places/jimo/report?language=zh");
  const { statement } = statements.find(({ id }) => id === "childrens-centre");
  const page = await openAs(browser, other.url, "qu", password, { lang: "zh" });
  await page.goto(`${other.url}/places/jimo`);
  const row = page.locator(".report-table tbody tr", { hasText: statement });
  await row.locator(".tag", { hasText: "低于报道" }).waitFor();
  await expect(
    (await page.locator(".report-table tbody tr").count()) === statements.length,
    "rows are missing",
  );
  await axe(page);
  await office.post("/sites", {
    id: uuid(),
    kind: "children_centre",
    name: "示例儿童康复中心",
    area: "370215001",
    address: "示例路1号",
    from: "2021-05-18",
  });
  await page.reload();
  await row.locator(".tag", { hasText: "与报道一致" }).waitFor();
  await row.locator('a[href^="/figures/childrens_centres?"]').first().click();
  await page.locator("main", { hasText: "示例儿童康复中心" }).waitFor();
  await axe(page);
  quiet(page);
  await page.context().close();
});

await other.stop();
await jimo.remove();
await browser.close();
await stop();
await house.remove();
finish();
