// One body: what it is, who leads and works in it, what it is tied to, what it claimed, and who
// looks after the people of its place.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, call } from "../api/client.ts";
import { allPages } from "../api/pages.ts";
import { can, useSession } from "../api/session.ts";
import { AwardsOfParty } from "../awards/of-party.tsx";
import { Link, useParam } from "../base/router.tsx";
import { ClaimsTable } from "../claims/claims-table.tsx";
import { AreaName } from "../codes/area-name.tsx";
import { useCodes } from "../codes/codes.ts";
import { formatDay } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import { useClaims } from "../needs/api.ts";
import { EndDialog } from "../sites/end-dialog.tsx";
import { Spans } from "../sites/spans.tsx";
import { ButtonLink } from "../ui/button.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page, Section } from "../ui/page.tsx";
import { PrintButton } from "../ui/print-button.tsx";
import { SummaryList } from "../ui/summary-list.tsx";
import { Table } from "../ui/table.tsx";
import { holdsOn } from "./cover.ts";
import { Groups } from "./group-list.tsx";
import { fittingParts } from "./groups.ts";
import { liaison_kind } from "./liaisons.tsx";
import { PartyName } from "./party-name.tsx";
import { countedOnce, otherEnd, pairingsOf, peopleIn } from "./ties.ts";
import type { OrganisationLine, TieLine } from "./types.ts";

function useOrganisation(id: string) {
  return useQuery({
    queryKey: ["organisation", id],
    queryFn: ({ signal }) =>
      call(
        api.GET("/organisations/{organisation}", {
          params: { path: { organisation: id } },
          signal,
        }),
      ),
    enabled: id !== "",
  });
}

const portion = 200;
const asked_max = 2000;

// All relations of a body; past a great many the page says that there are more.
function useTies(party: string) {
  return useQuery({
    queryKey: ["ties", "of", party],
    queryFn: ({ signal }) =>
      allPages((cursor) => {
        const query = { party, limit: portion, ...(cursor && { cursor }) };
        return call(api.GET("/ties", { params: { query }, signal }));
      }, asked_max),
  });
}

function useLiaisons(area: string) {
  return useQuery({
    queryKey: ["ties", area, liaison_kind],
    queryFn: ({ signal }) =>
      call(api.GET("/ties", { params: { query: { area, kind: liaison_kind } }, signal })),
  });
}

export default function Organisation() {
  const t = useT();
  const codes = useCodes();
  const found = useOrganisation(useParam("organisation"));
  const { data } = found;
  return (
    <Page
      title={data?.name ?? t("organisations.one")}
      back={{ to: "/organisations", label: t("organisations.list") }}
      lead={data && codes.word("organisation_kind", data.kind)}
      actions={data && <PrintButton />}
    >
      <Loaded query={found}>{(line) => <About line={line} />}</Loaded>
    </Page>
  );
}

function About({ line }: { line: OrganisationLine }) {
  const t = useT();
  const codes = useCodes();
  const session = useSession();
  const parent = useOrganisation(line.parent ?? "");
  const ties = useTies(line.id);
  const liaisons = useLiaisons(line.area);
  const may_tie = can(session, "organisations.write");
  const add_tie = may_tie && (
    <ButtonLink to={`/ties/new?kind=organisation&id=${line.id}`}>
      {t("organisations.tie_add")}
    </ButtonLink>
  );
  const { area, contact, strengths, from, until } = line;
  return (
    <>
      <SummaryList
        items={[
          { name: t("organisations.area"), value: <AreaName code={area} /> },
          ...(line.parent
            ? [
                {
                  name: t("organisations.parent"),
                  value: (
                    <Link to={`/organisations/${line.parent}`}>
                      {parent.data?.name ?? t("organisations.one")}
                    </Link>
                  ),
                },
              ]
            : []),
          { name: t("organisations.contact"), value: contact || t("organisations.not_recorded") },
          {
            name: t("organisations.strengths"),
            value: strengths || t("organisations.not_recorded"),
          },
          {
            name: t("organisations.since"),
            value: until
              ? t("organisations.from_until", { from: formatDay(from), until: formatDay(until) })
              : formatDay(from),
          },
        ]}
      />
      <Section title={t("organisations.people")} actions={add_tie}>
        <Loaded query={ties} lines={2}>
          {({ items, has_more }) => (
            <People organisation={line} ties={items} has_more={has_more} may_end={may_tie} />
          )}
        </Loaded>
      </Section>
      <Section title={t("organisations.pairings")} actions={add_tie}>
        <Loaded query={ties} lines={2}>
          {({ items }) => <Pairings organisation={line} ties={items} may_end={may_tie} />}
        </Loaded>
      </Section>
      {can(session, "people.read") && <BodyGroups organisation={line} />}
      {can(session, "events.read") && <AwardsOfParty organisation={line.id} />}
      {can(session, "claims.read") && (
        <Section title={t("organisations.claims")}>
          <Claims organisation={line.id} />
        </Section>
      )}
      <Section
        title={t("organisations.liaisons_here")}
        actions={
          <ButtonLink to={`/organisations/liaisons?area=${area}`}>
            {t("organisations.liaisons_all")}
          </ButtonLink>
        }
      >
        <Loaded query={liaisons} lines={2}>
          {({ items }) => <Liaisons ties={items} today={codes.today} />}
        </Loaded>
      </Section>
    </>
  );
}

