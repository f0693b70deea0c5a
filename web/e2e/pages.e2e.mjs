// Every page of src/routes.ts, and every state of it worth a look, on the sample year: in both
// languages, at 1280 and 390 px, with and without care mode, and on paper. What must hold of each:
// one h1, no sideways scroll, no key or code where words belong, a quiet browser, no axe violation,
// and with the keyboard a focus that is seen; in care mode targets of 44 px.
import { readFile } from "node:fs/promises";
import { focusSeen, oneHeading, targets, wordsOnly } from "./holds.mjs";
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
import { installDemo, serve, signedIn, uuid } from "./program.mjs";
import { roster, strangeRoster } from "./roster.mjs";
import { addSite } from "./sample-site.mjs";

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

const site = await addSite(district);
const severe = await firstOf(district, "/people?level=1&state=valid&limit=1", "severe holder");

const centre = await firstOf(district, "/enrolments?limit=1", "enrolment");
const planned_event = uuid();
await district.post("/events", {
  id: planned_event,
  kind: "activity",
  activity_type: "lecture",
  on: (await district.get("/codes")).today,
  held: false,
  area: "421102001",
  persons: [served.person],
  deliverers: [],
  items: [],
  evidence: [],
  tags: [],
  accessibility: [],
});
const held_event = await firstOf(district, "/events?state=held&limit=1", "held event");
const campaign = await firstOf(district, "/campaigns?limit=1", "campaign");

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
  { name: "sites", route: "/sites", path: "/sites", ready: ".table-box" },
  { name: "sites-none", route: "/sites", path: "/sites?q=zzzz", ready: ".empty" },
  { name: "site-new", route: "/sites/new", path: "/sites/new" },
  { name: "site-new-errors", route: "/sites/new", path: "/sites/new", act: empty },
  {
    name: "site-coverage",
    route: "/sites/coverage",
    path: "/sites/coverage?area=421102001",
    ready: ".table-box",
  },
  { name: "site", route: "/sites/:site", path: `/sites/${site}`, ready: ".opening" },
  {
    name: "site-read-only",
    route: "/sites/:site",
    path: `/sites/${site}`,
    as: "auditor",
    ready: ".summary-list",
  },
  {
    name: "site-end",
    route: "/sites/:site",
    path: `/sites/${site}`,
    ready: ".opening",
    act: async (page) => {
      await page
        .locator(".section button", { hasText: /^(结束|End)$/ })
        .first()
        .click();
      await page.locator("dialog[open]").waitFor();
    },
  },
  {
    name: "site-hours",
    route: "/sites/:site/hours",
    path: `/sites/${site}/hours`,
    ready: ".week-editor",
  },
  {
    name: "site-exception",
    route: "/sites/:site/exception",
    path: `/sites/${site}/exception`,
    ready: "form.form",
  },
  {
    name: "site-opening",
    route: "/sites/:site/opening",
    path: `/sites/${site}/opening`,
    ready: "form.form",
  },
  {
    name: "site-room",
    route: "/sites/:site/room",
    path: `/sites/${site}/room`,
    ready: "form.form",
  },
  {
    name: "site-service",
    route: "/sites/:site/service",
    path: `/sites/${site}/service`,
    ready: "form.form",
  },
  {
    name: "site-village",
    route: "/sites/:site/village",
    path: `/sites/${site}/village`,
    ready: "form.form",
  },
  {
    name: "site-move",
    route: "/sites/:site/move",
    path: `/sites/${site}/move`,
    ready: "form.form",
  },
  {
    name: "site-hours-errors",
    route: "/sites/:site/hours",
    path: `/sites/${site}/hours`,
    ready: ".week-editor",
    act: async (page) => {
      await page.locator(".week-span input").nth(1).fill("8:00");
      await empty(page);
    },
  },
  {
    name: "tie-new",
    route: "/ties/new",
    path: `/ties/new?kind=organisation&id=${body.id}`,
    ready: "form.form",
    act: (page) => page.locator('select[name="kind"]').selectOption({ index: 1 }),
  },
  {
    name: "tie-new-site",
    route: "/ties/new",
    path: `/ties/new?kind=site&id=${site}`,
    ready: "form.form",
  },
  {
    name: "group-new",
    route: "/groups/new",
    path: `/groups/new?group=triple&kind=person&id=${severe.id}`,
    ready: "form.form",
  },
  {
    name: "group-new-joint",
    route: "/groups/new",
    path: `/groups/new?group=joint_branch&kind=organisation&id=${body.id}`,
    ready: 'input[type="radio"]',
    act: (page) => page.locator('input[type="radio"]').first().check({ force: true }),
  },
  { name: "places", route: "/places", path: "/places", ready: ".card" },
  {
    name: "place",
    route: "/places/:place",
    path: "/places/huangzhou",
    ready: ".report-table tbody tr",
  },
  {
    name: "place-later",
    route: "/places/:place",
    path: "/places/huangzhou?part=later",
    ready: ".report-table tbody tr",
  },
  { name: "place-none", route: "/places/:place", path: "/places/nowhere", ready: ".notice" },
  { name: "roll-call", route: "/roll-call", path: "/roll-call" },
  {
    name: "events-day",
    route: "/sites/:site/day",
    path: `/sites/${centre.site}/day?on=${centre.from}`,
    ready: ".mark-row",
  },
  {
    name: "enrolments",
    route: "/sites/:site/enrolments",
    path: `/sites/${centre.site}/enrolments?all=yes`,
    ready: ".table-box",
  },
  {
    name: "enrolment-new",
    route: "/sites/:site/enrolments/new",
    path: `/sites/${centre.site}/enrolments/new`,
    ready: "form.form",
  },
  { name: "events", route: "/events", path: "/events", ready: ".table-box" },
  { name: "events-none", route: "/events", path: "/events?month=1990-01", ready: ".empty" },
  { name: "event-kinds", route: "/events/new", path: "/events/new", ready: ".kind-choices" },
  {
    name: "event-new",
    route: "/events/new",
    path: "/events/new?kind=activity",
    ready: "form.form",
  },
  {
    name: "event-new-errors",
    route: "/events/new",
    path: "/events/new?kind=home_visit",
    ready: "form.form",
    act: empty,
  },
  {
    name: "event",
    route: "/events/:event",
    path: `/events/${held_event.id}`,
    ready: ".timeline",
  },
  {
    name: "event-holding",
    route: "/events/:event/holding",
    path: `/events/${planned_event}/holding`,
    ready: "form.form",
  },
  {
    name: "event-correction",
    route: "/events/:event/correction",
    path: `/events/${held_event.id}/correction`,
    ready: "form.form",
  },
  { name: "campaigns", route: "/campaigns", path: "/campaigns", ready: ".table-box" },
  { name: "campaign-new", route: "/campaigns/new", path: "/campaigns/new", ready: "form.form" },
  {
    name: "campaign",
    route: "/campaigns/:campaign",
    path: `/campaigns/${campaign.id}`,
    ready: ".summary-list",
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

const tall = 900;
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
