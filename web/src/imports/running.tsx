// An import under way: how far it is, and the way to stop it.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, call } from "../api/client.ts";
import { formatNumber } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import { Button } from "../ui/button.tsx";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { Progress } from "../ui/progress.tsx";
import type { ImportView } from "./model.ts";

export function Running({ view, phase }: { view: ImportView; phase: "checking" | "running" }) {
  const t = useT();
  const queries = useQueryClient();
  const [is_asking, setAsking] = useState(false);
  const { job, progress_done: done, progress_total: total } = view;
  const stop = async () => {
    if (!job) return;
    await call(api.DELETE("/jobs/{job}", { params: { path: { job } } }));
    await queries.invalidateQueries({ queryKey: ["import", view.id] });
  };
  return (
    <div className="stack">
      <Progress
        label={t(`imports.${phase}`)}
        share={total > 0 ? done / total : undefined}
        {...(total > 0 && {
          detail: t("imports.running_detail", {
            done: formatNumber(done),
            total: formatNumber(total),
          }),
        })}
      />
      {phase === "running" && job && (
        <div className="actions">
          <Button onClick={() => setAsking(true)}>{t("imports.stop")}</Button>
        </div>
      )}
      <ConfirmDialog
        open={is_asking}
        title={t("imports.stop_title")}
        confirm={t("imports.stop")}
        danger
        onConfirm={stop}
        onClose={() => setAsking(false)}
      >
        <p>{t("imports.stop_text")}</p>
      </ConfirmDialog>
    </div>
  );
}
