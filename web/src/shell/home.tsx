// The first page: where this person can go.
import { useSession } from "../api/session.ts";
import { useT } from "../i18n/index.ts";
import { Card, Cards } from "../ui/card.tsx";
import { Page, Section } from "../ui/page.tsx";
import { pagesFor } from "./header.tsx";

export default function Home() {
  const t = useT();
  const session = useSession();
  if (!session) return null;
  const pages = pagesFor(session).filter((route) => route.path !== "/");
  const { display_name, area } = session.user;
  return (
    <Page
      title={t("shell.home_title", { name: display_name })}
      lead={t("shell.home_lead", { area: area.name })}
    >
      {pages.length > 0 && (
        <Section title={t("shell.home_nav")}>
          <Cards>
            {pages.map((route) => (
              <Card
                key={route.path}
                level={3}
                title={route.nav ? t(route.nav.label) : route.path}
                to={route.path}
              >
                {route.nav?.hint && t(route.nav.hint)}
              </Card>
            ))}
          </Cards>
        </Section>
      )}
    </Page>
  );
}
