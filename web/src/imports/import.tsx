// One import: what its workbook would do, what is wrong with it, and doing it.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { api, call } from "../api/client.ts";
import { useParam } from "../base/router.tsx";
import { useLanguage, useT } from "../i18n/index.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { Page, Section } from "../ui/page.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { StatusRegion } from "../ui/status-region.tsx";
import { ImportSteps } from "./import-steps.tsx";
import { Mapping } from "./mapping.tsx";
import { mappingOf, phaseOf, waitsForTrial, type ImportView, type MappedColumn } from "./model.ts";
import { Result } from "./result.tsx";
import { Running } from "./running.tsx";

const look_again_ms = 1000;

function useImport(id: string) {
  return useQuery({
    queryKey: ["import", id],
    queryFn: ({ signal }) =>
      call(api.GET("/imports/{import}", { params: { path: { import: id } }, signal })),
    refetchInterval: ({ state: { data } }) => {
      const phase = data && phaseOf(data);
      return phase === "checking" || phase === "running" ? look_again_ms : false;
    },
  });
}

export default function Import() {
  const t = useT();
  const id = useParam("import");
  const { data, error, refetch } = useImport(id);
  const back = { to: "/imports", label: t("imports.list") };
  return (
    <Page title={data?.file_name ?? t("imports.new")} back={back}>
      {error && <ProblemNotice error={error} retry={() => void refetch()} />}
      {data ? <OneImport view={data} /> : !error && <Skeleton lines={6} />}
    </Page>
  );
}

function OneImport({ view }: { view: ImportView }) {
  const t = useT();
  const lang = useLanguage();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const [is_mapping, setMapping] = useState(false);
  const phase = phaseOf(view);
  const params = { path: { import: view.id } };

  const ask = async (request: () => Promise<ImportView>) => {
    setBusy(true);
    setError(undefined);
    try {
      queries.setQueryData(["import", view.id], await request());
      setMapping(false);
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
      void queries.invalidateQueries({ queryKey: ["imports"] });
    }
  };
  const tryOut = (mapping: MappedColumn[]) =>
    ask(() => call(api.POST("/imports/{import}/preview", { params, body: { mapping } })));
  const run = () => ask(() => call(api.POST("/imports/{import}/run", { params })));

  // A sheet whose columns are all known is tried without asking, once.
  const tried = useRef("");
  const is_waiting = waitsForTrial(view);
  useEffect(() => {
    if (!is_waiting || tried.current === view.id) return;
    tried.current = view.id;
    void tryOut(view.mapping);
  });

  // People found before the import are not those after it.
  useEffect(() => {
    if (phase === "done" || phase === "cancelled")
      void queries.invalidateQueries({ queryKey: ["people"] });
  }, [phase, queries]);

  const columns = view.layout?.columns ?? [];
  const known = view.columns.map((column) => ({
    key: column.key,
    name: column[lang],
    required: column.required,
  }));
  const asks_mapping = phase === "mapping" || is_mapping;
  return (
    <>
      <ImportSteps phase={is_mapping ? "mapping" : phase} />
      <StatusRegion>
        <span className="visually-hidden">{t(`imports.phase_${phase}`)}</span>
      </StatusRegion>
      {error !== undefined && (
        <ProblemNotice
          error={error}
          {...(is_waiting && { retry: () => void tryOut(view.mapping) })}
        />
      )}
      {phase === "failed" && (
        <Notice
          kind="error"
          title={t("imports.failed")}
          action={<ButtonLink to="/imports/new">{t("imports.another")}</ButtonLink>}
        >
          {view.problem}
        </Notice>
      )}
      {asks_mapping ? (
        <Section title={t("imports.mapping")}>
          <Mapping
            key={view.id}
            known={known}
            columns={columns}
            busy={busy}
            onDone={(chosen) => void tryOut(mappingOf(columns, chosen))}
          />
        </Section>
      ) : phase === "checking" || phase === "running" ? (
        error === undefined && <Running view={view} phase={phase} />
      ) : (
        view.counts && <Result view={view} counts={view.counts} phase={phase} />
      )}
      {phase === "ready" && !is_mapping && view.counts && (
        <div className="actions">
          {view.counts.accepted > 0 && (
            <Button kind="primary" busy={busy} onClick={() => void run()}>
              {t("imports.run", { count: view.counts.accepted })}
            </Button>
          )}
          <Button onClick={() => setMapping(true)}>{t("imports.mapping_again")}</Button>
          <ButtonLink to="/imports/new">{t("imports.another")}</ButtonLink>
        </div>
      )}
      {(phase === "done" || phase === "cancelled") && (
        <div className="actions">
          {phase === "cancelled" && (
            <Button kind="primary" busy={busy} onClick={() => void run()}>
              {t("imports.resume")}
            </Button>
          )}
          <ButtonLink to="/people" kind={phase === "done" ? "primary" : "secondary"}>
            {t("imports.see_people")}
          </ButtonLink>
          <ButtonLink to="/imports/new">{t("imports.another")}</ButtonLink>
        </div>
      )}
    </>
  );
}
