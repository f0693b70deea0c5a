// The whole loop in the browser, against the real program: a need is recorded, published, claimed
// by two, one is chosen with a reason, served with a photo, judged by the person (through a proxy)
// and by the community; then every figure has moved by exactly that much and opens to its records.
// On the way: axe on every page, with dialogs open and with errors shown, at 390 and 1280 px, in
// Chinese and English.
import {
  axe,
  check,
  finish,
  fitsWidth,
  launch,
  open,
  quiet,
  same,
  screenshot,
  signIn,
} from "./lib.mjs";
import { picture } from "./picture.mjs";
import { addUser, install, password, personOf, serve, signedIn, uuid } from "./program.mjs";

const county = "421102";
const village = "421102001015";
const person_name = "柳示甲";

const house = await install();
const district_area = ["--area", county];
addUser(house.db, "qu", "district", "示例区残联", district_area);
addUser(house.db, "lian", "liaison", "示例联络员", ["--area", village]);
const server = await serve(house.db);
const { url } = server;
const district = await signedIn(url, "qu");

const resident = personOf(person_name, village);
const person = resident.id;
await district.post("/people", resident);
const body = (id, kind, name) =>
  district.post("/organisations", { id, kind, name, area: county, contact: "", strengths: "" });
const [branch, company, team] = [uuid(), uuid(), uuid()];
await body(branch, "party_branch", "示例第一党支部");
await body(company, "company", "示例便民公司");
await body(team, "volunteer_team", "示例志愿服务队");
addUser(house.db, "zhibu", "claimant", "示例党支部", ["--party", branch]);
addUser(house.db, "gongsi", "claimant", "示例公司", ["--party", company]);

const figures = async () =>
  new Map((await district.get(`/figures?area=${county}&language=en`)).map((one) => [one.id, one]));
const before = await figures();

const browser = await launch();

// A window of one user; `look` runs what must hold of any page as it stands.
async function windowOf(user, options) {
  const page = await open(browser, options);
  const mode = `${user ?? "stranger"} ${options.lang} ${options.width}`;
  if (user) await signIn(page, `${url}/`, user, password);
  return {
    page,
    to: async (path) => {
      await page.goto(url + path);
      await page.locator("h1").waitFor();
      await page.waitForLoadState("networkidle");
    },
    look: (name, within) =>
      check(`${name} (${mode}): axe, width, quiet`, async () => {
        await axe(page, within);
        await fitsWidth(page);
        quiet(page);
        await screenshot(page, `${name}-${options.lang}-${options.width}`, { full: true });
      }),
    step: (name, run) => check(`${name} (${mode})`, run),
    close: () => page.context().close(),
  };
}

const sends = 'form.form button[type="submit"]';
const idIn = (page, pattern) => pattern.exec(new URL(page.url()).pathname)[1];
const arrive = (page, pattern) => page.waitForURL((at) => pattern.test(at.pathname));
const need_page = /^\/needs\/([0-9a-f-]{36})$/;
const listing_page = /^\/listings\/([0-9a-f-]{36})$/;
const claim_page = /^\/claims\/([0-9a-f-]{36})$/;

async function incomplete(page) {
  await page.locator(sends).click();
  await page.locator(".error-summary:focus").waitFor();
}

let need;
let listing;
let first_claim;

// ---- a liaison records a need ------------------------------------------------------------------
{
  const { page, to, look, step, close } = await windowOf("lian", { lang: "zh", width: 390 });
  await look("home-liaison");
  await to("/needs/new");
  await step("an empty need is refused at its fields", () => incomplete(page));
  await look("need-errors");
  await step("a need is recorded", async () => {
    await page.locator('input[name="person"]').fill(person_name);
    await page.locator('input[name="person"]').press("Enter");
    await page.locator(".found-names button").first().click();
    await page.locator('select[name="group"]').selectOption("daily");
    await page.locator('select[name="category"]').selectOption("daily.haircut");
    await page.locator('textarea[name="words"]').fill("腿脚不便，想有人上门理发");
    await page.locator('input[name="channel"][value="visit"]').check({ force: true });
    await page.locator('input[name="mode"][value="home"]').check({ force: true });
    await page.locator('input[name="urgency"][value="soon"]').check({ force: true });
    await look("need-filled");
    await page.reload();
    await page.locator('textarea[name="words"]').waitFor();
    same(
      await page.locator('textarea[name="words"]').inputValue(),
      "腿脚不便，想有人上门理发",
      "the draft after a reload",
    );
    await page.locator(sends).click();
    await arrive(page, need_page);
    need = idIn(page, need_page);
    await page.locator(".steps").waitFor();
  });
  await look("need");
  await close();
}

