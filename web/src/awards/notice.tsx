// The paper that hangs at the gate: who is to be honoured, by kind, and until when one may object.
// Reasons stay in the office.
import { useEffect } from "react";
import { useQueryParams } from "../base/router.tsx";
import { useCodes } from "../codes/codes.ts";
import { formatDay } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { Page, Section } from "../ui/page.tsx";
import { PrintButton } from "../ui/print-button.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { Table } from "../ui/table.tsx";
import { useAwards } from "./api.ts";
import { byKind, readYear, standingOf } from "./model.ts";

export default function AwardNotice() {
  const t = useT();
  const codes = useCodes();
  const [params] = useQueryParams();
  const year = readYear(params.get("year")) ?? Number(codes.today.slice(0, 4));
  const awards = useAwards({ year, state: "published" });
  const { items, has_more, loading_more, more } = awards;
  // A paper is whole or it is none.
  useEffect(() => {
    if (has_more && !loading_more) more();
  }, [has_more, loading_more, more]);
  const hanging = items.filter((award) => standingOf(award, codes.today) === "published");
  const is_whole = !awards.loading && !has_more;
  return (
    <Page
      title={t("awards.notice_paper_title", { year })}
      lead={t("awards.notice_paper_lead")}
      back={{ to: `/awards?year=${year}`, label: t("awards.title") }}
      actions={is_whole && hanging.length > 0 && <PrintButton />}
    >
      {awards.error ? (
        <ProblemNotice error={awards.error} retry={awards.retry} />
      ) : !is_whole ? (
        <Skeleton lines={6} />
      ) : hanging.length === 0 ? (
        <EmptyState title={t("awards.notice_paper_none", { year })} />
      ) : (
        byKind(
          hanging,
          codes.choices("award_kind").map(({ value }) => value),
        ).map(([kind, some]) => (
          <Section key={kind} title={codes.word("award_kind", kind)}>
            <Table
              caption={codes.word("award_kind", kind)}
              caption_hidden
              rows={some}
              rowKey={({ id }) => id}
              columns={[
                {
                  key: "nominee",
                  header: t("awards.col_nominee"),
                  heads_row: true,
                  cell: (award) => award.nominee_name,
                },
                { key: "where", header: t("awards.where"), cell: (award) => award.where },
                {
                  key: "by",
                  header: t("awards.nominated_by"),
                  cell: (award) => award.nominated_by,
                },
                {
                  key: "notice",
                  header: t("awards.notice"),
                  cell: ({ notice_from, notice_last }) =>
                    notice_from && notice_last
                      ? t("awards.notice_span", {
                          from: formatDay(notice_from),
                          last: formatDay(notice_last),
                        })
                      : "",
                },
              ]}
            />
          </Section>
        ))
      )}
    </Page>
  );
}
