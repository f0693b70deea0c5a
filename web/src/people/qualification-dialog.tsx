// A qualification is entered: which, how far, by which paper and from when.
import { api, call } from "../api/client.ts";
import { useCodes } from "../codes/codes.ts";
import { useForm } from "../form/use-form.ts";
import { t as text, useT } from "../i18n/index.ts";
import { Button } from "../ui/button.tsx";
import { DateField, readDay } from "../ui/date-field.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Form } from "../ui/form.tsx";
import { Select } from "../ui/select.tsx";
import { TextInput } from "../ui/text-input.tsx";
import type { QualificationLine } from "./qualifications.tsx";

const number_max = 60;
const document_max = 120;

export interface QualificationDialogProps {
  person: { id: string; name: string };
  onDone: (line: QualificationLine) => void;
  onClose: () => void;
}

export function QualificationDialog({ person, onDone, onClose }: QualificationDialogProps) {
  const t = useT();
  const codes = useCodes();
  const form = useForm({
    draft: null,
    initial: { qualification: "", level: "", number: "", document: "", from: "", until: "" },
    validate: ({ qualification, from, until }) => ({
      qualification: qualification ? undefined : text("people.qualification_missing"),
      from: readDay(from)
        ? undefined
        : text(from ? "ui.date_not_understood" : "people.member_from_missing"),
      until: !until || readDay(until) ? undefined : text("ui.date_not_understood"),
    }),
    submit: ({ qualification, level, number, document, from, until }, id) =>
      call(
        api.POST("/people/{person}/qualifications", {
          params: { path: { person: person.id } },
          body: {
            id,
            qualification,
            level: level || null,
            number: number.trim() || null,
            document: document.trim() || null,
            from: readDay(from) ?? "",
            until: readDay(until) || null,
          },
        }),
      ),
    saved: onDone,
  });
  return (
    <Dialog open title={t("people.qualification_title", { name: person.name })} onClose={onClose}>
      <Form
        form={form}
        send={t("people.qualification_send")}
        also={<Button onClick={onClose}>{t("ui.cancel")}</Button>}
      >
        <Select
          label={t("people.qualification")}
          choices={codes.choices("qualification")}
          {...form.field("qualification")}
        />
        <Select
          label={t("people.qualification_level")}
          optional
          empty={t("people.qualification_level_none")}
          choices={codes.choices("qualification_level")}
          {...form.field("level")}
        />
        <TextInput
          label={t("people.qualification_number")}
          optional
          maxLength={number_max}
          {...form.field("number")}
        />
        <TextInput
          label={t("people.qualification_document")}
          optional
          maxLength={document_max}
          {...form.field("document")}
        />
        <DateField label={t("people.qualification_from")} {...form.field("from")} />
        <DateField
          label={t("people.qualification_until")}
          hint={t("people.qualification_until_hint")}
          optional
          {...form.field("until")}
        />
      </Form>
    </Dialog>
  );
}
