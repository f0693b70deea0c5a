import { say, type Examples } from "./example.ts";
import { ErrorSummary } from "./error-summary.tsx";

export default {
  component: "ErrorSummary",
  examples: [
    {
      name: () => say("三处错误", "Three faults"),
      show: () => (
        <ErrorSummary
          attempt={0}
          errors={[
            { message: say("请选择残疾类别", "Choose a category"), target: "example-nowhere" },
            {
              message: say(
                "走访日期不能晚于今天",
                "The day of the visit cannot be later than today",
              ),
              target: "example-nowhere",
            },
            { message: say("这户已有一条相同的需求", "This household already has the same need") },
          ]}
        />
      ),
    },
  ],
} satisfies Examples;