// ---- the office publishes it -------------------------------------------------------------------
{
  const { page, to, look, step, close } = await windowOf("qu", { lang: "zh", width: 1280 });
  await look("home-district");
  await to("/needs?state=open");
  await look("needs");
  await step("chosen needs are published; a name in the title is refused there", async () => {
    await page.locator(".row-check").first().check({ force: true });
    await page.locator('.chosen-bar [data-kind="primary"]').click();
    await page.locator('input[name="title"]').fill(`为${person_name}上门理发`);
    await page
      .locator('textarea[name="scope"]')
      .fill("每月一次，到行动不便的居民家中理发，自带工具。");
    await page.locator('input[name="place"]').fill("赤壁街道");
    await page.locator(sends).click();
    await page.locator(".error-summary:focus").waitFor();
    same(await page.locator('input[name="title"][aria-invalid="true"]').count(), 1, "title");
    await look("publish-errors");
    await page.locator('input[name="title"]').fill("为行动不便的居民上门理发");
    await page.locator(sends).click();
    await arrive(page, listing_page);
    listing = idIn(page, listing_page);
  });
  await look("listing-empty");
  await close();
}

// ---- anybody reads the board -------------------------------------------------------------------
{
  const { page, to, look, step, close } = await windowOf(null, { lang: "en", width: 390 });
  await to("/board");
  await look("board");
  await step("a stranger reads the notice and who it is about stays unknown", async () => {
    await page.locator(".board-list a").first().click();
    await arrive(page, new RegExp(`^/board/${listing}$`));
    await page.locator(".summary-list").waitFor();
    const words = await page.locator("main").innerText();
    if (words.includes(person_name)) throw new Error("the notice names the person");
  });
  await look("notice");
  await close();
}

// ---- two claim it ------------------------------------------------------------------------------
async function fillLetter(page, who) {
  await page
    .locator('textarea[name="letter.strengths"]')
    .fill(`${who}有两位持证理发师，都住在附近。`);
  await page
    .locator('textarea[name="letter.approach"]')
    .fill("每月第一个周六上门，先打电话约好时间。");
  await page
    .locator('textarea[name="letter.outcome"]')
    .fill("行动不便的居民不出门就能理发，干净体面。");
}
{
  const { page, to, look, step, close } = await windowOf("zhibu", { lang: "zh", width: 390 });
  await look("home-claimant");
  await to(`/listings/${listing}/claim`);
  await step("an incomplete letter is refused, section by section", async () => {
    await page.locator('textarea[name="letter.strengths"]').fill("有人");
    await incomplete(page);
    same(await page.locator(".error-summary li").count(), 3, "faults in the summary");
  });
  await look("letter-errors");
  await step("a joint claim is made", async () => {
    await fillLetter(page, "党支部");
    await page.locator("fieldset .inline-search input").fill("志愿");
    await page.locator("fieldset .inline-search input").press("Enter");
    await page.locator(".claimants button").first().click();
    await page.locator(sends).click();
    await arrive(page, claim_page);
    first_claim = idIn(page, claim_page);
    await page.locator(".letter").waitFor();
  });
  await look("claim-made");
  await close();
}
{
  const { page, to, look, step, close } = await windowOf("gongsi", { lang: "en", width: 1280 });
  await to(`/board/${listing}`);
  await step("a second claim is made alone", async () => {
    await page.locator(`a[href="/listings/${listing}/claim"]`).click();
    await fillLetter(page, "公司");
    await look("letter");
    await page.locator(sends).click();
    await arrive(page, claim_page);
  });
  await to("/claims");
  await look("claims");
  await close();
}

// ---- the office chooses ------------------------------------------------------------------------
{
  const { page, to, look, step, close } = await windowOf("qu", { lang: "en", width: 1280 });
  await to(`/listings/${listing}`);
  await look("listing-claims");
  await step("of two claims one is chosen, and only with a reason", async () => {
    const card = page.locator(".letters .card", { hasText: "示例第一党支部" });
    await card.locator("button").click();
    await page.locator("dialog[open]").waitFor();
    await page.locator(`dialog ${sends}`).click();
    await page.locator("dialog .error-summary:focus").waitFor();
    await look("choose-errors", "dialog[open]");
    await page.locator('dialog textarea[name="reason"]').fill("理发师住得近，可以长期上门。");
    await page.locator(`dialog ${sends}`).click();
    await page.locator("dialog[open]").waitFor({ state: "detached" });
    await card.locator('.tag[data-kind="active"]').waitFor();
  });
  await look("listing-chosen");
  await close();
}

