// An event in a form: first what its kind asks for, then, folded away, what is seldom told. The
// same form records, plans and corrects.
import { useEffect, useState, type ReactNode } from "react";
import { Photos } from "../claims/photos.tsx";
import { AreaPicker } from "../codes/area-picker.tsx";
import type { Codes } from "../codes/codes.ts";
import { useForm, type FormState } from "../form/use-form.ts";
import { t as say, useT } from "../i18n/index.ts";
import { BodyPicker } from "../organisations/body-picker.tsx";
import type { ChosenPerson } from "../people/person-picker.tsx";
import { Checkboxes } from "../ui/checkboxes.tsx";
import { DateField, readDay } from "../ui/date-field.tsx";
import { Form } from "../ui/form.tsx";
import { Notice } from "../ui/notice.tsx";
import { Radios } from "../ui/radios.tsx";
import { Select } from "../ui/select.tsx";
import { TextArea } from "../ui/text-area.tsx";
import { TextInput } from "../ui/text-input.tsx";
import { useCampaigns, useEnrolments, type KindLine } from "./api.ts";
import { CountFields } from "./count-fields.tsx";
import { DeliverersField, ItemsField } from "./lines-field.tsx";
import {
  askedOf,
  faultsOf,
  isByName,
  isHeld,
  whenHeld,
  type EventValues,
  type Missing,
} from "./model.ts";
import { PeopleField } from "./people-field.tsx";

const words_max = 2000;

// What is seldom told, folded away until it is asked for or something in it is wrong.
const seldom = [
  "title",
  "place",
  "items",
  "evidence",
  "tags",
  "accessibility",
  "money_source",
  "campaign",
] as const satisfies readonly (keyof EventValues)[];

// The faults of a form in words.
export function sayFaults(kind: KindLine, missing: Missing): Partial<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(missing).map(([field, key]) => [
      field,
      key === "note" ? say("events.note_short", { min: kind.note_min }) : key && say(key),
    ]),
  );
}

export interface EventFormOptions<R> {
  kind: KindLine;
  today: string;
  initial: EventValues;
  draft: string | null;
  submit: (values: EventValues, id: string) => Promise<R>;
  saved: (result: R) => void;
}

export function useEventForm<R>({ kind, today, ...options }: EventFormOptions<R>) {
  return useForm<EventValues, R>({
    ...options,
    validate: (values) => sayFaults(kind, faultsOf(kind, values, today)),
  });
}

export interface EventFieldsProps<V extends EventValues> {
  kind: KindLine;
  codes: Codes;
  form: FormState<V>;
}

// Everybody enrolled at the site that was chosen: whom a roll there mostly holds.
function useOffered(kind: KindLine, site: string, on: string): readonly ChosenPerson[] {
  const wanted = kind.beneficiaries === "roll" && site !== "";
  const { items } = useEnrolments({ site, on }, wanted);
  return items.map((one) => ({ id: one.person, name: one.person_name, about: "" }));
}

