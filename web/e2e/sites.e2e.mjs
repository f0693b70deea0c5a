// Sites in the browser, against the real program: a site is entered, given its hours by keyboard
// alone, opened and closed at the door by two people at once, moved, and told where its weeks fell
// short; a village that another site serves is refused with that site's name; a body is tied to
// it, and a severely disabled person is bound to an officer and a volunteer.
import { axe, check, finish, fitsWidth, launch, openAs, quiet, screenshot } from "./lib.mjs";
import { dayAfter, installDemo, serve, signedIn, uuid } from "./program.mjs";
import { addSite } from "./sample-site.mjs";

const house = await installDemo();
const { url, stop } = await serve(house.db);
const browser = await launch();
const account = (role) => house.users.get(role);
const { user, password } = account("district");
const district = await signedIn(url, user, password);
const window = (options) => openAs(browser, url, user, password, options);

const { today } = await district.get("/codes");
const dayBefore = (day, days) => dayAfter(day, -days);
const weekday = new Date(`${today}T00:00:00Z`).getUTCDay() || 7;
const monday = (weeks_ago) => dayBefore(today, weekday - 1 + 7 * weeks_ago);

const village = "421102001001";
const other_village = "421102001002";
const begun = "2026-01-01";

// Another home, which serves the second village.
const other = uuid();
await district.post("/sites", {
  id: other,
  kind: "disability_home",
  name: "东边之家",
  area: other_village,
  address: "",
  from: begun,
});
await district.post(`/sites/${other}/catchment`, { area: other_village, from: begun });

const page = await window({ width: 1280 });
const send = () => page.locator('form.form button[type="submit"]').click();
const choosePlace = async (name) => {
  await page.locator(".inline-search input").first().fill(name);
  await page.locator(".inline-search button").first().click();
  await page.locator(".area-choices button", { hasText: "选这里" }).first().click();
};
let site = "";

await check("a site is entered", async () => {
  await page.goto(`${url}/sites/new`);
  await page.locator('select[name="kind"]').selectOption("disability_home");
  await page.locator('input[name="name"]').fill("示例之家");
  const { items } = await district.get(`/areas?parent=${village.slice(0, 9)}`);
  await choosePlace(items.find((area) => area.code === village).name);
  await page.locator('input[name="address"]').fill("示例路 12 号");
  await page.locator('input[name="floor_dm2"]').fill("320.5");
  await page.locator('input[name="from"]').fill(begun);
  await send();
  await page.waitForURL(/\/sites\/[0-9a-f-]{36}$/);
  site = page.url().split("/").at(-1);
  const { line, addresses } = await district.get(`/sites/${site}`);
  if (line.name !== "示例之家" || addresses[0].floor_dm2 !== 32_050)
    throw new Error(JSON.stringify({ line, addresses }));
});

await check("its hours are set by keyboard alone", async () => {
  await page.goto(`${url}/sites/${site}/hours`);
  const first = page.locator(".week-day").first();
  await first.locator(".week-add").focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.matches(".week-span input"));
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("8点半");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("1630");
  await page.keyboard.press("Tab"); // The cross, the next span, then "as on Monday".
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.locator('input[name="from"]').fill(begun);
  await page.keyboard.press("Enter");
  await page.waitForURL(`${url}/sites/${site}`);
  const { hours } = await district.get(`/sites/${site}`);
  const wanted = [1, 2, 3, 4, 5].map((day) => `${day} 08:30 16:30`).join();
  const got = hours[0].week
    .map(({ weekday: day, opens, closes }) => `${day} ${opens} ${closes}`)
    .join();
  if (got !== wanted) throw new Error(got);
});

await check("hours the wrong way round are told at their day", async () => {
  await page.goto(`${url}/sites/${site}/hours`);
  const inputs = page.locator(".week-day").nth(1).locator("input");
  await inputs.nth(1).fill("8:00");
  await page.locator('input[name="from"]').fill(today);
  await send();
  await page.locator(".error-summary:focus").waitFor();
  await page.locator(".week-day").nth(1).locator(".field-error").waitFor();
  if ((await page.locator(".week-day .field-error").count()) !== 1)
    throw new Error("more than one day is said to be wrong");
  await axe(page);
});

await check("two people at the door: the second sees what the first signed", async () => {
  const second = await window({ width: 390 });
  await Promise.all([page.goto(`${url}/sites/${site}`), second.goto(`${url}/sites/${site}`)]);
  await second.locator(".opening-button").waitFor();
  await page.locator(".opening-button").click();
  await page.locator(".opening[data-open]").waitFor();
  await second.locator(".opening-button").click();
  await second.locator(".opening[data-open]").waitFor();
  const { line, openings } = await district.get(`/sites/${site}`);
  if (!line.open_now || openings.length !== 1) throw new Error(JSON.stringify(openings));
  await fitsWidth(second);
  await axe(second);
  await second.context().close();
});

await check("the list shows who is open now", async () => {
  await page.goto(`${url}/sites?open=1`);
  await page.locator("tbody tr").first().waitFor();
  const names = await page.locator("tbody th").allInnerTexts();
  if (!names.includes("示例之家") || names.includes("东边之家")) throw new Error(names.join());
});

