// The hours of a week, day by day, typed: up to three spans a day, and no span means closed. It
// works by keyboard alone: what is added or taken away leaves the focus where one goes on.
import { Fragment, useEffect, useId, useRef } from "react";
import { useT } from "../i18n/index.ts";
import { parseTime } from "../i18n/format.ts";
import { Button } from "../ui/button.tsx";
import { ErrorText, FieldGroup, type Bound } from "../ui/field.tsx";
import {
  faultOf,
  spans_max,
  weekdays,
  withSpan,
  type Span,
  type TypedWeek,
  type Weekday,
} from "./model.ts";
import { weekdayWord } from "./words.ts";
import "./sites.css";

export interface WeekEditorProps extends Bound<TypedWeek> {
  label: string;
}

interface DayProps {
  id: string;
  day: Weekday;
  spans: readonly Span[];
  shows_fault: boolean;
  onChange: (spans: readonly Span[]) => void;
}

function Day({ id, day, spans, shows_fault, onChange }: DayProps) {
  const t = useT();
  const box = useRef<HTMLDivElement>(null);
  // Where focus goes after the next change: into the span that came, or to the button.
  const focus_next = useRef<"last" | "add" | undefined>(undefined);
  useEffect(() => {
    const to = focus_next.current;
    focus_next.current = undefined;
    if (to === "add") box.current?.querySelector<HTMLElement>(".week-add")?.focus();
    if (to === "last")
      [...(box.current?.querySelectorAll<HTMLElement>(".week-span") ?? [])]
        .at(-1)
        ?.querySelector("input")
        ?.focus();
  }, [spans.length]);

  const word = weekdayWord(day);
  const fault = shows_fault ? faultOf(spans) : undefined;
  const change = (at: number, part: Partial<Span>) =>
    onChange(spans.map((span, other) => (other === at ? { ...span, ...part } : span)));
  const time = (at: number, part: keyof Span) => {
    const typed = spans[at]![part];
    return (
      <input
        className="input"
        data-width="short"
        type="text"
        autoComplete="off"
        spellCheck={false}
        aria-label={t(`sites.week_${part}`, { day: word, at: at + 1 })}
        aria-invalid={fault ? true : undefined}
        aria-describedby={fault ? `${id}-fault` : undefined}
        value={typed}
        onChange={(event) => change(at, { [part]: event.target.value })}
        onBlur={() => {
          const read = parseTime(typed);
          if (read && read !== typed) change(at, { [part]: read });
        }}
      />
    );
  };
  return (
    <div className="week-day" role="group" aria-label={word} ref={box}>
      <span className="week-name">{word}</span>
      <div className="week-spans">
        {fault && <ErrorText id={`${id}-fault`}>{t(`sites.week_fault_${fault}`)}</ErrorText>}
        {spans.length === 0 && <span className="hint">{t("sites.closed_all_day")}</span>}
        {spans.map((_, at) => (
          <div className="week-span" key={at}>
            {time(at, "opens")}
            <span aria-hidden="true">–</span>
            {time(at, "closes")}
            <Button
              kind="plain"
              icon="cross"
              aria-label={t("sites.week_remove", { day: word, at: at + 1 })}
              onClick={() => {
                focus_next.current = "add";
                onChange(spans.filter((_span, other) => other !== at));
              }}
            />
          </div>
        ))}
        {spans.length < spans_max && (
          <Button
            className="week-add"
            aria-label={t(spans.length === 0 ? "sites.week_open_named" : "sites.week_add_named", {
              day: word,
            })}
            onClick={() => {
              focus_next.current = "last";
              onChange(withSpan(spans));
            }}
          >
            {t(spans.length === 0 ? "sites.week_open" : "sites.week_add")}
          </Button>
        )}
      </div>
    </div>
  );
}

const working_days: readonly Weekday[] = [1, 2, 3, 4, 5];

export function WeekEditor({ label, id, value, error, onChange }: WeekEditorProps) {
  const t = useT();
  const own_id = useId();
  const group = id ?? own_id;
  const copy = () => {
    const same = Object.fromEntries(working_days.map((day) => [day, value[1]]));
    onChange({ ...value, ...same });
  };
  return (
    <FieldGroup id={group} label={label} hint={t("sites.week_hint")} error={error}>
      <div className="week-editor">
        {weekdays.map((day) => (
          <Fragment key={day}>
            <Day
              id={`${group}-${day}`}
              day={day}
              spans={value[day]}
              shows_fault={error !== undefined}
              onChange={(spans) => onChange({ ...value, [day]: spans })}
            />
            {day === 1 && (
              <Button id={group} onClick={copy}>
                {t("sites.week_copy")}
              </Button>
            )}
          </Fragment>
        ))}
      </div>
    </FieldGroup>
  );
}
