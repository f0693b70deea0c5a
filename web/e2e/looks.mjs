// What there is to look at: every route of src/routes.ts and every state of it worth a look, on the
// sample year, with the records it needs.
import { dataOfLooks } from "./looks-data.mjs";
import { looksAtHonours } from "./looks-honours.mjs";
import { personDialogs } from "./looks-people.mjs";
import { uuid } from "./program.mjs";

const sends = 'form.form button[type="submit"]';
const empty = async (page) => {
  await page.locator(sends).first().click();
  await page.locator(".error-summary:focus").waitFor();
};

// `users` has a { user, password } for every role of the house that `url` serves. Each look is
// { name, route of src/routes.ts, path, as a role or nobody, ready: what shows that it is there,
//   before: how the page is prepared, act: what is done on it }
export async function looksAt(url, users) {
  const {
    district,
    award,
    served,
    open_need,
    delivered,
    on_board,
    chosen,
    to_claim,
    chosen_listing,
    body,
    preview_import,
    mapping_import,
    done_import,
    site,
    severe,
    centre,
    planned_event,
    held_event,
    campaign,
    multiple,
    opening,
    open_day,
    frozen,
    watched,
  } = await dataOfLooks(url, users);
  // A job that never ends, so that its page can be looked at: the app asks again and again, and may
  // be asking while the page is closed.
  const done_view = await district.get(`/imports/${done_import}`);
  const held = { state: "running", job_state: "running", progress_done: 7, progress_total: 20 };
  const stillRunning = (page) =>
    page.route(`**/api/v1/imports/${done_import}`, (route) =>
      route.fulfill({ json: { ...done_view, ...held } }).catch(() => {}),
    );

  const homes = [...users.keys()].map((as) => ({
    name: `home-${as}`,
    route: "/",
    path: "/",
    as,
  }));
  return [
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
    ...personDialogs(served.person),
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
    {
      name: "components",
      route: "/people/:person/components",
      path: `/people/${multiple.id}/components`,
      ready: "form.form",
    },
    {
      name: "components-not-multiple",
      route: "/people/:person/components",
      path: `/people/${severe.id}/components`,
      ready: ".notice",
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
      name: "site-use",
      route: "/sites/:site/use",
      path: `/sites/${site}/use`,
      ready: "form.form",
    },
    {
      name: "site-use-errors",
      route: "/sites/:site/use",
      path: `/sites/${site}/use`,
      ready: "form.form",
      act: empty,
    },
    {
      name: "site-opening",
      route: "/sites/:site/opening",
      path: `/sites/${site}/opening`,
      ready: "form.form",
    },
    {
      name: "site-opening-correction",
      route: "/sites/:site/openings/:opening",
      path: `/sites/${site}/openings/${opening.id}`,
      ready: "form.form",
    },
    {
      name: "site-opening-gone",
      route: "/sites/:site/openings/:opening",
      path: `/sites/${site}/openings/${uuid()}`,
      ready: ".empty",
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
    { name: "policies", route: "/policies", path: "/policies", ready: ".card" },
    {
      name: "policy",
      route: "/policies/:policy",
      path: "/policies/nursing_subsidy",
      ready: "tbody tr",
    },
    {
      name: "policy-holes",
      route: "/policies/:policy",
      path: "/policies/living_subsidy?as_of=2024-05-01",
      ready: ".notice",
    },
    {
      name: "policy-people",
      route: "/policies/:policy/people",
      path: "/policies/living_subsidy/people?outcome=to_verify",
      ready: "tbody tr",
    },
    {
      name: "policy-nobody",
      route: "/policies/:policy/people",
      path: "/policies/living_subsidy/people?outcome=excluded&area=421102001002",
      ready: ".empty",
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
      name: "event-slots",
      route: "/events/:event",
      path: `/events/${open_day}`,
      ready: ".card",
    },
    {
      name: "event-slots-book",
      route: "/events/:event",
      path: `/events/${open_day}`,
      ready: ".card",
      act: async (page) => {
        await page.locator('.card > .actions button:not([data-kind="plain"])').last().click();
        await page.locator('dialog input[value="party"]').check({ force: true });
      },
    },
    {
      name: "event-slot-new",
      route: "/events/:event",
      path: `/events/${open_day}`,
      ready: ".card",
      act: async (page) => {
        await page.locator(".section-head button").first().click();
        await page.locator("dialog[open]").waitFor();
        await page.locator('dialog button[type="submit"]').click();
        await page.locator("dialog .error-summary:focus").waitFor();
      },
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
    { name: "plans", route: "/plans", path: "/plans", ready: ".plan-row" },
    {
      name: "plans-answer",
      route: "/plans",
      path: "/plans?show=overdue",
      as: "liaison",
      ready: ".plan-row",
      act: async (page) => {
        await page.locator("[data-contact]").first().click();
        await page.locator(".plan-answer").waitFor();
      },
    },
    { name: "plans-read-only", route: "/plans", path: "/plans", as: "auditor", ready: ".plan-row" },
    { name: "plans-none", route: "/plans", path: "/plans?area=421102999", ready: ".empty" },
    {
      name: "plans-ended",
      route: "/plans",
      path: "/plans?show=ended",
      ready: ".table-box",
    },
    { name: "slots", route: "/slots", path: "/slots", as: "resident", ready: ".slot-row" },
    {
      name: "slots-booked",
      route: "/slots",
      path: "/slots",
      as: "resident",
      ready: ".slot-row",
      act: async (page) => {
        const book = page.locator('.slot-row[data-state="free"] button');
        if ((await book.count()) === 0) return;
        await book.first().click();
        await page.locator(".undo-bar:not([data-empty])").waitFor();
      },
    },
    { name: "slots-staff", route: "/slots", path: "/slots", ready: ".slot-row" },
    { name: "plan-new", route: "/plans/new", path: `/plans/new?person=${served.person}` },
    {
      name: "plan-new-errors",
      route: "/plans/new",
      path: "/plans/new",
      ready: "form.form",
      act: empty,
    },
    {
      name: "person-plans",
      route: "/people/:person/plans",
      path: `/people/${watched[2].id}/plans`,
      ready: ".plan-row",
    },
    {
      name: "person-plans-none",
      route: "/people/:person/plans",
      path: `/people/${severe.id}/plans`,
      ready: ".empty",
    },
    {
      name: "person-plans-end",
      route: "/people/:person/plans",
      path: `/people/${watched[2].id}/plans`,
      as: "liaison",
      ready: ".plan-row",
      act: async (page) => {
        await page.locator(".section-head button").first().click();
        await page.locator("dialog[open]").waitFor();
      },
    },
    { name: "campaigns", route: "/campaigns", path: "/campaigns", ready: ".table-box" },
    { name: "campaign-new", route: "/campaigns/new", path: "/campaigns/new", ready: "form.form" },
    {
      name: "campaign",
      route: "/campaigns/:campaign",
      path: `/campaigns/${campaign.id}`,
      ready: ".summary-list",
    },
    {
      name: "campaign-parcels",
      route: "/campaigns/:campaign",
      path: `/campaigns/${frozen}?state=all`,
      ready: ".progress",
    },
    ...looksAtHonours(award, empty),
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
}