await check("signing out closes it", async () => {
  await page.goto(`${url}/sites/${site}`);
  await page.locator(".opening-button").click();
  await page.locator(".opening:not([data-open])").waitFor();
  const { line, openings } = await district.get(`/sites/${site}`);
  if (line.open_now || openings[0].closed_at === null) throw new Error(JSON.stringify(openings));
});

await check("a day that nobody signed out of is mended", async () => {
  const on = dayBefore(today, 1);
  const id = uuid();
  const opened_at = `${on}T01:00:00Z`; // Nine in the morning.
  await district.post(`/sites/${site}/openings`, { id, opened_at });
  await page.goto(`${url}/sites/${site}`);
  await page.locator(".forgotten input").fill("11点半");
  await page.locator('.forgotten button[type="submit"]').click();
  await page.locator(".forgotten").waitFor({ state: "detached" });
  const { openings } = await district.get(`/sites/${site}`);
  const mended = openings.find((one) => one.id === id);
  if (!mended.closed_at?.startsWith(`${on}T03:30:00`)) throw new Error(JSON.stringify(mended));
});

await check("a past day is entered, and the weeks say where they fell short", async () => {
  const week = monday(2);
  await page.goto(`${url}/sites/${site}/opening`);
  await page.locator('input[name="on"]').fill(week);
  await page.locator('input[name="opened_at"]').fill("9");
  await page.locator('input[name="closed_at"]').fill("17");
  await send();
  await page.waitForURL(`${url}/sites/${site}`);
  const { weeks, floor } = await district.get(`/sites/${site}`);
  const found = weeks.find(({ from }) => from === week);
  if (found?.days_full !== 1) throw new Error(JSON.stringify(found));
  if (!floor) return;
  const short = weeks.filter(({ is_short }) => is_short).length;
  await page.locator('.notice[data-kind="warning"] li').first().waitFor();
  const told = await page.locator('.notice[data-kind="warning"] li').count();
  if (told !== short) throw new Error(`${told} told, ${short} short`);
});

await check("a village that another site serves is refused with its name", async () => {
  await page.goto(`${url}/sites/${site}/village`);
  const { items } = await district.get(`/areas?parent=${village.slice(0, 9)}`);
  await choosePlace(items.find((area) => area.code === other_village).name);
  await page.locator('input[name="from"]').fill(begun);
  await send();
  const error = page.locator(".field-error", { hasText: "东边之家" });
  await error.waitFor();
  await page.reload();
  const kept = await page.locator('input[name="from"]').inputValue();
  if (kept !== begun) throw new Error(`the draft lost its day: "${kept}"`);
});

await check("rooms, services and an exception are entered", async () => {
  await page.goto(`${url}/sites/${site}/room`);
  await page.locator('select[name="function"]').selectOption("service_hall");
  const name = await page.locator('input[name="name"]').inputValue();
  if (!name) throw new Error("the room was not called by its function");
  await page.locator('input[name="area_dm2"]').fill("55.5");
  await page.locator('input[name="from"]').fill(begun);
  await send();
  await page.waitForURL(`${url}/sites/${site}`);

  await page.goto(`${url}/sites/${site}/service`);
  for (const service of ["community_rehab", "day_care"])
    await page.locator(`input[type="checkbox"][id$="${service}"]`).check({ force: true });
  await page.locator('input[name="from"]').fill(begun);
  await send();
  await page.waitForURL(`${url}/sites/${site}`);

  await page.goto(`${url}/sites/${site}/exception`);
  await page.locator('input[name="on"]').fill(today);
  await page.locator('input[type="radio"][value="no"]').check({ force: true });
  await page.locator('input[name="reason"]').fill("内部检修");
  await send();
  await page.waitForURL(`${url}/sites/${site}`);

  const { rooms, services, exceptions } = await district.get(`/sites/${site}`);
  if (rooms[0]?.area_dm2 !== 5550 || services.length !== 2 || exceptions[0]?.on !== today)
    throw new Error(JSON.stringify({ rooms, services, exceptions }));
});

await check("a site that moves is the site it was", async () => {
  await page.goto(`${url}/sites/${site}/move`);
  await page.locator('input[name="address"]').fill("新街 3 号");
  await page.locator('input[name="from"]').fill(today);
  await send();
  await page.waitForURL(`${url}/sites/${site}`);
  const { line, addresses } = await district.get(`/sites/${site}`);
  if (line.address !== "新街 3 号" || addresses.length !== 2 || addresses[1].until !== today)
    throw new Error(JSON.stringify(addresses));
  await page.locator("summary", { hasText: "以前的" }).last().click();
  await page.getByText("示例路 12 号").waitFor();
});

