import { say, type Examples } from "../ui/example.ts";
import { AreaList } from "./area-picker.tsx";

const areas = () => [
  {
    code: "421102001",
    level: "town",
    name: say("示例街道", "Sample town"),
    path: "",
    children: 12,
  },
  {
    code: "421102001015",
    level: "village",
    name: say("示例社区", "Sample village"),
    path: "",
    children: 0,
  },
];

export default {
  component: "AreaList",
  examples: [
    {
      name: () => say("两级", "Two levels"),
      show: () => <AreaList areas={areas()} empty="" onPick={() => undefined} />,
    },
    {
      name: () => say("没有下一级", "None below"),
      show: () => (
        <AreaList
          areas={[]}
          empty={say("没有下一级区域", "No areas below")}
          onPick={() => undefined}
        />
      ),
    },
  ],
} satisfies Examples;
