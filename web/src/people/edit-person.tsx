// Changing what is known of a person. It says on which state it is based; when somebody saved
// another one meanwhile, nothing is lost: see conflict.tsx.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, call } from "../api/client.ts";
import { ProblemError } from "../api/problem.ts";
import { navigate, useParam } from "../base/router.tsx";
import { useCodes } from "../codes/codes.ts";
import { useForm } from "../form/use-form.ts";
import { useT } from "../i18n/index.ts";
import { ButtonLink } from "../ui/button.tsx";
import { Checkbox } from "../ui/checkboxes.tsx";
import { Form } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { Select } from "../ui/select.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { TextInput } from "../ui/text-input.tsx";
import { AreaPicker } from "../codes/area-picker.tsx";
import { useArea } from "../codes/areas.ts";
import {
  baseOf,
  clashesOf,
  editOf,
  patchOf,
  presentOf,
  rebase,
  type Base,
  type EditField,
} from "./change.ts";
import { Conflict } from "./conflict.tsx";
import { personKey, usePerson } from "./api.ts";
import type { PersonPage } from "./types.ts";

export default function EditPerson() {
  const t = useT();
  const id = useParam("person");
  const { data, error, refetch } = usePerson(id);
  const back = { to: `/people/${id}`, label: data?.name ?? t("people.person") };
  return (
    <Page title={t("people.edit")} back={back} width="reading">
      {data ? (
        <EditForm person={data} />
      ) : error ? (
        <ProblemNotice error={error} retry={() => void refetch()} />
      ) : (
        <Skeleton lines={8} />
      )}
    </Page>
  );
}

function fetchPerson(person: string): Promise<PersonPage> {
  return call(api.GET("/people/{person}", { params: { path: { person } } }));
}

function EditForm({ person }: { person: PersonPage }) {
  const t = useT();
  const codes = useCodes();
  const queries = useQueryClient();
  const [present, setPresent] = useState<Base>();
  const { id } = person;

  const leave = (saved: PersonPage) => {
    queries.setQueryData(personKey(id), saved);
    void queries.invalidateQueries({ queryKey: ["people"] });
    navigate(`/people/${id}`);
  };
  const form = useForm({
    draft: `person.${id}`,
    initial: editOf(baseOf(person)),
    secret: ["phone", "address"],
    validate: ({ name, area }) => ({
      name: name.trim() ? undefined : t("people.name_missing"),
      area: area ? undefined : t("people.area_missing"),
    }),
    submit: async (edit) => {
      const body = patchOf(edit);
      if (Object.keys(body).length === 0) return fetchPerson(id);
      const header = { "If-Match": `"${edit.base.revision}"` };
      const params = { path: { person: id }, header };
      try {
        return await call(api.PATCH("/people/{person}", { params, body }));
      } catch (error) {
        if (error instanceof ProblemError && error.problem.status === 412)
          setPresent(baseOf(presentOf(error.problem.current, id) ?? (await fetchPerson(id))));
        throw error;
      }
    },
    saved: leave,
  });

  const theirs = useArea(present?.area ?? "");
  const mine = useArea(form.values.area);
  const show = (field: EditField, value: string) => {
    if (value === "") return t("people.conflict_empty");
    if (field === "household_kind") return codes.word("household_kind", value);
    if (field === "area") return [theirs, mine].find((area) => area?.code === value)?.path ?? value;
    return value;
  };

  if (present) {
    return (
      <Conflict
        clashes={clashesOf(form.values, present)}
        show={show}
        onSettled={(take_theirs) => {
          form.set(rebase(form.values, present, take_theirs));
          setPresent(undefined);
          void form.send();
        }}
      />
    );
  }
  const { base } = form.values;
  return (
    <Form
      form={form}
      send={t("people.save")}
      also={<ButtonLink to={`/people/${id}`}>{t("ui.cancel")}</ButtonLink>}
    >
      <TextInput label={t("people.name")} width="medium" {...form.field("name")} />
      <Masked form={form} name="phone" now={base.phone_masked} />
      <Masked form={form} name="address" now={base.address_masked} />
      <TextInput optional label={t("people.guardian")} width="medium" {...form.field("guardian")} />
      <Select
        optional
        label={t("people.household_kind")}
        choices={codes.choices("household_kind")}
        {...form.field("household_kind")}
      />
      <AreaPicker
        label={t("people.registered_in")}
        hint={t("people.move_hint")}
        smallest="village"
        {...form.field("area")}
      />
    </Form>
  );
}

interface MaskedProps {
  form: ReturnType<typeof useForm<ReturnType<typeof editOf>, PersonPage>>;
  name: "phone" | "address";
  now: string;
}

// What is known only masked cannot be shown in its field: empty means "as it is".
function Masked({ form, name, now }: MaskedProps) {
  const t = useT();
  const hint = now ? t("people.masked_hint", { value: now }) : undefined;
  return (
    <>
      <TextInput
        optional
        label={t(`people.${name}`)}
        hint={hint}
        type={name === "phone" ? "tel" : "text"}
        width={name === "phone" ? "medium" : "full"}
        {...form.field(name)}
      />
      {now && form.values[name] === "" && (
        <Checkbox label={t(`people.clear_${name}`)} {...form.field(`clear_${name}`)} />
      )}
    </>
  );
}
