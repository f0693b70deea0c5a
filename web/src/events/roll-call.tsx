// Which site's roll is called: one tap from the first page to the list of today. Who has one site
// only is there at once.
import { useEffect, useState } from "react";
import { navigate } from "../base/router.tsx";
import { useCodes } from "../codes/codes.ts";
import { InlineSearch } from "../codes/inline-search.tsx";
import { useT } from "../i18n/index.ts";
import { Card, Cards } from "../ui/card.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page } from "../ui/page.tsx";
import { useSites } from "./api.ts";

export default function RollCallPage() {
  const t = useT();
  const codes = useCodes();
  const [q, setQ] = useState("");
  const sites = useSites(q);
  const { data } = sites;
  const only = q === "" && data?.items.length === 1 ? data.items[0]!.id : undefined;
  useEffect(() => {
    if (only) navigate(`/sites/${only}/day`, { replace: true });
  }, [only]);
  return (
    <Page title={t("events.day_choose")} lead={t("events.day_choose_lead")}>
      <InlineSearch label={t("events.day_choose_find")} optional onSearch={setQ} />
      <Loaded query={sites}>
        {(page) =>
          page.items.length === 0 ? (
            <EmptyState title={t("events.site_none")} />
          ) : (
            <>
              <Cards>
                {page.items.map((site) => (
                  <Card key={site.id} title={site.name} to={`/sites/${site.id}/day`}>
                    {[codes.word("site_kind", site.kind), site.place].filter(Boolean).join(" · ")}
                  </Card>
                ))}
              </Cards>
              {page.next_cursor && <p className="hint">{t("events.site_more")}</p>}
            </>
          )
        }
      </Loaded>
    </Page>
  );
}
