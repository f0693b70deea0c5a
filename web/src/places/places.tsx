// The places whose published report this installation answers.
import { useT } from "../i18n/index.ts";
import { Card, Cards } from "../ui/card.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page } from "../ui/page.tsx";
import { usePlaces } from "./api.ts";

export default function PlacesPage() {
  const t = useT();
  const places = usePlaces();
  return (
    <Page title={t("places.title")} lead={t("places.lead")}>
      <Loaded query={places}>
        {(lines) =>
          lines.length === 0 ? (
            <EmptyState title={t("places.none")}>{t("places.none_hint")}</EmptyState>
          ) : (
            <Cards>
              {lines.map((line) => (
                <Card key={line.place} title={line.name} to={`/places/${line.place}`}>
                  <p>{line.title}</p>
                  <p className="hint">
                    {t("places.counts", { statements: line.statements, published: line.published })}
                    {line.later > 0 && ` ${t("places.counts_later", { count: line.later })}`}
                  </p>
                </Card>
              ))}
            </Cards>
          )
        }
      </Loaded>
    </Page>
  );
}
