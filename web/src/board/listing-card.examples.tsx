import type { Notice } from "../needs/api.ts";
import { say, type Examples } from "../ui/example.ts";
import { ListingCard } from "./listing-card.tsx";
import { ListingSteps } from "./state.tsx";

const notice = (): Notice => ({
  id: "1",
  batch: "2026-11",
  title: say("为社区老人上门理发", "Haircuts at home for elderly neighbours"),
  scope: say(
    "每月一次，到行动不便的居民家里理发，自带工具。",
    "Once a month, at the homes of people who cannot go out; bring your own tools.",
  ),
  place: say("示例街道", "Sample town"),
  area_name: say("示例区", "Sample district"),
  category: "daily",
  beneficiaries: 4,
  opens_on: "2026-11-20",
  closes_on: "2026-11-30",
  deliver_by: "2026-12-30",
  state: "open",
  claims: 2,
  claimants: [],
  score: null,
});

const daily = () => say("生活帮扶", "Daily help");

export default {
  component: "ListingCard",
  examples: [
    {
      name: () => say("正在揭榜", "Open for claims"),
      show: () => <ListingCard notice={notice()} category={daily()} today="2026-11-22" />,
    },
    {
      name: () => say("正在服务", "Under way"),
      show: () => (
        <div className="stack">
          <ListingCard
            notice={{
              ...notice(),
              state: "under_way",
              claimants: [
                say("示例党支部", "Sample branch"),
                say("示例志愿队", "Sample volunteers"),
              ],
            }}
            category={daily()}
            today="2026-12-02"
          />
          <ListingSteps state="under_way" />
        </div>
      ),
    },
  ],
} satisfies Examples;
