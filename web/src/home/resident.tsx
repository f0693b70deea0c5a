// The first page of a disabled person or their family: what they asked for and where each stands,
// in big plain choices.
import { can, type Session } from "../api/session.ts";
import { Link } from "../base/router.tsx";
import { useCodes } from "../codes/codes.ts";
import { formatDay } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import { useNeeds } from "../needs/api.ts";
import { NeedSteps } from "../needs/state.tsx";
import { ButtonLink } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { Page, Section } from "../ui/page.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import "./home.css";

function OwnNeeds() {
  const t = useT();
  const codes = useCodes();
  const needs = useNeeds({});
  if (needs.error) return <ProblemNotice error={needs.error} retry={needs.retry} />;
  if (needs.loading && needs.items.length === 0) return <Skeleton lines={4} />;
  if (needs.items.length === 0)
    return (
      <EmptyState title={t("home.my_needs_none")}>{t("home.my_needs_none_detail")}</EmptyState>
    );
  return (
    <>
      <ul className="own-needs">
        {needs.items.map((need) => (
          <li key={need.id}>
            <Card
              level={3}
              title={codes.category(need.category) || t("needs.one")}
              to={`/needs/${need.id}`}
            >
              <p>{need.words}</p>
              <p className="hint">{formatDay(need.raised_on)}</p>
              <NeedSteps state={need.state} />
            </Card>
            {need.state === "delivered" && need.delivery && (
              <p>
                <Link
                  to={`/deliveries/${need.delivery}/evaluate`}
                  className="button"
                  data-kind="primary"
                >
                  {t("home.my_evaluate")}
                </Link>
              </p>
            )}
          </li>
        ))}
      </ul>
      {needs.has_more && (
        <LoadMore
          shown={needs.items.length}
          has_more
          loading={needs.loading_more}
          onMore={needs.more}
        />
      )}
    </>
  );
}

export function ResidentHome({ session }: { session: Session }) {
  const t = useT();
  return (
    <Page
      title={t("home.title", { name: session.user.display_name })}
      width="reading"
      actions={
        <>
          <ButtonLink to="/needs/new" kind="primary">
            {t("home.do_ask")}
          </ButtonLink>
          {can(session, "bookings.make") && <ButtonLink to="/slots">{t("slots.title")}</ButtonLink>}
        </>
      }
    >
      <Section title={t("home.my_needs")}>
        <OwnNeeds />
      </Section>
    </Page>
  );
}
