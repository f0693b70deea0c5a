// Events in the browser, against the real program: a roll of thirty called by touch on a tablet in
// under a minute; two tablets that say different things; a tap that outlives a lost connection; a
// visit recorded from the page of a person; an activity planned, held, closed and corrected;
// parcels handed over village by village.
import { axe, check, finish, fitsWidth, launch, openAs, quiet, same, screenshot } from "./lib.mjs";
import { addUser, citizenId, install, password, serve, signedIn, uuid } from "./program.mjs";
import { roster } from "./roster.mjs";

const roll_size = 30;
const roll_time = 60_000;
const tablet = { width: 1024, height: 768, touch: true };
const county = "421102";
const village = "421102001015";

const house = await install();
addUser(house.db, "qu", "district", "示例区残联", ["--area", county]);
const { url, stop } = await serve(house.db);
const browser = await launch();
const district = await signedIn(url, "qu");
const window = (options) => openAs(browser, url, "qu", password, options);

// ---- a home with thirty people ----------------------------------------------------------------
const { today } = await district.get("/codes");
const surnames = [..."赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"];
const people = surnames.map((surname, at) => ({ id: uuid(), name: `${surname}示例`, at }));
for (const { id, name, at } of people)
  await district.post("/people", {
    id,
    name,
    citizen_id: citizenId(`421199195603${10 + (at % 18)}${100 + at}`),
    area: village,
    phone: "",
    address: "",
    guardian: "",
    household_kind: "",
  });
const homeNamed = async (name) => {
  const id = uuid();
  await district.post("/sites", {
    id,
    kind: "disability_home",
    name,
    area: village,
    address: "",
    from: "2026-01-01",
  });
  return id;
};
const site = await homeNamed("示例之家");
const enrol = (person, home) =>
  district.post("/enrolments", {
    id: uuid(),
    site: home,
    person: person.id,
    care_mode: "day_care",
    from: today,
  });
for (const person of people.slice(0, roll_size)) await enrol(person, site);
const dayOf = (home) => district.get(`/sites/${home}/day`);
const markOf = async (home, person) =>
  (await dayOf(home)).people.find((one) => one.person === person.id);
const settled = async (home, isSettled, what) => {
  for (let tries = 0; tries < 100; tries += 1) {
    if (isSettled(await dayOf(home))) return;
    await new Promise((wake) => setTimeout(wake, 100));
  }
  throw new Error(`the server never had ${what}`);
};

const door = await window({ ...tablet, lang: "zh" });
await door.goto(`${url}/sites/${site}/day`);
await door.locator(".mark-row").first().waitFor();
const rowOf = (page, person) =>
  page.locator(".mark-row", { has: page.locator("strong", { hasText: person.name }) }).first();

await check("the roll before the first tap: axe, width, 44 px", async () => {
  await axe(door);
  await fitsWidth(door);
  await screenshot(door, "day-before");
});

await check(`${roll_size} people are called by touch in under a minute`, async () => {
  const names = door.locator(".mark-row .mark-name");
  same(await names.count(), roll_size, "rows");
  const begun = Date.now();
  for (let at = 0; at < roll_size; at += 1) await names.nth(at).tap();
  await settled(
    site,
    (day) => day.people.every(({ mark }) => mark === "present"),
    "everybody present",
  );
  const took = Date.now() - begun;
  console.log(`a roll of ${roll_size} by touch: ${(took / 1000).toFixed(1)} s`);
  if (took > roll_time) throw new Error(`it took ${took} ms`);
  await axe(door);
  await screenshot(door, "day-called");
});

await check("a tap on a name tells when they came; the time can be changed", async () => {
  const row = rowOf(door, people[0]);
  await row.locator(".mark-time").tap();
  await door.keyboard.type("0855");
  await door.keyboard.press("Enter");
  await settled(
    site,
    (day) => day.people.find((one) => one.person === people[0].id)?.arrived_at === "08:55",
    "the time",
  );
});

await check("another mark by one tap, and the way back", async () => {
  const row = rowOf(door, people[1]);
  await row.locator('.mark-button[data-mark="leave"]').tap();
  await settled(
    site,
    (day) => day.people.find((one) => one.person === people[1].id)?.mark === "leave",
    "the leave",
  );
  await door.locator(".undo-bar button").first().tap();
  await settled(
    site,
    (day) => day.people.find((one) => one.person === people[1].id)?.mark === "present",
    "the mark undone",
  );
});

await check("who ate is one tap", async () => {
  await rowOf(door, people[2]).locator('.mark-button[data-mark="meal"]').tap();
  await settled(
    site,
    (day) => day.people.find((one) => one.person === people[2].id)?.meal === true,
    "the meal",
  );
});

await check("a doubled tap is one", async () => {
  await enrol(people[roll_size], site);
  await door.reload();
  const name = rowOf(door, people[roll_size]).locator(".mark-name");
  await name.dblclick();
  await settled(
    site,
    (day) => day.people.find((one) => one.person === people[roll_size].id)?.mark === "present",
    "one present",
  );
});

