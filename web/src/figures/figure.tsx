// One figure and the records it counts. The number and the list come from the same rows, and the
// page says how many there are.
import { api, call } from "../api/client.ts";
import { usePages } from "../api/pages.ts";
import { can, useSession, type Right, type Session } from "../api/session.ts";
import { Link, useParam } from "../base/router.tsx";
import { useCodes, type Codes } from "../codes/codes.ts";
import { formatDay, formatNumber } from "../i18n/format.ts";
import { textOf, useLanguage, useT } from "../i18n/index.ts";
import { Card, Cards } from "../ui/card.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Notice } from "../ui/notice.tsx";
import { Page, Section } from "../ui/page.tsx";
import { PrintButton } from "../ui/print-button.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { SummaryList } from "../ui/summary-list.tsx";
import { Table, type Column } from "../ui/table.tsx";
import { PublishedBeside } from "./published.tsx";
import { unitWord, writtenValue } from "./reading.ts";
import {
  figureLink,
  scopeQuery,
  useFigures,
  useScope,
  type Figure,
  type FigureRecord,
  type NamedScope,
} from "./scope.ts";
import "./figures.css";

// Where a record opens, for who may open it.
export function recordLink(
  { subject, id }: Pick<FigureRecord, "subject" | "id">,
  session: Session | null | undefined,
): string | undefined {
  const pages: Record<string, readonly [right: Right, to: string]> = {
    person: ["people.read", `/people/${id}`],
    need: ["needs.read", `/needs/${id}`],
    listing: ["claims.read", `/listings/${id}`],
    claim: ["claims.read", `/claims/${id}`],
    delivery: ["needs.read", `/deliveries/${id}/evaluate`],
    organisation: ["organisations.read", `/organisations/${id}`],
  };
  const page = pages[subject];
  return page && can(session, page[0]) ? page[1] : undefined;
}

// A need, and what was done about it, is labelled by its category: a code, that is, not a word.
function labelOf({ subject, label }: FigureRecord, codes: Codes): string {
  const has_category = subject === "need" || subject === "delivery";
  return has_category ? codes.category(label) : label;
}

function Records({ figure, scope }: { figure: Figure; scope: NamedScope }) {
  const t = useT();
  const session = useSession();
  const codes = useCodes();
  const language = useLanguage();
  const { area, from, to, as_of } = scope;
  const records = usePages(
    ["records", figure.id, area, from, to, as_of, language],
    (cursor, signal) =>
      call(
        api.GET("/figures/{figure}/records", {
          params: {
            path: { figure: figure.id },
            query: { area, from, to, as_of, cursor, language },
          },
          signal,
        }),
      ),
  );
  const columns: Column<FigureRecord>[] = [
    {
      key: "record",
      header: t("figures.col_record"),
      heads_row: true,
      cell: (record) => {
        const link = recordLink(record, session);
        const label = labelOf(record, codes) || record.id;
        return link ? <Link to={link}>{label}</Link> : label;
      },
    },
    {
      key: "kind",
      header: t("figures.col_kind"),
      cell: (record) => textOf(`figures.subject_${record.subject}`) ?? record.subject,
    },
    { key: "place", header: t("figures.col_place"), cell: (record) => record.place },
    {
      key: "day",
      header: t("figures.col_day"),
      cell: (record) => record.on && formatDay(record.on),
    },
    ...(figure.kind === "sum"
      ? [
          {
            key: "amount",
            header: t("figures.col_amount"),
            number: true,
            cell: (record: FigureRecord) =>
              record.amount === null
                ? ""
                : formatNumber(record.amount, Number.isInteger(record.amount) ? 0 : 2),
          },
        ]
      : []),
  ];
  if (records.error) return <ProblemNotice error={records.error} retry={records.retry} />;
  return (
    <>
      <Table
        caption={t("figures.records_caption", { name: figure.name })}
        caption_hidden
        columns={columns}
        rows={records.items}
        rowKey={(record) => `${record.subject} ${record.id}`}
        loading={records.loading}
        empty={<EmptyState title={t("figures.no_records")} />}
      />
      {records.items.length > 0 && (
        <LoadMore
          shown={records.items.length}
          total={figure.records}
          has_more={records.has_more}
          loading={records.loading_more}
          onMore={records.more}
        />
      )}
    </>
  );
}

interface FigureProps {
  figure: Figure;
  all: readonly Figure[]; // Those of the same place and period, to find its sides in.
  scope: NamedScope;
}

function Sides({ figure, all, scope }: FigureProps) {
  const t = useT();
  const codes = useCodes();
  const sides = [
    ["numerator", figure.numerator],
    ["denominator", figure.denominator],
  ] as const;
  return (
    <Cards>
      {sides.map(([side, id]) => {
        const other = all.find((line) => line.id === id);
        return (
          other && (
            <Card
              key={side}
              title={`${t(`figures.${side}`)}: ${other.name}`}
              to={figureLink(other.id, scope)}
            >
              <strong>{writtenValue(other) ?? t("figures.unknown")}</strong>{" "}
              {unitWord(codes, other)}
            </Card>
          )
        );
      })}
    </Cards>
  );
}

function FigureBody({ figure, all, scope }: FigureProps) {
  const t = useT();
  const codes = useCodes();
  const count = formatNumber(figure.records);
  const basis = {
    count: t("figures.counts", { count }),
    sum: t("figures.sums", { count }),
    rate: t("figures.rates"),
    derived: t("figures.derives"),
  };
  return (
    <>
      <p className="figure-large">
        {writtenValue(figure) ?? t("figures.unknown")} {unitWord(codes, figure)}
      </p>
      <Notice kind="info">{basis[figure.kind as keyof typeof basis] ?? figure.definition}</Notice>
      <SummaryList
        items={[
          { name: t("figures.definition"), value: figure.definition },
          ...(figure.published
            ? [{ name: t("figures.col_published"), value: <PublishedBeside figure={figure} /> }]
            : []),
          ...(figure.answers.length > 0
            ? [{ name: t("figures.mechanisms"), value: figure.answers.join(", ") }]
            : []),
        ]}
      />
      {figure.kind === "rate" && <Sides figure={figure} all={all} scope={scope} />}
      {(figure.kind === "count" || figure.kind === "sum") && (
        <Section title={t("figures.records")}>
          <Records figure={figure} scope={scope} />
        </Section>
      )}
    </>
  );
}

export default function FigurePage() {
  const t = useT();
  const id = useParam("figure");
  const codes = useCodes();
  const scope = useScope();
  const figures = useFigures(scope, !codes.loading);
  const figure = figures.data?.find((line) => line.id === id);
  return (
    <Page
      title={figure?.name ?? t("figures.one")}
      back={{ to: `/figures?${scopeQuery(scope)}`, label: t("figures.to_figures") }}
      lead={t("figures.now", {
        area: scope.area_name || scope.area,
        from: formatDay(scope.from),
        to: formatDay(scope.to),
        as_of: formatDay(scope.as_of),
      })}
      actions={<PrintButton />}
    >
      <Loaded query={figures}>
        {(all) =>
          figure ? (
            <FigureBody figure={figure} all={all} scope={scope} />
          ) : (
            <EmptyState title={t("figures.gone")} />
          )
        }
      </Loaded>
    </Page>
  );
}
