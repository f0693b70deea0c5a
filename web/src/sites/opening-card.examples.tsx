import { useState } from "react";
import { say, type Examples } from "../ui/example.ts";
import type { Opening } from "./api.ts";
import { OpeningCard } from "./opening-card.tsx";

const usual = {
  spans: [{ opens: "09:00", closes: "17:00" }],
  exception: undefined,
  is_known: true,
};
const holiday = () => ({
  spans: [],
  exception: {
    on: "2026-11-22",
    is_open: false,
    opens: null,
    closes: null,
    reason: say("内部检修", "Repairs"),
  },
  is_known: true,
});

function Door() {
  const [openings, setOpenings] = useState<readonly Opening[]>([]);
  return (
    <OpeningCard
      openings={openings}
      planned={usual}
      may_sign
      busy={false}
      signed=""
      onSign={(open) =>
        setOpenings(
          open
            ? openings.map((one) => ({ ...one, closed_at: "2026-11-22T09:02:00Z" }))
            : [
                {
                  id: String(openings.length),
                  on: "2026-11-22",
                  opened_at: "2026-11-22T01:01:00Z",
                  closed_at: null,
                  corrects: null,
                  reason: "",
                },
                ...openings,
              ],
        )
      }
    />
  );
}

export default {
  component: "OpeningCard",
  examples: [
    { name: () => say("签到和签退", "Signing in and out"), show: () => <Door /> },
    {
      name: () => say("今天不开放，只能看", "Closed today, to look at only"),
      show: () => (
        <OpeningCard
          openings={[]}
          planned={holiday()}
          may_sign={false}
          busy={false}
          signed=""
          onSign={() => {}}
        />
      ),
    },
  ],
} satisfies Examples;
