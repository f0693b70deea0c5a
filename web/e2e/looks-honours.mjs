// The looks of pledges and awards. `award` is the page of an award as the server answers it, and
// `empty` sends a form with nothing in it.
export function looksAtHonours(award, empty) {
  return [
    { name: "pledges", route: "/pledges", path: "/pledges", ready: ".pledge" },
    {
      name: "pledges-closed",
      route: "/pledges",
      path: `/pledges?year=${award.award.year - 1}`,
      ready: ".pledge",
    },
    { name: "pledges-none", route: "/pledges", path: "/pledges?year=1999", ready: ".empty" },
    {
      name: "pledges-read-only",
      route: "/pledges",
      path: "/pledges",
      as: "auditor",
      ready: ".pledge",
    },
    {
      name: "pledges-correct",
      route: "/pledges",
      path: "/pledges",
      ready: ".pledge",
      act: async (page) => {
        await page.locator(".pledge button").last().click();
        await page.locator("dialog[open]").waitFor();
      },
    },
    { name: "pledge-new", route: "/pledges/new", path: "/pledges/new", ready: "form.form" },
    {
      name: "pledge-new-errors",
      route: "/pledges/new",
      path: "/pledges/new",
      ready: "form.form",
      act: empty,
    },
    { name: "awards-none", route: "/awards", path: "/awards", ready: ".empty" },
    { name: "award-new-none", route: "/awards/new", path: "/awards/new", ready: ".empty" },
    { name: "awards-notice", route: "/awards/notice", path: "/awards/notice", ready: ".empty" },
    {
      name: "award",
      route: "/awards/:award",
      path: `/awards/${award.award.id}`,
      before: (page) =>
        page.route(`**/api/v1/awards/${award.award.id}`, (route) => route.fulfill({ json: award })),
      ready: ".summary-list",
    },
  ];
}
