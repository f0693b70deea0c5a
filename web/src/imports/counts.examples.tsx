import { say, type Examples } from "../ui/example.ts";
import { Counts } from "./counts.tsx";

const counts = {
  rows: 2_587,
  accepted: 2_570,
  created: 404,
  updated: 12,
  unchanged: 2_154,
  rejected: 17,
};

export default {
  component: "Counts",
  examples: [
    {
      name: () => say("导入前", "Before the import"),
      show: () => <Counts counts={counts} is_done={false} />,
    },
    {
      name: () => say("导入后", "After the import"),
      show: () => <Counts counts={counts} is_done />,
    },
  ],
} satisfies Examples;
