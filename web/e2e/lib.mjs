// What every browser test needs: Debian's chromium with a fresh profile, signing in, the
// accessibility run, pictures, and a count of what passed.
//
//   const browser = await launch();
//   const page = await open(browser, { width: 390, lang: "zh", care: false });
//   await signIn(page, url, "liaison", password);
//   await check("the board has no violations", async () => axe(page));
//   await screenshot(page, "board-zh-390");
//   finish();            prints "N passed, N failed" and sets the exit code
import { AxeBuilder } from "@axe-core/playwright";
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
  { width = 1280, height = 900, lang = "zh", care = false } = {},
) {
  const context = await browser.newContext({
    viewport: { width, height },
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
  page.setDefaultTimeout(15_000);
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

// Throws with every violation, its element and axe's advice. `within` (a selector) looks only at
// the part that has just opened.
export async function axe(page, within) {
  await page.locator("h1").first().waitFor(); // A page that is still loading is not judged.
  const builder = new AxeBuilder({ page }).withTags(axe_tags);
  if (within) builder.include(within);
  const { violations } = await builder.analyze();
  if (violations.length === 0) return;
  const lines = violations.flatMap((rule) =>
    rule.nodes.map(
      (node) =>
        `${rule.id}: ${node.target.join(" ")}\n      ${node.failureSummary?.replaceAll("\n", " ")}`,
    ),
  );
  throw new Error(`${lines.length} axe violation(s)\n    ${lines.join("\n    ")}`);
}

// Throws when the page scrolls sideways.
export async function fitsWidth(page) {
  const [content, room] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  if (content > room) throw new Error(`the page is ${content} px wide in a window of ${room} px`);
}

export function quiet(page) {
  if (page.complaints.length > 0)
    throw new Error(`the browser complained:\n    ${page.complaints.join("\n    ")}`);
}

// A picture into the folder that ZHULIAN_PICTURES names; none without it.
export async function screenshot(page, name, { full = false } = {}) {
  const folder = process.env.ZHULIAN_PICTURES;
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: full });
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