// ---- two tablets ------------------------------------------------------------------------------
await check("the second tablet is told what the first one marked, and may choose", async () => {
  const late = people[roll_size + 1];
  await enrol(late, site);
  await door.reload();
  const gate = await window({ ...tablet, lang: "en" });
  await gate.goto(`${url}/sites/${site}/day`);
  await rowOf(gate, late).waitFor();
  await rowOf(door, late).locator('.mark-button[data-mark="leave"]').tap();
  await settled(
    site,
    (day) => day.people.find((one) => one.person === late.id)?.mark === "leave",
    "the first mark",
  );
  await rowOf(gate, late).locator('.mark-button[data-mark="present"]').tap();
  const trouble = rowOf(gate, late).locator(".mark-trouble");
  await trouble.waitFor();
  await axe(gate);
  await screenshot(gate, "day-clash");
  same((await markOf(site, late)).mark, "leave", "what stands while nobody has chosen");
  await trouble.locator("button").last().tap();
  await settled(
    site,
    (day) => day.people.find((one) => one.person === late.id)?.mark === "present",
    "the choice",
  );
  quiet(gate);
  await gate.context().close();
});

await check("taps without a connection are kept and sent when it is back", async () => {
  await door.context().setOffline(true);
  await rowOf(door, people[3]).locator('.mark-button[data-mark="absent"]').tap();
  await door.locator(".roll .notice").first().waitFor();
  await screenshot(door, "day-offline");
  await door.context().setOffline(false);
  await settled(
    site,
    (day) => day.people.find((one) => one.person === people[3].id)?.mark === "absent",
    "the tap of before",
  );
});

await check("all others are present by two taps, in a second home", async () => {
  const home = await homeNamed("示例二家");
  for (const person of people.slice(0, 12)) await enrol(person, home);
  await door.goto(`${url}/sites/${home}/day`);
  await rowOf(door, people[0]).locator('.mark-button[data-mark="leave"]').tap();
  await door.locator(".roll .roll-tools button").last().tap();
  await axe(door);
  await door.locator('dialog button[data-kind="primary"]').tap();
  await settled(
    home,
    (day) => day.people.filter(({ mark }) => mark === "present").length === 11,
    "all the others",
  );
  same((await markOf(home, people[0])).mark, "leave", "who was marked before");
});

await check("a closed day is only read", async () => {
  await door.goto(`${url}/sites/${site}/day`);
  await door.getByRole("button", { name: "点完了，办结" }).tap();
  await door.locator('dialog button[data-kind="primary"]').tap();
  await door.locator("div.mark-name").first().waitFor();
  same(await door.locator("button.mark-name").count(), 0, "rows to tap");
  same((await dayOf(site)).state, "closed", "the day");
});
await check("the tablet's browser is quiet", async () => quiet(door));

// ---- a visit, from the page of a person -------------------------------------------------------
const office = await window({ lang: "zh", width: 1280 });
await check(
  "a visit is recorded from the page of a person, and stands in their story",
  async () => {
    const person = people[5];
    await office.goto(`${url}/people/${person.id}`);
    await office.getByRole("link", { name: "记录走访" }).click();
    await office.locator(".chosen-people li", { hasText: person.name }).waitFor();
    await axe(office);
    await office.locator('textarea[name="words"]').fill("送去米和油，腿脚还好。");
    await office.locator('form.form button[type="submit"]').click();
    await office.locator(".steps").waitFor();
    await axe(office);
    await office.goto(`${url}/people/${person.id}`);
    await office.locator(".timeline a", { hasText: "入户走访" }).first().click();
    await office.locator(".steps").waitFor();
  },
);

await check("who did it is a body of the register, a colleague or a name with heads", async () => {
  const body = uuid();
  await district.post("/organisations", {
    id: body,
    name: "示例志愿队",
    kind: "volunteer_team",
    area: county,
    contact: "",
    strengths: "",
  });
  await office.goto(`${url}/events/new?kind=activity`);
  const lines = office.locator(".line");
  const line = (at) => lines.nth(at);
  const add = async (at, kind, by) => {
    if (at > 0) await office.getByRole("button", { name: "再加一方" }).first().click();
    await line(at).locator("select").nth(0).selectOption(kind);
    if (by) await line(at).locator("select").nth(1).selectOption(by);
  };
  await add(0, "volunteer", "organisation");
  await line(0).locator(".inline-search input").fill("志愿队");
  await office.keyboard.press("Enter");
  await line(0).locator(".found-names button", { hasText: "示例志愿队" }).click();
  await line(0).locator("input").last().fill("12");
  await add(1, "staff", "user");
  await line(1).locator("select").nth(2).selectOption("示例区残联");
  await add(2, "volunteer", "");
  await line(2).locator("input").first().fill("过路的热心人");
  await line(2).locator("input").last().fill("3");
  await axe(office);
  await fitsWidth(office);
  await screenshot(office, "deliverers", { full: true });
  await office.locator(".inline-search input").first().fill("示例之家");
  await office.keyboard.press("Enter");
  await office.locator(".found-names button", { hasText: "示例之家" }).first().click();
  await office.locator('select[name="activity_type"]').selectOption("handicraft");
  await office.locator('form.form button[type="submit"]').click();
  await office.getByRole("link", { name: "示例志愿队" }).waitFor();
  await axe(office);
  const id = new URL(office.url()).pathname.split("/").at(-1);
  const { deliverers } = await district.get(`/events/${id}`);
  same(
    deliverers.map(({ kind, organisation, name, heads }) => [kind, organisation, name, heads]),
    [
      ["volunteer", body, null, 12],
      ["staff", null, "示例区残联", 1],
      ["volunteer", null, "过路的热心人", 3],
    ],
    "who did it",
  );
  // A correction begins with the body by its name, though the record holds its id.
  await office.goto(`${url}/events/${id}/correction`);
  await line(0).locator(".chosen-one strong", { hasText: "示例志愿队" }).waitFor();
});

