// Entering a relation of a body, a site or a person: only of the kinds whose ends fit, as the
// packs declare them. The address names the party: ?kind=organisation&id=..
import { useQueryClient } from "@tanstack/react-query";
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
import { Select } from "../ui/select.tsx";
import { party_pages, useNamedParty, type NamedParty } from "./named-party.ts";
import { PartyPicker, type ChosenParty } from "./party-picker.tsx";
import { fittingTies, type Fitting } from "./ties.ts";

const keyOf = ({ kind, side }: Fitting) => `${side} ${kind}`;

function TieForm({ party, fitting }: { party: NamedParty; fitting: readonly Fitting[] }) {
  const say = useT();
  const codes = useCodes();
  const queries = useQueryClient();
  const back = `${party_pages[party.kind]}/${party.id}`;
  const find = (key: string) => fitting.find((one) => keyOf(one) === key);
  const form = useForm({
    draft: `tie.${party.id}`,
    initial: { kind: "", to_id: null as ChosenParty | null, from: codes.today },
    validate: ({ kind, to_id, from }) => ({
      kind: kind ? undefined : t("organisations.tie_kind_missing"),
      to_id: to_id ? undefined : t("organisations.party_missing"),
      from: readDay(from)
        ? undefined
        : t(from ? "ui.date_not_understood" : "organisations.on_missing"),
    }),
    submit: async ({ kind, to_id: other, from }, id) => {
      const chosen = find(kind);
      if (!chosen || !other) throw new Error("the form was sent without its relation");
      const own = { kind: party.kind, id: party.id, name: party.name };
      const [subject, object] = chosen.side === "subject" ? [own, other] : [other, own];
      return call(
        api.POST("/ties", {
          body: {
            id,
            kind: chosen.kind,
            from_kind: subject.kind,
            from_id: subject.id,
            to_kind: object.kind,
            to_id: object.id,
            // A person is called by name where the relation is shown; bodies have their own.
            title: subject.kind === "person" || subject.kind === "user" ? subject.name : "",
            from: readDay(from) ?? "",
          },
        }),
      );
    },
    saved: () => {
      for (const key of ["ties", "site", "sites", "organisation"])
        void queries.invalidateQueries({ queryKey: [key] });
      navigate(back);
    },
  });
  const chosen = find(form.values.kind);
  // "Chair of ..": the word of a kind is said of its subject.
  const label = (one: Fitting) => {
    const word = codes.word("relation_kind", one.kind);
    return one.side === "subject"
      ? say("organisations.tie_as_subject", { name: party.name, word })
      : say("organisations.tie_as_object", { word });
  };
  return (
    <Form
      form={form}
      send={say("organisations.tie_send")}
      also={<ButtonLink to={back}>{say("ui.cancel")}</ButtonLink>}
    >
      <Select
        label={say("organisations.tie_kind")}
        choices={fitting.map((one) => ({ value: keyOf(one), label: label(one) }))}
        {...form.field("kind")}
        onChange={(kind) => form.set({ kind, to_id: null })}
      />
      {chosen && (
        <PartyPicker
          key={form.values.kind}
          label={say("organisations.party")}
          rule={chosen.other}
          {...form.field("to_id")}
        />
      )}
      <DateField label={say("organisations.from")} offers_today {...form.field("from")} />
    </Form>
  );
}

export default function NewTie() {
  const say = useT();
  const codes = useCodes();
  const params = new URLSearchParams(useLocation().query);
  const kind = params.get("kind") ?? "";
  const id = params.get("id") ?? "";
  const named = useNamedParty(kind, id);
  const home = party_pages[kind];
  const back = home
    ? { to: `${home}/${id}`, label: named.data?.name ?? say("organisations.one") }
    : { to: "/organisations", label: say("organisations.list") };
  return (
    <Page title={say("organisations.tie_title")} back={back} width="reading">
      {!home || !id ? (
        <EmptyState title={say("organisations.tie_nobody")} />
      ) : (
        <Loaded query={named}>
          {(party) => {
            const fitting = fittingTies(codes.ties, party.kind, party.body_kind);
            if (codes.loading) return null;
            return fitting.length === 0 ? (
              <EmptyState title={say("organisations.tie_none_fit")} />
            ) : (
              <TieForm party={party} fitting={fitting} />
            );
          }}
        </Loaded>
      )}
    </Page>
  );
}
