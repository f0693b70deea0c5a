// Policies in the browser, against the real program: a policy is a table anybody can read, with the
// rates of the place and day; what nobody knows about a person is asked for, and what is known
// decides, with the reason in plain words, for the office and for the person.
import { axe, check, finish, fitsWidth, launch, openAs, quiet } from "./lib.mjs";
import { addUser, install, password, personOf, serve, signedIn } from "./program.mjs";

const county = "421102";
const house = await install();
addUser(house.db, "qu", "district", "示例区残联", ["--area", county]);
const { url, stop } = await serve(house.db);
const browser = await launch();
const district = await signedIn(url, "qu");
const plain = personOf("示例甲", "421102001015");
// Physical, level 2.
const person = { ...plain, certificate_number: `${plain.citizen_id}42`, issued_on: "2022-03-01" };
await district.post("/people", person);
addUser(house.db, "jia", "resident", "示例甲", ["--person", person.id]);

async function expect(is_true, words) {
  if (!(await is_true)) throw new Error(words);
}

const desk = await openAs(browser, url, "qu", password, { lang: "zh" });

await check("the policies are reached from the first page, each a table to read", async () => {
  await desk.goto(`${url}/`);
  await desk.locator('.nav a[href="/policies"]').first().click();
  await desk.locator(".card").first().waitFor();
  await expect((await desk.locator(".card").count()) === 2, "two policies");
  await axe(desk);
  await desk.locator(".card a").first().click();
  await desk.waitForURL(/\/policies\/living_subsidy/);
  await desk.locator("tbody tr").first().waitFor();
  const text = await desk.locator("main").innerText();
  await expect(text.includes("110.00 元") && text.includes("国发〔2015〕52号"), text);
  await axe(desk);
});

await check("a day without a rate says which rates are missing", async () => {
  await desk.goto(`${url}/policies/living_subsidy?as_of=2024-05-01`);
  const holes = desk.locator(".notice li");
  await holes.first().waitFor();
  await expect((await holes.count()) === 4, "four levels without a rate");
});

await check("what nobody knows is asked for", async () => {
  await desk.goto(`${url}/people/${person.id}`);
  const living = desk.locator(".explanation").first();
  await living.waitFor();
  await expect((await living.innerText()).includes("待核实"), "to be verified");
  await expect((await living.locator("li").count()) > 0, "what to find out");
  await axe(desk);
});

await check("what is known decides, and says on what it rests", async () => {
  const say = (key, value) =>
    district.post(`/people/${person.id}/facts`, { key, value, source: "visit" });
  for (const key of ["dibao", "long_term_care"]) await say(key, "yes");
  const others = ["destitute_support", "injury_nursing_benefit", "orphan_allowance"];
  for (const key of [...others, "welfare_subsidy"]) await say(key, "no");
  await desk.reload();
  const living = desk.locator(".explanation").first();
  await living.waitFor();
  const text = await living.innerText();
  await expect(text.includes("应享受") && text.includes("110.00 元"), text);
  await living.locator("summary").click();
  await living.locator("table").first().waitFor();
  await axe(desk);
  quiet(desk);
});

await check("the person sees it on a telephone in care mode, in English too", async () => {
  const own = await openAs(browser, url, "jia", password, {
    lang: "en",
    width: 390,
    height: 844,
    care: true,
  });
  await own.goto(`${url}/people/${person.id}`);
  const living = own.locator(".explanation").first();
  await living.waitFor();
  await expect((await living.innerText()).includes("Entitled"), "entitled");
  await fitsWidth(own);
  await axe(own);
  quiet(own);
});

await browser.close();
await stop();
await house.remove();
finish();
