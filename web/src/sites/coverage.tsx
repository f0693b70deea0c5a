// One association, one home, one station: which villages have them, with the gaps in sight. The
// numbers are those of the figures, and each opens to its records.
import { useQuery } from "@tanstack/react-query";
import { api, call } from "../api/client.ts";
import { allPages } from "../api/pages.ts";
import { useSession } from "../api/session.ts";
import { Link, useQueryParams } from "../base/router.tsx";
import { AreaPicker } from "../codes/area-picker.tsx";
import { useAreas } from "../codes/areas.ts";
import { useT } from "../i18n/index.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { Page } from "../ui/page.tsx";
import { PrintButton } from "../ui/print-button.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { Table, type Column } from "../ui/table.tsx";
import { Tag } from "../ui/tag.tsx";
import {
  cover_figures,
  coverRows,
  isVillage,
  isWhole,
  type Covered,
  type CoverFigure,
  type CoverRow,
} from "./cover.ts";

const portion = 200;

// Every village that a figure counts.
async function villagesOf(figure: CoverFigure | "villages", area: string, signal: AbortSignal) {
  const { items } = await allPages((cursor) => {
    const query = { ...(area && { area }), ...(cursor && { cursor }), limit: portion };
    return call(
      api.GET("/figures/{figure}/records", { params: { path: { figure }, query }, signal }),
    );
  });
  return new Set(items.map(({ id }) => id));
}

function useCovered(area: string) {
  return useQuery({
    queryKey: ["records", "coverage", area],
    queryFn: async ({ signal }): Promise<Covered> => {
      const [villages, association, home, three] = await Promise.all(
        (["villages", ...cover_figures] as const).map((figure) => villagesOf(figure, area, signal)),
      );
      return {
        villages: villages!,
        villages_with_association: association!,
        villages_with_home: home!,
        villages_with_three: three!,
      };
    },
  });
}

function Cell({ row, figure }: { row: CoverRow; figure: CoverFigure }) {
  const t = useT();
  const have = row.have[figure];
  const is_all = row.villages > 0 && have >= row.villages;
  return (
    <Tag kind={is_all ? "done" : "warning"}>
      {isVillage(row.area)
        ? t(have > 0 ? "sites.coverage_have" : "sites.coverage_gap")
        : t("sites.coverage_count", { have, all: row.villages })}
    </Tag>
  );
}

function CoverTable({ rows }: { rows: readonly CoverRow[] }) {
  const t = useT();
  const columns: Column<CoverRow>[] = [
    {
      key: "place",
      header: t("sites.place"),
      heads_row: true,
      cell: ({ area }) =>
        isVillage(area) ? (
          area.name
        ) : (
          <Link to={`/sites/coverage?area=${area.code}`}>{area.name}</Link>
        ),
    },
    ...cover_figures.map((figure) => ({
      key: figure,
      header: t(`sites.${figure}`),
      cell: (row: CoverRow) => <Cell row={row} figure={figure} />,
    })),
  ];
  return (
    <Table
      caption={t("sites.coverage_title")}
      caption_hidden
      columns={columns}
      rows={rows}
      rowKey={({ area }) => area.code}
    />
  );
}

export default function CoveragePage() {
  const t = useT();
  const session = useSession();
  const [params, setParams] = useQueryParams();
  const area = params.get("area") ?? session?.user.area?.code ?? "";
  const areas = useAreas(area, "");
  const covered = useCovered(area);
  const error = areas.error ?? covered.error;
  const rows = areas.data && covered.data && coverRows(areas.data.items, covered.data);
  return (
    <Page
      title={t("sites.coverage_title")}
      back={{ to: "/sites", label: t("sites.title") }}
      lead={t("sites.coverage_lead")}
      actions={<PrintButton />}
    >
      <AreaPicker
        label={t("sites.place")}
        value={area}
        onChange={(code) => setParams({ area: code })}
      />
      {error ? (
        <ProblemNotice
          error={error}
          retry={() => void Promise.all([areas.refetch(), covered.refetch()])}
        />
      ) : !rows ? (
        <Skeleton lines={6} />
      ) : rows.length === 0 ? (
        <EmptyState title={t("sites.coverage_none")}>{t("sites.coverage_none_hint")}</EmptyState>
      ) : (
        <div className="stack">
          <p>
            {t("sites.coverage_whole", { whole: rows.filter(isWhole).length, all: rows.length })}
          </p>
          <CoverTable rows={rows} />
          <p className="hint">
            {t("sites.coverage_hint")}{" "}
            <Link to={`/figures/three_coverage${area && `?area=${area}`}`}>
              {t("sites.coverage_figure")}
            </Link>
          </p>
        </div>
      )}
    </Page>
  );
}
