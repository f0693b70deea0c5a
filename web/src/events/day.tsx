// The day at a centre: who came, when, who ate. Made for a tablet at the door: one tap a person.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, call } from "../api/client.ts";
import { can, useSession } from "../api/session.ts";
import { useParam, useQueryParams } from "../base/router.tsx";
import { keep, kept } from "../base/storage.ts";
import { useCodes, type Codes } from "../codes/codes.ts";
import { dayParts, formatDay, formatNumber } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { Checkbox } from "../ui/checkboxes.tsx";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { DateField, readDay } from "../ui/date-field.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Fewer } from "../ui/fewer.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Notice } from "../ui/notice.tsx";
import { Page, Section } from "../ui/page.tsx";
import { PrintButton } from "../ui/print-button.tsx";
import { dayKey, useDay, useSiteName, type CentreDay, type RollLine } from "./api.ts";
import { Birthdays } from "./birthdays.tsx";
import { standingOf } from "./marks.ts";
import { clockNow, dayBefore, weekdayOf } from "./model.ts";
import { Roll, type RollPerson } from "./roll.tsx";
import { useMarks } from "./use-marks.ts";
import "./events.css";

function withLine(day: CentreDay, line: RollLine): CentreDay {
  return {
    ...day,
    people: day.people.map((one) =>
      one.person === line.person
        ? { ...one, mark: line.mark, arrived_at: line.arrived_at, meal: line.meal }
        : one,
    ),
  };
}

const times_key = "zhulian.day.times";

export default function DayPage() {
  const t = useT();
  const site = useParam("site");
  const codes = useCodes();
  const session = useSession();
  const [params, setParams] = useQueryParams();
  const asked = params.get("on") ?? "";
  const on = dayParts(asked) && asked <= codes.today ? asked : codes.today;
  const day = useDay(site, on, !codes.loading);
  const name = useSiteName(site, can(session, "sites.read"));
  const is_today = on === codes.today;
  const goTo = (wanted: string) => setParams({ on: wanted === codes.today ? "" : wanted });
  return (
    <Page
      title={name ? t("events.day_of", { site: name }) : t("events.day")}
      {...(can(session, "sites.read") && {
        back: { to: `/sites/${site}`, label: name ?? t("events.site") },
      })}
      lead={t("events.day_is", {
        day: formatDay(on),
        weekday: t(`events.weekday_${weekdayOf(on)}`),
      })}
      actions={
        <>
          <Button icon="left" onClick={() => goTo(dayBefore(on, 1))}>
            {t("events.day_before")}
          </Button>
          {!is_today && (
            <>
              <Button icon="right" onClick={() => goTo(dayBefore(on, -1))}>
                {t("events.day_after")}
              </Button>
              <Button onClick={() => goTo(codes.today)}>{t("ui.date_today")}</Button>
            </>
          )}
          <PrintButton />
        </>
      }
    >
      <Loaded query={day} lines={8}>
        {(loaded) => (
          <DayRoll
            key={`${site} ${on}`}
            day={loaded}
            codes={codes}
            is_today={is_today}
            may_record={can(session, "events.record")}
            may_enrol={can(session, "enrolments.write")}
          />
        )}
      </Loaded>
      <Fewer label={t("events.other_day")}>
        <OtherDay today={codes.today} onDay={goTo} />
      </Fewer>
    </Page>
  );
}

function OtherDay({ today, onDay }: { today: string; onDay: (day: string) => void }) {
  const t = useT();
  const [typed, setTyped] = useState("");
  const [error, setError] = useState<string>();
  const open = () => {
    const day = readDay(typed);
    if (!day) return setError(t("ui.date_not_understood"));
    if (day > today) return setError(t("events.day_ahead"));
    setError(undefined);
    onDay(day);
  };
  return (
    <div className="cluster roll-tools">
      <DateField
        label={t("events.other_day")}
        optional
        value={typed}
        error={error}
        onChange={setTyped}
      />
      <Button onClick={open}>{t("events.other_day_open")}</Button>
    </div>
  );
}

