// One public notice, and the way to claim it.
import { can, useSession } from "../api/session.ts";
import { useParam } from "../base/router.tsx";
import { useCodes } from "../codes/codes.ts";
import { formatDay, formatNumber } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import { useNotice, type Notice } from "../needs/api.ts";
import { ButtonLink } from "../ui/button.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page, Section } from "../ui/page.tsx";
import { SummaryList } from "../ui/summary-list.tsx";
import { ListingSteps, ListingTag, windowWords } from "./state.tsx";
import "./board.css";

function NoticeActions({ notice }: { notice: Notice }) {
  const t = useT();
  const session = useSession();
  const claim = `/listings/${notice.id}/claim`;
  return (
    <div className="actions">
      {notice.state === "open" && !session && (
        <ButtonLink to={claim} kind="primary">
          {t("board.claim_sign_in")}
        </ButtonLink>
      )}
      {notice.state === "open" && can(session, "claims.make") && (
        <ButtonLink to={claim} kind="primary">
          {t("board.claim")}
        </ButtonLink>
      )}
      {can(session, "claims.make") && <ButtonLink to="/claims">{t("board.my_claim")}</ButtonLink>}
      {can(session, "claims.read") && !can(session, "claims.make") && (
        <ButtonLink to={`/listings/${notice.id}`}>{t("board.office")}</ButtonLink>
      )}
    </div>
  );
}

// What the public sees of an entry; the office's page shows the same.
export function NoticeFacts({ notice }: { notice: Notice }) {
  const t = useT();
  const codes = useCodes();
  const window = windowWords(notice, codes.today, t);
  return (
    <SummaryList
      items={[
        { name: t("board.place"), value: `${notice.area_name} · ${notice.place}` },
        { name: t("board.category"), value: codes.category(notice.category) },
        {
          name: t("board.beneficiaries"),
          value: t("board.people", { count: notice.beneficiaries }),
        },
        {
          name: t("board.window"),
          value: (
            <>
              {t("board.window_from_to", {
                from: formatDay(notice.opens_on),
                to: formatDay(notice.closes_on),
              })}
              {window && <strong> · {window}</strong>}
            </>
          ),
        },
        { name: t("board.deliver_by"), value: formatDay(notice.deliver_by) },
        {
          name: t("board.claims"),
          value:
            notice.claims === 0
              ? t("board.claims_none")
              : t("board.claims_count", { count: notice.claims }),
        },
        ...(notice.claimants.length > 0
          ? [{ name: t("board.claimants"), value: notice.claimants.join("、") }]
          : []),
        ...(notice.score === null
          ? []
          : [
              {
                name: t("board.score"),
                value: t("board.score_value", { score: formatNumber(notice.score, 1) }),
              },
            ]),
        { name: t("board.batch"), value: notice.batch },
      ]}
    />
  );
}

export default function NoticePage() {
  const t = useT();
  const notice = useNotice(useParam("listing"));
  const { data } = notice;
  return (
    <Page
      title={data?.title ?? t("board.notice")}
      back={{ to: "/board", label: t("board.to_board") }}
      lead={data && <ListingTag state={data.state} />}
      width="reading"
    >
      <Loaded query={notice}>
        {(loaded) => (
          <>
            <ListingSteps state={loaded.state} />
            <Section title={t("board.scope")}>
              <p className="notice-words">{loaded.scope}</p>
            </Section>
            <NoticeActions notice={loaded} />
            <NoticeFacts notice={loaded} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
