import { say, type Examples } from "./example.ts";
import { Button } from "./button.tsx";
import { Fewer } from "./fewer.tsx";

export default {
  component: "Fewer",
  examples: [
    {
      name: () => say("关怀模式里收起", "Folded in care mode"),
      show: () => (
        <Fewer label={say("其他办法", "Other ways")}>
          <div className="actions">
            <Button>{say("电话办理", "By telephone")}</Button>
            <Button>{say("请人代办", "By a proxy")}</Button>
          </div>
        </Fewer>
      ),
    },
  ],
} satisfies Examples;