await check("a form with something missing says what, at its field", async () => {
  await office.goto(`${url}/events/new?kind=activity`);
  await office.locator('form.form button[type="submit"]').click();
  await office.locator(".error-summary:focus").waitFor();
  await axe(office);
});

// ---- planned, held, closed, corrected ---------------------------------------------------------
await check("an activity is planned, held, closed and corrected", async () => {
  await office.goto(`${url}/events/new?kind=activity&site=${site}`);
  await office.locator(".chosen-one", { hasText: "示例之家" }).waitFor();
  await office.locator('input[type="radio"][value="no"]').check({ force: true });
  await office.locator('select[name="activity_type"]').selectOption("handicraft");
  await office.locator('input[name="title"]').fill("示例手工课");
  await office.getByRole("button", { name: /^加上在这里登记的/ }).click();
  await office.locator('form.form button[type="submit"]').click();
  await office.getByRole("link", { name: "记录举行情况" }).click();
  await office.getByRole("button", { name: /人都来了$/ }).click();
  await office.locator('input[name="walk_ins"]').fill("3");
  await axe(office);
  await office.locator('form.form button[type="submit"]').click();
  await office.getByRole("button", { name: "办结" }).click();
  await axe(office, "dialog");
  await office.locator('dialog button[type="submit"]').click();
  await office.locator('.tag[data-kind="done"]').first().waitFor();
  const id = new URL(office.url()).pathname.split("/").at(-1);
  same((await district.get(`/events/${id}`)).event.state, "closed", "the activity");

  await office.getByRole("link", { name: "更正" }).click();
  await office.locator('textarea[name="reason"]').fill("多记了一个人");
  await office.locator('input[name="walk_ins"]').fill("2");
  await axe(office);
  await office.locator('form.form button[type="submit"]').click();
  await office.waitForURL((now) => !now.pathname.includes(id));
  const newest = new URL(office.url()).pathname.split("/").at(-1);
  const { event } = await district.get(`/events/${newest}`);
  same([event.walk_ins, event.corrects], [2, id], "the correction");
  same((await district.get(`/events/${id}`)).corrected_by, newest, "the corrected one");
});

// ---- parcels ----------------------------------------------------------------------------------
// Holders of a certificate come with a roster.
const fields = { id: uuid(), area: county };
const { id: sent } = await district.upload("/imports", "花名册.csv", roster({ sound: 12 }), fields);
const importSettled = async () => {
  for (;;) {
    const view = await district.get(`/imports/${sent}`);
    if (view.job_state !== "queued" && view.job_state !== "running") return view;
    await new Promise((wake) => setTimeout(wake, 100));
  }
};
const { mapping } = await importSettled();
await district.post(`/imports/${sent}/preview`, { mapping });
await importSettled();
await district.post(`/imports/${sent}/run`);
await importSettled();

await check("a list is frozen and a parcel handed over by one tap", async () => {
  await office.goto(`${url}/campaigns/new`);
  await office.locator('select[name="kind"]').selectOption("festival");
  await office.locator('input[name="name"]').fill("示例慰问");
  await office.locator('form.form button[type="submit"]').click();
  await office.getByRole("button", { name: "冻结发放名单" }).click();
  await axe(office, "dialog");
  await office.locator('dialog button[type="submit"]').click();
  const hand = office.getByRole("button", { name: /^发给/ }).first();
  await hand.waitFor();
  await axe(office);
  await screenshot(office, "campaign");
  const id = new URL(office.url()).pathname.split("/").at(-1);
  const before = await district.get(`/campaigns/${id}`);
  await hand.click();
  await office.locator('.tag[data-kind="done"]').first().waitFor();
  const after = await district.get(`/campaigns/${id}`);
  same(before.undelivered - after.undelivered, 1, "parcels handed over");
});
await check("the office's browser is quiet", async () => quiet(office));

await browser.close();
await stop();
await house.remove();
finish();
