import { say, type Examples } from "./example.ts";
import { Button } from "./button.tsx";
import { EmptyState } from "./empty-state.tsx";

export default {
  component: "EmptyState",
  examples: [
    {
      name: () => say("下一步做什么", "What to do next"),
      show: () => (
        <EmptyState
          title={say("今天没有要走访的人", "Nobody is due for a visit today")}
          action={<Button>{say("看本周名单", "See this week")}</Button>}
        >
          {say("下一次是 2026年11月9日，3 户。", "The next is 9 November 2026, 3 households.")}
        </EmptyState>
      ),
    },
  ],
} satisfies Examples;
