// The first page: what waits for me, what I can do, and for an office a few figures of the year.
import { can, useSession, type Session } from "../api/session.ts";
import { useCodes } from "../codes/codes.ts";
import { unitWord, writtenValue } from "../figures/reading.ts";
import { figureLink, useFigures, useScope } from "../figures/scope.ts";
import { useT } from "../i18n/index.ts";
import { useWaiting } from "../needs/api.ts";
import { DuePlans } from "../plans/due.tsx";
import { ButtonLink } from "../ui/button.tsx";
import { Cards } from "../ui/card.tsx";
import { FigureCard } from "../ui/figure-card.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page, Section } from "../ui/page.tsx";
import { Actions } from "./actions.tsx";
import { ResidentHome } from "./resident.tsx";
import { WaitingList } from "./waiting.tsx";

// The few that tell how the year goes; those the packs do not declare are left out.
const shown = ["holders", "needs_raised", "needs_delivered", "evaluation_mean"];

function YearFigures() {
  const t = useT();
  const codes = useCodes();
  const scope = useScope();
  const figures = useFigures(scope, !codes.loading);
  return (
    <Section
      title={t("home.figures")}
      actions={<ButtonLink to="/figures">{t("home.figures_all")}</ButtonLink>}
    >
      <Loaded query={figures}>
        {(all) => (
          <Cards>
            {shown.flatMap((id) => {
              const figure = all.find((line) => line.id === id);
              if (!figure) return [];
              return (
                <FigureCard
                  key={id}
                  name={figure.name}
                  value={writtenValue(figure)}
                  unit={unitWord(codes, figure)}
                  to={figureLink(id, scope)}
                />
              );
            })}
          </Cards>
        )}
      </Loaded>
    </Section>
  );
}

function WorkHome({ session }: { session: Session }) {
  const t = useT();
  const codes = useCodes();
  const waiting = useWaiting();
  const { display_name, area, party } = session.user;
  return (
    <Page
      title={t("home.title", { name: display_name })}
      lead={party?.name || (area && t("home.lead", { area: area.name }))}
    >
      {can(session, "events.record") && <DuePlans />}
      <Section title={t("home.waiting")}>
        <Loaded query={waiting} lines={4}>
          {(lines) => <WaitingList lines={lines} today={codes.today} />}
        </Loaded>
      </Section>
      <Section title={t("home.do_now")}>
        <Actions session={session} />
      </Section>
      {can(session, "figures.read") && <YearFigures />}
    </Page>
  );
}

export default function HomePage() {
  const session = useSession();
  if (!session) return null;
  return session.user.person ? <ResidentHome session={session} /> : <WorkHome session={session} />;
}
