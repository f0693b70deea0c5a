import { networkProblem, ProblemError } from "../api/problem.ts";
import { say, type Examples } from "./example.ts";
import { Loaded } from "./loaded.tsx";

const show = (data: string | undefined, error: unknown) => (
  <Loaded query={{ data, error, refetch: () => undefined }}>{(text) => <p>{text}</p>}</Loaded>
);

export default {
  component: "Loaded",
  examples: [
    { name: () => say("已载入", "Here"), show: () => show(say("三条记录", "Three records"), null) },
    { name: () => say("载入中", "On the way"), show: () => show(undefined, null) },
    {
      name: () => say("没有成功", "It did not come"),
      show: () => show(undefined, new ProblemError(networkProblem())),
    },
  ],
} satisfies Examples;
