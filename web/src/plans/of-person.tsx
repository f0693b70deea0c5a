// On the page of a person: how their plans stand, or the way to begin one.
import { can, useSession } from "../api/session.ts";
import { useCodes } from "../codes/codes.ts";
import { useT } from "../i18n/index.ts";
import { ButtonLink } from "../ui/button.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Section } from "../ui/page.tsx";
import { usePlans } from "./api.ts";
import { PlanRows } from "./plan-rows.tsx";

export function PlansOfPerson({ person, is_alive }: { person: string; is_alive: boolean }) {
  const t = useT();
  const codes = useCodes();
  const session = useSession();
  const plans = usePlans({ person });
  const has_kind_left = codes
    .choices("watch_kind")
    .some(({ value }) => !plans.data?.some(({ kind }) => kind === value));
  const may_begin = is_alive && has_kind_left && can(session, "events.record");
  return (
    <Section
      title={t("plans.title")}
      actions={
        plans.data &&
        may_begin && <ButtonLink to={`/plans/new?person=${person}`}>{t("plans.new")}</ButtonLink>
      }
    >
      <Loaded query={plans} lines={2}>
        {(lines) =>
          lines.length === 0 ? (
            <p>{t("plans.none_of_person")}</p>
          ) : (
            <PlanRows label={t("plans.title")} plans={lines} codes={codes} shows={() => true} />
          )
        }
      </Loaded>
    </Section>
  );
}
