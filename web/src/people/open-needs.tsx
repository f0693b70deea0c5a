// What a person asked for that is not yet done.
import { useQuery } from "@tanstack/react-query";
import { api, call } from "../api/client.ts";
import { Link } from "../base/router.tsx";
import { useCodes } from "../codes/codes.ts";
import { formatDay } from "../i18n/format.ts";
import { textOf, useT } from "../i18n/index.ts";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { Table } from "../ui/table.tsx";

const ended: ReadonlySet<string> = new Set(["evaluated", "withdrawn", "merged", "rejected"]);

export function OpenNeeds({ person }: { person: string }) {
  const t = useT();
  const codes = useCodes();
  const needs = useQuery({
    queryKey: ["needs", { person }],
    queryFn: ({ signal }) =>
      call(api.GET("/needs", { params: { query: { person, limit: 100 } }, signal })),
  });
  if (needs.error) return <ProblemNotice error={needs.error} retry={() => void needs.refetch()} />;
  if (needs.isPending) return <Skeleton lines={2} />;
  const open = needs.data.items.filter((need) => !ended.has(need.state));
  if (open.length === 0) return <p>{t("people.needs_none")}</p>;
  return (
    <Table
      caption={t("people.open_needs")}
      caption_hidden
      rows={open}
      rowKey={(need) => need.id}
      columns={[
        {
          key: "words",
          header: t("people.need"),
          heads_row: true,
          cell: (need) => <Link to={`/needs/${need.id}`}>{need.words}</Link>,
        },
        {
          key: "category",
          header: t("people.need_category"),
          cell: (need) => codes.category(need.category),
        },
        {
          key: "raised",
          header: t("people.need_raised"),
          cell: (need) => formatDay(need.raised_on),
        },
        {
          key: "state",
          header: t("people.need_state"),
          cell: (need) => textOf(`people.need_state_${need.state}`) ?? need.state,
        },
      ]}
    />
  );
}
