// How urgent a plan is: in words and with a sign, never by colour alone.
import type { Codes } from "../codes/codes.ts";
import { formatDay } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import { Tag, type TagKind } from "../ui/tag.tsx";
import type { PlanLine } from "./api.ts";
import { stageOf, type PlanStage } from "./model.ts";
import "./plans.css";

const kinds: Record<PlanStage, TagKind> = {
  ahead: "neutral",
  due: "waiting",
  overdue: "warning",
  told: "warning",
};

export interface PlanTagProps {
  plan: Pick<PlanLine, "due_on" | "days_overdue" | "told_steps" | "told">;
  today: string;
  codes: Pick<Codes, "role">;
}

export function PlanTag({ plan, today, codes }: PlanTagProps) {
  const t = useT();
  const stage = stageOf(plan, today);
  return (
    <span className="plan-tags">
      <Tag kind={kinds[stage]}>
        {stage === "ahead"
          ? t("plans.due_on", { day: formatDay(plan.due_on) })
          : stage === "due"
            ? t("plans.due_today")
            : t("plans.overdue_days", { days: plan.days_overdue })}
      </Tag>
      {plan.told && (
        <Tag
          kind={stage === "told" ? "stopped" : "neutral"}
          icon={stage === "told" ? "up" : "info"}
        >
          {t(stage === "told" ? "plans.told_up" : "plans.told", { role: codes.role(plan.told) })}
        </Tag>
      )}
    </span>
  );
}
