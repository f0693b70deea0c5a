// Where an entry of the board stands, and how many days are left of a window.
import { dayParts } from "../i18n/format.ts";
import { useT, type T } from "../i18n/index.ts";
import type { ListingState, Notice } from "../needs/api.ts";
import { Steps } from "../ui/steps.tsx";
import { Tag, type TagKind } from "../ui/tag.tsx";

export const listing_states: readonly ListingState[] = [
  "announced",
  "open",
  "selecting",
  "under_way",
  "done",
  "failed",
  "withdrawn",
];

const kinds: Record<ListingState, TagKind> = {
  announced: "neutral",
  open: "waiting",
  selecting: "active",
  under_way: "active",
  done: "done",
  failed: "warning",
  withdrawn: "stopped",
};

const steps_done: Partial<Record<ListingState, number>> = {
  announced: 0,
  open: 1,
  selecting: 2,
  under_way: 3,
  done: 5,
};

export function ListingTag({ state }: { state: ListingState }) {
  const t = useT();
  return <Tag kind={kinds[state]}>{t(`board.state_${state}`)}</Tag>;
}

export function ListingSteps({ state }: { state: ListingState }) {
  const t = useT();
  const current = steps_done[state];
  if (current === undefined) return null;
  return (
    <Steps
      label={t("board.steps")}
      current={current}
      steps={[
        t("board.step_published"),
        t("board.step_claiming"),
        t("board.step_selecting"),
        t("board.step_serving"),
        t("board.step_done"),
      ]}
    />
  );
}

// Whole days from one day to another; negative when it is past.
export function daysBetween(from: string, to: string): number {
  const number = (day: string) => {
    const parts = dayParts(day);
    return parts ? Date.UTC(parts.year, parts.month - 1, parts.day) / 86_400_000 : 0;
  };
  return number(to) - number(from);
}

// "还有 5 天" while claims are taken; undefined when no window says anything any more.
export function windowWords(
  notice: Pick<Notice, "state" | "opens_on" | "closes_on">,
  today: string,
  t: T,
): string | undefined {
  if (notice.state === "announced")
    return t("board.days_until", { count: daysBetween(today, notice.opens_on) });
  if (notice.state !== "open") return undefined;
  const left = daysBetween(today, notice.closes_on);
  return left <= 0 ? t("board.last_day") : t("board.days_left", { count: left });
}
