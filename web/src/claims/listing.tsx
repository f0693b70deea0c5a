// The office's page of an entry: all letters side by side, and the choice with its reason.
import { useState } from "react";
import { api, call } from "../api/client.ts";
import { can, useSession } from "../api/session.ts";
import { Link, useParam } from "../base/router.tsx";
import { NoticeFacts } from "../board/notice.tsx";
import { ListingSteps, ListingTag } from "../board/state.tsx";
import { useCodes } from "../codes/codes.ts";
import { formatDay } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import { useListing, type Claim, type ListingPage } from "../needs/api.ts";
import { NeedTag } from "../needs/state.tsx";
import { Button, ButtonLink } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page, Section } from "../ui/page.tsx";
import { Claimants, ClaimTag, Letter } from "./letter.tsx";
import { ReasonDialog } from "./reason-dialog.tsx";
import "../board/board.css";
import "../needs/needs.css";

function leadOf(claim: Claim): string {
  return (claim.claimants.find((body) => body.lead) ?? claim.claimants[0])?.name ?? "";
}

function Letters({ claims }: { claims: readonly Claim[] }) {
  const t = useT();
  const session = useSession();
  const [choosing, setChoosing] = useState<Claim | null>(null);
  const live = claims.filter((claim) => claim.state === "made");
  const is_settled = claims.some(
    (claim) => claim.state === "chosen" || claim.state === "delivered",
  );
  const may_choose = can(session, "claims.select") && !is_settled;
  if (claims.length === 0)
    return (
      <EmptyState title={t("claims.listing_no_claims")}>
        {t("claims.listing_no_claims_detail")}
      </EmptyState>
    );
  return (
    <>
      <div className="letters">
        {claims.map((claim) => (
          <Card
            key={claim.id}
            level={3}
            title={leadOf(claim)}
            tag={<ClaimTag state={claim.state} />}
            actions={
              <>
                {may_choose && claim.state === "made" && (
                  <Button
                    aria-label={t("claims.choose_this", { name: leadOf(claim) })}
                    onClick={() => setChoosing(claim)}
                  >
                    {t("claims.choose")}
                  </Button>
                )}
                <Link to={`/claims/${claim.id}`}>
                  {t("claims.one")}
                  <span className="visually-hidden">{`: ${leadOf(claim)}`}</span>
                </Link>
              </>
            }
          >
            {claim.claimants.length > 1 && <Claimants claimants={claim.claimants} />}
            <p className="hint">
              {t("claims.claimed_on")} {formatDay(claim.claimed_on)}
            </p>
            {claim.reason && (
              <p>
                <span className="label">{t("claims.reason")}</span>
                {claim.reason}
              </p>
            )}
            <Letter letter={claim.letter} level={4} />
          </Card>
        ))}
      </div>
      {choosing && (
        <ReasonDialog
          open
          title={t("claims.choose_title", { name: leadOf(choosing) })}
          warning={t("claims.choose_warning")}
          label={t("claims.choose_reason")}
          {...(live.length > 1 && {
            hint: t("claims.choose_reason_hint", { count: live.length }),
            missing: t("claims.choose_reason_missing"),
          })}
          confirm={t("claims.choose")}
          onClose={() => setChoosing(null)}
          onConfirm={(reason) =>
            call(
              api.POST("/claims/{claim}/selection", {
                params: { path: { claim: choosing.id } },
                body: reason ? { reason } : {},
              }),
            )
          }
        />
      )}
    </>
  );
}

function ListedNeeds({ needs }: { needs: ListingPage["needs"] }) {
  const codes = useCodes();
  return (
    <ul className="listed-needs">
      {needs.map((need) => (
        <li key={need.id}>
          <span>
            <Link to={`/needs/${need.id}`}>{need.words}</Link>
            <span className="hint block">
              {[need.person_name, need.place, codes.category(need.category)].join(" · ")}
            </span>
          </span>
          <NeedTag state={need.state} />
        </li>
      ))}
    </ul>
  );
}

function Withdraw({ page }: { page: ListingPage }) {
  const t = useT();
  const [is_open, setOpen] = useState(false);
  const { id } = page.listing;
  return (
    <>
      <Button kind="danger" onClick={() => setOpen(true)}>
        {t("claims.withdraw_listing")}
      </Button>
      <ReasonDialog
        open={is_open}
        title={t("claims.withdraw_listing_title")}
        warning={t("claims.withdraw_listing_warning")}
        label={t("claims.withdraw_listing_reason")}
        missing={t("claims.reason_missing")}
        confirm={t("claims.withdraw_listing")}
        onClose={() => setOpen(false)}
        onConfirm={(reason) =>
          call(
            api.POST("/listings/{listing}/withdrawal", {
              params: { path: { listing: id } },
              body: { reason },
            }),
          )
        }
      />
    </>
  );
}

export default function ListingOfficePage() {
  const t = useT();
  const session = useSession();
  const listing = useListing(useParam("listing"));
  const { data } = listing;
  const is_live = data && !["done", "withdrawn"].includes(data.listing.state);
  const is_served = data?.claims.some((claim) => claim.deliveries.length > 0);
  return (
    <Page
      title={data?.listing.title ?? t("claims.listing_title")}
      back={{ to: "/board", label: t("board.to_board") }}
      lead={data && <ListingTag state={data.listing.state} />}
      actions={
        data && (
          <>
            <ButtonLink to={`/board/${data.listing.id}`}>{t("claims.listing_public")}</ButtonLink>
            {is_live && !is_served && can(session, "needs.publish") && <Withdraw page={data} />}
          </>
        )
      }
    >
      <Loaded query={listing}>
        {(page) => (
          <>
            <ListingSteps state={page.listing.state} />
            <Section title={t("claims.listing_claims", { count: page.claims.length })}>
              <Letters claims={page.claims} />
            </Section>
            {page.needs.length > 0 && (
              <Section title={t("claims.listing_needs")}>
                <ListedNeeds needs={page.needs} />
              </Section>
            )}
            <Section title={t("claims.listing_public")}>
              <p className="notice-words">{page.listing.scope}</p>
              <NoticeFacts notice={page.listing} />
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  );
}
