// Who somebody lives with: the card of their household, with its burden and its help, and how it
// changes.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, call } from "../api/client.ts";
import { Link } from "../base/router.tsx";
import { useCodes } from "../codes/codes.ts";
import { formatDay } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import { EndDialog } from "../sites/end-dialog.tsx";
import { Button } from "../ui/button.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Section } from "../ui/page.tsx";
import { SummaryList } from "../ui/summary-list.tsx";
import { Table } from "../ui/table.tsx";
import { personKey } from "./api.ts";
import { FactDialog } from "./fact-dialog.tsx";
import {
  factsOf,
  undoOf,
  type HouseholdCard,
  type MemberLine,
  type Step,
} from "./household-model.ts";
import { LastStep, useLastStep } from "./last-step.tsx";
import { MemberDialog } from "./member-dialog.tsx";
import { disability, factName } from "./words.ts";

const householdKey = (person: string) => ["household", person] as const;

function useHousehold(person: string) {
  return useQuery({
    queryKey: householdKey(person),
    queryFn: ({ signal }) =>
      call(api.GET("/people/{person}/household", { params: { path: { person } }, signal })),
  });
}

function takeBack(step: Step) {
  const path = { household: step.household };
  const undo = undoOf(step);
  return undo.kind === "leave"
    ? call(
        api.POST("/households/{household}/members/{person}/end", {
          params: { path: { ...path, person: step.person } },
          body: { on: undo.on, reason: "–" },
        }),
      )
    : call(
        api.POST("/households/{household}/members", {
          params: { path },
          body: { person: step.person, relation: step.relation, from: undo.from },
        }),
      );
}

interface MembersProps {
  card: HouseholdCard;
  person: string; // Whose page it is.
  may_write: boolean;
  onEnd: (member: MemberLine) => void;
  onFact: (member: MemberLine) => void;
}

function Members({ card, person, may_write, onEnd, onFact }: MembersProps) {
  const t = useT();
  const codes = useCodes();
  return (
    <Table
      caption={t("people.household")}
      caption_hidden
      rows={card.members}
      rowKey={(member) => member.person}
      columns={[
        {
          key: "name",
          header: t("people.name"),
          heads_row: true,
          cell: (member) =>
            member.person === person ? (
              member.name
            ) : (
              <Link to={`/people/${member.person}`}>{member.name}</Link>
            ),
        },
        {
          key: "relation",
          header: t("people.relation"),
          cell: ({ relation }) => t(`people.relation_${relation}`),
        },
        {
          key: "who",
          header: t("people.sex_age"),
          cell: ({ sex, age }) => t("people.sex_age_value", { sex: codes.word("sex", sex), age }),
        },
        {
          key: "disability",
          header: t("people.disability"),
          cell: ({ category, level }) => disability(codes, category, level) || "–",
        },
        {
          key: "carers",
          header: t("people.carers"),
          cell: ({ carers }) => carers.map(({ name }) => name).join(t("people.comma")) || "–",
        },
        {
          key: "needs",
          header: t("people.open_needs"),
          number: true,
          cell: ({ open_needs }) => open_needs,
        },
        {
          key: "from",
          header: t("people.fact_from"),
          cell: ({ from }) => formatDay(from),
        },
        ...(may_write
          ? [
              {
                key: "record",
                header: t("people.record"),
                screen_only: true,
                cell: (member: MemberLine) => (
                  <span className="cluster">
                    <Button
                      kind="plain"
                      aria-label={t("people.fact_record_of", { name: member.name })}
                      onClick={() => onFact(member)}
                    >
                      {t("people.fact_record")}
                    </Button>
                    <Button
                      kind="plain"
                      aria-label={t("people.member_end_of", { name: member.name })}
                      onClick={() => onEnd(member)}
                    >
                      {t("people.member_end")}
                    </Button>
                  </span>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}

function Card(props: MembersProps) {
  const t = useT();
  const codes = useCodes();
  const { card } = props;
  const facts = factsOf(card.members);
  return (
    <div className="stack">
      {facts.length > 0 && (
        <SummaryList
          items={facts.map(({ fact, names }) => ({
            name: factName(codes, fact),
            value: names.join(t("people.comma")),
          }))}
        />
      )}
      <Members {...props} />
      {card.hidden > 0 && (
        <p className="hint">{t("people.household_hidden", { count: card.hidden })}</p>
      )}
      {card.former.length > 0 && (
        <details className="details">
          <summary>{t("people.household_former", { count: card.former.length })}</summary>
          <ul>
            {card.former.map(({ person, name, from, until, end_reason }) => (
              <li key={`${person} ${from}`}>
                {t("people.household_former_line", {
                  name,
                  from: formatDay(from),
                  until: formatDay(until ?? from),
                  reason: end_reason,
                })}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

export interface HouseholdProps {
  person: { id: string; name: string; area: string; died_on: string | null };
  may_write: boolean;
}

export function Household({ person, may_write }: HouseholdProps) {
  const t = useT();
  const queries = useQueryClient();
  const household = useHousehold(person.id);
  const [is_adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<MemberLine>();
  const [telling, setTelling] = useState<MemberLine>();
  const card = household.data?.household ?? null;
  const may_change = may_write && !person.died_on;

  const changed = () => {
    void queries.invalidateQueries({ queryKey: ["household"] });
    void queries.invalidateQueries({ queryKey: personKey(person.id) });
  };
  const last = useLastStep<Step>(takeBack, changed);

  return (
    <Section
      title={t("people.household")}
      actions={
        household.data &&
        may_change && (
          <Button onClick={() => setAdding(true)}>
            {t(card ? "people.member_add" : "people.household_start")}
          </Button>
        )
      }
    >
      <Loaded query={household} lines={2}>
        {() =>
          card ? (
            <Card
              card={card}
              person={person.id}
              may_write={may_change}
              onEnd={setEnding}
              onFact={setTelling}
            />
          ) : (
            <p>{t("people.household_none")}</p>
          )
        }
      </Loaded>
      <LastStep
        last={last}
        words={(step) => t(`people.member_${step.kind}`, { name: step.name })}
      />
      {is_adding && (
        <MemberDialog
          person={person}
          household={card}
          onDone={(next) => {
            setAdding(false);
            last.taken(next);
          }}
          onClose={() => setAdding(false)}
        />
      )}
      {card && ending && (
        <EndDialog
          title={t("people.member_end_title", { name: ending.name })}
          on_label={t("people.member_end_on")}
          with_reason
          onEnd={async (on, reason) => {
            await call(
              api.POST("/households/{household}/members/{person}/end", {
                params: { path: { household: card.id, person: ending.person } },
                body: { on, reason },
              }),
            );
            const { person: member, name, relation, from } = ending;
            // Who leaves on the day they came was never there: nothing is left to take back.
            if (on === from) return changed();
            last.taken({ kind: "left", household: card.id, person: member, name, relation, on });
          }}
          onClose={() => setEnding(undefined)}
        />
      )}
      {telling && (
        <FactDialog
          person={telling.person}
          name={telling.name}
          facts={telling.facts}
          onDone={() => {
            setTelling(undefined);
            changed();
          }}
          onClose={() => setTelling(undefined)}
        />
      )}
    </Section>
  );
}
