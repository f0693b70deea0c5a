// What a trial found or an import did: the counts first, then every faulty row.
import { useState } from "react";
import { formatNumber } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { Section } from "../ui/page.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { Counts } from "./counts.tsx";
import { download } from "./download.ts";
import { Faults } from "./faults.tsx";
import type { Counts as Numbers, ImportView, Phase } from "./model.ts";

export interface ResultProps {
  view: ImportView;
  counts: Numbers;
  phase: Phase;
}

export function Result({ view, counts, phase }: ResultProps) {
  const t = useT();
  const is_done = !view.is_trial;
  return (
    <>
      <Section title={is_done ? t("imports.step_run") : t("imports.preview")}>
        <Verdict counts={counts} phase={phase} />
        <Counts counts={counts} is_done={is_done} />
      </Section>
      <Section
        title={t("imports.faults")}
        actions={view.faults_total > 0 && <ErrorWorkbook id={view.id} />}
      >
        {view.faults_total === 0 ? (
          <p>{t("imports.faults_none")}</p>
        ) : (
          <>
            <p>{t("imports.faults_lead")}</p>
            {view.faults.length < view.faults_total && (
              <p>
                {t("imports.faults_more", {
                  shown: formatNumber(view.faults.length),
                  all: formatNumber(view.faults_total),
                })}
              </p>
            )}
            <Faults faults={view.faults} />
          </>
        )}
      </Section>
    </>
  );
}

function Verdict({ counts, phase }: { counts: Numbers; phase: Phase }) {
  const t = useT();
  if (phase === "done") {
    const { created, updated, unchanged } = counts;
    return (
      <Notice kind="success" title={t("imports.done")}>
        {t("imports.done_text", {
          created: formatNumber(created),
          updated: formatNumber(updated),
          unchanged: formatNumber(unchanged),
        })}
      </Notice>
    );
  }
  if (phase === "cancelled") return <Notice kind="warning">{t("imports.stopped")}</Notice>;
  if (phase === "failed") return null;
  return counts.accepted > 0 ? (
    <Notice kind="info">{t("imports.preview_sound", { count: counts.accepted })}</Notice>
  ) : (
    <Notice kind="warning">{t("imports.preview_none")}</Notice>
  );
}

function ErrorWorkbook({ id }: { id: string }) {
  const t = useT();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const fetchIt = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await download(`/imports/${encodeURIComponent(id)}/errors`, "errors.xlsx");
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button busy={busy} onClick={() => void fetchIt()}>
        {t("imports.download_errors")}
      </Button>
      {error !== undefined && <ProblemNotice error={error} />}
    </>
  );
}
