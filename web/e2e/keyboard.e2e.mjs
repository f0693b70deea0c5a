// The whole loop without a mouse: signing in, recording a need, publishing it, claiming it,
// choosing, delivering and evaluating, with Tab, Enter, Space, arrows and Escape alone. Only the
// first address is typed; from there everything is reached by Tab. On the way: the skip link, focus
// on the error summary after a failed send and on the heading after a move, and dialogs that give
// focus back.
import { check, finish, launch, open, quiet } from "./lib.mjs";
import { addUser, install, password, personOf, serve, signedIn, uuid } from "./program.mjs";

const county = "421102";
const village = "421102001015";
const person_name = "柳示甲";
const steps_max = 90; // Presses of Tab before a thing counts as out of reach.

const house = await install();
addUser(house.db, "qu", "district", "示例区残联", ["--area", county]);
addUser(house.db, "lian", "liaison", "示例联络员", ["--area", village]);
const server = await serve(house.db);
const { url } = server;
const district = await signedIn(url, "qu");
await district.post("/people", personOf(person_name, village));
const branch = uuid();
await district.post("/organisations", {
  id: branch,
  kind: "party_branch",
  name: "示例第一党支部",
  area: county,
  contact: "",
  strengths: "",
});
addUser(house.db, "zhibu", "claimant", "示例党支部", ["--party", branch]);
const browser = await launch();

function keysOf(page) {
  const press = (key) => page.keyboard.press(key);
  const at = (selector) =>
    page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);
  // Tab until focus stands on it; it must be there to be reached.
  const reach = async (selector) => {
    await page.locator(selector).first().waitFor({ state: "attached" });
    for (let step = 0; step < steps_max; step += 1) {
      if (await at(selector)) return;
      await press("Tab");
    }
    throw new Error(`Tab does not lead to ${selector}`);
  };
  const type = async (selector, text) => {
    await reach(selector);
    await page.keyboard.type(text);
  };
  const push = async (selector) => {
    await reach(selector);
    await press("Enter");
  };
  const mark = async (selector) => {
    await reach(selector);
    await press("Space");
  };
  const focused = (selector) => page.locator(`${selector}:focus`).waitFor();
  // A link that leads to another page, whose heading then has focus.
  const follow = async (selector, arrived) => {
    await push(selector);
    await page.waitForURL((address) => arrived.test(address.pathname));
    await focused("h1");
  };
  return { press, at, reach, type, push, mark, focused, follow };
}

const sends = 'form.form button[type="submit"]';
const need_page = /^\/needs\/[0-9a-f-]{36}$/;
const listing_page = /^\/listings\/[0-9a-f-]{36}$/;
const claim_page = /^\/claims\/[0-9a-f-]{36}$/;

// Signs in by keyboard, then does `work`; what goes wrong in one window is one failure.
async function windowOf(user, name, work) {
  await check(`${name} (${user})`, async () => {
    const page = await open(browser, { width: 1280, lang: "zh" });
    const keys = keysOf(page);
    await page.goto(`${url}/`);
    await page.locator('input[name="user"]').waitFor();
    await keys.type('input[name="user"]', user);
    await keys.type('input[name="password"]', password);
    await keys.press("Enter");
    await page.locator(".account").waitFor();
    await work(page, keys);
    quiet(page);
    await page.context().close();
  });
}

await windowOf("lian", "the skip link, and a need is recorded", async (page, keys) => {
  await page.reload(); // Afresh, so that Tab begins at the top.
  await page.locator("h1").waitFor();
  await keys.press("Tab");
  if (!(await keys.at(".skip-link"))) throw new Error("the first Tab is not the skip link");
  await keys.press("Enter");
  await keys.press("Tab");
  const is_inside = await page.evaluate(() =>
    document.querySelector("main").contains(document.activeElement),
  );
  if (!is_inside) throw new Error("the skip link does not lead into the page");
  await keys.follow('main a[href="/needs/new"]', /^\/needs\/new$/);

  await keys.push(sends);
  await keys.focused(".error-summary");
  await keys.push(".error-summary a");
  await keys.focused('input[name="person"]');
  await page.keyboard.type(person_name);
  await keys.press("Enter");
  await keys.push(".found-names button");
  await keys.reach('select[name="group"]');
  await keys.press("ArrowDown");
  await keys.reach('select[name="category"]');
  await keys.press("ArrowDown");
  await keys.type('textarea[name="words"]', "想有人上门理发");
  for (const name of ["channel", "mode", "urgency"]) await keys.mark(`input[name="${name}"]`);
  await keys.press("ArrowDown"); // Another urgency: arrows move within a question.
  await keys.follow(sends, need_page);
});