function Claims({ organisation }: { organisation: string }) {
  const t = useT();
  const claims = useClaims("", organisation);
  return (
    <ClaimsTable claims={claims} empty={<p className="hint">{t("organisations.claims_none")}</p>} />
  );
}

interface TiesProps {
  organisation: OrganisationLine;
  ties: readonly TieLine[];
  may_end: boolean;
}

// The dialog that ends a tie, and how to open it.
function useTieEnd() {
  const t = useT();
  const queries = useQueryClient();
  const [ending, setEnding] = useState<{ tie: TieLine; name: string }>();
  const dialog = ending && (
    <EndDialog
      title={t("organisations.tie_end_title", { name: ending.name })}
      onEnd={async (on) => {
        const path = { tie: ending.tie.id };
        await call(api.POST("/ties/{tie}/end", { params: { path }, body: { on } }));
        for (const key of ["ties", "site", "sites"])
          void queries.invalidateQueries({ queryKey: [key] });
      }}
      onClose={() => setEnding(undefined)}
    />
  );
  return [dialog, setEnding] as const;
}

function People({ organisation, ties, may_end, has_more }: TiesProps & { has_more: boolean }) {
  const t = useT();
  const codes = useCodes();
  const [dialog, setEnding] = useTieEnd();
  const people = peopleIn(ties, organisation.id);
  const present = people.filter((tie) => holdsOn(tie, codes.today));
  const nameOf = (tie: TieLine) => tie.title || codes.word("relation_kind", tie.kind);
  return (
    <>
      {present.length > 0 && (
        <p>
          {t("organisations.people_count", {
            people: countedOnce(present),
            ties: present.length,
          })}
        </p>
      )}
      {has_more && <p className="hint">{t("organisations.people_more", { count: asked_max })}</p>}
      <Spans
        caption={t("organisations.people")}
        none={t("organisations.people_none")}
        rows={people}
        rowKey={(tie) => tie.id}
        today={codes.today}
        nameOf={nameOf}
        columns={[
          {
            key: "who",
            header: t("organisations.who_is"),
            heads_row: true,
            cell: (tie) => (
              <PartyName party={{ kind: tie.from_kind, id: tie.from_id }} title={tie.title} />
            ),
          },
          {
            key: "as",
            header: t("organisations.as"),
            cell: (tie) => codes.word("relation_kind", tie.kind),
          },
        ]}
        onEnd={may_end ? (tie) => setEnding({ tie, name: nameOf(tie) }) : undefined}
      />
      {dialog}
    </>
  );
}

// Other bodies, sites and people that the body is tied to.
function Pairings({ organisation, ties, may_end }: TiesProps) {
  const t = useT();
  const codes = useCodes();
  const [dialog, setEnding] = useTieEnd();
  const word = (tie: TieLine) => codes.word("relation_kind", tie.kind);
  return (
    <>
      <Spans
        caption={t("organisations.pairings")}
        none={t("organisations.pairings_none")}
        rows={pairingsOf(ties, organisation.id)}
        rowKey={(tie) => tie.id}
        today={codes.today}
        nameOf={word}
        columns={[
          {
            key: "with",
            header: t("organisations.with"),
            heads_row: true,
            cell: (tie) => <PartyName party={otherEnd(tie, organisation.id)} />,
          },
          {
            key: "as",
            header: t("organisations.relation"),
            // Of two bodies, which is which: "belongs to" is said of the one it begins with.
            cell: (tie) =>
              tie.from_id === organisation.id
                ? word(tie)
                : t("organisations.relation_from", { word: word(tie) }),
          },
        ]}
        onEnd={may_end ? (tie) => setEnding({ tie, name: word(tie) }) : undefined}
      />
      {dialog}
    </>
  );
}

// Groups of several in which the body stands, and those that it could begin.
function BodyGroups({ organisation }: { organisation: OrganisationLine }) {
  const t = useT();
  const codes = useCodes();
  const session = useSession();
  const fitting = codes.groups.filter(
    (rule) => fittingParts(rule, "organisation", organisation.kind).length > 0,
  );
  if (fitting.length === 0) return null;
  return (
    <Section
      title={t("organisations.groups")}
      actions={
        can(session, "organisations.write") &&
        fitting.map(({ kind }) => (
          <ButtonLink
            key={kind}
            to={`/groups/new?group=${kind}&kind=organisation&id=${organisation.id}`}
          >
            {t("organisations.group_new", { kind: codes.word("group_kind", kind) })}
          </ButtonLink>
        ))
      }
    >
      <Groups party={organisation.id} none={t("organisations.groups_none")} />
    </Section>
  );
}

function Liaisons({ ties, today }: { ties: readonly TieLine[]; today: string }) {
  const t = useT();
  const present = ties.filter((tie) => holdsOn(tie, today));
  if (present.length === 0) return <p className="hint">{t("organisations.liaisons_none")}</p>;
  return (
    <Table
      caption={t("organisations.liaisons_here")}
      caption_hidden
      rows={present}
      rowKey={(tie) => tie.id}
      columns={[
        {
          key: "who",
          header: t("organisations.who_is"),
          heads_row: true,
          cell: (tie) => tie.title || t("organisations.unnamed"),
        },
        {
          key: "where",
          header: t("organisations.place"),
          cell: (tie) => <AreaName code={tie.to_id} />,
        },
        {
          key: "from",
          header: t("organisations.from_col"),
          cell: (tie) => formatDay(tie.from),
        },
      ]}
    />
  );
}
