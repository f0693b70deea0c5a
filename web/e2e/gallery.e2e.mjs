// Every component in every language, width and mode: no axe violation (also with a dialog open
// and with an error summary), no sideways scroll, nothing the CSP blocks. Then the frame itself:
// sign-in, navigation, language, care mode.
import { axe, check, finish, fitsWidth, launch, open, quiet, screenshot } from "./lib.mjs";
import { serveDist } from "./static.mjs";

const session = {
  user: {
    id: "019a0000-0000-7000-8000-000000000001",
    name: "sample",
    display_name: "示例用户",
    role: "district",
    area: { code: "421102", name: "黄州区" },
    party: null,
    person: null,
  },
  rights: [],
  csrf_token: "sample",
};

const browser = await launch();
const strangers = await serveDist(null);
const site = await serveDist(session);

async function expect(is_true, words) {
  if (!(await is_true)) throw new Error(words);
}

async function galleryIn(lang, width, care) {
  const mode = `${lang}-${width}${care ? "-care" : ""}`;
  const page = await open(browser, { width, lang, care });
  await page.goto(`${site.url}/gallery`);
  await page.locator(".example").first().waitFor();

  await check(`gallery ${mode}: axe`, () => axe(page));
  await check(`gallery ${mode}: no sideways scroll`, () => fitsWidth(page));
  await screenshot(page, `gallery-${mode}`, { full: true });

  await check(`gallery ${mode}: the error summary takes focus and leads to the field`, async () => {
    const form = page.locator('section[aria-labelledby="Form"] form.form');
    await form.locator('button[type="submit"]').click();
    await expect(
      page.evaluate(() => document.activeElement?.className === "error-summary"),
      "no focus on the summary",
    );
    await axe(page, 'section[aria-labelledby="Form"]');
    await screenshot(page, `summary-${mode}`);
    await form.locator(".error-summary a").first().click();
    await expect(
      page.evaluate(() => document.activeElement?.tagName === "SELECT"),
      "no focus on the field",
    );
  });
  await check(`gallery ${mode}: the chart's table`, async () => {
    await page.locator(".chart summary").click();
    await axe(page, ".chart");
  });
  for (const name of ["dialog", "confirm"]) {
    await check(`gallery ${mode}: ${name} opens, closes by Escape, gives focus back`, async () => {
      const opener = page.locator(`[data-example="${name}"]`);
      await opener.click();
      await page.locator("dialog[open]").waitFor();
      await axe(page, "dialog[open]");
      await fitsWidth(page);
      await screenshot(page, `${name}-${mode}`);
      await page.keyboard.press("Escape");
      await page.locator("dialog[open]").waitFor({ state: "detached" });
      const is_back = opener.evaluate((element) => element === document.activeElement);
      await expect(is_back, "focus did not come back");
    });
  }
  await check(`gallery ${mode}: a quiet browser`, () => quiet(page));
  await page.context().close();
}

async function frameIn(lang, width, care) {
  const mode = `${lang}-${width}${care ? "-care" : ""}`;
  const page = await open(browser, { width, lang, care });

  await check(`frame ${mode}: sign-in`, async () => {
    await page.goto(`${strangers.url}/`);
    await page.locator('input[name="user"]').waitFor();
    await axe(page);
    await fitsWidth(page);
    await screenshot(page, `sign-in-${mode}`);
    await page.locator('form button[type="submit"]').click();
    await page.locator(".error-summary:focus").waitFor();
    await axe(page, "main");
    await screenshot(page, `sign-in-errors-${mode}`);
  });
  await check(`frame ${mode}: home, and a page that does not exist`, async () => {
    await page.goto(`${site.url}/`);
    await page.locator("h1").waitFor();
    await axe(page);
    await fitsWidth(page);
    if (width < 600) await page.locator(".nav-toggle").click();
    await axe(page);
    await screenshot(page, `home-${mode}`);
    await page.goto(`${site.url}/nowhere`);
    await page.locator("main .button").click();
    // Having moved, focus is on the new page's heading and the title has followed.
    await page.waitForFunction(
      () => document.activeElement?.tagName === "H1" && location.pathname === "/",
    );
    const heading = await page.locator("h1").innerText();
    await expect((await page.title()).startsWith(heading), "the title did not follow");
  });
  await check(`frame ${mode}: a quiet browser`, () => quiet(page));
  await page.context().close();
}

// Every pair of language, width and mode.
for (const [lang, width, care] of [
  ["zh", 1280, false],
  ["zh", 390, true],
  ["en", 390, false],
  ["en", 1280, true],
  ["en", 390, true], // The longest words in the least room.
]) {
  await galleryIn(lang, width, care);
  await frameIn(lang, width, care);
}

await check("text at 200 % on a narrow window does not scroll sideways", async () => {
  const page = await open(browser, { width: 640 });
  await page.goto(`${site.url}/gallery`);
  await page.locator(".example").first().waitFor();
  // What a browser set to 32 px text does.
  await page.evaluate(() => document.documentElement.style.setProperty("--root-size", "225%"));
  await fitsWidth(page);
  await screenshot(page, "gallery-zh-640-200");
  await page.context().close();
});

await check("language and care mode change in place and are kept", async () => {
  const page = await open(browser, { width: 1280 });
  await page.goto(`${strangers.url}/sign-in?next=%2F`);
  await page.locator(".settings button").nth(1).click();
  await page.waitForFunction(() => document.documentElement.lang === "en");
  await page.locator(".settings button").nth(0).click();
  await page.reload();
  await page.locator('input[name="user"]').waitFor();
  const kept = await page.evaluate(() =>
    [document.documentElement.lang, document.documentElement.dataset.care].join(),
  );
  await expect(kept === "en,on", `after a reload: ${kept}`);
  await page.context().close();
});

await browser.close();
await strangers.close();
await site.close();
finish();