await check("a body is tied to the site, and untied", async () => {
  const { items } = await district.get("/organisations?limit=50");
  const body = items.find((one) => one.kind === "company" || one.kind === "social_organisation");
  await page.goto(`${url}/ties/new?kind=site&id=${site}`);
  await page.locator('select[name="kind"]').selectOption("object operates");
  await page.locator(".inline-search input").fill(body.name);
  await page.locator(".inline-search button").click();
  await page.locator(".found-names button").first().click();
  await send();
  await page.waitForURL(`${url}/sites/${site}`);
  await page.getByRole("link", { name: body.name }).first().waitFor();
  const { line } = await district.get(`/sites/${site}`);
  if (line.operated_by !== body.name) throw new Error(line.operated_by);
  await page.goto(`${url}/organisations/${body.id}`);
  await page.getByRole("link", { name: "示例之家" }).waitFor();
  await screenshot(page, "organisation-tied", { full: true });
  await axe(page);
});

await check("one plus one plus one stands on the person's page", async () => {
  const { items } = await district.get("/people?level=1&state=valid&limit=4");
  const [holder, officer, volunteer] = items;
  const { items: associations } = await district.get("/organisations?kind=association&limit=1");
  const tie = (kind, person) =>
    district.post("/ties", {
      id: uuid(),
      kind,
      from_kind: "person",
      from_id: person.id,
      to_kind: "organisation",
      to_id: associations[0].id,
      title: person.name,
      from: begun,
    });
  await tie("officer_of", officer);
  await tie("volunteer_of", volunteer);
  await page.goto(`${url}/people/${holder.id}`);
  await page.getByRole("link", { name: /1\+1\+1/ }).click();
  for (const person of [officer, volunteer]) {
    const search = page.locator(".name-picker").first();
    await search.locator("input").fill(person.name);
    await search.locator("button", { hasText: "搜索" }).click();
    await search.locator(".found-names button").first().waitFor();
    const at = search.locator(".found-names button", { hasText: person.name }).first();
    await at.click();
  }
  await send();
  await page.waitForURL(`${url}/people/${holder.id}`);
  const { items: groups } = await district.get(`/groups?party=${holder.id}`);
  if (groups.length !== 1 || groups[0].parts.length !== 3) throw new Error(JSON.stringify(groups));
  await page.getByRole("link", { name: officer.name }).first().waitFor();
  await axe(page);
});

await check("a sign-in that was wrong is corrected, and stays to be read", async () => {
  const home = await addSite(district);
  const openings = async () => (await district.get(`/sites/${home}`)).openings;
  const eight = dayBefore(today, 8);
  const wrong = (await openings()).find(({ on }) => on === eight);
  await page.goto(`${url}/sites/${home}`);
  await page.locator(`a[href="/sites/${home}/openings/${wrong.id}"]`).click();
  await send();
  await page.locator(".error-summary:focus").waitFor();
  await axe(page);
  await page.locator('input[name="opened_at"]').fill("8点半");
  await page.locator('textarea[name="reason"]').fill("钟慢了半小时");
  await send();
  await page.getByText("已更正：钟慢了半小时").waitFor();
  await axe(page);
  await fitsWidth(page);
  const now = (await openings()).find(({ on }) => on === eight);
  if (now.corrects !== wrong.id || !now.opened_at.startsWith(`${eight}T00:30`))
    throw new Error(JSON.stringify(now));
  await page.goto(`${url}/sites/${home}/openings/${wrong.id}`);
  await page.locator(".empty").waitFor(); // It counts no more: the newest is corrected instead.
  await page.goto(`${url}/sites/${home}/openings/${now.id}`);
  await page.locator('input[type="radio"][value="no"]').check({ force: true });
  await page.locator('textarea[name="reason"]').fill("那天没有开门");
  await send();
  await page.waitForURL(`${url}/sites/${home}`);
  if ((await openings()).some(({ on }) => on === eight)) throw new Error("the day still counts");
});

await check("the parts of a multiple disability are recorded", async () => {
  const holders = await district.get("/people?category=7&state=valid&limit=1");
  const holder = holders.items[0].id;
  await page.goto(`${url}/people/${holder}`);
  await page.getByRole("link", { name: "登记多重残疾的类别" }).click();
  await page.locator('input[type="checkbox"]').first().waitFor();
  for (const box of await page.locator('input[type="checkbox"]:checked').all())
    await box.uncheck({ force: true });
  await send();
  await page.locator(".error-summary:focus").waitFor();
  await axe(page);
  for (const code of ["4", "6"])
    await page.locator(`input[type="checkbox"][value="${code}"]`).check({ force: true });
  await send();
  await page.waitForURL(`${url}/people/${holder}`);
  await page.locator("td", { hasText: "肢体、精神" }).first().waitFor();
  await axe(page);
  const { facts } = await district.get(`/people/${holder}`);
  const fact = facts.find(({ kind, until }) => kind === "components" && !until);
  if (fact?.value !== "4,6" || fact.source !== "certificate") throw new Error(JSON.stringify(fact));
});

await check("coverage is the figures', village by village", async () => {
  await page.goto(`${url}/sites/coverage?area=${village.slice(0, 9)}`);
  await page.locator("tbody tr").first().waitFor();
  await page.locator("tbody tr", { hasText: "有" }).first().waitFor();
  await axe(page);
});

await check("a quiet browser", () => quiet(page));

await browser.close();
await stop();
await house.remove();
finish();
