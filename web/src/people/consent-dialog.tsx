// A consent is kept: to what, by whom, on which day and in what way.
import { api, call } from "../api/client.ts";
import { useCodes } from "../codes/codes.ts";
import { useForm } from "../form/use-form.ts";
import { t as text, useT } from "../i18n/index.ts";
import { Button } from "../ui/button.tsx";
import { DateField, readDay } from "../ui/date-field.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Form } from "../ui/form.tsx";
import { Notice } from "../ui/notice.tsx";
import { Radios } from "../ui/radios.tsx";
import { Select } from "../ui/select.tsx";
import { TextArea } from "../ui/text-area.tsx";
import type { ConsentLine, ConsentsPage } from "./consents.tsx";
import { giversFor, purposesLeft, self } from "./consent-model.ts";

const note_max = 500;

export interface ConsentDialogProps {
  person: { id: string; name: string };
  page: ConsentsPage;
  onDone: (consent: ConsentLine) => void;
  onClose: () => void;
}

export function ConsentDialog({ person, page, onDone, onClose }: ConsentDialogProps) {
  const t = useT();
  const codes = useCodes();
  const form = useForm({
    draft: null,
    initial: { purpose: "", given_by: "", way: "", given_on: codes.today, note: "" },
    validate: ({ purpose, given_by, way, given_on }) => {
      // Who agrees is asked once it is known to what, and somebody may.
      const is_asked = purpose !== "" && giversFor(page, purpose).length > 0;
      const why_not = purpose ? "people.consent_no_guardian" : "people.consent_purpose_missing";
      return {
        purpose: is_asked ? undefined : text(why_not),
        given_by: given_by || !is_asked ? undefined : text("people.consent_by_missing"),
        way: way ? undefined : text("people.consent_way_missing"),
        given_on: readDay(given_on)
          ? undefined
          : text(given_on ? "ui.date_not_understood" : "people.member_from_missing"),
      };
    },
    submit: ({ purpose, given_by, way, given_on, note }, id) =>
      call(
        api.POST("/people/{person}/consents", {
          params: { path: { person: person.id } },
          body: {
            id,
            purpose,
            given_by,
            way,
            given_on: readDay(given_on) || codes.today,
            note: note.trim() || null,
          },
        }),
      ),
    saved: onDone,
  });
  const { purpose } = form.values;
  const givers = giversFor(page, purpose);
  const choices = givers.map((giver) =>
    giver === self
      ? { value: person.id, label: t("people.consent_by_self") }
      : {
          value: giver.person,
          label: t("people.consent_by_value", {
            name: giver.name,
            tie: codes.word("relation_kind", giver.tie),
          }),
        },
  );
  return (
    <Dialog open title={t("people.consent_title", { name: person.name })} onClose={onClose}>
      <Form
        form={form}
        send={t("people.consent_send")}
        also={<Button onClick={onClose}>{t("ui.cancel")}</Button>}
      >
        <Select
          label={t("people.consent_purpose")}
          choices={purposesLeft(codes.choices("consent_purpose"), page.consents)}
          {...form.field("purpose")}
          onChange={(chosen) => {
            const [first, ...others] = giversFor(page, chosen);
            // Where only one may agree, it is them.
            const only = others.length === 0 && first !== undefined ? first : undefined;
            const given_by = only === undefined ? "" : only === self ? person.id : only.person;
            form.set({ purpose: chosen, given_by });
          }}
        />
        {purpose && choices.length === 0 && (
          <Notice kind="warning">{t("people.consent_no_guardian")}</Notice>
        )}
        {purpose && choices.length > 0 && (
          <Radios label={t("people.consent_by")} choices={choices} {...form.field("given_by")} />
        )}
        <Radios
          inline
          label={t("people.consent_way")}
          choices={codes.choices("consent_way")}
          {...form.field("way")}
        />
        <DateField label={t("people.consent_on")} offers_today {...form.field("given_on")} />
        <TextArea
          label={t("people.consent_note")}
          optional
          limit={note_max}
          rows={2}
          {...form.field("note")}
        />
      </Form>
    </Dialog>
  );
}
