// The amounts and widenings in force for a place and day, each with its document.
import { formatDay } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import { Table } from "../ui/table.tsx";
import type { RateLine } from "./api.ts";
import { rateText } from "./model.ts";

export function Rates({ rates }: { rates: readonly RateLine[] }) {
  const t = useT();
  return (
    <Table
      caption={t("policies.rates")}
      caption_hidden
      rows={rates}
      rowKey={(rate) => rate.key}
      empty={<p>{t("policies.rates_none")}</p>}
      columns={[
        { key: "name", header: t("policies.rate"), heads_row: true, cell: (rate) => rate.name },
        {
          key: "value",
          header: t("policies.rate_value"),
          number: true,
          cell: (rate) => <strong>{rateText(rate)}</strong>,
        },
        {
          key: "place",
          header: t("policies.rate_place"),
          cell: (rate) =>
            rate.area === "" ? t("policies.whole_country") : rate.place || rate.area,
        },
        {
          key: "days",
          header: t("policies.rate_days"),
          cell: (rate) =>
            rate.to
              ? t("policies.rate_until", { from: formatDay(rate.from), to: formatDay(rate.to) })
              : t("policies.rate_since", { from: formatDay(rate.from) }),
        },
        {
          key: "document",
          header: t("policies.rate_document"),
          cell: (rate) => (
            <>
              {rate.document}
              {rate.article && <span className="hint block">{rate.article}</span>}
            </>
          ),
        },
      ]}
    />
  );
}
