// Needs within sight, filtered, and those chosen to be published together.
import { useState } from "react";
import { can, useSession } from "../api/session.ts";
import { Link, navigate, useQueryParams } from "../base/router.tsx";
import { useCodes } from "../codes/codes.ts";
import { formatDay } from "../i18n/format.ts";
import { useT, type T } from "../i18n/index.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { Page } from "../ui/page.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { StatusRegion } from "../ui/status-region.tsx";
import { Table, type Column } from "../ui/table.tsx";
import { useNeeds, type Need } from "./api.ts";
import { Filters } from "./filters.tsx";
import { NeedTag } from "./state.tsx";

function chooseColumn(
  t: T,
  chosen: ReadonlySet<string>,
  toggle: (id: string) => void,
): Column<Need> {
  return {
    key: "choose",
    header: t("needs.col_choose"),
    cell: (need) =>
      need.state === "open" && (
        <input
          type="checkbox"
          className="row-check"
          aria-label={t("needs.choose_one", { person: need.person_name, words: need.words })}
          checked={chosen.has(need.id)}
          onChange={() => toggle(need.id)}
        />
      ),
  };
}

export default function NeedsPage() {
  const t = useT();
  const codes = useCodes();
  const session = useSession();
  const [params, setParams] = useQueryParams();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const value = (name: string) => params.get(name) ?? "";
  const filters = {
    state: value("state"),
    category: value("category"),
    urgency: value("urgency"),
    village: value("village"),
    person: value("person"),
    q: value("q"),
  };
  const needs = useNeeds(filters);
  const may_publish = can(session, "needs.publish");
  const may_record = can(session, "needs.record");
  const is_resident = Boolean(session?.user.person);

  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };

  const columns: Column<Need>[] = [
    ...(may_publish ? [chooseColumn(t, chosen, toggle)] : []),
    {
      key: "need",
      header: t("needs.col_need"),
      heads_row: true,
      cell: (need) => (
        <>
          <Link to={`/needs/${need.id}`}>{need.words}</Link>
          <span className="hint block">{codes.category(need.category)}</span>
        </>
      ),
    },
    {
      key: "person",
      header: t("needs.col_person"),
      cell: (need) => <span className="one-line">{need.person_name}</span>,
    },
    { key: "place", header: t("needs.col_place"), cell: (need) => need.place },
    { key: "state", header: t("needs.col_state"), cell: (need) => <NeedTag state={need.state} /> },
    {
      key: "urgency",
      header: t("needs.col_urgency"),
      cell: (need) => codes.word("urgency", need.urgency),
    },
    {
      key: "raised",
      header: t("needs.col_raised"),
      cell: (need) => <span className="one-line">{formatDay(need.raised_on)}</span>,
    },
  ];

  const record = may_record && (
    <ButtonLink
      to={filters.person ? `/needs/new?person=${filters.person}` : "/needs/new"}
      kind="primary"
    >
      {t(is_resident ? "needs.ask_title" : "needs.new_title")}
    </ButtonLink>
  );
  return (
    <Page title={t("needs.title")} lead={t("needs.list_lead")} actions={record}>
      <Filters values={filters} onChange={setParams} places={!is_resident} />
      {may_publish && (
        <div className="chosen-bar">
          <StatusRegion>
            {chosen.size > 0 ? t("needs.chosen", { count: chosen.size }) : t("needs.choose_hint")}
          </StatusRegion>
          {chosen.size > 0 && (
            <>
              <Button
                kind="primary"
                onClick={() => navigate(`/listings/new?needs=${[...chosen].join(",")}`)}
              >
                {t("needs.publish_chosen")}
              </Button>
              <Button onClick={() => setChosen(new Set())}>{t("needs.unchoose")}</Button>
            </>
          )}
        </div>
      )}
      {needs.error ? (
        <ProblemNotice error={needs.error} retry={needs.retry} />
      ) : (
        <Table
          caption={t("needs.caption")}
          caption_hidden
          columns={columns}
          rows={needs.items}
          rowKey={(need) => need.id}
          loading={needs.loading}
          empty={<EmptyState title={t("needs.none")}>{t("needs.none_detail")}</EmptyState>}
        />
      )}
      {needs.items.length > 0 && (
        <LoadMore
          shown={needs.items.length}
          has_more={needs.has_more}
          loading={needs.loading_more}
          onMore={needs.more}
        />
      )}
    </Page>
  );
}
