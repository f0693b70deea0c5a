// What an office records of somebody as yes or no: benefits, work, schooling, a need for care.
import { api, call } from "../api/client.ts";
import { useCodes } from "../codes/codes.ts";
import { useForm } from "../form/use-form.ts";
import { t as text, useT } from "../i18n/index.ts";
import { Button } from "../ui/button.tsx";
import { DateField, readDay } from "../ui/date-field.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Form } from "../ui/form.tsx";
import { Radios } from "../ui/radios.tsx";
import { Select } from "../ui/select.tsx";
import type { FactLine } from "./types.ts";
import { wordFor } from "./words.ts";

const sources = ["visit", "certificate"] as const;

export interface FactDialogProps {
  person: string;
  name: string;
  facts: readonly Pick<FactLine, "kind" | "value">[]; // Those that hold.
  onDone: () => void;
  onClose: () => void;
}

export function FactDialog({ person, name, facts, onDone, onClose }: FactDialogProps) {
  const t = useT();
  const codes = useCodes();
  const form = useForm({
    draft: null,
    initial: { key: "", value: "", from: codes.today, source: "visit" },
    validate: ({ key, value, from }) => ({
      key: key ? undefined : text("people.fact_missing"),
      value: value ? undefined : text("people.fact_value_missing"),
      from: readDay(from)
        ? undefined
        : text(from ? "ui.date_not_understood" : "people.member_from_missing"),
    }),
    submit: ({ key, value, from, source }) =>
      call(
        api.POST("/people/{person}/facts", {
          params: { path: { person } },
          body: { key, value, from: readDay(from) || codes.today, source },
        }),
      ),
    saved: onDone,
  });
  const holds = (key: string) => facts.some((fact) => fact.kind === key && fact.value === "yes");
  return (
    <Dialog open title={t("people.fact_record_of", { name })} onClose={onClose}>
      <Form
        form={form}
        send={t("people.fact_send")}
        also={<Button onClick={onClose}>{t("ui.cancel")}</Button>}
      >
        <Select
          label={t("people.fact")}
          choices={codes.choices("fact", "truth")}
          {...form.field("key")}
          onChange={(key) => form.set({ key, value: key ? (holds(key) ? "no" : "yes") : "" })}
        />
        <Radios
          inline
          label={t("people.fact_is")}
          choices={["yes", "no"].map((value) => ({ value, label: wordFor("value", value) }))}
          {...form.field("value")}
        />
        <DateField label={t("people.fact_since")} offers_today {...form.field("from")} />
        <Radios
          inline
          label={t("people.fact_source")}
          choices={sources.map((source) => ({ value: source, label: wordFor("source", source) }))}
          {...form.field("source")}
        />
      </Form>
    </Dialog>
  );
}
