// Every figure of a place and a period, grouped, beside what was published, each opening to its
// records.
import { Link, useQueryParams } from "../base/router.tsx";
import { useCodes, type Codes } from "../codes/codes.ts";
import { formatDay, formatNumber } from "../i18n/format.ts";
import { useT, type T } from "../i18n/index.ts";
import { BarChart } from "../ui/bar-chart.tsx";
import { ButtonLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page, Section } from "../ui/page.tsx";
import { PrintButton } from "../ui/print-button.tsx";
import { Table, type Column } from "../ui/table.tsx";
import { Brief } from "./brief.tsx";
import { PublishedBeside } from "./published.tsx";
import {
  channel_prefix,
  figure_groups,
  groupOf,
  mode_prefix,
  unitWord,
  writtenValue,
} from "./reading.ts";
import { ScopeForm } from "./scope-form.tsx";
import { figureLink, useFigures, useScope, type Figure, type NamedScope } from "./scope.ts";
import "./figures.css";

function columnsOf(
  t: T,
  codes: Codes,
  scope: NamedScope,
  names: ReadonlyMap<string, string>,
): Column<Figure>[] {
  return [
    {
      key: "name",
      header: t("figures.col_figure"),
      heads_row: true,
      cell: (figure) => (
        <>
          <Link to={figureLink(figure.id, scope)}>{figure.name}</Link>
          <span className="hint block">
            {figure.numerator && figure.denominator
              ? t("figures.rate_of", {
                  numerator: names.get(figure.numerator) ?? figure.numerator,
                  denominator: names.get(figure.denominator) ?? figure.denominator,
                })
              : figure.definition}
          </span>
        </>
      ),
    },
    {
      key: "value",
      header: t("figures.col_value"),
      number: true,
      cell: (figure) => {
        const value = writtenValue(figure);
        return value === undefined ? (
          <span title={t("figures.unknown_hint")}>{t("figures.unknown")}</span>
        ) : (
          <>
            <strong>{value}</strong>
            {"\u00a0"}
            {unitWord(codes, figure)}
          </>
        );
      },
    },
    {
      key: "published",
      header: t("figures.col_published"),
      cell: (figure) => <PublishedBeside figure={figure} />,
    },
    {
      key: "records",
      header: t("figures.col_open"),
      number: true,
      cell: (figure) =>
        figure.kind === "derived"
          ? t("figures.derived")
          : t("figures.open_records", { count: formatNumber(figure.records) }),
    },
  ];
}

function Chart({ prefix, figures }: { prefix: string; figures: readonly Figure[] }) {
  const t = useT();
  const codes = useCodes();
  const is_channel = prefix === channel_prefix;
  const list = is_channel ? "need_channel" : "need_mode";
  return (
    <BarChart
      title={t(is_channel ? "figures.channel_chart" : "figures.mode_chart")}
      unit={unitWord(codes, { unit: "item", value: null })}
      bars={figures.map((figure) => ({
        name: codes.word(list, figure.id.slice(prefix.length)),
        value: figure.value ?? 0,
      }))}
    />
  );
}

function Groups({ figures, scope }: { figures: readonly Figure[]; scope: NamedScope }) {
  const t = useT();
  const codes = useCodes();
  const names = new Map(figures.map((figure) => [figure.id, figure.name]));
  const columns = columnsOf(t, codes, scope, names);
  if (figures.length === 0) return <EmptyState title={t("figures.none")} />;
  return figure_groups.map((group) => {
    const rows = figures.filter((figure) => groupOf(figure) === group);
    if (rows.length === 0) return null;
    const has_published = rows.some((figure) => figure.published);
    return (
      <Section key={group} title={t(`figures.group_${group}`)}>
        {group === "channel" && <Chart prefix={channel_prefix} figures={rows} />}
        {group === "mode" && <Chart prefix={mode_prefix} figures={rows} />}
        <Table
          caption={t(`figures.group_${group}`)}
          caption_hidden
          columns={columns.filter((column) => column.key !== "published" || has_published)}
          rows={rows}
          rowKey={(figure) => figure.id}
        />
      </Section>
    );
  });
}

export default function FiguresPage() {
  const t = useT();
  const codes = useCodes();
  const scope = useScope();
  const [, setParams] = useQueryParams();
  const figures = useFigures(scope, !codes.loading);
  return (
    <Page
      title={t("figures.title")}
      lead={t("figures.lead")}
      actions={
        <>
          <ButtonLink to="/places">{t("places.title")}</ButtonLink>
          <PrintButton />
        </>
      }
    >
      <p className="scope-now">
        {t("figures.now", {
          area: scope.area_name || scope.area,
          from: formatDay(scope.from),
          to: formatDay(scope.to),
          as_of: formatDay(scope.as_of),
        })}
      </p>
      <ScopeForm scope={scope} today={codes.today} onChange={setParams} />
      <Loaded query={figures} lines={9}>
        {(lines) => (
          <>
            <Brief figures={lines} scope={scope} />
            <Groups figures={lines} scope={scope} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
