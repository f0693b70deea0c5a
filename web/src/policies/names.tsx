// Who a policy says what of, place by place: a worklist of those to verify, or of those entitled.
import { useParam, Link, useQueryParams } from "../base/router.tsx";
import { AreaPicker } from "../codes/area-picker.tsx";
import { formatDay, formatMoney } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { Fewer } from "../ui/fewer.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { Page } from "../ui/page.tsx";
import { PrintButton } from "../ui/print-button.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { Select } from "../ui/select.tsx";
import { Table } from "../ui/table.tsx";
import { useNames, usePolicy, useScope } from "./api.ts";
import { isOutcome, outcomes } from "./model.ts";
import { OutcomeTag } from "./outcome-tag.tsx";
import "./policies.css";

export default function NamesPage() {
  const t = useT();
  const id = useParam("policy");
  const scope = useScope();
  const policy = usePolicy(id, scope);
  const [params, setParams] = useQueryParams();
  const wanted = params.get("outcome");
  const outcome = isOutcome(wanted) ? wanted : undefined;
  const area = params.get("area") ?? "";
  const names = useNames(id, outcome, area);
  const title = policy.data?.name ?? "";
  return (
    <Page
      title={t("policies.names_title", { policy: title })}
      back={{ to: `/policies/${id}`, label: title || t("policies.title") }}
      actions={<PrintButton />}
    >
      <Fewer on_phone>
        <div className="filters">
          <Select
            label={t("policies.outcome")}
            name="outcome"
            value={outcome ?? ""}
            empty={t("policies.names_all")}
            choices={outcomes.map((value) => ({ value, label: t(`policies.outcome_${value}`) }))}
            onChange={(value) => setParams({ outcome: value })}
          />
          <AreaPicker
            optional
            label={t("policies.place")}
            value={area}
            onChange={(value) => setParams({ area: value })}
          />
        </div>
      </Fewer>
      {names.error ? (
        <ProblemNotice error={names.error} retry={names.retry} />
      ) : (
        <>
          <Table
            caption={t("policies.names_title", { policy: title })}
            caption_hidden
            loading={names.loading}
            rows={names.items}
            rowKey={(line) => line.person}
            empty={
              <EmptyState title={t("policies.names_none")}>
                {t("policies.names_none_hint")}
              </EmptyState>
            }
            columns={[
              {
                key: "name",
                header: t("policies.person"),
                heads_row: true,
                cell: (line) => <Link to={`/people/${line.person}`}>{line.name}</Link>,
              },
              { key: "place", header: t("policies.where"), cell: (line) => line.place },
              {
                key: "outcome",
                header: t("policies.outcome"),
                cell: (line) => (
                  <>
                    <OutcomeTag outcome={line.outcome} />
                    {line.excluded_by && <span className="hint block">{line.excluded_by}</span>}
                  </>
                ),
              },
              {
                key: "amount",
                header: t("policies.amount"),
                number: true,
                cell: (line) => (line.outcome === "entitled" ? formatMoney(line.month) : ""),
              },
              {
                key: "missing",
                header: t("policies.missing"),
                cell: (line) => line.missing.map(({ name }) => name).join(t("people.comma")),
              },
              {
                key: "since",
                header: t("policies.input_from"),
                cell: (line) => (line.since ? formatDay(line.since) : ""),
              },
            ]}
          />
          {names.items.length > 0 && (
            <LoadMore
              shown={names.items.length}
              has_more={names.has_more}
              loading={names.loading_more}
              onMore={names.more}
            />
          )}
        </>
      )}
    </Page>
  );
}
