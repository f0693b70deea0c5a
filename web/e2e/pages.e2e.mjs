// Every page of src/routes.ts, and every state of it worth a look, on the sample year: in both
// languages, at 1280 and 390 px, with and without care mode, and on paper. What must hold of each:
// one h1, no sideways scroll, no key or code where words belong, a quiet browser, no axe violation,
// and with the keyboard a focus that is seen; in care mode targets of 44 px.
import { readFile } from "node:fs/promises";
import { axe, check, finish, fitsWidth, launch, open, openAs, quiet, screenshot } from "./lib.mjs";
import { installDemo, serve, signedIn } from "./program.mjs";
import { roster, strangeRoster } from "./roster.mjs";

const house = await installDemo();
const { url, stop } = await serve(house.db);
const browser = await launch();
const credentials = (role) => house.users.get(role);
const api = async (role) => signedIn(url, credentials(role).user, credentials(role).password);

// ---- what there is to look at -----------------------------------------------------------------
const district = await api("district");
const liaison = await api("liaison");
const claimant = await api("claimant");

function found(what, thing) {
  if (!thing) throw new Error(`the sample has no ${what}`);
  return thing;
}

async function firstOf(api_of, path, what, fits = () => true) {
  const { items } = await api_of.get(path);
  return found(what, items.find(fits));
}

async function importOf(text, { run = false } = {}) {
  const fields = { id: crypto.randomUUID(), area: "421102" };
  const { id, mapping } = await district.upload("/imports", "花名册.csv", text, fields);
  const settled = async () => {
    for (;;) {
      const view = await district.get(`/imports/${id}`);
      if (view.job_state !== "queued" && view.job_state !== "running") return view;
    }
  };
  const view = await settled();
  if (view.layout.missing.length > 0) return id;
  await district.post(`/imports/${id}/preview`, { mapping });
  await settled();
  if (run) {
    await district.post(`/imports/${id}/run`);
    await settled();
  }
  return id;
}

const served = await firstOf(district, "/needs?state=evaluated&limit=1", "evaluated need");
const open_need = await firstOf(district, "/needs?state=open&limit=1", "open need");
const delivered = await firstOf(liaison, "/needs?state=delivered&limit=1", "need to evaluate");
const on_board = await firstOf(district, "/board?state=open&limit=50", "open entry of the board");
const own_claims = (await claimant.get("/claims?limit=200")).items;
const chosen = found(
  "chosen claim",
  own_claims.find((claim) => claim.state === "chosen"),
);
const claimed = new Set(own_claims.map((claim) => claim.listing));
const to_claim = await firstOf(
  claimant,
  "/board?state=open&limit=200",
  "entry to claim",
  (entry) => !claimed.has(entry.id),
);
const chosen_listing = (await district.get("/claims?state=chosen&limit=1")).items[0].listing;
const body = await firstOf(district, "/organisations?kind=party_branch&limit=1", "party branch");
const preview_import = await importOf(roster({ sound: 12 }));
const mapping_import = await importOf(strangeRoster());
const done_import = await importOf(roster({ sound: 15 }), { run: true });

const sends = 'form.form button[type="submit"]';
const empty = async (page) => {
  await page.locator(sends).first().click();
  await page.locator(".error-summary:focus").waitFor();
};

// A job that never ends, so that its page can be looked at: the app asks again and again, and may
// be asking while the page is closed.
const done_view = await district.get(`/imports/${done_import}`);
const held = { state: "running", job_state: "running", progress_done: 7, progress_total: 20 };
const stillRunning = (page) =>
  page.route(`**/api/v1/imports/${done_import}`, (route) =>
    route.fulfill({ json: { ...done_view, ...held } }).catch(() => {}),
  );

