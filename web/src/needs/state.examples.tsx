import { textOf } from "../i18n/index.ts";
import type { Examples } from "../ui/example.ts";
import { need_states, NeedSteps, NeedTag } from "./state.tsx";

export default {
  component: "NeedState",
  examples: need_states.map((state) => ({
    name: () => textOf(`needs.state_${state}`) ?? state,
    show: () => (
      <div className="stack">
        <NeedTag state={state} />
        <NeedSteps state={state} />
      </div>
    ),
  })),
} satisfies Examples;
