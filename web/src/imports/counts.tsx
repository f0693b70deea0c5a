// How many rows a workbook has, and what becomes of them.
import { formatNumber } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import { SummaryList } from "../ui/summary-list.tsx";
import type { Counts as Numbers } from "./model.ts";

export function Counts({ counts, is_done }: { counts: Numbers; is_done: boolean }) {
  const t = useT();
  const line = (name: string, value: number) => ({
    name,
    value: t("imports.rows_count", { count: formatNumber(value) }),
  });
  return (
    <SummaryList
      items={[
        line(t("imports.rows"), counts.rows),
        line(t(is_done ? "imports.created_done" : "imports.created"), counts.created),
        line(t(is_done ? "imports.updated_done" : "imports.updated"), counts.updated),
        line(t("imports.unchanged"), counts.unchanged),
        line(t("imports.rejected"), counts.rejected),
      ]}
    />
  );
}