// { name, route of src/routes.ts, path, as a role or nobody, ready: what shows that it is there,
//   before: how the page is prepared, act: what is done on it }
const homes = [...house.users.keys()].map((as) => ({
  name: `home-${as}`,
  route: "/",
  path: "/",
  as,
}));
const looks = [
  ...homes,
  { name: "sign-in", route: "/sign-in", path: "/sign-in" },
  { name: "sign-in-errors", route: "/sign-in", path: "/sign-in", act: empty },
  { name: "people", route: "/people", path: "/people", ready: ".people-table" },
  { name: "people-none", route: "/people", path: "/people?q=zzzz", ready: ".empty" },
  { name: "person-new", route: "/people/new", path: "/people/new" },
  { name: "person-new-errors", route: "/people/new", path: "/people/new", act: empty },
  {
    name: "person",
    route: "/people/:person",
    path: `/people/${served.person}`,
    ready: ".timeline",
  },
  {
    name: "person-edit",
    route: "/people/:person/edit",
    path: `/people/${served.person}/edit`,
    ready: "form.form",
  },
  {
    name: "certificate-event",
    route: "/people/:person/event",
    path: `/people/${served.person}/event`,
  },
  { name: "imports", route: "/imports", path: "/imports", ready: ".table-box" },
  { name: "import-new", route: "/imports/new", path: "/imports/new" },
  {
    name: "import-mapping",
    route: "/imports/:import",
    path: `/imports/${mapping_import}`,
    ready: "main select",
  },
  {
    name: "import-preview",
    route: "/imports/:import",
    path: `/imports/${preview_import}`,
    ready: ".faults",
  },
  {
    name: "import-running",
    route: "/imports/:import",
    path: `/imports/${done_import}`,
    before: stillRunning,
    ready: "progress",
  },
  {
    name: "import-done",
    route: "/imports/:import",
    path: `/imports/${done_import}`,
    ready: ".faults",
  },
  { name: "export", route: "/export", path: "/export" },
  {
    name: "organisations",
    route: "/organisations",
    path: "/organisations",
    ready: ".table-box",
  },
  {
    name: "organisation",
    route: "/organisations/:organisation",
    path: `/organisations/${body.id}`,
    ready: ".summary-list",
  },
  { name: "organisation-new", route: "/organisations/new", path: "/organisations/new" },
  {
    name: "liaisons",
    route: "/organisations/liaisons",
    path: "/organisations/liaisons",
    ready: ".table-box",
  },
  {
    name: "liaisons-town",
    route: "/organisations/liaisons",
    path: "/organisations/liaisons?area=421102001",
    ready: ".table-box",
  },
  {
    name: "liaison-new",
    route: "/organisations/liaisons/new",
    path: "/organisations/liaisons/new",
  },
  { name: "needs", route: "/needs", path: "/needs", ready: ".table-box" },
  {
    name: "needs-open",
    route: "/needs",
    path: "/needs?state=open",
    ready: ".row-check",
    act: (page) => page.locator(".row-check").first().check({ force: true }),
  },
  { name: "need-new", route: "/needs/new", path: "/needs/new", as: "liaison" },
  { name: "need-new-own", route: "/needs/new", path: "/needs/new", as: "resident" },
  {
    name: "need-new-errors",
    route: "/needs/new",
    path: "/needs/new",
    as: "liaison",
    act: empty,
  },
  { name: "need", route: "/needs/:need", path: `/needs/${open_need.id}`, ready: ".steps" },
  {
    name: "need-served",
    route: "/needs/:need",
    path: `/needs/${served.id}`,
    ready: ".timeline, .steps",
  },
  {
    name: "publish",
    route: "/listings/new",
    path: `/listings/new?needs=${open_need.id}`,
    ready: "form.form",
  },
  {
    name: "listing",
    route: "/listings/:listing",
    path: `/listings/${chosen_listing}`,
    ready: ".letters",
  },
  {
    name: "letter",
    route: "/listings/:listing/claim",
    path: `/listings/${to_claim.id}/claim`,
    as: "claimant",
    ready: "form.form",
  },
  { name: "board", route: "/board", path: "/board", as: null, ready: ".board-list" },
  { name: "board-signed-in", route: "/board", path: "/board", ready: ".board-list" },
  {
    name: "notice",
    route: "/board/:listing",
    path: `/board/${on_board.id}`,
    as: null,
    ready: ".summary-list",
  },
  {
    name: "notice-claimant",
    route: "/board/:listing",
    path: `/board/${to_claim.id}`,
    as: "claimant",
    ready: ".summary-list",
  },
  { name: "claims", route: "/claims", path: "/claims", as: "claimant", ready: ".table-box" },
  {
    name: "claim",
    route: "/claims/:claim",
    path: `/claims/${chosen.id}`,
    as: "claimant",
    ready: ".letter",
  },
  {
    name: "deliver",
    route: "/claims/:claim/deliver",
    path: `/claims/${chosen.id}/deliver`,
    as: "claimant",
    ready: "form.form",
  },
  {
    name: "evaluate",
    route: "/deliveries/:delivery/evaluate",
    path: `/deliveries/${delivered.delivery}/evaluate`,
    as: "liaison",
    ready: ".stars",
  },
  { name: "figures", route: "/figures", path: "/figures", ready: ".bars" },
  {
    name: "figure",
    route: "/figures/:figure",
    path: "/figures/needs_raised",
    ready: "tbody tr",
  },
  { name: "coverage", route: "/coverage", path: "/coverage", as: null, prose: true },
  { name: "gallery", route: "/gallery", path: "/gallery", as: null, elsewhere: true },
  { name: "not-found", path: "/nowhere" },
  { name: "forbidden", path: "/imports", as: "claimant" },
  {
    name: "failed-page",
    path: "/export",
    before: (page) => page.route("**/assets/export-*.js", (route) => route.abort()),
    ready: 'main button[data-kind="primary"]',
    complains: true,
  },
];

