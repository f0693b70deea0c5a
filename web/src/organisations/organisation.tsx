// One body: what it is, who leads and works in it, what it belongs to, and who looks after the
// people of its place.
import { useQuery } from "@tanstack/react-query";
import { api, call } from "../api/client.ts";
import { Link, useParam } from "../base/router.tsx";
import { AreaName } from "../codes/area-name.tsx";
import { useCodes } from "../codes/codes.ts";
import { formatDay } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import { ButtonLink } from "../ui/button.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page, Section } from "../ui/page.tsx";
import { PrintButton } from "../ui/print-button.tsx";
import { SummaryList } from "../ui/summary-list.tsx";
import { Table } from "../ui/table.tsx";
import { holdsOn } from "./cover.ts";
import { liaison_kind } from "./liaisons.tsx";
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

// The relations of a body in its place, and the liaisons there.
function useTies({ area }: OrganisationLine) {
  return useQuery({
    queryKey: ["ties", area, "all"],
    queryFn: ({ signal }) => call(api.GET("/ties", { params: { query: { area } }, signal })),
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
  const parent = useOrganisation(line.parent ?? "");
  const ties = useTies(line);
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
      <Section title={t("organisations.people")}>
        <Loaded query={ties} lines={2}>
          {({ items }) => (
            <Ties
              caption={t("organisations.people")}
              none={t("organisations.people_none")}
              ties={items.filter((tie) => tie.to_id === line.id && tie.to_kind === "organisation")}
              today={codes.today}
            />
          )}
        </Loaded>
      </Section>
      <Section
        title={t("organisations.liaisons_here")}
        actions={
          <ButtonLink to={`/organisations/liaisons?area=${area}`}>
            {t("organisations.liaisons_all")}
          </ButtonLink>
        }
      >
        <Loaded query={ties} lines={2}>
          {({ items }) => (
            <Ties
              caption={t("organisations.liaisons_here")}
              none={t("organisations.liaisons_none")}
              ties={items.filter((tie) => tie.kind === liaison_kind)}
              today={codes.today}
            />
          )}
        </Loaded>
      </Section>
    </>
  );
}

interface TiesProps {
  caption: string;
  none: string;
  ties: readonly TieLine[];
  today: string;
}

function Ties({ caption, none, ties, today }: TiesProps) {
  const t = useT();
  const codes = useCodes();
  const present = ties.filter((tie) => holdsOn(tie, today));
  if (present.length === 0) return <p className="hint">{none}</p>;
  return (
    <Table
      caption={caption}
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
          key: "as",
          header: t("organisations.as"),
          cell: (tie) => codes.word("relation_kind", tie.kind),
        },
        {
          key: "where",
          header: t("organisations.place"),
          cell: (tie) => (tie.to_kind === "area" ? <AreaName code={tie.to_id} /> : "–"),
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
