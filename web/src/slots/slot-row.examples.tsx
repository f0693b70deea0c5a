import { useState } from "react";
import { ProblemError } from "../api/problem.ts";
import { say, type Examples } from "../ui/example.ts";
import type { OfferState } from "./model.ts";
import { sampleOffer } from "./sample.ts";
import { SlotRow } from "./slot-row.tsx";

interface LiveProps {
  first: OfferState;
  error?: unknown;
  may_book?: boolean;
}

function Live({ first, error, may_book = true }: LiveProps) {
  const [state, setState] = useState(first);
  const words = say("手工，最多三人", "Handicraft, three at most");
  return (
    <ul className="slot-rows">
      <SlotRow
        offer={sampleOffer({ words, free: state === "full" ? 0 : 3 })}
        state={state}
        may_book={may_book}
        busy={false}
        error={error}
        onBook={() => setState("own")}
        onGiveBack={() => setState("free")}
      />
    </ul>
  );
}

const refused = new ProblemError({
  status: 409,
  type: "",
  title: "",
  detail: say("这个时段刚刚约满了。请换一个时段。", "This slot has just filled. Take another one."),
  faults: [],
});

export default {
  component: "SlotRow",
  examples: [
    { name: () => say("可以预约", "Free"), show: () => <Live first="free" /> },
    { name: () => say("已经约好", "Booked"), show: () => <Live first="own" /> },
    {
      name: () => say("约了同一天的别的时段", "Another part of that day"),
      show: () => <Live first="other" />,
    },
    { name: () => say("约满", "Full"), show: () => <Live first="full" /> },
    { name: () => say("只能看", "To be read"), show: () => <Live first="free" may_book={false} /> },
    {
      name: () => say("没有约上", "Not booked"),
      show: () => <Live first="full" error={refused} />,
    },
  ],
} satisfies Examples;
