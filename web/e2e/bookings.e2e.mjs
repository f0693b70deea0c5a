// Booking parts of an open day in the browser, against the real program: slots are opened, places
// booked for a person and for a class, the last place asked for by two, given back, marked as come.
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
const person = personOf("赵示例", village);
await district.post("/people", person);
const site = uuid();
await district.post("/sites", {
  id: site,
  kind: "disability_home",
  name: "示例之家",
  area: village,
  address: "",
  from: "2026-01-01",
});
const tomorrow = dayAfter(today, 1);
async function openDay(on) {
  const id = uuid();
  await district.post("/events", {
    id,
    kind: "open_day",
    title: "示例开放日",
    on,
    held: false,
    site,
    persons: [],
    deliverers: [],
    items: [],
    evidence: [],
    tags: [],
    accessibility: [],
  });
  return id;
}
const event = await openDay(tomorrow);
const slotsOf = async () => (await district.get(`/events/${event}`)).slots;

const office = await openAs(browser, url, "qu", password, { lang: "zh", width: 1280 });
const slotAt = (page, time) =>
  page.locator(".card", { has: page.locator(".card-title", { hasText: time }) });

await check("a slot without a time or places says so; one with both is opened", async () => {
  await office.goto(`${url}/events/${event}`);
  await office.getByRole("button", { name: "加一个时段" }).click();
  await office.locator('dialog button[type="submit"]').click();
  await office.locator("dialog .error-summary:focus").waitFor();
  await axe(office, "dialog");
  await screenshot(office, "slot-new");
  await office.locator('dialog input[name="starts_at"]').fill("9");
  await office.locator('dialog input[name="ends_at"]').fill("10点半");
  await office.locator('dialog input[name="places"]').fill("3");
  await office.locator('dialog input[name="words"]').fill("参观无障碍设施");
  await office.locator('dialog button[type="submit"]').click();
  await slotAt(office, "09:00–10:30").getByText("还有 3 位（共 3 位）").waitFor();
  const [slot] = await slotsOf();
  same([slot.starts_at, slot.ends_at, slot.places], ["09:00", "10:30", 3], "the slot");
});

await check("a place is booked for somebody of the register, found by name", async () => {
  await slotAt(office, "09:00").getByRole("button", { name: /^预约/ }).click();
  await office.locator("dialog .inline-search input").fill("赵示例");
  await office.keyboard.press("Enter");
  await office.locator("dialog .found-names button").first().click();
  await axe(office, "dialog");
  await screenshot(office, "book-person");
  await office.locator('dialog button[type="submit"]').click();
  await slotAt(office, "09:00").getByText("还有 2 位（共 3 位）").waitFor();
  await slotAt(office, "09:00").getByRole("link", { name: person.name }).waitFor();
  await axe(office);
  await fitsWidth(office);
});

await check("a class books as many as are left; then it is full and nobody books", async () => {
  await slotAt(office, "09:00").getByRole("button", { name: /^预约/ }).first().click();
  await office.locator('dialog input[value="party"]').check({ force: true });
  await office.locator('dialog input[name="name"]').fill("示例小学一年级");
  await office.locator('dialog input[name="heads"]').fill("5");
  await office.locator('dialog button[type="submit"]').click();
  await office.locator("dialog .error-summary:focus").waitFor(); // Only two are left.
  await office.locator('dialog input[name="heads"]').fill("2");
  await office.locator('dialog button[type="submit"]').click();
  await slotAt(office, "09:00").getByText("已约满（共 3 位）").waitFor();
  same(
    await slotAt(office, "09:00").getByRole("button", { name: /^预约/ }).count(),
    0,
    "buttons to book",
  );
  await screenshot(office, "slot-full");
});

await check("what is given back is free again, and says why", async () => {
  await slotAt(office, "09:00").getByRole("button", { name: "取消预约 示例小学一年级" }).click();
  await axe(office, "dialog");
  await office.locator('dialog textarea[name="reason"]').fill("改到下周");
  await office.locator('dialog button[type="submit"]').click();
  await slotAt(office, "09:00").getByText("还有 2 位（共 3 位）").waitFor();
  await slotAt(office, "09:00").locator("summary").click();
  await slotAt(office, "09:00").getByText("改到下周").waitFor();
  await axe(office);
});

await check("the last place goes to one of two", async () => {
  const slot = uuid();
  await district.post(`/events/${event}/slots`, {
    id: slot,
    starts_at: "14:00",
    ends_at: "15:00",
    places: 1,
  });
  const gate = await openAs(browser, url, "qu", password, { lang: "zh", width: 390 });
  await gate.goto(`${url}/events/${event}`);
  await slotAt(gate, "14:00").getByRole("button", { name: /^预约/ }).click();
  await gate.locator('dialog input[value="party"]').check({ force: true });
  await gate.locator('dialog input[name="name"]').fill("后来的");
  await gate.locator('dialog input[name="heads"]').fill("1");
  await district.post(`/slots/${slot}/bookings`, { id: uuid(), name: "先来的", heads: 1 });
  await gate.locator('dialog button[type="submit"]').click();
  await gate.locator("dialog .error-summary:focus").waitFor();
  await axe(gate, "dialog");
  await fitsWidth(gate);
  await screenshot(gate, "book-late");
  const { booked } = (await slotsOf()).find(({ id }) => id === slot);
  same(booked, 1, "places taken");
  quiet(gate);
  await gate.context().close();
});

await check("who comes is marked on the day, and stands on the roll", async () => {
  const day = await openDay(today);
  const slot = uuid();
  const whole_day = { starts_at: "00:00", ends_at: "23:59", places: 5 };
  await district.post(`/events/${day}/slots`, { id: slot, ...whole_day });
  await district.post(`/slots/${slot}/bookings`, { id: uuid(), person: person.id });
  await office.goto(`${url}/events/${day}`);
  await slotAt(office, "00:00")
    .getByRole("button", { name: `到了 ${person.name}` })
    .click();
  await slotAt(office, "00:00").locator('.tag[data-kind="done"]').waitFor();
  const { roll } = await district.get(`/events/${day}`);
  same(
    roll.map(({ person: who, mark }) => [who, mark]),
    [[person.id, "present"]],
    "the roll",
  );
  await axe(office);
  await screenshot(office, "slot-came");
});

await check("a slot that is over is not offered", async () => {
  const day = await openDay(today);
  const over = { id: uuid(), starts_at: "00:00", ends_at: "00:01", places: 5 };
  await district.post(`/events/${day}/slots`, over);
  await office.goto(`${url}/events/${day}`);
  await slotAt(office, "00:00").getByText("已结束").waitFor();
  same(
    await slotAt(office, "00:00").getByRole("button", { name: /^预约/ }).count(),
    0,
    "buttons to book",
  );
});
await check("the office's browser is quiet", async () => quiet(office));

await browser.close();
await stop();
await house.remove();
finish();
