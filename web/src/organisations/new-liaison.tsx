// Appointing who looks after a village: a colleague who can sign in, whose rights then hold there,
// or somebody of the register.
import { useQueryClient } from "@tanstack/react-query";
import { api, call } from "../api/client.ts";
import { navigate, useLocation } from "../base/router.tsx";
import { useCodes } from "../codes/codes.ts";
import { useForm } from "../form/use-form.ts";
import { t, useT } from "../i18n/index.ts";
import { AreaPicker } from "../codes/area-picker.tsx";
import { around } from "../codes/areas.ts";
import { PersonPicker, type ChosenPerson } from "../people/person-picker.tsx";
import { ButtonLink } from "../ui/button.tsx";
import { DateField, readDay } from "../ui/date-field.tsx";
import { Form } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { Radios } from "../ui/radios.tsx";
import { Select } from "../ui/select.tsx";
import { TextInput } from "../ui/text-input.tsx";
import { liaison_kind } from "./liaisons.tsx";
import { useColleagues } from "./party-picker.tsx";

export default function NewLiaison() {
  const say = useT();
  const codes = useCodes();
  const queries = useQueryClient();
  const { query } = useLocation();
  const colleagues = useColleagues();
  const users = colleagues.data?.items ?? [];
  const form = useForm({
    draft: null,
    initial: {
      to_id: new URLSearchParams(query).get("village") ?? "",
      who: "user",
      user: "",
      person: null as ChosenPerson | null,
      title: "",
      from: codes.today,
    },
    validate: ({ to_id, who, user, person, title, from }) => ({
      to_id: to_id ? undefined : t("organisations.village_missing"),
      user: who === "user" && !user ? t("organisations.user_missing") : undefined,
      person: who === "person" && !person ? t("organisations.person_missing") : undefined,
      title: title.trim() ? undefined : t("organisations.title_missing"),
      from: readDay(from)
        ? undefined
        : t(from ? "ui.date_not_understood" : "organisations.on_missing"),
    }),
    submit: ({ to_id, who, user, person, title, from }, id) =>
      call(
        api.POST("/ties", {
          body: {
            id,
            kind: liaison_kind,
            from_kind: who === "user" ? "user" : "person",
            from_id: who === "user" ? user : (person?.id ?? ""),
            to_kind: "area",
            to_id,
            title: title.trim(),
            from: readDay(from) ?? "",
          },
        }),
      ),
    saved: (tie) => {
      void queries.invalidateQueries({ queryKey: ["ties"] });
      navigate(`/organisations/liaisons?area=${around(tie.to_id)}`);
    },
  });
  const is_user = form.values.who === "user";
  const back = { to: "/organisations/liaisons", label: say("organisations.liaisons") };
  return (
    <Page title={say("organisations.appoint_title")} back={back} width="reading">
      <Form
        form={form}
        send={say("organisations.appoint")}
        also={<ButtonLink to={back.to}>{say("ui.cancel")}</ButtonLink>}
      >
        <AreaPicker
          label={say("organisations.village")}
          smallest="village"
          {...form.field("to_id")}
        />
        <Radios
          label={say("organisations.who")}
          choices={[
            {
              value: "user",
              label: say("organisations.who_user"),
              hint: say("organisations.who_user_hint"),
            },
            { value: "person", label: say("organisations.who_person") },
          ]}
          {...form.field("who")}
        />
        {is_user ? (
          <Select
            label={say("organisations.user")}
            choices={users.map((user) => ({
              value: user.id,
              label: say("organisations.user_line", {
                name: user.name,
                role: codes.role(user.role),
              }),
            }))}
            {...form.field("user")}
            onChange={(user) =>
              form.set({ user, title: users.find((one) => one.id === user)?.name ?? "" })
            }
          />
        ) : (
          <PersonPicker
            label={say("organisations.person")}
            {...form.field("person")}
            onChange={(person) => form.set({ person, ...(person && { title: person.name }) })}
          />
        )}
        <TextInput
          label={say("organisations.title")}
          hint={say("organisations.title_hint")}
          {...form.field("title")}
        />
        <DateField label={say("organisations.from")} offers_today {...form.field("from")} />
      </Form>
    </Page>
  );
}
