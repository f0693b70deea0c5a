import { say, type Examples } from "../ui/example.ts";
import { Chain } from "./chain.tsx";

const town = () => ({ level: "town", name: say("示例街道", "Example street"), area: "421102001" });
const association = () => ({
  level: "association",
  name: say("示例社区残协", "Association of Example"),
  area: "421102001001",
});

export default {
  component: "Chain",
  examples: [
    {
      name: () => say("四级都齐", "All four levels"),
      show: () => (
        <Chain
          liaison={say("示例联络员", "Example liaison")}
          links={[
            town(),
            association(),
            { level: "group", name: say("第一小组", "Group 1"), area: "421102001001001001" },
            { level: "grid", name: say("三号网格", "Grid 3"), area: "421102001001001001003" },
          ]}
        />
      ),
    },
    {
      name: () => say("有缺口", "With gaps"),
      show: () => (
        <Chain
          liaison=""
          links={[
            town(),
            { level: "association", name: "", area: null },
            { level: "group", name: "", area: null },
            { level: "grid", name: "", area: null },
          ]}
        />
      ),
    },
  ],
} satisfies Examples;
