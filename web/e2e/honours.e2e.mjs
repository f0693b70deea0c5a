// Pledges and awards in the browser, against the real program, in Jimo, which has kinds of awards:
// a pledge whose bar moves with the records, and an award from nomination to its day.
import { axe, check, finish, fitsWidth, launch, openAs, quiet, screenshot } from "./lib.mjs";
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

const county = "370215";
const village = "370215001002";

const house = await install("jimo");
addUser(house.db, "qu", "district", "示例区残联", ["--area", county]);
addUser(house.db, "lian", "liaison", "示例联络员", ["--area", village]);
const { url, stop } = await serve(house.db);
const browser = await launch();
const district = await signedIn(url, "qu");
const { today } = await district.get("/codes");
const daysAgo = (days) => dayAfter(today, -days);
const year = Number(today.slice(0, 4));

const person = uuid();
await district.post("/people", {
  id: person,
  name: "孙示例",
  citizen_id: citizenId("37028219800101002"),
  area: village,
  phone: "",
  address: "",
  guardian: "",
  household_kind: "",
});
const body = uuid();
await district.post("/organisations", {
  id: body,
  kind: "volunteer_branch",
  name: "示例分会",
  area: county,
  contact: "",
  strengths: "",
});
const visit = () =>
  district.post("/events", {
    id: uuid(),
    kind: "home_visit",
    on: today,
    held: true,
    persons: [person],
    deliverers: [{ kind: "staff" }],
    words: "了解近况，一切都好。",
  });

const office = await openAs(browser, url, "qu", password, { lang: "zh", width: 1280 });

await check("a pledge is made by choosing a figure and a number", async () => {
  await office.goto(`${url}/pledges`);
  await office.locator(".empty").waitFor();
  await office.goto(`${url}/pledges/new`);
  await office.getByLabel("实事名称").fill("入户探访两次");
  await office.getByLabel("按哪个指标计算").selectOption("home_visits");
  await office.getByLabel("目标", { exact: true }).fill("2");
  await office.getByRole("button", { name: "列入" }).click();
  await office.waitForURL(/\/pledges\?year=/);
  await office.getByText("已完成 0").waitFor();
});

await check("its progress is what the records say", async () => {
  await visit();
  await visit();
  await office.reload();
  await office.getByText("已达目标", { exact: true }).waitFor();
  await axe(office);
  await screenshot(office, "honours-pledges");
  await office.getByRole("link", { name: "打开记录" }).click();
  await office.waitForURL(/\/figures\/home_visits\?area=370215/);
});

await check("another target stands with the reason beside the old one", async () => {
  await office.goto(`${url}/pledges`);
  await office.getByRole("button", { name: "更正目标" }).click();
  const dialog = office.locator("dialog[open]");
  await dialog.getByLabel("目标").fill("3");
  await dialog.getByLabel("为什么更正").fill("年中调整");
  await dialog.getByRole("button", { name: "更正", exact: true }).click();
  await office.getByText("年中调整").waitFor();
});

let award = "";
await check("somebody is nominated, reviewed and shown in public", async () => {
  await office.goto(`${url}/awards/new`);
  await office.getByLabel("奖项").selectOption({ index: 1 });
  await office.locator('label:text-is("组织")').click();
  await office.getByLabel("推荐谁").first().fill("示例分会");
  await office.getByLabel("推荐谁").first().press("Enter");
  await office.getByRole("button", { name: /示例分会/ }).click();
  await office.getByLabel("推荐理由").fill("全年上门服务不断线");
  await office.getByRole("button", { name: "提交推荐" }).click();
  await office.waitForURL(/\/awards\/[0-9a-f-]{36}$/);
  award = office.url().split("/").pop();
  await office.getByRole("button", { name: "评审" }).click();
  const dialog = office.locator("dialog[open]");
  await dialog.getByRole("button", { name: "评审" }).click();
  await dialog.locator(".error-summary").waitFor();
  await dialog.locator('label:text-is("通过")').click();
  await dialog.getByLabel("评审意见").fill("台账齐全");
  await dialog.getByRole("button", { name: "评审" }).click();
  await dialog.waitFor({ state: "detached" });
  await office.getByRole("button", { name: "公示" }).click();
  await office.locator("dialog[open]").getByRole("button", { name: "公示" }).click();
  await office.locator("dialog[open]").waitFor({ state: "detached" });
  await axe(office);
  await screenshot(office, "honours-award");
});

await check("the paper for the gate names who is on notice and no reason", async () => {
  await office.goto(`${url}/awards/notice?year=${year}`);
  await office.getByText("示例分会").waitFor();
  if (await office.getByText("不断线").count()) throw new Error("the reason is on the paper");
  await screenshot(office, "honours-notice");
});

await check(
  "a notice that is over lets the award be given, and the body's page says so",
  async () => {
    const other = uuid();
    const step = (name, fields) => district.post(`/awards/${other}/${name}`, fields);
    await district.post("/awards", {
      id: other,
      kind: "award_branch",
      year: Number(daysAgo(20).slice(0, 4)),
      organisation: body,
      on: daysAgo(20),
      reason: "全年",
    });
    await step("review", { verdict: "passed", on: daysAgo(18), words: "属实" });
    await step("notice", { from: daysAgo(15) });
    await office.goto(`${url}/awards/${other}`);
    await office.getByRole("button", { name: "颁发" }).click();
    await office.locator("dialog[open]").getByRole("button", { name: "颁发" }).click();
    await office.locator("dialog[open]").waitFor({ state: "detached" });
    await office.goto(`${url}/organisations/${body}`);
    await office.getByRole("heading", { name: "获得和推荐的奖项" }).waitFor();
    await office.getByText("已颁发").waitFor();
  },
);

await check("on a phone, for who may only nominate", async () => {
  const phone = await openAs(browser, url, "lian", password, {
    lang: "zh",
    width: 390,
    height: 844,
    touch: true,
  });
  await phone.goto(`${url}/awards`);
  await phone.getByRole("link", { name: "推荐" }).first().waitFor();
  await fitsWidth(phone);
  await axe(phone);
  quiet(phone);
});

await check("the office's browser is quiet", async () => quiet(office));
await browser.close();
await stop();
await house.remove();
finish();