// ---- it is delivered, with a photo -------------------------------------------------------------
{
  const { page, to, look, step, close } = await windowOf("zhibu", { lang: "zh", width: 390 });
  await to(`/claims/${first_claim}/deliver`);
  await step("a delivery without words is refused", () => incomplete(page));
  await look("deliver-errors");
  await step("the service is recorded with a photo", async () => {
    await page.locator('textarea[name="words"]').fill("两位理发师上门，理发后打扫干净。");
    await page
      .locator('input[type="file"]')
      .setInputFiles({ name: "haircut.png", mimeType: "image/png", buffer: picture() });
    await page.locator(".photos img").waitFor();
    await look("deliver-photo");
    await page.locator(sends).click();
    await arrive(page, claim_page);
    const photo = page.locator(".timeline .photos img");
    await photo.waitFor();
    await photo.scrollIntoViewIfNeeded();
    await page.waitForFunction(() => {
      const shown = document.querySelector(".timeline .photos img");
      return shown?.complete && shown.naturalWidth === 320;
    });
  });
  await look("claim-delivered");
  await close();
}

// ---- the person and the community judge it -----------------------------------------------------
async function judge(user, options, stars, name) {
  const { page, to, look, step, close } = await windowOf(user, options);
  await to(`/needs/${need}`);
  await step(`${name} evaluate`, async () => {
    await page.locator('a[href$="/evaluate"]').first().click();
    await page.locator(".stars").waitFor();
    await incomplete(page);
    await look(`evaluate-errors-${user}`);
    await page.locator(`input[name="stars"][value="${stars}"]`).check({ force: true });
    await page.locator('textarea[name="words"]').fill("很好，希望每个月都来。");
    await page.locator(sends).click();
    await arrive(page, need_page);
  });
  await look(`need-evaluated-${user}`);
  await close();
}
await judge("lian", { lang: "zh", width: 390 }, 5, "the person's words, by proxy,");
await judge("qu", { lang: "en", width: 1280 }, 4, "the community's words");

// ---- the figures have moved by exactly that ----------------------------------------------------
await check("every counted figure moved by exactly what happened", async () => {
  const moved = {
    needs_raised: 1,
    people_with_needs: 1,
    needs_listed: 1,
    needs_claimed: 1,
    needs_delivered: 1,
    people_served: 1,
    service_attendances: 1,
    needs_evaluated: 1,
    evaluation_stars: 4.6, // Five stars weigh 60 %, four weigh 40 %.
    needs_raised_met: 1,
    listings_published: 1,
    claims_made: 2, // A joint claim is one.
    branches_serving: 1,
    bodies_serving: 2, // The branch and its partner.
    needs_by_channel_visit: 1,
    needs_by_mode_home: 1,
  };
  const after = await figures();
  const wrong = [];
  for (const [id, figure] of after) {
    if (figure.kind !== "count" && figure.kind !== "sum") continue;
    const change = Math.round((figure.value - before.get(id).value) * 100) / 100;
    if (change !== (moved[id] ?? 0)) wrong.push(`${id}: ${change}, not ${moved[id] ?? 0}`);
    if (figure.kind === "count" && figure.records !== figure.value)
      wrong.push(`${id}: ${figure.value} opens to ${figure.records}`);
  }
  same(wrong, [], "figures");
});
for (const [lang, width] of [
  ["zh", 1280],
  ["en", 390],
]) {
  const { page, to, look, step, close } = await windowOf("qu", { lang, width });
  await to("/figures");
  await look("figures");
  await step("a figure opens to its records, and a record to what it is", async () => {
    await page.locator('a[href^="/figures/needs_raised?"]').click();
    await page.locator("tbody tr").first().waitFor();
    same(await page.locator("tbody tr").count(), 1, "rows");
    await look("figure");
    await page.locator("tbody th a").first().click();
    await arrive(page, new RegExp(`^/needs/${need}$`));
  });
  await step("ending a need that was served is not offered", async () => {
    await page.locator(".steps").waitFor();
    same(await page.locator('main button[data-kind="plain"]').count(), 0, "buttons to end it");
  });
  await close();
}

await browser.close();
await server.stop();
await house.remove();
finish();
