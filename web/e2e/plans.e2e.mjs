// Looking in on people again and again, in the browser, against the real program: who is due stands
// on the first page; a contact by two taps, taken back, sent again after a lost connection; a plan
// made from the page of a person, its history, its end.
import { axe, check, finish, fitsWidth, launch, openAs, quiet, same, screenshot } from "./lib.mjs";
import {
  addUser,
  citizenId,
  dayAfter,
  install,
  password,
  serve,
  signedIn,
  uuid,
} from "./program.mjs";

const county = "421102";
const village = "421102001015";
const other_village = "421102001014";
const phone = { width: 390, height: 844, touch: true };

const house = await install();
addUser(house.db, "qu", "district", "示例区残联", ["--area", county]);
addUser(house.db, "lian", "liaison", "示例联络员", ["--area", village]);
const { url, stop } = await serve(house.db);
const browser = await launch();
const district = await signedIn(url, "qu");
const liaison = await signedIn(url, "lian");

// ---- five people, each at another stage -------------------------------------------------------
const { today } = await district.get("/codes");
const daysAgo = (days) => dayAfter(today, -days);
let made = 0;
async function addPerson(name, area = village) {
  const id = uuid();
  made += 1;
  await district.post("/people", {
    id,
    name,
    citizen_id: citizenId(`421199195603${10 + made}${100 + made}`),
    area,
    phone: "",
    address: "",
    guardian: "",
    household_kind: "",
  });
  return { id, name };
}
const addPlan = (person, days) =>
  district.post("/plans", {
    id: uuid(),
    kind: "solo_living",
    person: person.id,
    from: daysAgo(days),
  });
const ahead = await addPerson("赵示例");
const due = await addPerson("钱示例");
const overdue = await addPerson("孙示例");
const told = await addPerson("李示例");
const elsewhere = await addPerson("周示例", other_village);
const nobody = await addPerson("吴示例");
await addPlan(ahead, 0);
await addPlan(due, 7);
await addPlan(overdue, 9);
await addPlan(told, 20);
await addPlan(elsewhere, 8);

const planOf = async (person) => (await district.get(`/plans?person=${person.id}`))[0];
const eventsOf = async (person) => (await district.get(`/events?person=${person.id}`)).items;
const rowOf = (page, person) =>
  page.locator(".plan-row", { has: page.locator(".plan-name", { hasText: person.name }) });
const settled = async (isSettled, what) => {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await isSettled()) return;
    await new Promise((wake) => setTimeout(wake, 100));
  }
  throw new Error(`the server never had ${what}`);
};
const contacted = (person, day) =>
  settled(async () => (await planOf(person)).last_contact === day, `the contact of ${person.name}`);

const door = await openAs(browser, url, "lian", password, { ...phone, lang: "zh" });

// ---- the liaison's day ------------------------------------------------------------------------
await check("the first page names who is due, the longest overdue first", async () => {
  await door.goto(`${url}/`);
  await door.locator(".plan-row").first().waitFor();
  same(
    await door.locator(".plan-name").allInnerTexts(),
    [told.name, overdue.name, due.name],
    "who is due",
  );
  await door.getByText("今天到期 1 人，已逾期 2 人。").waitFor();
  await axe(door);
  await fitsWidth(door);
  await screenshot(door, "plans-home");
});

await check("how urgent it is stands there in words", async () => {
  const tags = (person) => rowOf(door, person).locator(".tag").allInnerTexts();
  same(await tags(due), ["今天到期"], "due");
  same(await tags(overdue), ["逾期 2 天", "已提醒联络员"], "overdue");
  same(await tags(told), ["逾期 13 天", "已上报镇街残联"], "told");
});

