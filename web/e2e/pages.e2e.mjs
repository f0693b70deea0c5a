// Every page of src/routes.ts, and every state of it worth a look, on the sample year: in both
// languages, at 1280 and 390 px, with and without care mode, and on paper. What must hold of each:
// one h1, no sideways scroll, no key or code where words belong, a quiet browser, no axe violation,
// and with the keyboard a focus that is seen; in care mode targets of 44 px.
import { readFile } from "node:fs/promises";
import { errorsLead, focusSeen, oneHeading, targets, wordsOnly } from "./holds.mjs";
import {
  axe,
  check,
  finish,
  fitsWidth,
  launch,
  open,
  openAs,
  quiet,
  screenshot,
  setCare,
} from "./lib.mjs";
import { looksAt } from "./looks.mjs";
import { installDemo, serve } from "./program.mjs";

const house = await installDemo();
const { url, stop } = await serve(house.db);
const browser = await launch();
const looks = await looksAt(url, house.users);

const tall = 900;
const paper = 590; // A4 less its margins.

// ---- one look ---------------------------------------------------------------------------------
// Chinese pages are loaded by their address; in English the app moves from page to page, so that
// both ways to a page are gone.
async function reach(page, lang, look) {
  const there = new URL(url + look.path);
  const here = new URL(page.url(), url);
  const may_move = lang === "en" && !look.before && here.origin === there.origin;
  if (!may_move || here.pathname === there.pathname) return page.goto(there.href);
  await page.evaluate((to) => {
    document.querySelector("h1")?.setAttribute("data-left", "");
    history.pushState(null, "", to);
    dispatchEvent(new PopStateEvent("popstate"));
  }, look.path);
  await page.locator("h1:not([data-left])").first().waitFor();
}

// Every pair of language, width and mode is among what axe judges.
const modes_of = {
  zh: [
    { width: 1280, care: false, judged: true },
    { width: 390, care: false, judged: false },
    { width: 390, care: true, judged: true },
  ],
  en: [
    { width: 1280, care: false, judged: false },
    { width: 390, care: false, judged: true },
    { width: 1280, care: true, judged: true },
  ],
};

async function take(page, lang, look) {
  const is_zh = lang === "zh";
  page.complaints.length = 0;
  await check(`${look.name} ${lang}: it opens`, async () => {
    await look.before?.(page);
    await reach(page, lang, look);
    await page.locator("h1").first().waitFor();
    await page
      .locator(look.ready ?? "h1")
      .first()
      .waitFor();
    await page.waitForFunction(() => !document.querySelector("main .skeleton"));
    await look.act?.(page);
  });
  let sheets = is_zh; // They are those of the page, whatever the language, width and mode.
  for (const { width, care, judged } of modes_of[lang]) {
    const mode = `${look.name} ${lang} ${width}${care ? " care" : ""}`;
    await check(mode, async () => {
      await page.setViewportSize({ width, height: tall });
      await setCare(page, care);
      await oneHeading(page);
      await errorsLead(page);
      await fitsWidth(page);
      if (!look.prose) await wordsOnly(page);
      if (care && width === 390) await targets(page);
      if (judged) await axe(page, undefined, { sheets });
      if (judged) sheets = false;
      await screenshot(page, mode.replaceAll(" ", "-"), { full: true });
    });
  }
  await check(`${look.name} ${lang}: on paper`, async () => {
    await setCare(page, false);
    await page.setViewportSize({ width: paper, height: tall });
    await page.emulateMedia({ media: "print" });
    await fitsWidth(page);
    const shown = await page.locator("header, footer, main button:visible").all();
    for (const part of shown)
      if (await part.isVisible())
        throw new Error(`on paper: ${(await part.innerText()).slice(0, 60)}`);
    await screenshot(page, `${look.name}-${lang}-paper`, { full: true });
  });
  await page.emulateMedia({ media: "screen" });
  await page.setViewportSize({ width: 1280, height: tall });
  if (is_zh) await check(`${look.name}: focus is seen`, () => focusSeen(page));
  if (!look.complains) await check(`${look.name} ${lang}: a quiet browser`, () => quiet(page));
  if (look.before) await page.unrouteAll();
}

// ---- the walk ---------------------------------------------------------------------------------
await check("every route is looked at", async () => {
  const source = await readFile(new URL("../src/routes.ts", import.meta.url), "utf8");
  const routes = [...source.matchAll(/\bpath: "([^"]+)"/g)].map(([, path]) => path);
  const missed = routes.filter((path) => !looks.some((look) => look.route === path));
  if (missed.length > 0) throw new Error(`not looked at: ${missed.join(", ")}`);
});

const only = new RegExp(process.env.ZHULIAN_ONLY ?? "");
const here = looks.filter(({ name, elsewhere }) => !elsewhere && only.test(name));
const left = { zh: [...here], en: [...here] };

// Two walk at once, one in each language; who is done first takes from the end of the other's.
// Each has a window per language and user, so that the app is loaded once where it may be.
async function walk(own, other) {
  const pages = new Map();
  const pageOf = async (lang, as) => {
    const key = `${lang} ${as}`;
    if (!pages.has(key)) {
      const options = { lang, width: 1280, height: tall };
      const who = as && house.users.get(as);
      const page = who
        ? await openAs(browser, url, who.user, who.password, options)
        : await open(browser, options);
      pages.set(key, page);
    }
    return pages.get(key);
  };
  for (;;) {
    const lang = left[own].length > 0 ? own : other;
    const look = lang === own ? left[own].shift() : left[other].pop();
    if (!look) return;
    const as = look.as === undefined && look.route !== "/sign-in" ? "district" : look.as;
    await take(await pageOf(lang, as), lang, look);
  }
}
await Promise.all([walk("zh", "en"), walk("en", "zh")]);

await browser.close();
await stop();
await house.remove();
finish();
