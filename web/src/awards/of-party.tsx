// On the page of a person or a body: what they were nominated for, and what they got.
import { useCodes } from "../codes/codes.ts";
import { useT } from "../i18n/index.ts";
import { LoadMore } from "../ui/load-more.tsx";
import { Section } from "../ui/page.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { useAwards, type AwardFilters } from "./api.ts";
import { AwardsTable } from "./table.tsx";

// Stands only where the place has awards, and somebody was nominated or may be.
export function AwardsOfParty(party: Pick<AwardFilters, "person" | "organisation">) {
  const t = useT();
  const codes = useCodes();
  const has_kinds = codes.choices("award_kind").length > 0;
  const awards = useAwards(party, has_kinds);
  if (!has_kinds) return null;
  const { items } = awards;
  return (
    <Section title={t("awards.of_party")}>
      {awards.error ? (
        <ProblemNotice error={awards.error} retry={awards.retry} />
      ) : items.length === 0 ? (
        <p className="hint">{awards.loading ? "" : t("awards.of_party_none")}</p>
      ) : (
        <AwardsTable caption={t("awards.of_party")} awards={items} codes={codes} heads="kind" />
      )}
      {awards.has_more && (
        <LoadMore
          shown={items.length}
          has_more
          loading={awards.loading_more}
          onMore={awards.more}
        />
      )}
    </Section>
  );
}
