// The imports of this area, the newest first.
import { useQuery } from "@tanstack/react-query";
import { api, call } from "../api/client.ts";
import { can, useSession } from "../api/session.ts";
import { Link } from "../base/router.tsx";
import { formatInstant } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import { AreaName } from "../codes/area-name.tsx";
import { ButtonLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Page, Section } from "../ui/page.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { Table } from "../ui/table.tsx";
import { ImportTag } from "./import-tag.tsx";

export default function Imports() {
  const t = useT();
  const session = useSession();
  const found = useQuery({
    queryKey: ["imports"],
    queryFn: ({ signal }) => call(api.GET("/imports", { signal })),
  });
  const lines = found.data?.items ?? [];
  const start = (
    <ButtonLink to="/imports/new" kind="primary">
      {t("imports.new")}
    </ButtonLink>
  );
  return (
    <Page
      title={t("imports.list")}
      lead={t("imports.new_lead")}
      actions={
        <>
          {start}
          {can(session, "people.export") && (
            <ButtonLink to="/export">{t("imports.export")}</ButtonLink>
          )}
        </>
      }
    >
      <Section title={t("imports.past")}>
        {found.error ? (
          <ProblemNotice error={found.error} retry={() => void found.refetch()} />
        ) : found.isPending ? (
          <Skeleton lines={4} />
        ) : lines.length === 0 ? (
          <EmptyState title={t("imports.none_yet")} action={start}>
            {t("imports.none_yet_hint")}
          </EmptyState>
        ) : (
          <Table
            caption={t("imports.past")}
            caption_hidden
            rows={lines}
            rowKey={(line) => line.id}
            columns={[
              {
                key: "name",
                header: t("imports.name"),
                heads_row: true,
                cell: (line) => <Link to={`/imports/${line.id}`}>{line.file_name}</Link>,
              },
              {
                key: "state",
                header: t("imports.state"),
                cell: (line) => <ImportTag state={line.state} />,
              },
              {
                key: "area",
                header: t("imports.area"),
                cell: (line) => <AreaName code={line.area} />,
              },
              {
                key: "made_at",
                header: t("imports.made_at"),
                cell: (line) => formatInstant(line.created_at),
              },
            ]}
          />
        )}
      </Section>
    </Page>
  );
}