interface DayRollProps {
  day: CentreDay;
  codes: Codes;
  is_today: boolean;
  may_record: boolean;
  may_enrol: boolean;
}

function DayRoll({ day, codes, is_today, may_record, may_enrol }: DayRollProps) {
  const t = useT();
  const queries = useQueryClient();
  const [is_closing, setClosing] = useState(false);
  const [tells_time, setTellsTime] = useState(() => kept("local", times_key) !== "off");
  const { site, on } = day;
  const key = dayKey(site, on);
  const refetch = () => void queries.invalidateQueries({ queryKey: key });
  const marks = useMarks({
    name: `day.${site}.${on}`,
    send: (person, wish) =>
      call(
        api.POST("/sites/{site}/day/marks", {
          params: { path: { site } },
          body: { on, person, ...wish },
        }),
      ),
    stands: (line) => {
      // An older answer of the day that is still on its way must not take the mark back.
      void queries.cancelQueries({ queryKey: key });
      queries.setQueryData<CentreDay>(key, (before) => before && withLine(before, line));
      if (!day.event) refetch(); // The first mark has made the day's event.
    },
    theirs: refetch,
  });
  const people: RollPerson[] = day.people.map((one) => ({
    person: one.person,
    name: one.name,
    note: codes.word("care_mode", one.care_mode || undefined) || t("events.not_enrolled"),
    is_birthday: one.birthday,
    standing: one.mark
      ? standingOf({ mark: one.mark, arrived_at: one.arrived_at, meal: one.meal })
      : { mark: null, arrived_at: null, meal: false },
  }));
  const is_closed = day.state === "closed" || day.state === "cancelled";
  const meals = day.people.filter((one) => one.meal).length;
  const close = async () => {
    await call(
      api.POST("/events/{event}/closing", { params: { path: { event: day.event! } }, body: {} }),
    );
    await queries.invalidateQueries();
  };
  const keepTimes = (tells: boolean) => {
    setTellsTime(tells);
    keep("local", times_key, tells ? "on" : "off");
  };
  return (
    <>
      {is_closed && (
        <Notice
          kind="info"
          title={t("events.day_closed")}
          action={
            <ButtonLink to={`/events/${day.event}`}>{t("events.day_closed_open")}</ButtonLink>
          }
        >
          {t("events.day_closed_detail")}
        </Notice>
      )}
      <Roll
        label={t("events.roll")}
        people={people}
        marks={marks}
        meals
        read_only={is_closed || !may_record}
        arrivesAt={() => (is_today && tells_time ? clockNow() : undefined)}
        empty={
          <EmptyState
            title={t("events.day_nobody")}
            action={
              may_enrol && (
                <ButtonLink to={`/sites/${site}/enrolments/new`} kind="primary">
                  {t("events.enrol")}
                </ButtonLink>
              )
            }
          >
            {t("events.day_nobody_detail")}
          </EmptyState>
        }
      />
      {people.length > 0 && (
        <div className="stack">
          <p>{t("events.meals", { count: formatNumber(meals) })}</p>
          {is_today && may_record && !is_closed && (
            <div className="no-print">
              <Checkbox
                label={t("events.tell_time")}
                hint={t("events.tell_time_hint")}
                value={tells_time}
                onChange={keepTimes}
              />
            </div>
          )}
          <div className="actions">
            {day.event && may_record && !is_closed && (
              <Button onClick={() => setClosing(true)}>{t("events.day_close")}</Button>
            )}
            {day.event && (
              <ButtonLink to={`/events/${day.event}`}>{t("events.day_event")}</ButtonLink>
            )}
            <ButtonLink to={`/sites/${site}/enrolments`}>{t("events.enrolments")}</ButtonLink>
          </div>
        </div>
      )}
      <Section title={t("events.birthdays")}>
        <Birthdays birthdays={day.birthdays} today={on} />
      </Section>
      <ConfirmDialog
        open={is_closing}
        title={t("events.day_close_title")}
        confirm={t("events.day_close")}
        onConfirm={close}
        onClose={() => setClosing(false)}
      >
        <p>{t("events.day_close_detail")}</p>
      </ConfirmDialog>
    </>
  );
}
