// A person books for themselves in the browser, against the real program: by one tap, taken back,
// for a child they speak for, told when the last place has gone. Staff change how many a slot takes
// and give two bodies hours in one place; a plan that ended stands with its reason.
import { axe, check, finish, fitsWidth, launch, openAs, quiet, same, screenshot } from "./lib.mjs";
import {
  addUser,
  dayAfter,
  install,
  password,
  personOf,
  serve,
  signedIn,
  uuid,
} from "./program.mjs";

const county = "421102";
const village = "421102001015";

const house = await install();
addUser(house.db, "qu", "district", "示例区残联", ["--area", county]);
const { url, stop } = await serve(house.db);
const browser = await launch();
const district = await signedIn(url, "qu");

const { today } = await district.get("/codes");
const dayAhead = (days) => dayAfter(today, days);
const parent = personOf("赵示例", village);
const child = personOf("钱示例", village, "42119920150601124");
for (const person of [parent, child]) await district.post("/people", person);
addUser(house.db, "ju", "resident", "示例居民", ["--person", parent.id]);
await district.post("/ties", {
  id: uuid(),
  kind: "guardian",
  from_kind: "person",
  from_id: parent.id,
  to_kind: "person",
  to_id: child.id,
  title: "",
  from: today,
});
const site = uuid();
await district.post("/sites", {
  id: site,
  kind: "shared_place",
  name: "示例之家",
  area: village,
  address: "",
  from: "2026-01-01",
});
const event = uuid();
await district.post("/events", {
  id: event,
  kind: "open_day",
  title: "示例开放日",
  on: dayAhead(2),
  held: false,
  site,
  persons: [],
  deliverers: [],
  items: [],
  evidence: [],
  tags: [],
  accessibility: [],
});
const addSlot = async (starts_at, ends_at, places) => {
  const id = uuid();
  await district.post(`/events/${event}/slots`, { id, starts_at, ends_at, places });
  return id;
};
await addSlot("09:00", "10:30", 2);
await addSlot("14:00", "15:30", 1);
const slotsOf = async () => (await district.get(`/events/${event}`)).slots;
const standing = async (at) =>
  (await slotsOf())[at].bookings
    .filter(({ state }) => state === "booked")
    .map(({ person }) => person);

const own = await openAs(browser, url, "ju", password, { lang: "zh", width: 390, touch: true });
const row = (time) => own.locator(".slot-row", { hasText: time });
const undo = own.locator(".undo-bar").getByRole("button").first();

await check("from the first page to the slots, and one tap books", async () => {
  await own.goto(`${url}/`);
  await own.getByRole("link", { name: "预约活动" }).first().click();
  await row("09:00").waitFor();
  await axe(own);
  await fitsWidth(own);
  await screenshot(own, "slots");
  await row("09:00").getByRole("button").click();
  await own.locator('.slot-row[data-state="own"]', { hasText: "09:00" }).waitFor();
  await row("14:00").getByText("这一天已约了别的时段").waitFor();
  same(await standing(0), [parent.id], "who has booked");
  await axe(own);
  await screenshot(own, "slots-booked");
});

await check("what was booked is given back by undoing, and the other way round", async () => {
  await undo.click();
  await own.locator('.slot-row[data-state="free"]', { hasText: "09:00" }).waitFor();
  same(await standing(0), [], "who has booked");
  await row("14:00").getByRole("button").click();
  await own.locator('.slot-row[data-state="own"]', { hasText: "14:00" }).waitFor();
  await row("14:00").getByRole("button").click();
  await own.locator('.slot-row[data-state="free"]', { hasText: "14:00" }).waitFor();
  await undo.click();
  await own.locator('.slot-row[data-state="own"]', { hasText: "14:00" }).waitFor();
  same(await standing(1), [parent.id], "who has booked");
});

await check("for the child they speak for, who has a day of their own", async () => {
  await own.getByLabel(child.name).check({ force: true });
  await own.locator('.slot-row[data-state="full"]', { hasText: "14:00" }).waitFor();
  await row("09:00").getByRole("button").click();
  await own.locator('.slot-row[data-state="own"]', { hasText: "09:00" }).waitFor();
  same(await standing(0), [child.id], "who has booked");
  await axe(own);
});