await windowOf("qu", "it is published", async (page, keys) => {
  await keys.follow('main a[href="/needs?state=open"]', /^\/needs$/);
  await keys.mark(".row-check");
  await keys.follow('.chosen-bar button[data-kind="primary"]', /^\/listings\/new$/);
  await keys.type('input[name="title"]', "为行动不便的居民上门理发");
  await keys.type('textarea[name="scope"]', "每月一次，自带工具。");
  await keys.type('input[name="place"]', "赤壁街道");
  await keys.follow(sends, listing_page);
});

await windowOf("zhibu", "it is claimed", async (page, keys) => {
  await keys.follow('.nav a[href="/board"]', /^\/board$/);
  await keys.follow(".board-list a", /^\/board\/.{36}$/);
  await keys.follow('main a[href$="/claim"]', /\/claim$/);
  await keys.push(sends);
  await keys.focused(".error-summary");
  await keys.type('textarea[name="letter.strengths"]', "有两位持证理发师，都住在附近。");
  await keys.type('textarea[name="letter.approach"]', "每月第一个周六上门，先打电话约好。");
  await keys.type('textarea[name="letter.outcome"]', "不出门就能理发，干净体面。");
  await keys.follow(sends, claim_page);
});

await windowOf("qu", "it is chosen, in a dialog that gives focus back", async (page, keys) => {
  await keys.follow('.nav a.nav-group[href="/needs"]', /^\/needs$/); // Its pages stand below.
  await keys.follow('.nav a[href="/claims"]', /^\/claims$/);
  await keys.follow("tbody a", listing_page);
  const choose = ".letters .card button";
  await keys.push(choose);
  await page.locator("dialog[open]").waitFor();
  await keys.press("Escape");
  await page.locator("dialog[open]").waitFor({ state: "detached" });
  await keys.focused(choose);
  await keys.press("Enter");
  await page.locator("dialog[open]").waitFor();
  await keys.type('dialog textarea[name="reason"]', "理发师住得近。");
  await keys.push(`dialog ${sends}`);
  await page.locator("dialog[open]").waitFor({ state: "detached" });
  await page.locator('.letters .tag[data-kind="active"]').waitFor();
});

await windowOf("zhibu", "it is delivered", async (page, keys) => {
  await keys.follow('.nav a[href="/claims"]', /^\/claims$/);
  await keys.follow("tbody a", claim_page);
  await keys.follow('main a[href$="/deliver"]', /\/deliver$/);
  await keys.push(sends);
  await keys.focused(".error-summary");
  await keys.type('textarea[name="words"]', "上门理发，打扫干净。");
  await keys.reach('input[type="file"]');
  await keys.follow(sends, claim_page);
});

await windowOf("lian", "it is evaluated", async (page, keys) => {
  await keys.follow('.nav a[href="/needs"]', /^\/needs$/);
  await keys.follow("tbody a", need_page);
  await keys.follow('main a[href$="/evaluate"]', /\/evaluate$/);
  await keys.push(sends);
  await keys.focused(".error-summary");
  await keys.mark('input[name="stars"]');
  for (let star = 1; star < 4; star += 1) await keys.press("ArrowRight");
  const stars = await page.locator('input[name="stars"]:checked').getAttribute("value");
  if (stars !== "4") throw new Error(`arrows led to ${stars} stars, not 4`);
  await keys.type('textarea[name="words"]', "很好。");
  await keys.follow(sends, need_page);
});

const { items } = await district.get("/needs");
await check("the need has gone all the way", () => {
  const [need] = items;
  if (need?.state !== "evaluated" && need?.state !== "delivered")
    throw new Error(`it is ${need?.state}`);
  if (!need.score) throw new Error("the evaluation did not arrive");
});

await browser.close();
await server.stop();
await house.remove();
finish();
