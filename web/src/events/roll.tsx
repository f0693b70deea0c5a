// A roll: everybody on it with their mark, found by name or by what they are marked. Used by the
// day of a centre and by the page of an event.
import { useState, type ReactNode } from "react";
import { compareNames } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import { Button } from "../ui/button.tsx";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Notice } from "../ui/notice.tsx";
import { StatusRegion } from "../ui/status-region.tsx";
import { TextInput } from "../ui/text-input.tsx";
import { UndoBar } from "../ui/undo-bar.tsx";
import type { Mark } from "./api.ts";
import { MarkCountsBar, type ShownPart } from "./mark-counts.tsx";
import { MarkRow, markWord } from "./mark-row.tsx";
import { countMarks, shownStanding, type Standing, type Wish } from "./marks.ts";
import { inPlaceOf, type Marks } from "./use-marks.ts";
import "./events.css";

export interface RollPerson {
  person: string;
  name: string;
  note?: string;
  is_birthday?: boolean;
  standing: Standing; // As the server has it.
}

export interface RollProps {
  label: string;
  people: readonly RollPerson[];
  marks: Marks;
  meals?: boolean;
  read_only?: boolean;
  arrivesAt?: () => string | undefined; // The time that a tap on "present" tells.
  empty: ReactNode;
}

interface LastChange {
  person: RollPerson;
  before: Standing;
  now: Mark;
}

const search_from = 10; // A shorter list is seen at a glance.

export function Roll(props: RollProps) {
  const { label, people, marks, meals = false, read_only = false, arrivesAt, empty } = props;
  const t = useT();
  const [part, setPart] = useState<ShownPart>("all");
  const [looked_for, setLookedFor] = useState("");
  const [is_asking, setAsking] = useState(false);
  const [said, setSaid] = useState("");
  const [last, setLast] = useState<LastChange | null>(null);
  // Whoever stood in the part that was chosen stays in sight when a tap moves them out of it.
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set());

  if (people.length === 0) return <>{empty}</>;

  const lines = [...people]
    .sort((a, b) => compareNames(a.name, b.name))
    .map((person) => ({
      ...person,
      known: person.standing,
      standing: shownStanding(person.standing, marks.pendings[person.person]),
    }));
  type Line = (typeof lines)[number];
  const isIn = ({ standing: { mark } }: Line, of: ShownPart) =>
    of === "all" || (of === "open" ? mark === null || mark === "expected" : mark === of);
  const isShown = (line: Line) =>
    line.name.includes(looked_for.trim()) &&
    (isIn(line, part) || kept.has(line.person) || marks.pendings[line.person]?.stage === "clash");
  const found = lines.filter(isShown);
  const open = lines.filter((line) => isIn(line, "open"));
  const counts = countMarks(lines.map((line) => line.standing));
  const pendings = Object.values(marks.pendings);
  const clashes = pendings.filter((one) => one.stage === "clash").length;
  const lost = pendings.filter((one) => one.stage === "lost").length;

  const show = (wanted: ShownPart) => {
    setPart(wanted);
    setKept(new Set());
  };
  const give = (line: Line, wish: Wish) => {
    marks.give(line.person, { ...wish, ...inPlaceOf(line.known.mark) });
    if (part !== "all") setKept((before) => new Set(before).add(line.person));
    const now = { mark: wish.mark, arrived_at: wish.arrived_at ?? null, meal: wish.meal ?? false };
    setSaid(t("events.mark_said", { name: line.name, mark: markWord(t, now) }));
  };
  const mark = (line: Line, wanted: Mark) => {
    const arrived_at = wanted === "present" ? arrivesAt?.() : undefined;
    const { standing: before } = line;
    give(line, { mark: wanted, ...(arrived_at && { arrived_at }) });
    const is_change = before.mark !== null && before.mark !== "expected";
    setLast(is_change ? { person: line, before, now: wanted } : null);
  };
  const undo = () => {
    const line = lines.find(({ person }) => person === last?.person.person);
    if (line && last?.before.mark) {
      const { mark: former, arrived_at, meal } = last.before;
      give(line, { mark: former, meal, ...(arrived_at && { arrived_at }) });
    }
    setLast(null);
  };

  return (
    <div className="roll stack">
      <MarkCountsBar counts={counts} shown={part} onShow={show} />
      {!read_only && (
        <div className="cluster roll-tools">
          {people.length >= search_from && (
            <TextInput
              label={t("events.roll_find")}
              optional
              width="medium"
              value={looked_for}
              onChange={setLookedFor}
            />
          )}
          {open.length > 0 && (
            <Button icon="check" onClick={() => setAsking(true)}>
              {t("events.all_present", { count: open.length })}
            </Button>
          )}
        </div>
      )}
      <div className="visually-hidden">
        <StatusRegion>{said}</StatusRegion>
      </div>
      {clashes > 0 && (
        <Notice kind="warning" title={t("events.clashes", { count: clashes })}>
          {t("events.clashes_detail")}
        </Notice>
      )}
      {lost > 0 && (
        <div role="alert">
          <Notice
            kind="warning"
            title={t("events.unsent", { count: lost })}
            action={<Button onClick={marks.retry}>{t("ui.retry")}</Button>}
          >
            {t("events.unsent_detail")}
          </Notice>
        </div>
      )}
      {found.length === 0 ? (
        <EmptyState title={t("events.roll_none_here")}>{t("events.roll_none_detail")}</EmptyState>
      ) : (
        <ul className="mark-rows" aria-label={label}>
          {found.map((line) => (
            <MarkRow
              key={line.person}
              name={line.name}
              {...(line.note && { note: line.note })}
              is_birthday={line.is_birthday ?? false}
              standing={line.standing}
              pending={marks.pendings[line.person]}
              meals={meals}
              read_only={read_only}
              onMark={(wanted) => mark(line, wanted)}
              onMeal={(meal) => give(line, { mark: "present", meal })}
              onTime={(arrived_at) => give(line, { mark: "present", arrived_at })}
              onSettle={(side) => marks.settle(line.person, side)}
              onDismiss={() => marks.dismiss(line.person)}
            />
          ))}
        </ul>
      )}
      <UndoBar
        message={
          last &&
          t("events.mark_changed", {
            name: last.person.name,
            before: markWord(t, last.before),
            now: t(`events.mark_${last.now}`),
          })
        }
        onUndo={undo}
        onDismiss={() => setLast(null)}
      />
      <ConfirmDialog
        open={is_asking}
        title={t("events.all_present_title", { count: open.length })}
        confirm={t("events.all_present_confirm")}
        onConfirm={() => {
          for (const line of open) give(line, { mark: "present" });
          setSaid(t("events.all_present_said", { count: open.length }));
          setLast(null);
        }}
        onClose={() => setAsking(false)}
      >
        <p>{t("events.all_present_detail")}</p>
      </ConfirmDialog>
    </div>
  );
}