// ---- what must hold ---------------------------------------------------------------------------

// Words only: no key of the dictionaries, no code, no hole that was not filled.
async function wordsOnly(page) {
  const text = await page.locator("body").innerText();
  const bad = text.match(/\b[a-z]+(?:_[a-z0-9]+)+\b|\{\w+\}|\bundefined\b|\bNaN\b|\[object/g);
  if (bad) throw new Error(`not words: ${[...new Set(bad)].join(", ")}`);
}

async function oneHeading(page) {
  const count = await page.locator("h1").count();
  if (count !== 1) throw new Error(`${count} h1`);
}

// Controls of at least 44 by 44 px; links inside a line of text may be smaller (WCAG 2.5.8).
async function targets(page) {
  const small = await page.evaluate(() => {
    const least = 44 - 0.5;
    const shown = (element) => element.checkVisibility({ visibilityProperty: true });
    const reach = (element) => {
      const box = (element.closest("label") ?? element).getBoundingClientRect();
      const after = getComputedStyle(element, "::after");
      const sizes = (own, drawn) => Math.max(own, after.content === "none" ? 0 : drawn || 0);
      return [
        sizes(box.width, Number.parseFloat(after.inlineSize)),
        sizes(box.height, Number.parseFloat(after.blockSize)),
      ];
    };
    return [...document.querySelectorAll("button, summary, select, textarea, input, a[href]")]
      .filter(shown)
      .filter((element) => !element.closest(".visually-hidden, .skip-link"))
      .filter(
        (element) => element.localName !== "a" || getComputedStyle(element).display !== "inline",
      )
      .filter((element) => {
        const label = element.id && document.querySelector(`label[for="${element.id}"]`);
        const is_mark = element.type === "radio" || element.type === "checkbox";
        const [width, height] = reach(is_mark && label ? label : element);
        return width < least || height < least;
      })
      .map((element) => `${reach(element).map(Math.round).join("x")} ${element.outerHTML}`);
  });
  if (small.length > 0)
    throw new Error(`small targets\n    ${small.map((html) => html.slice(0, 160)).join("\n    ")}`);
}

// Wherever Tab leads, one sees where one is, and nothing lies over it.
async function focusSeen(page) {
  await page.evaluate(() => {
    document.activeElement?.blur?.();
    window.scrollTo(0, 0);
  });
  const seen = new Set();
  for (let step = 0; step < 14; step += 1) {
    await page.keyboard.press("Tab");
    const fault = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return "end";
      const drawn = (style) => style.outlineStyle !== "none" || style.boxShadow !== "none";
      const near = [
        element,
        element.parentElement,
        element.nextElementSibling,
        element.closest("label"),
      ];
      const parts = near
        .filter(Boolean)
        .flatMap((one) => [
          getComputedStyle(one),
          getComputedStyle(one, "::after"),
          getComputedStyle(one, "::before"),
        ]);
      const box = element.getBoundingClientRect();
      const is_in_view = box.bottom > 0 && box.top < window.innerHeight;
      if (!parts.some(drawn)) return `no focus to be seen: ${element.outerHTML.slice(0, 160)}`;
      return is_in_view ? "" : `focus out of sight: ${element.outerHTML.slice(0, 160)}`;
    });
    if (fault === "end") break;
    if (fault) throw new Error(fault);
    seen.add(step);
  }
  if (seen.size < 2) throw new Error("Tab led nowhere");
}

