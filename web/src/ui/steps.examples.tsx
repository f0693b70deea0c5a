import { say, type Examples } from "./example.ts";
import { Steps } from "./steps.tsx";

const names = () => [
  say("登记", "Recorded"),
  say("发榜", "Published"),
  say("揭榜", "Claimed"),
  say("交付", "Delivered"),
  say("评价", "Evaluated"),
];

export default {
  component: "Steps",
  examples: [
    {
      name: () => say("走到一半", "Half way"),
      show: () => (
        <Steps
          label={say("这条需求走到哪里", "Where this need stands")}
          steps={names()}
          current={2}
        />
      ),
    },
    {
      name: () => say("全部完成", "All done"),
      show: () => (
        <Steps
          label={say("这条需求走到哪里", "Where this need stands")}
          steps={names()}
          current={5}
        />
      ),
    },
  ],
} satisfies Examples;
