// Binding several parties to one another: one in each part that the packs declare. The address
// names the kind and the party that it begins with: ?group=triple&kind=person&id=..
import { useState } from "react";
import { api, call } from "../api/client.ts";
import { navigate, useLocation } from "../base/router.tsx";
import { useCodes } from "../codes/codes.ts";
import { useForm } from "../form/use-form.ts";
import { t, useT } from "../i18n/index.ts";
import { ButtonLink } from "../ui/button.tsx";
import { DateField, readDay } from "../ui/date-field.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Form } from "../ui/form.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page } from "../ui/page.tsx";
import { Radios } from "../ui/radios.tsx";
import { useGroupsChanged } from "./group-list.tsx";
import { fittingParts, type GroupRule, type PartRule } from "./groups.ts";
import { party_pages, useNamedParty, type NamedParty } from "./named-party.ts";
import { PartyPicker, type ChosenParty } from "./party-picker.tsx";

interface GroupFormProps {
  rule: GroupRule;
  party: NamedParty;
  own: PartRule; // The part in which the party itself stands.
  back: string;
}

// The fields bear the names under which the server tells of faults: "parts.1".
type Values = Record<string, ChosenParty | string | null>;

function GroupForm({ rule, party, own, back }: GroupFormProps) {
  const say = useT();
  const codes = useCodes();
  const changed = useGroupsChanged();
  const at = (index: number) => `parts.${index}`;
  const initial: Values = { from: codes.today };
  rule.parts.forEach((part, index) => {
    initial[at(index)] =
      part.part === own.part
        ? { kind: party.kind, id: party.id, name: party.name, about: "" }
        : null;
  });
  const form = useForm<Values, unknown>({
    draft: `group.${rule.kind}.${own.part}.${party.id}`,
    initial,
    validate: (values) => {
      const faults: Record<string, string | undefined> = {};
      rule.parts.forEach(({ part }, index) => {
        if (!values[at(index)])
          faults[at(index)] = t("organisations.part_missing", {
            part: codes.word("group_part", part),
          });
      });
      const from = String(values.from);
      if (!readDay(from))
        faults.from = t(from ? "ui.date_not_understood" : "organisations.on_missing");
      return faults;
    },
    submit: (values, id) =>
      call(
        api.POST("/groups", {
          body: {
            id,
            kind: rule.kind,
            from: readDay(String(values.from)) ?? "",
            parts: rule.parts.map(({ part }, index) => {
              const chosen = values[at(index)] as ChosenParty;
              return { part, party_kind: chosen.kind, party_id: chosen.id };
            }),
          },
        }),
      ),
    saved: () => {
      changed();
      navigate(back);
    },
  });
  return (
    <Form
      form={form}
      send={say("organisations.group_send")}
      also={<ButtonLink to={back}>{say("ui.cancel")}</ButtonLink>}
    >
      {rule.parts.map(({ part, party: asked }, index) => {
        const label = codes.word("group_part", part);
        if (part === own.part)
          return (
            <p key={part}>
              <span className="label">{label}</span>
              {party.name}
            </p>
          );
        const field = form.field(at(index));
        return (
          <PartyPicker
            key={part}
            label={label}
            rule={asked}
            {...field}
            value={field.value as ChosenParty | null}
          />
        );
      })}
      <DateField
        label={say("organisations.from")}
        offers_today
        {...form.field("from")}
        value={String(form.values.from)}
      />
    </Form>
  );
}

interface ChosenProps {
  rule: GroupRule;
  party: NamedParty;
  parts: readonly PartRule[];
  back: string;
}

// Where a party fits more than one part, the first that the packs name is taken until another is
// chosen.
function WithPart({ rule, party, parts, back }: ChosenProps) {
  const say = useT();
  const codes = useCodes();
  const [chosen, setChosen] = useState(parts[0]?.part ?? "");
  const own = parts.find(({ part }) => part === chosen);
  return (
    <div className="stack">
      {parts.length > 1 && (
        <Radios
          label={say("organisations.own_part", { name: party.name })}
          choices={parts.map(({ part }) => ({
            value: part,
            label: codes.word("group_part", part),
          }))}
          value={chosen}
          onChange={setChosen}
        />
      )}
      {own && <GroupForm key={own.part} rule={rule} party={party} own={own} back={back} />}
    </div>
  );
}

export default function NewGroup() {
  const say = useT();
  const codes = useCodes();
  const params = new URLSearchParams(useLocation().query);
  const kind = params.get("kind") ?? "";
  const id = params.get("id") ?? "";
  const rule = codes.groups.find((one) => one.kind === params.get("group"));
  const named = useNamedParty(kind, id);
  const page = party_pages[kind];
  const back = page
    ? { to: `${page}/${id}`, label: named.data?.name ?? say("organisations.one") }
    : { to: "/organisations", label: say("organisations.list") };
  const title = rule
    ? say("organisations.group_new", { kind: codes.word("group_kind", rule.kind) })
    : say("organisations.group_title");
  return (
    <Page title={title} back={back} width="reading">
      {!page || !id || (!codes.loading && !rule) ? (
        <EmptyState title={say("organisations.tie_nobody")} />
      ) : (
        <Loaded query={named}>
          {(party) => {
            if (!rule) return null;
            const parts = fittingParts(rule, party.kind, party.body_kind);
            return parts.length === 0 ? (
              <EmptyState title={say("organisations.tie_none_fit")} />
            ) : (
              <WithPart rule={rule} party={party} parts={parts} back={back.to} />
            );
          }}
        </Loaded>
      )}
    </Page>
  );
}
