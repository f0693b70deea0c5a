// A home with everything a home has, open for some days of the last weeks, made by somebody who may:
// `await addSite(district)` answers its id.
import { dayAfter } from "./program.mjs";

export async function addSite(district) {
  const site = crypto.randomUUID();
  const area = "421102001001";
  const from = "2026-01-01";
  const home = `/sites/${site}`;
  const kind = "disability_home";
  const name = "示例残疾人之家";
  const address = "示例路 12 号";
  await district.post("/sites", { id: site, kind, name, area, address, floor_dm2: 32_000, from });
  const week = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: "09:00", closes: "17:00" }));
  await district.post(`${home}/hours`, { from, week });
  await district.post(`${home}/catchment`, { area, from });
  await district.post(`${home}/services`, { service: "community_rehab", from });
  const room = { id: crypto.randomUUID(), name: "服务大厅", function: "service_hall" };
  await district.post(`${home}/rooms`, { ...room, area_dm2: 5500, from });
  const { today } = await district.get("/codes");
  const reason = "内部检修";
  await district.post(`${home}/exceptions`, { on: today, is_open: false, reason });
  for (const days of [1, 8, 9, 10, 15, 16]) {
    const on = dayAfter(today, -days);
    const id = crypto.randomUUID();
    await district.post(`${home}/openings`, { id, opened_at: `${on}T01:00:00Z` });
    if (days > 1)
      await district.post(`${home}/openings/${id}/close`, { closed_at: `${on}T09:00:00Z` });
  }
  const moved = { area, address: "新街 3 号", from: today };
  await district.post(`${home}/addresses`, moved);
  return site;
}
