import { say, type Examples } from "../ui/example.ts";
import { Conflict } from "./conflict.tsx";

export default {
  component: "Conflict",
  examples: [
    {
      name: () => say("两个人同时改了", "Two people changed the same"),
      show: () => (
        <Conflict
          clashes={[
            {
              field: "guardian",
              mine: say("示例甲", "Example A"),
              theirs: say("示例乙", "Example B"),
            },
          ]}
          show={(_field, value) => value}
          onSettled={() => {}}
        />
      ),
    },
  ],
} satisfies Examples;
