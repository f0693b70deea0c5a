import { textOf } from "../i18n/index.ts";
import type { Examples } from "../ui/example.ts";
import { event_states, EventSteps, EventTag } from "./state.tsx";

export default {
  component: "EventState",
  examples: event_states.map((state) => ({
    name: () => textOf(`events.state_${state}`) ?? state,
    show: () => (
      <div className="stack">
        <EventTag state={state} />
        <EventSteps state={state} />
      </div>
    ),
  })),
} satisfies Examples;
