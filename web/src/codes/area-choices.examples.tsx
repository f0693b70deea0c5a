import { say, type Examples } from "../ui/example.ts";
import { AreaChoices } from "./area-choices.tsx";

export default {
  component: "AreaChoices",
  examples: [
    {
      name: () => say("选地方：可以选，也可以往下找", "Places: to choose, or to look into"),
      show: () => (
        <AreaChoices
          label={say("示例街道的社区", "Communities of Example street")}
          with_path
          areas={[
            {
              code: "421102001",
              level: "town",
              name: say("示例街道", "Example street"),
              path: say("示例区 示例街道", "Example district, Example street"),
              children: 12,
            },
            {
              code: "421102001001",
              level: "village",
              name: say("示例社区", "Example community"),
              path: say("示例区 示例街道 示例社区", "Example district, Example street, Example"),
              children: 0,
            },
          ]}
          mayChoose={(area) => area.level === "village"}
          onChoose={() => {}}
          onOpen={() => {}}
        />
      ),
    },
  ],
} satisfies Examples;
