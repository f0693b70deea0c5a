// Sites within sight: where disabled people are served, and which of them is open now.
import { useEffect } from "react";
import { can, useSession } from "../api/session.ts";
import { useQueryParams } from "../base/router.tsx";
import { AreaPicker } from "../codes/area-picker.tsx";
import { useCodes } from "../codes/codes.ts";
import { useT } from "../i18n/index.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { Checkbox } from "../ui/checkboxes.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Fewer } from "../ui/fewer.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { Page } from "../ui/page.tsx";
import { PrintButton } from "../ui/print-button.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { SearchBox } from "../ui/search-box.tsx";
import { Select } from "../ui/select.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { useSites, type SiteFilters } from "./api.ts";
import { SitesTable } from "./sites-table.tsx";

interface FiltersProps {
  values: SiteFilters & { open: string };
  onChange: (changes: Record<string, string>) => void;
}

function Filters({ values, onChange }: FiltersProps) {
  const t = useT();
  const codes = useCodes();
  const { q, kind, area, open } = values;
  return (
    <div className="stack">
      <SearchBox label={t("sites.search")} value={q} onSearch={(text) => onChange({ q: text })} />
      <Fewer label={t("sites.filters")} on_phone>
        <div className="filters" role="group" aria-label={t("sites.filters")}>
          <Select
            optional
            label={t("sites.kind")}
            empty={t("sites.any")}
            choices={codes.choices("site_kind")}
            value={kind}
            onChange={(chosen) => onChange({ kind: chosen })}
          />
          <Checkbox
            label={t("sites.only_open")}
            value={open !== ""}
            onChange={(on) => onChange({ open: on ? "1" : "" })}
          />
          <AreaPicker
            optional
            label={t("codes.area")}
            value={area}
            onChange={(code) => onChange({ area: code })}
          />
        </div>
      </Fewer>
    </div>
  );
}

export default function SitesPage() {
  const t = useT();
  const codes = useCodes();
  const session = useSession();
  const [params, setParams] = useQueryParams();
  const value = (name: string) => params.get(name) ?? "";
  const filters = { q: value("q"), kind: value("kind"), area: value("area") };
  const only_open = value("open") !== "";
  const sites = useSites(filters);
  const { has_more, loading_more, more } = sites;
  // The server does not know this filter: whoever asks for it sees through all sites.
  useEffect(() => {
    if (only_open && has_more && !loading_more) more();
  }, [only_open, has_more, loading_more, more]);

  const lines = sites.items.filter((line) => !only_open || line.open_now);
  const is_filtered = only_open || Object.values(filters).some(Boolean);
  const may_write = can(session, "sites.write");
  const is_looking = sites.loading || (only_open && has_more);
  return (
    <Page
      title={t("sites.title")}
      lead={t("sites.lead")}
      actions={
        <>
          {may_write && (
            <ButtonLink to="/sites/new" kind="primary">
              {t("sites.add")}
            </ButtonLink>
          )}
          {can(session, "figures.read") && (
            <ButtonLink to="/sites/coverage">{t("sites.coverage")}</ButtonLink>
          )}
          <PrintButton />
        </>
      }
    >
      <Filters values={{ ...filters, open: value("open") }} onChange={setParams} />
      {sites.error ? (
        <ProblemNotice error={sites.error} retry={sites.retry} />
      ) : is_looking && lines.length === 0 ? (
        <Skeleton lines={6} />
      ) : lines.length === 0 ? (
        <EmptyState
          title={t(is_filtered ? "sites.none_found" : "sites.none_yet")}
          action={
            is_filtered && (
              <Button onClick={() => setParams({ q: "", kind: "", area: "", open: "" })}>
                {t("sites.forget_filters")}
              </Button>
            )
          }
        >
          {t(is_filtered ? "sites.none_found_hint" : "sites.none_yet_hint")}
        </EmptyState>
      ) : (
        <div className="stack">
          <SitesTable lines={lines} codes={codes} loading={sites.loading} />
          <LoadMore shown={lines.length} has_more={has_more} loading={loading_more} onMore={more} />
        </div>
      )}
    </Page>
  );
}
