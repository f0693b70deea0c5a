// The public board: what is asked, where, and until when. Nobody signs in to read it.
import { useSession } from "../api/session.ts";
import { useQueryParams } from "../base/router.tsx";
import { useCodes } from "../codes/codes.ts";
import { useT } from "../i18n/index.ts";
import { useBoard } from "../needs/api.ts";
import { AreaPicker } from "../codes/area-picker.tsx";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Fewer } from "../ui/fewer.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { Page } from "../ui/page.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { Select } from "../ui/select.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { ListingCard } from "./listing-card.tsx";
import { listing_states } from "./state.tsx";
import "./board.css";

// Withdrawn entries are off the board.
const states_shown = listing_states.filter((state) => state !== "withdrawn");

function BoardFilters() {
  const t = useT();
  const codes = useCodes();
  const session = useSession();
  const [params, setParams] = useQueryParams();
  const value = (name: string) => params.get(name) ?? "";
  const is_filtered = ["state", "category", "area"].some((name) => value(name) !== "");
  return (
    <Fewer label={t("board.filters")} on_phone>
      <div className="filters" role="group" aria-label={t("board.filters")}>
        <Select
          label={t("board.filter_state")}
          optional
          empty={t("board.any")}
          value={value("state")}
          choices={states_shown.map((state) => ({
            value: state,
            label: t(`board.state_${state}`),
          }))}
          onChange={(state) => setParams({ state })}
        />
        <Select
          label={t("board.filter_category")}
          optional
          empty={t("board.any")}
          value={value("category")}
          choices={codes.choices("need_category", "")}
          onChange={(category) => setParams({ category })}
        />
        {session && (
          <AreaPicker
            optional
            label={t("codes.area")}
            value={value("area")}
            onChange={(area) => setParams({ area })}
          />
        )}
      </div>
      {is_filtered && (
        <Button
          kind="plain"
          icon="cross"
          onClick={() => setParams({ state: "", category: "", area: "" })}
        >
          {t("board.clear")}
        </Button>
      )}
    </Fewer>
  );
}

export default function BoardPage() {
  const t = useT();
  const codes = useCodes();
  const [params] = useQueryParams();
  const notices = useBoard({
    state: params.get("state") ?? "",
    category: params.get("category") ?? "",
    area: params.get("area") ?? "",
  });
  return (
    <Page title={t("board.title")} lead={t("board.lead")}>
      <BoardFilters />
      {notices.error ? (
        <ProblemNotice error={notices.error} retry={notices.retry} />
      ) : notices.loading && notices.items.length === 0 ? (
        <Skeleton lines={6} />
      ) : notices.items.length === 0 ? (
        <EmptyState title={t("board.none")}>{t("board.none_detail")}</EmptyState>
      ) : (
        <>
          <ul className="board-list" aria-busy={notices.loading || undefined}>
            {notices.items.map((notice) => (
              <li key={notice.id}>
                <ListingCard
                  notice={notice}
                  category={codes.category(notice.category)}
                  today={codes.today}
                />
              </li>
            ))}
          </ul>
          <LoadMore
            shown={notices.items.length}
            has_more={notices.has_more}
            loading={notices.loading_more}
            onMore={notices.more}
          />
        </>
      )}
    </Page>
  );
}
