// A place's published report, sentence by sentence: what is computed here beside what was
// published, the records behind it, and the screen where the practice is at work.
import { useSession } from "../api/session.ts";
import { Link, useParam, useQueryParams } from "../base/router.tsx";
import { useCodes } from "../codes/codes.ts";
import { unitWord, writtenValue } from "../figures/reading.ts";
import { formatDay, formatNumber } from "../i18n/format.ts";
import { textOf, useT, type T } from "../i18n/index.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { Icon } from "../ui/icon.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page } from "../ui/page.tsx";
import { PrintButton } from "../ui/print-button.tsx";
import { Table, type Column } from "../ui/table.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { useReport, type PlaceReport, type Statement } from "./api.ts";
import { OutcomeTag } from "./outcome.tsx";
import { countOutcomes, isIn, recordsLink, screenLink, type Part } from "./reading.ts";
import "./places.css";

const parts: readonly Part[] = ["all", "numbers", "differs", "practice", "later"];

function When({ statement }: { statement: Statement }) {
  const t = useT();
  const { figure, published, from, to } = statement;
  // A practice is told until today; only what was published has days of its own.
  if (!published) return <>{figure ? t("places.until", { day: formatDay(to) }) : ""}</>;
  return <>{from === to ? formatDay(to) : `${formatDay(from)} – ${formatDay(to)}`}</>;
}

function Computed({ statement }: { statement: Statement }) {
  const t = useT();
  const codes = useCodes();
  const { figure, value, unit, later, name } = statement;
  if (later) return <span className="hint">{later}</span>;
  if (!figure || unit === null) return <span className="hint">{t("places.no_count")}</span>;
  const written = writtenValue({ value, unit });
  return (
    <span className="stacked">
      <span className="one-number">
        <strong>{written ?? t("figures.unknown")}</strong> {unitWord(codes, { unit, value })}
      </span>
      <span className="hint">{name}</span>
    </span>
  );
}

function Published({ statement }: { statement: Statement }) {
  const t = useT();
  const codes = useCodes();
  const { published, unit } = statement;
  if (!published) return <span className="hint">{t("places.no_number")}</span>;
  const number = Number(published.value);
  const value = formatNumber(number, Number.isInteger(number) ? 0 : 2);
  const bounds = {
    exact: t("figures.bound_exact", { value }),
    at_least: t("figures.bound_at_least", { value }),
    more_than: t("figures.bound_more_than", { value }),
    about: t("figures.bound_about", { value }),
  };
  const basis = textOf(`places.basis_${published.basis}`);
  return (
    <span className="stacked">
      <span className="one-number">
        {bounds[published.bound as keyof typeof bounds] ?? value}{" "}
        {unit === null ? "" : unitWord(codes, { unit, value: number })}
      </span>
      <span className="hint">
        {t(published.kind === "target" ? "places.kind_target" : "places.kind_actual")}
        {basis && ` · ${basis}`}
      </span>
    </span>
  );
}

function Links({ statement }: { statement: Statement }) {
  const t = useT();
  const session = useSession();
  const records = recordsLink(statement);
  const screen = screenLink(statement, session);
  const about = <span className="visually-hidden">{`: ${statement.statement}`}</span>;
  return (
    <span className="stacked">
      {records && (
        <Link to={records}>
          {t("places.to_records")}
          {about}
        </Link>
      )}
      {screen && (
        <Link to={screen}>
          {t("places.to_screen")}
          {about}
        </Link>
      )}
    </span>
  );
}

function columnsOf(t: T): Column<Statement>[] {
  return [
    {
      key: "statement",
      header: t("places.col_statement"),
      heads_row: true,
      cell: (statement) => (
        <>
          {statement.statement}
          <span className="hint block">
            {statement.mechanisms.join(", ")}
            {statement.area_name && ` · ${statement.area_name}`}
            {(statement.published || statement.figure) && " · "}
            <When statement={statement} />
          </span>
        </>
      ),
    },
    {
      key: "computed",
      header: t("places.col_computed"),
      cell: (statement) => <Computed statement={statement} />,
    },
    {
      key: "published",
      header: t("places.col_published"),
      cell: (statement) => <Published statement={statement} />,
    },
    {
      key: "outcome",
      header: t("places.col_outcome"),
      cell: (statement) => (
        <span className="stacked">
          <OutcomeTag outcome={statement.outcome} />
          {statement.sample && isIn("differs", statement) && (
            <span className="hint">{statement.sample}</span>
          )}
        </span>
      ),
    },
    {
      key: "open",
      header: t("places.col_open"),
      cell: (statement) => <Links statement={statement} />,
    },
  ];
}

function Counts({ statements }: { statements: readonly Statement[] }) {
  const t = useT();
  return (
    <ul className="outcome-counts" aria-label={t("places.summary")}>
      {countOutcomes(statements).map(([outcome, count]) => (
        <li key={outcome}>
          <OutcomeTag outcome={outcome} /> <strong>{formatNumber(count)}</strong>
        </li>
      ))}
    </ul>
  );
}

function Report({ report }: { report: PlaceReport }) {
  const t = useT();
  const [params, setParams] = useQueryParams();
  const columns = columnsOf(t);
  const tabs = parts.flatMap((part) => {
    const rows = report.statements.filter((statement) => isIn(part, statement));
    if (rows.length === 0 && part !== "all") return [];
    return [
      {
        key: part,
        label: t("places.part", { part: t(`places.part_${part}`), count: rows.length }),
        content: (
          <div className="report-table">
            <Table
              caption={t(`places.part_${part}`)}
              caption_hidden
              columns={columns}
              rows={rows}
              rowKey={(statement) => statement.id}
              empty={<EmptyState title={t("places.empty")} />}
            />
          </div>
        ),
      },
    ];
  });
  return (
    <>
      <Counts statements={report.statements} />
      <p className="hint">
        <Icon name="info" /> {t("places.own_words")}
      </p>
      <Tabs
        label={t("places.parts")}
        items={tabs}
        selected={params.get("part") ?? "all"}
        onSelect={(part) => setParams({ part: part === "all" ? "" : part })}
      />
    </>
  );
}

export default function PlacePage() {
  const t = useT();
  const report = useReport(useParam("place"));
  const { data } = report;
  return (
    <Page
      title={data ? t("places.report_of", { place: data.name }) : t("places.one")}
      back={{ to: "/places", label: t("places.title") }}
      lead={data?.document}
      actions={<PrintButton />}
    >
      <Loaded query={report} lines={9}>
        {(whole) => <Report report={whole} />}
      </Loaded>
    </Page>
  );
}