await check("two taps record a call; the row stays where it is", async () => {
  await rowOf(door, overdue).getByRole("button", { name: "电话探访" }).tap();
  await axe(door);
  await screenshot(door, "plans-two-taps");
  await rowOf(door, overdue).getByRole("button", { name: "情况正常" }).tap();
  await contacted(overdue, today);
  await rowOf(door, overdue).locator('.tag[data-kind="neutral"]').waitFor();
  same(
    await door.locator(".plan-name").allInnerTexts(),
    [told.name, overdue.name, due.name],
    "the order after a tap",
  );
  const [event] = await eventsOf(overdue);
  same(
    [event.kind, event.state, event.on, event.deliverer_kind],
    ["call", "held", today, "liaison"],
    "the event",
  );
  const page = await district.get(`/events/${event.id}`);
  same(
    [page.words, page.deliverers[0].name, page.roll[0].mark],
    ["情况正常", "示例联络员", "present"],
    "what it says",
  );
});

await check("the last one can be taken back; its record stays as corrected", async () => {
  await door.locator(".undo-bar button").first().tap();
  await settled(async () => (await planOf(overdue)).last_contact === null, "it taken back");
  await rowOf(door, overdue).locator('.tag[data-kind="warning"]').waitFor();
  same((await district.get("/events?state=corrected")).items.length, 1, "corrected events");
});

await check("a doubled tap is one event", async () => {
  await door.goto(`${url}/plans`);
  await rowOf(door, due).getByRole("button", { name: "入户走访" }).tap();
  await rowOf(door, due).getByRole("button", { name: "情况正常" }).dblclick();
  await contacted(due, today);
  await door.locator(".undo-bar button").first().waitFor();
  same(
    (await eventsOf(due)).map(({ kind }) => kind),
    ["home_visit"],
    "events",
  );
});

await check("a tap without a connection says so, and sent again is one event", async () => {
  await door.context().setOffline(true);
  await rowOf(door, told).getByRole("button", { name: "电话探访" }).tap();
  await rowOf(door, told).getByRole("button", { name: "情况正常" }).tap();
  await rowOf(door, told).locator(".field-error").waitFor();
  await axe(door);
  await screenshot(door, "plans-offline");
  await door.context().setOffline(false);
  await rowOf(door, told).getByRole("button", { name: "电话探访" }).tap();
  await rowOf(door, told).getByRole("button", { name: "情况正常" }).tap();
  await contacted(told, today);
  await rowOf(door, told).locator(".field-error").waitFor({ state: "detached" });
  same((await eventsOf(told)).length, 1, "events");
});

await check("an answer that was lost is the same event when it is sent again", async () => {
  const late = await addPerson("郑示例");
  await addPlan(late, 30);
  await door.reload();
  let is_first = true;
  await door.route("**/api/v1/events", async (route) => {
    if (route.request().method() !== "POST" || !is_first) return route.continue();
    is_first = false;
    await route.fetch(); // The server has it; the tablet never hears of it.
    await route.abort();
  });
  for (let taps = 0; taps < 2; taps += 1) {
    await rowOf(door, late).getByRole("button", { name: "电话探访" }).tap();
    await rowOf(door, late).getByRole("button", { name: "情况正常" }).tap();
    if (taps === 0) await rowOf(door, late).locator(".field-error").waitFor();
  }
  await door.locator(".undo-bar button").first().waitFor();
  same((await eventsOf(late)).length, 1, "events");
  await door.unrouteAll();
});
await check("the liaison sees their own village only", async () => {
  same(
    (await liaison.get("/plans")).some(({ person }) => person === elsewhere.id),
    false,
    "the other village's plan",
  );
});
await check("the liaison's browser is quiet", async () => quiet(door));
await door.context().close();

// ---- the office -------------------------------------------------------------------------------
const office = await openAs(browser, url, "qu", password, { lang: "zh", width: 1280 });
await check("a list is narrowed to a part, and the part is in the address", async () => {
  await office.goto(`${url}/plans`);
  await office.locator('.count-part[data-part="overdue"]').click();
  await office.waitForURL((now) => now.searchParams.get("show") === "overdue");
  same(
    await office.locator(".plan-name").allInnerTexts(),
    [overdue.name, elsewhere.name],
    "who is overdue",
  );
  await axe(office);
  await fitsWidth(office);
  await screenshot(office, "plans-overdue");
});

