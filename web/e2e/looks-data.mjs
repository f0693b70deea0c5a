// The records that the looks of looks.mjs need, found in the sample year or made there.
import { dayAfter, signedIn, uuid } from "./program.mjs";
import { roster, strangeRoster } from "./roster.mjs";
import { addSite } from "./sample-site.mjs";

function found(what, thing) {
  if (!thing) throw new Error(`the sample has no ${what}`);
  return thing;
}

async function firstOf(api_of, path, what, fits = () => true) {
  const { items } = await api_of.get(path);
  return found(what, items.find(fits));
}

// `users` has a { user, password } for every role of the house that `url` serves.
export async function dataOfLooks(url, users) {
  const api = async (role) => signedIn(url, users.get(role).user, users.get(role).password);
  const district = await api("district");
  const liaison = await api("liaison");
  const claimant = await api("claimant");

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

  const { today } = await district.get("/codes");
  const daysAgo = (days) => dayAfter(today, -days);
  const site = await addSite(district);
  const severe = await firstOf(district, "/people?level=1&state=valid&limit=1", "severe holder");

  const centre = await firstOf(district, "/enrolments?limit=1", "enrolment");
  const planned_event = uuid();
  await district.post("/events", {
    id: planned_event,
    kind: "activity",
    activity_type: "lecture",
    on: today,
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

  const multiple = await firstOf(district, "/people?category=7&limit=1", "multiple disability");
  const [opening] = (await district.get(`/sites/${site}`)).openings;
  const open_day = uuid();
  await district.post("/events", {
    id: open_day,
    kind: "open_day",
    on: daysAgo(-1),
    held: false,
    site,
    persons: [],
    deliverers: [],
    items: [],
    evidence: [],
    tags: [],
    accessibility: [],
  });
  // One that is full, one with a single place (a look takes it), and one that stays free.
  for (const [starts_at, ends_at, places] of [
    ["09:00", "10:30", 30],
    ["14:00", "15:30", 12],
    ["16:00", "17:00", 20],
  ]) {
    const slot = uuid();
    const path = `/events/${open_day}/slots`;
    await district.post(path, { id: slot, starts_at, ends_at, places, words: "参观无障碍设施" });
    const book = (body) => district.post(`/slots/${slot}/bookings`, { id: uuid(), ...body });
    if (places === 12) await book({ name: "示例小学", heads: 11, words: "两位坐轮椅" });
    if (places === 30) {
      await book({ person: served.person });
      const { id } = await book({ name: "示例中学", heads: 29 });
      await district.post(`/bookings/${id}/cancellation`, { reason: "改到下周" });
      await book({ name: "示例社区", heads: 29 });
    }
  }

  // One whose list of parcels is frozen; nobody has got theirs where it had to be frozen here.
  const { items: campaigns } = await district.get("/campaigns?limit=50");
  const pages = await Promise.all(campaigns.map(({ id }) => district.get(`/campaigns/${id}`)));
  let frozen = pages.find(({ frozen_on }) => frozen_on !== null)?.campaign.id;
  if (!frozen) {
    frozen = campaign.id;
    await district.post(`/campaigns/${frozen}/parcels/freeze`, { day: today });
  }

  // A plan that ended.
  const ended_plan = uuid();
  await district.post("/plans", {
    id: ended_plan,
    kind: "solo_living",
    person: multiple.id,
    from: daysAgo(60),
  });
  await district.post(`/plans/${ended_plan}/end`, { on: daysAgo(3), reason: "搬去与家人同住" });

  // Plans at every stage, of people of the liaison's own places; a week apart.
  const { items: watched } = await liaison.get("/people?limit=5");
  for (const [at, person] of watched.entries())
    await liaison.post("/plans", {
      id: uuid(),
      kind: "solo_living",
      person: person.id,
      from: daysAgo(7 * at),
      cycle_days: 7,
      words: at === 1 ? "钥匙在邻居家。" : "",
    });
  // Two bodies share the site, each at its hours.
  const uses = [
    { weekday: 2, opens: "09:00", closes: "11:00" },
    { weekday: 4, opens: "14:00", closes: "16:30" },
  ];
  for (const use of uses)
    await district.post(`/sites/${site}/uses`, {
      id: uuid(),
      organisation: body.id,
      from: today,
      ...use,
    });

  // Pledges of this year, one with another target than at first, and of the year before, closed.
  const year = Number(today.slice(0, 4));
  const pledge = (fields) =>
    district.post("/pledges", { id: uuid(), area: "421102", year, ...fields });
  await pledge({ name: "入户探访残疾人", figure: "home_visits", target: 1, lead: body.id });
  const changed = await pledge({ name: "组织活动", figure: "activities_held", target: 900 });
  await district.post(`/pledges/${changed.id}/correction`, {
    id: uuid(),
    target: 600,
    reason: "场地维修，年中调整",
  });
  const before = await pledge({
    year: year - 1,
    name: "发放爱心包",
    figure: "parcels_handed_over",
    target: 99_999,
  });
  await district.post(`/pledges/${before.id}/closing`, { words: "年底核对，未达目标" });

  // Huangzhou itself names no kinds of awards: this is what a page of one is like elsewhere.
  const award = {
    award: {
      id: uuid(),
      kind: "优秀志愿者奖",
      year,
      nominee_kind: "organisation",
      nominee: body.id,
      nominee_name: body.name,
      area: "421102",
      where: "赤壁街道",
      nominated_on: daysAgo(20),
      nominated_by: "第一分会",
      state: "published",
      notice_from: daysAgo(9),
      notice_last: daysAgo(4),
      objections: 1,
      granted_on: null,
      event: null,
    },
    reason: "全年上门服务不断线。",
    place: "公示栏",
    notice_days: 5,
    steps: [
      { step: "nominated", at: `${daysAgo(20)}T01:00:00Z`, by: "u", words: "" },
      { step: "passed", at: `${daysAgo(12)}T01:00:00Z`, by: "u", words: "事迹属实，同意公示。" },
      { step: "published", at: `${daysAgo(9)}T01:00:00Z`, by: "u", words: "" },
    ],
    objections: [{ id: uuid(), on: daysAgo(6), words: "有两个月没有来。", by: "u" }],
  };
  return {
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
  };
}
