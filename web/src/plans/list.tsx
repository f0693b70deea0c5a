// Whom somebody looks in on again and again: who is due, who is overdue, and whom those further
// up are told of.
import { can, useSession } from "../api/session.ts";
import { useQueryParams } from "../base/router.tsx";
import { AreaPicker } from "../codes/area-picker.tsx";
import { useCodes, type Codes } from "../codes/codes.ts";
import { useT } from "../i18n/index.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { CountBar } from "../ui/count-bar.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Fewer } from "../ui/fewer.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page } from "../ui/page.tsx";
import { PrintButton } from "../ui/print-button.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { Radios } from "../ui/radios.tsx";
import { Select } from "../ui/select.tsx";
import { usePlans, type PlanLine } from "./api.ts";
import { countParts, isIn, isPart, plan_parts, stageOf, type PlanPart } from "./model.ts";
import { EndedPlans } from "./ended.tsx";
import { PlanRows } from "./plan-rows.tsx";

const shown_parts = plan_parts.filter((part) => part !== "now"); // It is the first page's.
const plans_max = 1000; // The server gives no more.

interface PlansProps {
  plans: readonly PlanLine[];
  codes: Codes;
  part: PlanPart;
  is_filtered: boolean;
  onShow: (part: PlanPart) => void;
}

function Plans({ plans, codes, part, is_filtered, onShow }: PlansProps) {
  const t = useT();
  const session = useSession();
  const counts = countParts(plans, codes.today);
  if (plans.length === 0)
    return (
      <EmptyState
        title={t(is_filtered ? "plans.none_here" : "plans.none")}
        action={
          !is_filtered &&
          can(session, "events.record") && (
            <ButtonLink to="/plans/new" kind="primary">
              {t("plans.new")}
            </ButtonLink>
          )
        }
      >
        {t(is_filtered ? "plans.none_here_detail" : "plans.none_detail")}
      </EmptyState>
    );
  return (
    <>
      <CountBar
        label={t("plans.show")}
        parts={shown_parts.map((key) => ({
          key,
          label: t(`plans.part_${key}`),
          count: counts[key],
        }))}
        shown={part}
        onShow={onShow}
      />
      {plans.length >= plans_max && (
        <p className="hint">{t("plans.too_many", { max: plans_max })}</p>
      )}
      <PlanRows
        key={part}
        label={t("plans.title")}
        plans={plans}
        codes={codes}
        shows={(plan) => isIn(part, stageOf(plan, codes.today))}
        empty={<EmptyState title={t("plans.part_none")} />}
      />
    </>
  );
}

export default function PlansPage() {
  const t = useT();
  const codes = useCodes();
  const session = useSession();
  const [params, setParams] = useQueryParams();
  const area = params.get("area") ?? "";
  const kind = params.get("kind") ?? "";
  const asked = params.get("show") ?? "";
  const is_ended = asked === "ended";
  const plans = usePlans({ area, kind }, { state: is_ended ? "ended" : "live" });
  const watch_kinds = codes.choices("watch_kind");
  return (
    <Page
      title={t("plans.title")}
      lead={t("plans.lead")}
      actions={
        <>
          {can(session, "events.record") && (
            <ButtonLink to="/plans/new" kind="primary">
              {t("plans.new")}
            </ButtonLink>
          )}
          <PrintButton />
        </>
      }
    >
      <Radios
        inline
        label={t("plans.which")}
        choices={[
          { value: "live", label: t("plans.which_live") },
          { value: "ended", label: t("plans.which_ended") },
        ]}
        value={is_ended ? "ended" : "live"}
        onChange={(which) => setParams({ show: which === "ended" ? which : "" })}
      />
      <Fewer label={t("plans.filters")} on_phone>
        <div className="filters" role="group" aria-label={t("plans.filters")}>
          {watch_kinds.length > 1 && (
            <Select
              label={t("plans.kind")}
              optional
              empty={t("plans.any")}
              value={kind}
              choices={watch_kinds}
              onChange={(value) => setParams({ kind: value })}
            />
          )}
          <AreaPicker
            optional
            label={t("codes.area")}
            value={area}
            onChange={(code) => setParams({ area: code })}
          />
        </div>
        {(area || kind) && (
          <Button kind="plain" icon="cross" onClick={() => setParams({ area: "", kind: "" })}>
            {t("plans.clear")}
          </Button>
        )}
      </Fewer>
      {codes.error ? (
        <ProblemNotice error={codes.error} retry={codes.retry} />
      ) : (
        <Loaded query={plans} lines={6}>
          {(lines) =>
            is_ended ? (
              <EndedPlans plans={lines} codes={codes} may_open={can(session, "people.read")} />
            ) : (
              <Plans
                key={`${area} ${kind}`}
                plans={lines}
                codes={codes}
                part={isPart(asked) ? asked : "all"}
                is_filtered={Boolean(area || kind)}
                onShow={(part) => setParams({ show: part === "all" ? "" : part })}
              />
            )
          }
        </Loaded>
      )}
    </Page>
  );
}
