// One claim: its letter, the needs it serves once chosen, what was delivered.
import { useState } from "react";
import { api, call } from "../api/client.ts";
import { can, useSession } from "../api/session.ts";
import { useParam } from "../base/router.tsx";
import { useCodes } from "../codes/codes.ts";
import { formatDay } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import { useClaim, type Claim } from "../needs/api.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page, Section } from "../ui/page.tsx";
import { SummaryList } from "../ui/summary-list.tsx";
import { Tag } from "../ui/tag.tsx";
import { Deliveries } from "./deliveries.tsx";
import { Claimants, ClaimTag, Letter } from "./letter.tsx";
import { ReasonDialog } from "./reason-dialog.tsx";
import "../needs/needs.css";

function ClaimActions({ claim }: { claim: Claim }) {
  const t = useT();
  const session = useSession();
  const [is_leaving, setLeaving] = useState(false);
  const own = session?.user.party?.id;
  const is_lead = claim.claimants.some((body) => body.lead && body.id === own);
  const is_live = claim.state === "made" || claim.state === "chosen";
  const may_leave =
    is_lead && is_live && claim.deliveries.length === 0 && can(session, "claims.make");
  return (
    <div className="actions">
      {claim.state === "chosen" && can(session, "deliveries.make") && (
        <ButtonLink to={`/claims/${claim.id}/deliver`} kind="primary">
          {t("claims.deliver")}
        </ButtonLink>
      )}
      {can(session, "claims.select") && (
        <ButtonLink to={`/listings/${claim.listing}`}>{t("claims.to_listing")}</ButtonLink>
      )}
      {may_leave && <Button onClick={() => setLeaving(true)}>{t("claims.withdraw")}</Button>}
      <ReasonDialog
        open={is_leaving}
        title={t("claims.withdraw_title")}
        warning={t("claims.withdraw_warning")}
        label={t("claims.withdraw_reason")}
        missing={t("claims.reason_missing")}
        confirm={t("claims.withdraw")}
        onClose={() => setLeaving(false)}
        onConfirm={(reason) =>
          call(
            api.POST("/claims/{claim}/withdrawal", {
              params: { path: { claim: claim.id } },
              body: { reason },
            }),
          )
        }
      />
    </div>
  );
}

function ServedNeeds({ claim }: { claim: Claim }) {
  const t = useT();
  const codes = useCodes();
  const is_delivered = (need: string) => claim.deliveries.some((one) => one.need === need);
  if (claim.needs.length === 0) return <p>{t("claims.no_needs")}</p>;
  return (
    <>
      <p className="hint">{t("claims.needs_hint")}</p>
      <ul className="listed-needs">
        {claim.needs.map((need) => (
          <li key={need.id}>
            <span>
              {need.words}
              <span className="hint block">
                {[need.person_name, need.place, codes.word("need_mode", need.mode)].join(" · ")}
              </span>
            </span>
            {is_delivered(need.id) ? (
              <Tag kind="done">{t("claims.delivered")}</Tag>
            ) : (
              <Tag kind="waiting">{t("claims.to_deliver")}</Tag>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

export default function ClaimPage() {
  const t = useT();
  const claim = useClaim(useParam("claim"));
  const { data } = claim;
  return (
    <Page
      title={data?.listing_title ?? t("claims.one")}
      back={{ to: "/claims", label: t("claims.to_claims") }}
      lead={data && <ClaimTag state={data.state} />}
      width="reading"
    >
      <Loaded query={claim}>
        {(loaded) => (
          <>
            <ClaimActions claim={loaded} />
            <SummaryList
              items={[
                {
                  name: t("claims.claimants"),
                  value: <Claimants claimants={loaded.claimants} />,
                },
                { name: t("claims.claimed_on"), value: formatDay(loaded.claimed_on) },
                ...(loaded.reason ? [{ name: t("claims.reason"), value: loaded.reason }] : []),
              ]}
            />
            {(loaded.state === "chosen" || loaded.state === "delivered") && (
              <>
                <Section title={t("claims.needs")}>
                  <ServedNeeds claim={loaded} />
                </Section>
                <Section title={t("claims.deliveries")}>
                  <Deliveries deliveries={loaded.deliveries} needs={loaded.needs} />
                </Section>
              </>
            )}
            <Section title={t("claims.letter")}>
              <Letter letter={loaded.letter} />
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  );
}