function More({ open, children }: { open: boolean; children: ReactNode }) {
  const t = useT();
  const [is_open, setOpen] = useState(open);
  useEffect(() => {
    if (open) setOpen(true);
  }, [open]);
  return (
    <details
      className="details"
      open={is_open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>{t("events.more_fields")}</summary>
      <div className="stack">{children}</div>
    </details>
  );
}

export function EventFields({ kind, codes, form }: EventFieldsProps<EventValues>) {
  const t = useT();
  const { values, field } = form;
  const on = readDay(values.on) || codes.today;
  const when = whenHeld(kind, on, codes.today);
  const held = isHeld(kind, values, codes.today);
  const asked = askedOf(kind, values, held);
  const offered = useOffered(kind, values.site?.id ?? "", on);
  const campaigns = useCampaigns();
  const by_name = isByName(kind);
  const aid_fields = codes.choices("aid_field");
  const rules = codes.rules;
  const is_wrong_below = seldom.some((name) => field(name).error !== undefined);
  const title = (
    <TextInput
      label={t("events.title_field")}
      hint={t("events.title_hint")}
      optional
      maxLength={120}
      {...field("title")}
    />
  );
  const items = <ItemsField codes={codes} allowed={kind.items} {...field("items")} />;
  const photos = (
    <Photos
      min={kind.photos_min}
      max={rules?.evidence_max ?? 9}
      bytes_max={rules?.evidence_bytes_max ?? 10_485_760}
      {...field("evidence")}
    />
  );
  return (
    <>
      <DateField label={t("events.on")} offers_today {...field("on")} />
      {when === "asked" && (
        <Radios
          label={t("events.held_field")}
          inline
          choices={[
            { value: "yes", label: t("events.held_yes") },
            { value: "no", label: t("events.held_no") },
          ]}
          {...field("held")}
        />
      )}
      {when === "planned" && <Notice kind="info">{t("events.will_plan")}</Notice>}
      {asked.type && (
        <Select
          label={t("events.type")}
          optional={kind.type !== "required"}
          choices={codes.choices("activity_type")}
          {...field("activity_type")}
        />
      )}
      {asked.title && title}
      {asked.site && (
        <BodyPicker
          kind="site"
          lists_all
          label={t("events.site")}
          optional={kind.site !== "required"}
          {...field("site")}
        />
      )}
      {asked.persons && (
        <PeopleField
          label={t(`events.persons_${kind.beneficiaries as "person" | "household" | "roll"}`)}
          hint={t(`events.persons_${kind.beneficiaries as "person" | "household" | "roll"}_hint`)}
          optional={!held || !by_name || kind.walk_ins}
          offered={offered}
          {...field("persons")}
        />
      )}
      <CountFields asked={asked} field={field} />
      {asked.area && (
        <AreaPicker
          label={t("events.area")}
          hint={t("events.area_hint")}
          optional={by_name || kind.site !== "none"}
          {...field("area")}
        />
      )}
      {asked.minutes && (
        <TextInput
          label={t("events.minutes")}
          optional={kind.length !== "required" || !held}
          width="short"
          inputMode="numeric"
          suffix={t("events.minutes_unit")}
          {...field("minutes")}
        />
      )}
      {(!held || !by_name) && (
        <TextInput
          label={t("events.starts_at")}
          hint={t("events.clock_hint")}
          optional
          width="short"
          inputMode="numeric"
          {...field("starts_at")}
        />
      )}
      <DeliverersField codes={codes} leads={kind.deliverers} {...field("deliverers")} />
      {asked.items && items}
      {asked.aid_field && aid_fields.length > 0 && (
        <Select
          label={t("events.aid_field")}
          optional={kind.aid_field !== "required"}
          choices={aid_fields}
          {...field("aid_field")}
        />
      )}
      <TextArea
        label={t("events.words")}
        hint={t("events.words_hint")}
        optional={!held || kind.note_min === 0}
        limit={words_max}
        rows={3}
        {...field("words")}
      />
      {asked.photos && photos}
      <More open={is_wrong_below}>
        {!asked.title && title}
        <TextInput
          label={t("events.place")}
          hint={t("events.place_hint")}
          optional
          maxLength={120}
          {...field("place")}
        />
        {!asked.items && items}
        {!asked.photos && photos}
        <Checkboxes
          label={t("events.accessibility")}
          optional
          choices={codes.choices("accessibility_need")}
          {...field("accessibility")}
        />
        <Checkboxes
          label={t("events.tags")}
          optional
          choices={codes.choices("event_tag")}
          {...field("tags")}
        />
        <Select
          label={t("events.money_source")}
          optional
          empty={t("events.not_told")}
          choices={codes.choices("money_source")}
          {...field("money_source")}
        />
        <Select
          label={t("events.campaign")}
          optional
          empty={t("events.campaign_none")}
          choices={campaigns.items.map(({ id, name }) => ({ value: id, label: name }))}
          {...field("campaign")}
        />
      </More>
    </>
  );
}

export interface EventFormProps {
  kind: KindLine;
  codes: Codes;
  form: FormState<EventValues>;
  send: string;
  also?: ReactNode;
  children?: ReactNode; // Before the fields.
}

export function EventForm({ form, send, also, children, ...rest }: EventFormProps) {
  return (
    <Form form={form} send={send} also={also}>
      {children}
      <EventFields {...rest} form={form} />
    </Form>
  );
}
