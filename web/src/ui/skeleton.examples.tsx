import { say, type Examples } from "./example.ts";
import { Skeleton } from "./skeleton.tsx";

export default {
  component: "Skeleton",
  examples: [
    {
      name: () => say("正在载入", "Loading"),
      show: () => <Skeleton lines={3} />,
    },
  ],
} satisfies Examples;
