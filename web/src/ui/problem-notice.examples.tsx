import { say, type Examples } from "./example.ts";
import { ProblemError } from "../api/problem.ts";
import { ProblemNotice } from "./problem-notice.tsx";

function offline(): ProblemError {
  return new ProblemError({
    status: 0,
    type: "client:network",
    title: say("连接不上服务器", "The server cannot be reached"),
    detail: say("请检查网络后再试。", "Check the network and try again."),
    faults: [],
  });
}

export default {
  component: "ProblemNotice",
  examples: [
    {
      name: () => say("断网", "Offline"),
      show: () => <ProblemNotice error={offline()} retry={() => undefined} />,
    },
  ],
} satisfies Examples;