await check("nobody at a part is said", async () => {
  await office.goto(`${url}/plans?area=${other_village}&show=told`);
  await office.locator(".empty").waitFor();
});

await check("the keyboard does what the taps do, and focus stays in the row", async () => {
  await office.goto(`${url}/plans?show=overdue`);
  const call = rowOf(office, elsewhere).getByRole("button", { name: "电话探访" });
  await call.focus();
  await office.keyboard.press("Enter");
  const focused = () => office.evaluate(() => document.activeElement?.textContent?.trim());
  await office.waitForFunction(() => document.activeElement?.closest(".plan-answer"));
  same(await focused(), "情况正常", "focus on the answer");
  await office.keyboard.press("Escape");
  await office.waitForFunction(() => document.activeElement?.dataset.contact === "call");
  await office.keyboard.press("Enter");
  await office.waitForFunction(() => document.activeElement?.closest(".plan-answer"));
  await office.keyboard.press("Enter");
  await contacted(elsewhere, today);
  await office.waitForFunction(() => document.activeElement?.dataset.contact === "call");
});

await check("a plan is made from the page of a person", async () => {
  await office.goto(`${url}/people/${nobody.id}`);
  await office.getByRole("link", { name: "列入探访计划" }).click();
  await office.locator(".chosen-one", { hasText: nobody.name }).waitFor();
  await axe(office);
  await office.locator('input[name="cycle_days"]').fill("0");
  await office.locator('form.form button[type="submit"]').click();
  await office.locator(".error-summary:focus").waitFor();
  await axe(office);
  await office.locator('input[name="cycle_days"]').fill("3");
  await office.locator('textarea[name="words"]').fill("钥匙在邻居家。");
  await office.locator('form.form button[type="submit"]').click();
  await office.locator(".plan-row").waitFor();
  const plan = await planOf(nobody);
  same([plan.cycle_days, plan.words], [3, "钥匙在邻居家。"], "the plan");
});

await check("a second plan of a kind is refused at the person", async () => {
  await office.goto(`${url}/plans/new?person=${nobody.id}`);
  await office.locator(".chosen-one", { hasText: nobody.name }).waitFor();
  await office.locator('form.form button[type="submit"]').click();
  await office.locator(".error-summary:focus").waitFor();
});

await check("a plan's page tells who came since it began, and ends it with a reason", async () => {
  await office.goto(`${url}/people/${due.id}/plans`);
  await office.locator(".timeline a", { hasText: "入户走访" }).waitFor();
  await axe(office);
  await fitsWidth(office);
  await screenshot(office, "plan-history");
  await office.getByRole("button", { name: "结束计划" }).click();
  await axe(office, "dialog");
  await office.locator('dialog button[type="submit"]').click();
  await office.locator("dialog .error-summary:focus").waitFor();
  await office.locator('dialog textarea[name="reason"]').fill("女儿搬来同住");
  await office.locator('dialog button[type="submit"]').click();
  await office.locator(".empty").waitFor();
  same(await planOf(due), undefined, "the plan");
});
await check("the office's browser is quiet", async () => quiet(office));

await check("on paper a row has boxes to tick", async () => {
  const page = await openAs(browser, url, "qu", password, { lang: "zh", width: 590 });
  await page.goto(`${url}/plans`);
  await page.locator(".plan-row").first().waitFor();
  await page.emulateMedia({ media: "print" });
  same(await page.locator(".plan-paper").first().isVisible(), true, "the boxes");
  await fitsWidth(page);
  await screenshot(page, "plans-paper", { full: true });
  await page.context().close();
});

await browser.close();
await stop();
await house.remove();
finish();
