// The brief of a place and a period: what was done for how many, as a chart with its table, and
// everything as a workbook. The page around it prints on A4.
import { useState } from "react";
import { useCodes } from "../codes/codes.ts";
import { language, useT } from "../i18n/index.ts";
import { download } from "../imports/download.ts";
import { BarChart } from "../ui/bar-chart.tsx";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { Section } from "../ui/page.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { StatusRegion } from "../ui/status-region.tsx";
import { attendanceFigures, unitWord } from "./reading.ts";
import { scopeQuery, type Figure, type NamedScope } from "./scope.ts";

export function Brief({ figures, scope }: { figures: readonly Figure[]; scope: NamedScope }) {
  const t = useT();
  const codes = useCodes();
  const [busy, setBusy] = useState(false);
  const [saved, setSaved] = useState<string>();
  const [error, setError] = useState<unknown>();
  const save = async () => {
    setBusy(true);
    setSaved(undefined);
    setError(undefined);
    try {
      const query = `${scopeQuery(scope)}&language=${language()}`;
      setSaved(await download(`/figures/brief.xlsx?${query}`, `brief-${scope.area}.xlsx`));
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  const shown = attendanceFigures(figures);
  return (
    <Section
      title={t("figures.brief")}
      actions={
        <Button icon="file" busy={busy} onClick={() => void save()}>
          {t("figures.brief_save")}
        </Button>
      }
    >
      <StatusRegion>
        {saved && <Notice kind="success">{t("figures.brief_saved", { name: saved })}</Notice>}
      </StatusRegion>
      {error !== undefined && <ProblemNotice error={error} retry={() => void save()} />}
      {shown.length > 0 && (
        <BarChart
          title={t("figures.brief_chart")}
          unit={unitWord(codes, { unit: "attendance", value: null })}
          bars={shown.map((figure) => ({ name: figure.name, value: figure.value ?? 0 }))}
        />
      )}
    </Section>
  );
}