const tall = 900;
async function setCare(page, on) {
  const button = page.locator(".settings button").first();
  if ((await button.getAttribute("aria-pressed")) !== String(on)) await button.click();
}

// ---- the walk ---------------------------------------------------------------------------------
// Every pair of language, width and mode is among what axe judges.
async function walk(lang) {
  const is_zh = lang === "zh";
  const modes = [
    { width: 1280, care: false, judged: is_zh },
    { width: 390, care: false, judged: !is_zh },
    { width: is_zh ? 390 : 1280, care: true, judged: true },
  ];
  const pages = new Map(); // One window per user, so that the app is loaded once.
  const pageOf = async (as) => {
    if (!pages.has(as)) {
      const options = { lang, width: 1280, height: tall };
      const who = as && credentials(as);
      const page = who
        ? await openAs(browser, url, who.user, who.password, options)
        : await open(browser, options);
      pages.set(as, page);
    }
    return pages.get(as);
  };
  for (const look of looks) {
    if (look.elsewhere) continue;
    const as = look.as === undefined && look.route !== "/sign-in" ? "district" : look.as;
    const page = await pageOf(as);
    page.complaints.length = 0;
    await check(`${look.name} ${lang}: it opens`, async () => {
      await look.before?.(page);
      await page.goto(url + look.path);
      await page.locator("h1").first().waitFor();
      await page
        .locator(look.ready ?? "h1")
        .first()
        .waitFor();
      await page.waitForFunction(() => !document.querySelector("main .skeleton"));
      await look.act?.(page);
    });
    for (const { width, care, judged } of modes) {
      const mode = `${look.name} ${lang} ${width}${care ? " care" : ""}`;
      await check(mode, async () => {
        await page.setViewportSize({ width, height: tall });
        await setCare(page, care);
        await oneHeading(page);
        await fitsWidth(page);
        if (!look.prose) await wordsOnly(page);
        if (care && width === 390) await targets(page);
        if (judged) await axe(page);
        await screenshot(page, mode.replaceAll(" ", "-"), { full: true });
      });
    }
    await check(`${look.name} ${lang}: on paper`, async () => {
      await setCare(page, false);
      await page.setViewportSize({ width: 590, height: tall }); // A4 less its margins.
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
}

await check("every route is looked at", async () => {
  const source = await readFile(new URL("../src/routes.ts", import.meta.url), "utf8");
  const routes = [...source.matchAll(/\bpath: "([^"]+)"/g)].map(([, path]) => path);
  const missed = routes.filter((path) => !looks.some((look) => look.route === path));
  if (missed.length > 0) throw new Error(`not looked at: ${missed.join(", ")}`);
});
const only = process.env.ZHULIAN_ONLY;
if (only) looks.splice(0, looks.length, ...looks.filter(({ name }) => new RegExp(only).test(name)));
await Promise.all([walk("zh"), walk("en")]);

await browser.close();
await stop();
await house.remove();
finish();
