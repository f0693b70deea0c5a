// Signing a site in and out. What two people sign at once is settled by the server: whoever was
// second sees what the first did.
import { useRef, useState } from "react";
import { api, call } from "../api/client.ts";
import { ProblemError } from "../api/problem.ts";
import { can, useSession } from "../api/session.ts";
import { uuidv7 } from "../base/uuid.ts";
import { useCodes } from "../codes/codes.ts";
import { useForm } from "../form/use-form.ts";
import { formatDay, formatTime, parseTime } from "../i18n/format.ts";
import { t as text, useT } from "../i18n/index.ts";
import { ButtonLink } from "../ui/button.tsx";
import { Form } from "../ui/form.tsx";
import { Notice } from "../ui/notice.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { TimeField } from "../ui/time-field.tsx";
import { useOpeningSigned, useSiteAskedAgain, type Opening, type SitePage } from "./api.ts";
import { momentOf, plannedOn, reaches } from "./model.ts";
import { OpeningCard } from "./opening-card.tsx";

function signIn(site: string, id: string): Promise<Opening> {
  return call(api.POST("/sites/{site}/openings", { params: { path: { site } }, body: { id } }));
}

function signOut(site: string, opening: string, closed_at?: string): Promise<Opening> {
  const path = { site, opening };
  const body = closed_at ? { closed_at } : {};
  return call(api.POST("/sites/{site}/openings/{opening}/close", { params: { path }, body }));
}

export function Today({ page }: { page: SitePage }) {
  const t = useT();
  const codes = useCodes();
  const session = useSession();
  const showSigned = useOpeningSigned();
  const askAgain = useSiteAskedAgain();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const [signed, setSigned] = useState("");
  // The id of the next sign-in: an answer that is lost and asked for again is the same sign-in.
  const next_id = useRef(uuidv7());
  const { id: site, area } = page.line;

  const sign = async (open: Opening | undefined) => {
    setBusy(true);
    setError(undefined);
    try {
      const line = await (open ? signOut(site, open.id) : signIn(site, next_id.current));
      if (!open) next_id.current = uuidv7();
      const at = line.closed_at ?? line.opened_at;
      setSigned(
        text(open ? "sites.signed_out_at" : "sites.signed_in_at", { time: formatTime(at) }),
      );
      showSigned(site, line);
    } catch (thrown) {
      setError(thrown);
      if (thrown instanceof ProblemError && thrown.problem.status === 409) askAgain(site);
    } finally {
      setBusy(false);
    }
  };

  const may_sign = can(session, "sites.open") && reaches(session, area);
  return (
    <>
      <OpeningCard
        openings={page.openings.filter(({ on }) => on === codes.today)}
        planned={plannedOn(page, codes.today)}
        may_sign={may_sign}
        busy={busy}
        signed={signed}
        onSign={(open) => void sign(open)}
      >
        {can(session, "events.read") && (
          <ButtonLink to={`/sites/${site}/day`}>{t("sites.to_day")}</ButtonLink>
        )}
      </OpeningCard>
      {error !== undefined && <ProblemNotice error={error} />}
      <Forgotten page={page} />
    </>
  );
}

// Days that nobody signed out of: they count no minutes until somebody says when it closed.
function Forgotten({ page }: { page: SitePage }) {
  const t = useT();
  const codes = useCodes();
  const session = useSession();
  const { id: site, area } = page.line;
  const open = page.openings.filter(({ on, closed_at }) => on < codes.today && closed_at === null);
  if (open.length === 0) return null;
  const may_mend = can(session, "sites.write") && reaches(session, area);
  return (
    <Notice kind="warning" title={t("sites.forgotten_title")}>
      <p>{t(may_mend ? "sites.forgotten_mend" : "sites.forgotten_tell")}</p>
      {open.map((opening) => (
        <div key={opening.id} className="forgotten">
          <p>
            {t("sites.forgotten_line", {
              day: formatDay(opening.on),
              time: formatTime(opening.opened_at),
            })}
          </p>
          {may_mend && <Mend site={site} opening={opening} />}
        </div>
      ))}
    </Notice>
  );
}

function Mend({ site, opening }: { site: string; opening: Opening }) {
  const t = useT();
  const showSigned = useOpeningSigned();
  const form = useForm({
    draft: `site.mend.${opening.id}`,
    initial: { closed_at: "" },
    validate: ({ closed_at }) => ({
      closed_at: parseTime(closed_at)
        ? undefined
        : text(closed_at ? "ui.time_not_understood" : "sites.closes_missing"),
    }),
    submit: ({ closed_at }) =>
      signOut(site, opening.id, momentOf(opening.on, parseTime(closed_at) ?? "")),
    saved: (line) => showSigned(site, line),
  });
  return (
    <Form form={form} send={t("sites.mend")}>
      <TimeField
        label={t("sites.closed_at", { day: formatDay(opening.on) })}
        {...form.field("closed_at")}
      />
    </Form>
  );
}