await check("the last place gone meanwhile is told, and the list says how it stands", async () => {
  await row("09:00").getByRole("button").click();
  await own.locator('.slot-row[data-state="free"]', { hasText: "09:00" }).waitFor();
  const [{ id: slot }] = await slotsOf();
  await district.post(`/slots/${slot}/bookings`, { id: uuid(), name: "示例小学", heads: 2 });
  await row("09:00").getByRole("button").click();
  await row("09:00").getByRole("alert").waitFor();
  await own.locator('.slot-row[data-state="full"]', { hasText: "09:00" }).waitFor();
  await screenshot(own, "slots-late");
});

const office = await openAs(browser, url, "qu", password, { lang: "zh", width: 1280 });
await check("staff make room; fewer than have booked is no number to save", async () => {
  await office.goto(`${url}/events/${event}`);
  await office.getByRole("button", { name: /^改名额 09:00/ }).click();
  const places = office.locator('dialog input[name="places"]');
  await places.fill("1");
  await office.locator('dialog button[type="submit"]').click();
  await office.locator("dialog .error-summary:focus").waitFor();
  await axe(office, "dialog");
  await places.fill("5");
  await office.locator('dialog button[type="submit"]').click();
  await office.getByText("还有 3 位（共 5 位）").waitFor();
  same((await slotsOf())[0].places, 5, "the places");
  await office.goto(`${url}/slots`);
  await office.locator(".slot-row").first().waitFor();
  same(await office.locator(".slot-row button").count(), 0, "buttons for staff");
  await axe(office);
});

await check("two bodies have hours in one place, and a clash names the other", async () => {
  const bodies = ["示例老人协会", "示例社区残协"].map((name) => ({ id: uuid(), name }));
  for (const { id, name } of bodies)
    await district.post("/organisations", {
      id,
      kind: "social_organisation",
      name,
      area: village,
      contact: "",
      strengths: "",
    });
  await district.post(`/sites/${site}/uses`, {
    id: uuid(),
    organisation: bodies[0].id,
    weekday: 2,
    opens: "09:00",
    closes: "11:00",
    from: "2026-01-01",
  });
  await office.goto(`${url}/sites/${site}/use`);
  await office.locator('button[type="submit"]').click();
  await office.locator(".error-summary:focus").waitFor();
  await axe(office);
  await office.locator(".inline-search input").fill("社区残协");
  await office.keyboard.press("Enter");
  await office.locator(".found-names button").first().click();
  await office.locator('select[name="weekday"]').selectOption("2");
  await office.getByText("这一天已经有：示例老人协会 09:00–11:00").waitFor();
  await office.locator('input[name="opens"]').fill("10");
  await office.locator('input[name="closes"]').fill("12");
  await office.locator('input[name="from"]').fill(today);
  await office.locator('button[type="submit"]').click();
  await office.locator(".error-summary:focus").getByText("示例老人协会").waitFor();
  await office.locator('input[name="opens"]').fill("11");
  await office.locator('button[type="submit"]').click();
  await office.locator(".use-line", { hasText: "示例社区残协" }).waitFor();
  same(await office.locator(".use-line").count(), 2, "lines of the timetable");
  await axe(office);
  await screenshot(office, "timetable");
});

await check("a plan that ended stands with its day and reason", async () => {
  const plan = uuid();
  await district.post("/plans", {
    id: plan,
    kind: "solo_living",
    person: child.id,
    from: dayAhead(-30),
  });
  await district.post(`/plans/${plan}/end`, { on: dayAhead(-2), reason: "搬去与家人同住" });
  await office.goto(`${url}/plans`);
  await office.getByLabel("已结束").check({ force: true });
  await office.getByText("搬去与家人同住").waitFor();
  await office.getByRole("link", { name: child.name }).waitFor();
  await axe(office);
  await fitsWidth(office);
  await screenshot(office, "plans-ended");
});
// Refusals are answers; the browser notes them.
await check("both browsers are quiet otherwise", async () => {
  quiet(own);
  quiet(office);
});

await browser.close();
await stop();
await house.remove();
finish();
