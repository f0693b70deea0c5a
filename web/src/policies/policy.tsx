// One policy as it is: its tables, the amounts of a place and day with their documents, what
// excludes it, and what must be known. It prints as an officer files it.
import { useState, type FormEvent } from "react";
import { can, useSession } from "../api/session.ts";
import { useParam, useQueryParams } from "../base/router.tsx";
import { AreaPicker } from "../codes/area-picker.tsx";
import { formatDay } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { DateField, readDay } from "../ui/date-field.tsx";
import { Fewer } from "../ui/fewer.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Notice } from "../ui/notice.tsx";
import { Page, Section } from "../ui/page.tsx";
import { PrintButton } from "../ui/print-button.tsx";
import { Table } from "../ui/table.tsx";
import { usePolicy, useScope, type PolicyPage, type Scope } from "./api.ts";
import { Rates } from "./rates.tsx";
import { RuleTable } from "./rule-table.tsx";
import "./policies.css";

function ScopeForm({ scope }: { scope: Scope }) {
  const t = useT();
  const [, setParams] = useQueryParams();
  const [typed, setTyped] = useState(scope.as_of);
  const [area, setArea] = useState(scope.area);
  const [fault, setFault] = useState<string>();
  const show = (event: FormEvent) => {
    event.preventDefault();
    const day = readDay(typed);
    if (!day) {
      setFault(day === undefined ? t("ui.date_not_understood") : t("policies.day_missing"));
      return;
    }
    setFault(undefined);
    setParams({ area, as_of: day });
  };
  return (
    <Fewer label={t("policies.change_scope")} on_phone>
      <form className="stack" data-screen-only noValidate onSubmit={show}>
        <AreaPicker label={t("policies.place")} optional value={area} onChange={setArea} />
        <DateField
          label={t("policies.as_of")}
          name="as_of"
          value={typed}
          error={fault}
          onChange={setTyped}
        />
        <div className="actions">
          <Button kind="primary" submits>
            {t("policies.show")}
          </Button>
        </div>
      </form>
    </Fewer>
  );
}

function Exclusions({ page }: { page: PolicyPage }) {
  const t = useT();
  return (
    <Table
      caption={t("policies.exclusions")}
      caption_hidden
      rows={page.exclusions}
      rowKey={(line) => `${line.benefit} ${line.area}`}
      empty={<p>{t("policies.exclusions_none")}</p>}
      columns={[
        {
          key: "benefit",
          header: t("policies.benefit"),
          heads_row: true,
          cell: (line) => line.name,
        },
        {
          key: "mode",
          header: t("policies.mode"),
          cell: (line) =>
            line.mode === "block"
              ? t("policies.mode_block")
              : line.mode === "allow"
                ? t("policies.mode_allow")
                : t("policies.mode_take_higher"),
        },
        {
          key: "place",
          header: t("policies.rate_place"),
          cell: (line) =>
            line.area === "" ? t("policies.whole_country") : line.place || line.area,
        },
        { key: "document", header: t("policies.document"), cell: (line) => line.document },
      ]}
    />
  );
}

function Facts({ page }: { page: PolicyPage }) {
  const t = useT();
  const source = (word: string) =>
    word === "run"
      ? t("policies.source_run")
      : word.startsWith("fact.")
        ? t("policies.source_recorded")
        : t("policies.source_register");
  return (
    <Table
      caption={t("policies.facts")}
      caption_hidden
      rows={page.facts}
      rowKey={(fact) => fact.key}
      columns={[
        { key: "name", header: t("policies.fact"), heads_row: true, cell: (fact) => fact.name },
        {
          key: "source",
          header: t("policies.fact_source"),
          cell: (fact) => source(fact.source),
        },
        {
          key: "fresh",
          header: t("policies.fact_fresh"),
          cell: (fact) =>
            fact.fresh_days > 0
              ? t("policies.fact_fresh_days", { days: fact.fresh_days })
              : t("policies.fact_fresh_always"),
        },
      ]}
    />
  );
}

export default function PolicyShown() {
  const t = useT();
  const id = useParam("policy");
  const scope = useScope();
  const session = useSession();
  const policy = usePolicy(id, scope);
  const back = { to: "/policies", label: t("policies.title") };
  return (
    <Page
      title={policy.data?.name ?? t("policies.title")}
      back={back}
      lead={policy.data?.about}
      actions={
        <>
          {can(session, "organisations.read") && (
            <ButtonLink to={`/policies/${id}/people`}>{t("policies.people_of")}</ButtonLink>
          )}
          <PrintButton />
        </>
      }
    >
      <Loaded query={policy} lines={9}>
        {(page) => (
          <>
            <p className="scope-now">
              {t("policies.scope", {
                place: page.place || t("policies.whole_country"),
                day: formatDay(page.as_of),
              })}
              {" · "}
              {page.document}
            </p>
            {!page.in_force && <Notice kind="warning">{t("policies.not_in_force")}</Notice>}
            <ScopeForm key={`${page.area} ${page.as_of}`} scope={scope} />
            <p>{t("policies.read_table")}</p>
            {[...page.tables].reverse().map((view) => (
              <RuleTable key={view.decision} view={view} />
            ))}
            <Section title={t("policies.rates")}>
              {page.holes.length > 0 && (
                <Notice kind="warning">
                  <p>{t("policies.holes")}</p>
                  <ul>
                    {page.holes.map((hole) => (
                      <li key={hole.key}>{hole.name}</li>
                    ))}
                  </ul>
                </Notice>
              )}
              <Rates rates={page.rates} />
            </Section>
            <Section title={t("policies.exclusions")}>
              <Exclusions page={page} />
            </Section>
            <Section title={t("policies.facts")}>
              <Facts page={page} />
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  );
}
