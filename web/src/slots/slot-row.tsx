// One part of a day that may be booked: when, what is left of it, and the one tap.
import { asProblem } from "../api/problem.ts";
import { formatNumber } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import { Button } from "../ui/button.tsx";
import { ErrorText } from "../ui/field.tsx";
import { Tag, type TagKind } from "../ui/tag.tsx";
import type { Offer } from "./api.ts";
import type { OfferState } from "./model.ts";
import "./slots.css";

const tags: Record<OfferState, TagKind> = {
  own: "done",
  free: "active",
  other: "neutral",
  full: "stopped",
};

export interface SlotRowProps {
  offer: Offer;
  state: OfferState;
  may_book: boolean; // By a tap, for the person chosen; staff book on the page of the event.
  busy: boolean;
  error: unknown;
  onBook: () => void;
  onGiveBack: () => void;
}

export function SlotRow(props: SlotRowProps) {
  const { offer, state, may_book, busy, error, onBook, onGiveBack } = props;
  const t = useT();
  const time = t("events.slot_time", { starts: offer.starts_at, ends: offer.ends_at });
  const problem = error === undefined ? undefined : asProblem(error);
  const word =
    state === "own"
      ? t("slots.state_own")
      : offer.free === 0
        ? t("slots.state_full")
        : t("slots.state_free", { free: formatNumber(offer.free) });
  return (
    <li className="slot-row" data-state={state}>
      <div className="slot-what">
        <span className="slot-time">{time}</span>
        <Tag kind={tags[state]}>{word}</Tag>
        {offer.words && <span className="slot-words">{offer.words}</span>}
      </div>
      {may_book && state === "free" && (
        <Button icon="check" busy={busy} onClick={onBook}>
          {t("slots.book")}
          <span className="visually-hidden"> {time}</span>
        </Button>
      )}
      {may_book && state === "own" && (
        <Button kind="plain" busy={busy} onClick={onGiveBack}>
          {t("slots.give_back")}
          <span className="visually-hidden"> {time}</span>
        </Button>
      )}
      {may_book && state === "other" && <span className="hint">{t("slots.other")}</span>}
      {problem && (
        <div className="slot-problem" role="alert">
          <ErrorText id={`slot-${offer.slot}`}>{problem.detail || problem.title}</ErrorText>
        </div>
      )}
    </li>
  );
}
