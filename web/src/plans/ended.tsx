// Plans that have ended: of whom, from when to when, why, and when somebody was last there.
import { Link } from "../base/router.tsx";
import type { Codes } from "../codes/codes.ts";
import { formatDay } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { Table, type Column } from "../ui/table.tsx";
import type { PlanLine } from "./api.ts";

export interface EndedPlansProps {
  plans: readonly PlanLine[]; // The latest first.
  codes: Pick<Codes, "word" | "choices">;
  may_open: boolean; // The person's page.
  is_of_person?: boolean; // On the page of one person: whose they are is said above.
}

export function EndedPlans({ plans, codes, may_open, is_of_person = false }: EndedPlansProps) {
  const t = useT();
  const who: Column<PlanLine> = {
    key: "who",
    header: t("plans.person"),
    heads_row: true,
    cell: ({ person, person_name, where }) => (
      <>
        {may_open ? <Link to={`/people/${person}`}>{person_name}</Link> : person_name}
        {where && <span className="hint block">{where}</span>}
      </>
    ),
  };
  const kind: Column<PlanLine> = {
    key: "kind",
    header: t("plans.kind"),
    cell: (plan) => codes.word("watch_kind", plan.kind),
    heads_row: is_of_person,
  };
  const has_kinds = codes.choices("watch_kind").length > 1;
  return (
    <Table
      caption={t("plans.which_ended")}
      caption_hidden
      rows={plans}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t("plans.ended_none")}>{t("plans.ended_none_detail")}</EmptyState>}
      columns={[
        ...(is_of_person ? [] : [who]),
        ...(is_of_person || has_kinds ? [kind] : []),
        {
          key: "ended",
          header: t("plans.ended_on"),
          cell: ({ until }) => (until ? formatDay(until) : ""),
        },
        { key: "why", header: t("plans.ended_why"), cell: ({ end_reason }) => end_reason },
        { key: "since", header: t("plans.since"), cell: ({ from }) => formatDay(from) },
        {
          key: "last",
          header: t("plans.ended_last"),
          cell: ({ last_contact }) =>
            last_contact ? formatDay(last_contact) : t("plans.ended_no_contact"),
        },
      ]}
    />
  );
}
