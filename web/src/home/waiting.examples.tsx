import { say, type Examples } from "../ui/example.ts";
import { WaitingList } from "./waiting.tsx";

export default {
  component: "WaitingList",
  examples: [
    {
      name: () => say("有事等着", "Work waits"),
      show: () => (
        <WaitingList
          today="2026-11-22"
          lines={[
            { kind: "needs.to_publish", count: 12, oldest: "2026-11-03", link: "/gallery" },
            { kind: "listings.closing", count: 1, oldest: "2026-11-24", link: "/gallery" },
          ]}
        />
      ),
    },
    {
      name: () => say("没有事", "Nothing waits"),
      show: () => <WaitingList today="2026-11-22" lines={[]} />,
    },
  ],
} satisfies Examples;
