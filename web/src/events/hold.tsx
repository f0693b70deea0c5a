// It took place: when, how long, who came beside those marked already.
import { api, call } from "../api/client.ts";
import { navigate } from "../base/router.tsx";
import { Photos, sendPhoto } from "../claims/photos.tsx";
import type { Codes } from "../codes/codes.ts";
import { useForm } from "../form/use-form.ts";
import { useT } from "../i18n/index.ts";
import { useStepTaken } from "../needs/api.ts";
import type { ChosenPerson } from "../people/person-picker.tsx";
import { Button } from "../ui/button.tsx";
import { Checkboxes } from "../ui/checkboxes.tsx";
import { DateField, readDay } from "../ui/date-field.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Form } from "../ui/form.tsx";
import { countCharacters, TextArea } from "../ui/text-area.tsx";
import { TextInput } from "../ui/text-input.tsx";
import type { EventPage, KindLine } from "./api.ts";
import { CountFields } from "./count-fields.tsx";
import { isByName, readCount } from "./model.ts";
import { PeopleField } from "./people-field.tsx";
import { StepPage } from "./step-page.tsx";

interface HoldFormProps {
  page: EventPage;
  kind: KindLine;
  codes: Codes;
}

function HoldForm({ page, kind, codes }: HoldFormProps) {
  const t = useT();
  const step_taken = useStepTaken();
  const { event } = page;
  const expected = page.roll.filter(({ mark }) => mark === "expected");
  const came_before = page.roll.filter(({ mark }) => mark === "present").length;
  const form = useForm({
    draft: `holding.${event.id}`,
    initial: {
      on: event.on < codes.today ? event.on : codes.today,
      came: [] as readonly string[],
      persons: [] as readonly ChosenPerson[],
      walk_ins: "",
      online: "",
      minutes: event.minutes === null ? "" : String(event.minutes),
      words: page.words,
      evidence: [] as readonly File[],
    },
    validate: (values) => {
      const on = readDay(values.on);
      const minutes = readCount(values.minutes);
      const walk_ins = readCount(values.walk_ins);
      const nobody =
        came_before + values.came.length + values.persons.length === 0 &&
        !(walk_ins && walk_ins > 0);
      return {
        on:
          on === undefined
            ? t("ui.date_not_understood")
            : on === ""
              ? t("events.on_missing")
              : on > codes.today
                ? t("events.on_ahead")
                : undefined,
        persons: isByName(kind) && nobody ? t("events.persons_missing") : undefined,
        walk_ins: Number.isNaN(walk_ins) ? t("events.count_wrong") : undefined,
        online: Number.isNaN(readCount(values.online)) ? t("events.count_wrong") : undefined,
        minutes:
          Number.isNaN(minutes) || minutes === 0
            ? t("events.minutes_wrong")
            : kind.length === "required" && minutes === undefined
              ? t("events.minutes_missing")
              : undefined,
        words:
          countCharacters(values.words.trim()) < kind.note_min
            ? t("events.note_short", { min: kind.note_min })
            : undefined,
        evidence: values.evidence.length < kind.photos_min ? t("events.photos_missing") : undefined,
      };
    },
    submit: async (values) => {
      const evidence: string[] = [];
      for (const photo of values.evidence) evidence.push(await sendPhoto(photo, "/event-files"));
      const minutes = readCount(values.minutes);
      const walk_ins = readCount(values.walk_ins);
      const online = readCount(values.online);
      return call(
        api.POST("/events/{event}/holding", {
          params: { path: { event: event.id } },
          body: {
            on: readDay(values.on) || codes.today,
            persons: [...values.came, ...values.persons.map(({ id }) => id)],
            deliverers: [],
            items: [],
            evidence,
            ...(minutes !== undefined && { minutes }),
            ...(walk_ins !== undefined && { walk_ins }),
            ...(online !== undefined && { online }),
            ...(values.words.trim() && { words: values.words.trim() }),
          },
        }),
      );
    },
    saved: () => {
      void step_taken();
      navigate(`/events/${event.id}`);
    },
  });
  const { field, values } = form;
  return (
    <Form form={form} send={t("events.hold_send")}>
      <DateField label={t("events.on")} offers_today {...field("on")} />
      {expected.length > 0 && (
        <div className="stack">
          <Checkboxes
            label={t("events.came")}
            hint={t("events.came_hint")}
            optional
            choices={expected.map(({ person, name }) => ({ value: person, label: name }))}
            {...field("came")}
          />
          {values.came.length < expected.length && (
            <Button
              icon="check"
              onClick={() => form.set({ came: expected.map(({ person }) => person) })}
            >
              {t("events.came_all", { count: expected.length })}
            </Button>
          )}
        </div>
      )}
      {kind.beneficiaries !== "none" && (
        <PeopleField
          label={t("events.came_besides")}
          optional={!isByName(kind) || page.roll.length > 0}
          {...field("persons")}
        />
      )}
      <CountFields asked={kind} field={field} />
      {kind.length !== "none" && (
        <TextInput
          label={t("events.minutes")}
          optional={kind.length !== "required"}
          width="short"
          inputMode="numeric"
          suffix={t("events.minutes_unit")}
          {...field("minutes")}
        />
      )}
      <TextArea
        label={t("events.words")}
        hint={t("events.words_hint")}
        optional={kind.note_min === 0}
        limit={2000}
        rows={3}
        {...field("words")}
      />
      <Photos
        min={kind.photos_min}
        max={codes.rules?.evidence_max ?? 9}
        bytes_max={codes.rules?.evidence_bytes_max ?? 10_485_760}
        {...field("evidence")}
      />
    </Form>
  );
}

export default function HoldPage() {
  const t = useT();
  return (
    <StepPage title={t("events.hold")}>
      {(page, kind, codes) =>
        page.event.state !== "planned" || !kind ? (
          <EmptyState title={t("events.hold_not_now")} />
        ) : (
          <HoldForm page={page} kind={kind} codes={codes} />
        )
      }
    </StepPage>
  );
}
