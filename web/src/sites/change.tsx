// The frame of every page that changes a site: which site it is, the way back to it, and the faults
// that these pages share.
import type { ReactNode } from "react";
import { can, useSession, type Right } from "../api/session.ts";
import { navigate, useParam } from "../base/router.tsx";
import { useCodes } from "../codes/codes.ts";
import { parseTime } from "../i18n/format.ts";
import { t as text, useT } from "../i18n/index.ts";
import { ButtonLink } from "../ui/button.tsx";
import { readDay } from "../ui/date-field.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Notice } from "../ui/notice.tsx";
import { Page } from "../ui/page.tsx";
import { useSite, useSiteChanged, type SitePage } from "./api.ts";
import { isOver, minutesOf, reaches } from "./model.ts";

export interface ChangeProps {
  title: string;
  lead?: string;
  right?: Right; // What it takes; sites.write when left away.
  children: (page: SitePage) => ReactNode;
}

export function Change({ title, lead, right = "sites.write", children }: ChangeProps) {
  const t = useT();
  const session = useSession();
  const { today } = useCodes();
  const site = useParam("site");
  const found = useSite(site);
  const line = found.data?.line;
  return (
    <Page
      title={title}
      back={{ to: `/sites/${site}`, label: line?.name ?? t("sites.one") }}
      lead={lead}
      width="reading"
    >
      <Loaded query={found}>
        {(page) =>
          !reaches(session, page.line.area) || !can(session, right) ? (
            <Notice kind="warning" title={t("sites.not_yours")}>
              {t("sites.not_yours_hint")}
            </Notice>
          ) : isOver(page.line, today) ? (
            <Notice kind="warning" title={t("sites.is_over")} />
          ) : (
            children(page)
          )
        }
      </Loaded>
    </Page>
  );
}

export function CancelChange({ site }: { site: string }) {
  const t = useT();
  return <ButtonLink to={`/sites/${site}`}>{t("ui.cancel")}</ButtonLink>;
}

// Shows what the server answered, on the site's page.
export function useBackToSite(): (page: SitePage) => void {
  const changed = useSiteChanged();
  return (page) => {
    changed(page);
    navigate(`/sites/${page.line.id}`);
  };
}

// What is wrong with a day that a form holds: nothing typed, or nothing that is a day.
export function dayFault(typed: string): string | undefined {
  if (readDay(typed)) return undefined;
  return text(typed.trim() ? "ui.date_not_understood" : "sites.day_missing");
}

// What is wrong with the two times of a span.
export function spanFaults(opens: string, closes: string) {
  const [from, to] = [parseTime(opens), parseTime(closes)];
  const fault = (typed: string, missing: "sites.opens_missing" | "sites.closes_missing") =>
    text(typed.trim() ? "ui.time_not_understood" : missing);
  const is_backwards = from && to && minutesOf(from) >= minutesOf(to);
  return {
    opens: from ? undefined : fault(opens, "sites.opens_missing"),
    closes: is_backwards
      ? text("sites.times_backwards")
      : to
        ? undefined
        : fault(closes, "sites.closes_missing"),
  };
}
