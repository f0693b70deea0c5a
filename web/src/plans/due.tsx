// On the first page: whom to look in on today. Where nobody is due when the page is opened, it does
// not stand there.
import { useRef } from "react";
import { useCodes } from "../codes/codes.ts";
import { useT } from "../i18n/index.ts";
import { ButtonLink } from "../ui/button.tsx";
import { Section } from "../ui/page.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { usePlans } from "./api.ts";
import { countParts, isIn, stageOf } from "./model.ts";
import { PlanRows } from "./plan-rows.tsx";

const rows_shown = 5;

export function DuePlans() {
  const t = useT();
  const codes = useCodes();
  const plans = usePlans({});
  const was_due = useRef(false);
  if (plans.error) return <ProblemNotice error={plans.error} retry={() => void plans.refetch()} />;
  const lines = plans.data;
  if (!lines || codes.loading) return null;
  const { now, due, overdue } = countParts(lines, codes.today);
  // Whoever was just seen to stays in sight, with the way back.
  was_due.current ||= now > 0;
  if (!was_due.current) return null;
  return (
    <Section
      title={t("plans.due_title")}
      actions={<ButtonLink to="/plans">{t("plans.all")}</ButtonLink>}
    >
      <p>{now === 0 ? t("plans.due_none") : t("plans.due_summary", { due, overdue })}</p>
      <PlanRows
        label={t("plans.due_title")}
        plans={lines}
        codes={codes}
        shows={(plan) => isIn("now", stageOf(plan, codes.today))}
        most={rows_shown}
      />
    </Section>
  );
}
