// One person of a roll: present, on leave or absent by one tap each, when they came, whether they
// ate. A tap on the name says present, and further taps go through the other marks. The row keeps
// its height whatever is tapped, so that the next tap meets the person it was meant for.
import { useRef, useState } from "react";
import { useT, type T } from "../i18n/index.ts";
import { Button } from "../ui/button.tsx";
import { Icon, type IconName } from "../ui/icon.tsx";
import type { Mark } from "./api.ts";
import { markAfter, marks_to_give, readClock, type Pending, type Standing } from "./marks.ts";
import "./events.css";

export interface MarkRowProps {
  name: string;
  note?: string; // The mode of care, a village.
  is_birthday?: boolean;
  standing: Standing;
  pending?: Pending | undefined;
  meals: boolean; // A roll that knows who ate.
  read_only: boolean;
  onMark: (mark: Mark) => void;
  onMeal: (meal: boolean) => void;
  onTime: (arrived_at: string) => void;
  onSettle: (side: "mine" | "theirs") => void;
  onDismiss: () => void;
}

const icons: Record<Mark, IconName> = {
  expected: "clock",
  present: "check",
  leave: "half",
  absent: "cross",
};

// An unsure hand taps twice: the second tap so soon after the first is the same one.
const same_tap = 400;

export function markWord(t: T, { mark, arrived_at, meal }: Standing): string {
  if (mark === null) return t("events.mark_none");
  const words = [t(`events.mark_${mark}`), arrived_at, meal && t("events.mark_ate")];
  return words.filter(Boolean).join(" · ");
}

export function MarkRow(props: MarkRowProps) {
  const { name, note, is_birthday = false, standing, pending, meals, read_only } = props;
  const { onMark, onMeal, onTime } = props;
  const t = useT();
  const last_tap = useRef(-same_tap);
  const { mark, meal } = standing;
  const is_there = mark === "present";
  const next = markAfter(mark);
  const tap = (event: { timeStamp: number }) => {
    if (event.timeStamp - last_tap.current < same_tap) return;
    last_tap.current = event.timeStamp;
    onMark(next);
  };
  const now = markWord(t, standing);
  return (
    <li className="mark-row" data-mark={mark ?? "none"} data-stage={pending?.stage}>
      {read_only ? (
        <div className="mark-name">
          <MarkName name={name} note={note} is_birthday={is_birthday} />
          <MarkNow mark={mark} words={now} />
        </div>
      ) : (
        <>
          <button type="button" className="mark-name" onClick={tap}>
            <MarkName name={name} note={note} is_birthday={is_birthday} />
            <MarkNow mark={mark} words={now} saving={pending?.stage === "lost"} />
            <span className="visually-hidden">
              {t("events.mark_tap", { next: t(`events.mark_${next}`) })}
            </span>
          </button>
          <div className="mark-choices" role="group" aria-label={t("events.mark_of", { name })}>
            {marks_to_give.map((choice) => (
              <button
                key={choice}
                type="button"
                className="mark-button"
                data-mark={choice}
                aria-pressed={mark === choice}
                onClick={() => mark !== choice && onMark(choice)}
              >
                {t(`events.mark_short_${choice}`)}
              </button>
            ))}
            {meals && (
              <button
                type="button"
                className="mark-button"
                data-mark="meal"
                aria-pressed={meal}
                onClick={() => onMeal(!meal)}
              >
                {t("events.mark_meal")}
              </button>
            )}
            <Arrival
              name={name}
              arrived_at={standing.arrived_at}
              shown={is_there}
              onTime={onTime}
            />
          </div>
        </>
      )}
      <p className="mark-paper">
        <strong>{name}</strong>
        <span>{mark === null ? t("events.mark_paper") : now}</span>
      </p>
      {pending && <Trouble {...props} pending={pending} />}
    </li>
  );
}

interface MarkNameProps {
  name: string;
  note?: string | undefined;
  is_birthday: boolean;
}

function MarkName({ name, note, is_birthday }: MarkNameProps) {
  const t = useT();
  return (
    <span className="mark-person">
      <strong>{name}</strong>
      {is_birthday && <span className="mark-birthday">{t("events.birthday_today")}</span>}
      {note && <span className="hint">{note}</span>}
    </span>
  );
}

interface MarkNowProps {
  mark: Mark | null;
  words: string;
  saving?: boolean;
}

function MarkNow({ mark, words, saving = false }: MarkNowProps) {
  const t = useT();
  return (
    <span className="mark-now">
      <Icon name={mark === null ? "ring" : icons[mark]} />
      {saving ? t("events.mark_unsent", { words }) : words}
    </span>
  );
}

interface ArrivalProps {
  name: string;
  arrived_at: string | null;
  shown: boolean;
  onTime: (arrived_at: string) => void;
}

// Its room is kept while nobody is there, so that nothing moves.
function Arrival({ name, arrived_at, shown, onTime }: ArrivalProps) {
  const t = useT();
  const [typed, setTyped] = useState<string>();
  const opener = useRef<HTMLButtonElement>(null);
  const done = () => {
    const clock = readClock(typed ?? "");
    if (clock && clock !== arrived_at) onTime(clock);
    setTyped(undefined);
    requestAnimationFrame(() => opener.current?.focus());
  };
  if (typed !== undefined && shown)
    return (
      <input
        className="mark-time input"
        type="text"
        inputMode="numeric"
        autoFocus
        maxLength={5}
        value={typed}
        aria-label={t("events.arrival_of", { name })}
        onChange={(event) => setTyped(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={done}
        onKeyDown={(event) => {
          if (event.key === "Enter") done();
          if (event.key === "Escape") setTyped(undefined);
        }}
      />
    );
  return (
    <button
      ref={opener}
      type="button"
      className="mark-time mark-button"
      data-hidden={!shown || undefined}
      disabled={!shown}
      onClick={() => setTyped(arrived_at ?? "")}
    >
      {arrived_at ?? t("events.arrival")}
      <span className="visually-hidden"> {t("events.arrival_of", { name })}</span>
    </button>
  );
}

function Trouble({
  name,
  pending,
  onSettle,
  onDismiss,
}: Pick<MarkRowProps, "name" | "onSettle" | "onDismiss"> & { pending: Pending }) {
  const t = useT();
  if (pending.stage === "refused")
    return (
      <div className="mark-trouble" role="alert">
        <p>
          <Icon name="warning" />
          {t("events.mark_refused", { name, words: pending.words ?? "" })}
        </p>
        <Button onClick={onDismiss}>{t("ui.dismiss")}</Button>
      </div>
    );
  if (pending.stage !== "clash" || !pending.theirs) return null;
  const mine = t(`events.mark_${pending.wish.mark}`);
  const theirs = markWord(t, pending.theirs);
  return (
    <div className="mark-trouble" role="alert">
      <p>
        <Icon name="warning" />
        {t("events.clash_is", { name, theirs, mine })}
      </p>
      <div className="cluster">
        <Button onClick={() => onSettle("theirs")}>{t("events.clash_theirs", { theirs })}</Button>
        <Button onClick={() => onSettle("mine")}>{t("events.clash_mine", { mine })}</Button>
      </div>
    </div>
  );
}
