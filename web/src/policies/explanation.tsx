// One determination in plain words: the outcome, why, what is missing, and what it rests on.
import { Link } from "../base/router.tsx";
import { formatDay, formatMoney } from "../i18n/format.ts";
import { useT, type T } from "../i18n/index.ts";
import { wordFor } from "../people/words.ts";
import { Heading } from "../ui/heading.tsx";
import { Table } from "../ui/table.tsx";
import type { Explanation, InputLine } from "./api.ts";
import { whySentence } from "./model.ts";
import { OutcomeTag } from "./outcome-tag.tsx";
import { Rates } from "./rates.tsx";
import "./policies.css";

function inputText(t: T, input: InputLine): string {
  switch (input.state) {
    case "unknown":
      return t("policies.input_unknown");
    case "none":
      return t("policies.input_none");
    case "stale":
      return t("policies.input_stale", {
        value: input.value,
        day: formatDay(input.seen ?? ""),
      });
    default:
      return input.value;
  }
}

function sourceText(t: T, input: InputLine): string {
  if (input.source === "") return "";
  if (input.source === "register") return t("policies.by_register");
  return t("policies.input_seen", {
    source: wordFor("source", input.source),
    day: formatDay(input.seen ?? ""),
  });
}

function Inputs({ inputs }: { inputs: readonly InputLine[] }) {
  const t = useT();
  return (
    <Table
      caption={t("policies.inputs")}
      rows={inputs}
      rowKey={(input) => input.key}
      columns={[
        {
          key: "name",
          header: t("policies.input"),
          heads_row: true,
          cell: (input) => input.name,
        },
        { key: "is", header: t("policies.input_is"), cell: (input) => inputText(t, input) },
        {
          key: "from",
          header: t("policies.input_from"),
          cell: (input) => (input.from ? formatDay(input.from) : ""),
        },
        {
          key: "source",
          header: t("policies.input_source"),
          cell: (input) => sourceText(t, input),
        },
      ]}
    />
  );
}

function Reasons({ one }: { one: Explanation }) {
  const t = useT();
  if (one.outcome === "to_verify")
    return (
      <ul>
        {one.missing.map((missing) => (
          <li key={missing.key}>{missing.name}</li>
        ))}
      </ul>
    );
  if (one.outcome !== "not_entitled" || one.failed.length === 0) return null;
  return (
    <ul>
      {one.failed.map((failed) => (
        <li key={`${failed.table} ${failed.name}`}>
          {failed.is === ""
            ? t("policies.condition_unknown", failed)
            : t("policies.condition", failed)}
        </li>
      ))}
    </ul>
  );
}

export function ExplanationShown({ one }: { one: Explanation }) {
  const t = useT();
  return (
    <article className="explanation">
      <div className="explanation-head">
        <Heading level={3}>{one.name}</Heading>
        <OutcomeTag outcome={one.outcome} />
        {one.outcome === "entitled" && (
          <>
            <strong>{t("policies.a_month", { money: formatMoney(one.month) })}</strong>
            <span className="hint">
              {t("policies.a_year", { money: formatMoney(one.month * 12) })}
            </span>
          </>
        )}
        {one.since && (
          <span className="hint">{t("policies.since", { day: formatDay(one.since) })}</span>
        )}
      </div>
      <div>
        <p>{whySentence(t, one)}</p>
        <Reasons one={one} />
        {one.excluded_document && <p className="hint">{one.excluded_document}</p>}
      </div>
      <details className="details">
        <summary>
          {t("policies.show_why")}
          <span className="visually-hidden">: {one.name}</span>
        </summary>
        <p>
          {one.document}
          {" · "}
          <Link to={`/policies/${one.policy}`}>{t("policies.table_of")}</Link>
        </p>
        <Inputs inputs={one.inputs} />
        {one.rates.length > 0 && <Rates rates={one.rates} />}
      </details>
    </article>
  );
}
