// What every browser test needs: Debian's chromium with a fresh profile, signing in, the
// accessibility run, pictures, and a count of what passed.
//
//   const browser = await launch();
//   const page = await open(browser, { width: 390, lang: "zh", care: false });
//   await signIn(page, url, "liaison", password);
//   await check("the board has no violations", async () => axe(page));
//   await screenshot(page, "board-zh-390");
//   finish();            prints "N passed, N failed" and sets the exit code
import axe_core from "axe-core";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { chromium } from "playwright-core";

const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const axe_tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// ZHULIAN_CHROMIUM names another browser.
export function launch() {
  return chromium.launch({
    executablePath: process.env.ZHULIAN_CHROMIUM ?? "/usr/bin/chromium",
    args: flags,
  });
}

// A page of its own context. Whatever the browser complains about (a blocked inline style, an
// error nobody caught) is gathered in page.complaints; a refused request is not a complaint.
export async function open(
  browser,
  { width = 1280, height = 900, lang = "zh", care = false, touch = false, storageState } = {},
) {
  const context = await browser.newContext({
    storageState,
    viewport: { width, height },
    hasTouch: touch,
    locale: lang === "zh" ? "zh-CN" : "en-GB",
    timezoneId: "Asia/Shanghai",
    reducedMotion: "reduce",
  });
  await context.addInitScript(
    ([language, mode]) => {
      if (localStorage.getItem("zhulian.language") === null)
        localStorage.setItem("zhulian.language", language);
      if (localStorage.getItem("zhulian.care") === null) localStorage.setItem("zhulian.care", mode);
    },
    [lang, care ? "on" : "off"],
  );
  const page = await context.newPage();
  page.setDefaultTimeout(30_000); // A busy machine is slow, not broken.
  page.complaints = [];
  page.on("pageerror", (error) => page.complaints.push(String(error)));
  page.on("console", (message) => {
    const is_refusal = message.text().startsWith("Failed to load resource");
    if (message.type() === "error" && !is_refusal) page.complaints.push(message.text());
  });
  return page;
}

// Signs in where the page stands; the address stays what it was.
export async function signIn(page, url, user, password) {
  await page.goto(url);
  await page.locator('input[name="user"]').fill(user);
  await page.locator('input[name="password"]').fill(password);
  await page.locator('form button[type="submit"]').click();
  await page.locator(".account").first().waitFor({ state: "attached" });
}

// A page of somebody who has signed in already: the form is filled in where it is what is tried.
const kept_sessions = new Map();
export async function openAs(browser, url, user, password, options) {
  const name = `${url} ${user}`;
  if (!kept_sessions.has(name)) {
    const context = await browser.newContext();
    const data = { user, password };
    const answer = await context.request.post(`${url}/api/v1/session`, { data });
    if (!answer.ok()) throw new Error(`signing in as ${user}: ${await answer.text()}`);
    kept_sessions.set(name, await context.storageState());
    await context.close();
  }
  return open(browser, { ...options, storageState: kept_sessions.get(name) });
}

// Throws with every violation, its element and axe's advice. `within` (a selector) looks only at
// the part that has just opened. axe is brought into a document once, however often it is asked.
//
// `sheets: false` leaves out the one rule that reads the style sheets and not the page, which takes
// a quarter of the time: for another width or mode of a page that was judged with it.
export async function axe(page, within, { sheets = true } = {}) {
  await page.locator("h1").first().waitFor(); // A page that is still loading is not judged.
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axe_core.source);
  const found = await page.evaluate(
    async ([context, tags, preload]) => {
      const run = { runOnly: tags, resultTypes: ["violations"], iframes: false, preload };
      const { violations } = await window.axe.run(context, run);
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}\n${failureSummary}`),
      );
    },
    [within ?? "html", axe_tags, sheets],
  );
  if (found.length === 0) return;
  const lines = found.map((each) => each.replace("\n", "\n      ").replaceAll("\n  ", " "));
  throw new Error(`${lines.length} axe violation(s)\n    ${lines.join("\n    ")}`);
}

// Throws when the page scrolls sideways, and names what sticks out.
export async function fitsWidth(page) {
  const [content, room, culprits] = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const out = (element) => element.getBoundingClientRect().right > clientWidth + 1;
    const found =
      scrollWidth > clientWidth
        ? [...document.body.querySelectorAll("*")].filter(
            (element) => out(element) && ![...element.children].some(out),
          )
        : [];
    return [scrollWidth, clientWidth, found.slice(0, 5).map((element) => element.outerHTML)];
  });
  if (content <= room) return;
  const list = culprits.map((html) => `\n    ${html.slice(0, 160)}`).join("");
  throw new Error(`the page is ${content} px wide in a window of ${room} px${list}`);
}

export function quiet(page) {
  if (page.complaints.length > 0)
    throw new Error(`the browser complained:\n    ${page.complaints.join("\n    ")}`);
}

// Turns care mode on or off, also under an open dialog.
export async function setCare(page, on) {
  const button = page.locator(".settings button").first();
  if ((await button.getAttribute("aria-pressed")) !== String(on))
    await button.evaluate((element) => element.click());
}

// A picture into the folder that ZHULIAN_PICTURES names; none without it.
export async function screenshot(page, name, { full = false } = {}) {
  const folder = process.env.ZHULIAN_PICTURES;
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: full });
}

// What was found must be what was wanted, to the letter.
export function same(found, wanted, what) {
  if (JSON.stringify(found) !== JSON.stringify(wanted))
    throw new Error(`${what}: ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`);
}

let passed = 0;
let failed = 0;

export async function check(name, run) {
  try {
    await run();
    passed += 1;
  } catch (error) {
    failed += 1;
    console.error(`FAILED ${name}\n  ${error instanceof Error ? error.message : error}`);
  }
}

export function finish() {
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
