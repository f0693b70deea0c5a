// Offers for tests and examples, which have no server to ask.
import { say } from "../ui/example.ts";
import type { Offer } from "./api.ts";

export const sampleOffer = (part: Partial<Offer> = {}): Offer => ({
  slot: "1",
  event: "1",
  kind: "open_day",
  title: say("示例开放日", "Sample open day"),
  site: "1",
  site_name: say("示例之家", "Sample home"),
  where: say("示例街道 示例社区", "Sample town, sample village"),
  place: "",
  on: "2026-11-24",
  starts_at: "09:00",
  ends_at: "10:30",
  free: 3,
  words: "",
  own: null,
  ...part,
});
