// Who looks after which village, place by place, with the gaps in sight.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, call } from "../api/client.ts";
import { allPages } from "../api/pages.ts";
import { can, useSession } from "../api/session.ts";
import { useQueryParams } from "../base/router.tsx";
import { useCodes } from "../codes/codes.ts";
import { useForm } from "../form/use-form.ts";
import { t as text, useT } from "../i18n/index.ts";
import { AreaPicker } from "../codes/area-picker.tsx";
import { useAreas } from "../codes/areas.ts";
import { Button } from "../ui/button.tsx";
import { DateField, readDay } from "../ui/date-field.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Form } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { PrintButton } from "../ui/print-button.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { coverOf } from "./cover.ts";
import { LiaisonsTable } from "./liaisons-table.tsx";
import type { TieLine } from "./types.ts";

export const liaison_kind = "liaison_of";

export default function Liaisons() {
  const t = useT();
  const codes = useCodes();
  const session = useSession();
  const [params, setParams] = useQueryParams();
  const [ending, setEnding] = useState<TieLine>();
  const area = params.get("area") ?? session?.user.area?.code ?? "";
  const areas = useAreas(area, "");
  const ties = useQuery({
    queryKey: ["ties", area],
    queryFn: ({ signal }) =>
      allPages((cursor) => {
        const query = { kind: liaison_kind, ...(area && { area }), ...(cursor && { cursor }) };
        return call(api.GET("/ties", { params: { query }, signal }));
      }),
  });
  const rows = coverOf(areas.data?.items ?? [], ties.data?.items ?? [], codes.today);
  const error = areas.error ?? ties.error;
  const gaps = rows.filter((row) => row.liaisons.length === 0).length;

  return (
    <Page
      title={t("organisations.liaisons")}
      back={{ to: "/organisations", label: t("organisations.list") }}
      lead={t("organisations.liaisons_lead")}
      actions={<PrintButton />}
    >
      <AreaPicker
        label={t("organisations.place")}
        value={area}
        onChange={(code) => setParams({ area: code })}
      />
      {error ? (
        <ProblemNotice
          error={error}
          retry={() => void Promise.all([areas.refetch(), ties.refetch()])}
        />
      ) : areas.isPending || ties.isPending ? (
        <Skeleton lines={6} />
      ) : rows.length === 0 ? (
        <EmptyState title={t("organisations.no_places")}>
          {t("organisations.no_places_hint")}
        </EmptyState>
      ) : (
        <div className="stack">
          <p>{t("organisations.gaps", { gaps, all: rows.length })}</p>
          <LiaisonsTable
            rows={rows}
            may_write={can(session, "organisations.write")}
            onEnd={setEnding}
          />
        </div>
      )}
      <Dialog
        open={ending !== undefined}
        title={t("organisations.end_title", { name: ending?.title ?? "" })}
        onClose={() => setEnding(undefined)}
      >
        {ending && (
          <EndForm tie={ending} today={codes.today} onClose={() => setEnding(undefined)} />
        )}
      </Dialog>
    </Page>
  );
}

interface EndFormProps {
  tie: TieLine;
  today: string;
  onClose: () => void;
}

function EndForm({ tie, today, onClose }: EndFormProps) {
  const t = useT();
  const queries = useQueryClient();
  const form = useForm({
    draft: null,
    initial: { on: today },
    validate: ({ on }) => ({
      on: readDay(on)
        ? undefined
        : text(on ? "ui.date_not_understood" : "organisations.on_missing"),
    }),
    submit: ({ on }) =>
      call(
        api.POST("/ties/{tie}/end", {
          params: { path: { tie: tie.id } },
          body: { on: readDay(on) ?? "" },
        }),
      ),
    saved: () => {
      void queries.invalidateQueries({ queryKey: ["ties"] });
      onClose();
    },
  });
  return (
    <Form
      form={form}
      send={t("organisations.end_send")}
      also={<Button onClick={onClose}>{t("ui.cancel")}</Button>}
    >
      <DateField label={t("organisations.end_on")} offers_today {...form.field("on")} />
    </Form>
  );
}
