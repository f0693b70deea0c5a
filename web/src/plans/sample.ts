// Plans for the examples, which have no server to ask.
import { say } from "../ui/example.ts";
import type { PlanLine } from "./api.ts";

export const sample_today = "2026-11-22";

export const samplePlan = (part: Partial<PlanLine> = {}): PlanLine => ({
  id: "1",
  kind: "solo_living",
  person: "1",
  person_name: say("示例甲", "Sample A"),
  area: "421102001001",
  where: say("示例街道 示例社区", "Sample town, sample village"),
  cycle_days: 7,
  from: "2026-10-01",
  until: null,
  end_reason: "",
  words: "",
  last_contact: "2026-11-18",
  due_on: "2026-11-25",
  days_overdue: 0,
  told: "",
  told_steps: 0,
  kinds: ["call", "home_visit"],
  ...part,
});
