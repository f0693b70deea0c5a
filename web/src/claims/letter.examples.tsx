import { say, type Examples } from "../ui/example.ts";
import { Claimants, ClaimTag, Letter } from "./letter.tsx";

const letter = () => ({
  strengths: say("有两位持证理发师，都住在社区。", "Two trained barbers who live nearby."),
  approach: say(
    "每月第一个周六上门，先打电话约好。",
    "First Saturday of the month, by appointment.",
  ),
  outcome: say("行动不便的居民不用出门就能理发。", "People who cannot go out get a haircut."),
});

const claimants = () => [
  { id: "1", name: say("示例党支部", "Sample branch"), kind: "party_branch", lead: true },
  { id: "2", name: say("示例志愿队", "Sample volunteers"), kind: "volunteer_team", lead: false },
];

export default {
  component: "Letter",
  examples: [
    { name: () => say("意向书", "A letter"), show: () => <Letter letter={letter()} level={4} /> },
    {
      name: () => say("联合揭榜", "A joint claim"),
      show: () => (
        <>
          <Claimants claimants={claimants()} />
          <ClaimTag state="chosen" />
        </>
      ),
    },
  ],
} satisfies Examples;
