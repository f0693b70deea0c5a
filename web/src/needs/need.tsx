// One need: what is asked, how far it has come, and what can be done with it now.
import { useState } from "react";
import { can, useSession } from "../api/session.ts";
import { Link, useParam } from "../base/router.tsx";
import { useCodes } from "../codes/codes.ts";
import { formatDay, formatNumber } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page, Section } from "../ui/page.tsx";
import { SummaryList } from "../ui/summary-list.tsx";
import { useNeed, type Need } from "./api.ts";
import { EndDialog } from "./end-dialog.tsx";
import { NeedSteps, NeedTag } from "./state.tsx";

function NeedActions({ need }: { need: Need }) {
  const t = useT();
  const session = useSession();
  const [is_ending, setEnding] = useState(false);
  const is_mine = session?.user.person === need.person;
  const may_publish = can(session, "needs.publish");
  const may_end =
    ["open", "listed", "claimed"].includes(need.state) && can(session, "needs.record");
  const may_evaluate = need.state === "delivered" && can(session, "evaluations.person");
  return (
    <div className="actions">
      {need.state === "open" && may_publish && (
        <ButtonLink to={`/listings/new?needs=${need.id}`} kind="primary">
          {t("needs.publish_this")}
        </ButtonLink>
      )}
      {may_evaluate && need.delivery && (
        <ButtonLink to={`/deliveries/${need.delivery}/evaluate`} kind="primary">
          {t(is_mine ? "needs.evaluate_mine" : "needs.evaluate")}
        </ButtonLink>
      )}
      {!may_evaluate && need.delivery && (
        <ButtonLink to={`/deliveries/${need.delivery}/evaluate`}>
          {t("needs.see_delivery")}
        </ButtonLink>
      )}
      {need.listing &&
        (can(session, "claims.read") ? (
          <ButtonLink to={`/listings/${need.listing}`}>{t("needs.see_listing_office")}</ButtonLink>
        ) : (
          <ButtonLink to={`/board/${need.listing}`}>{t("needs.see_listing")}</ButtonLink>
        ))}
      {may_end && (
        <Button kind={is_mine ? "secondary" : "plain"} onClick={() => setEnding(true)}>
          {t(is_mine ? "needs.end_withdraw_mine" : "needs.end")}
        </Button>
      )}
      <EndDialog
        need={need}
        only_withdraw={is_mine}
        open={is_ending}
        onClose={() => setEnding(false)}
      />
    </div>
  );
}

function NeedFacts({ need }: { need: Need }) {
  const t = useT();
  const codes = useCodes();
  const session = useSession();
  const person = can(session, "people.read") ? (
    <Link to={`/people/${need.person}`}>{need.person_name}</Link>
  ) : (
    need.person_name
  );
  return (
    <SummaryList
      items={[
        { name: t("needs.words"), value: need.words },
        { name: t("needs.category"), value: codes.category(need.category) },
        { name: t("needs.col_person"), value: person },
        { name: t("needs.col_place"), value: need.place },
        { name: t("needs.channel"), value: codes.word("need_channel", need.channel) },
        { name: t("needs.mode"), value: codes.word("need_mode", need.mode) },
        { name: t("needs.urgency"), value: codes.word("urgency", need.urgency) },
        { name: t("needs.raised_on"), value: formatDay(need.raised_on) },
        ...(need.score === null
          ? []
          : [
              {
                name: t("needs.score"),
                value: t("needs.score_value", { score: formatNumber(need.score, 1) }),
              },
            ]),
      ]}
    />
  );
}

export default function NeedPage() {
  const t = useT();
  const codes = useCodes();
  const need = useNeed(useParam("need"));
  const { data } = need;
  return (
    <Page
      title={(data && codes.category(data.category)) || t("needs.one")}
      back={{ to: "/needs", label: t("needs.to_list") }}
      lead={data && <NeedTag state={data.state} />}
      width="reading"
    >
      <Loaded query={need}>
        {(loaded) => (
          <>
            <NeedSteps state={loaded.state} />
            <NeedActions need={loaded} />
            <Section title={t("needs.fields")}>
              <NeedFacts need={loaded} />
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  );
}
