// Today at the door: what was planned, who signed when, and one large button for the next step.
import { useEffect, useState, type ReactNode } from "react";
import { formatInstant, formatTime } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import { Button } from "../ui/button.tsx";
import { StatusRegion } from "../ui/status-region.tsx";
import { Tag } from "../ui/tag.tsx";
import type { Opening } from "./api.ts";
import type { Planned } from "./model.ts";
import { plannedWords } from "./words.ts";
import "./sites.css";

const tick_ms = 10_000;

// The moment, told again before a minute can be wrong for long.
function useNow(): string {
  const [now, setNow] = useState(() => new Date().toISOString());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date().toISOString()), tick_ms);
    return () => clearInterval(timer);
  }, []);
  return now;
}

export interface OpeningCardProps {
  openings: readonly Opening[]; // Of today, the latest first.
  planned: Planned;
  may_sign: boolean;
  busy: boolean;
  signed: string; // What has just been signed, in words; "" before.
  onSign: (open: Opening | undefined) => void; // The one to sign out of; undefined signs in.
  children?: ReactNode; // Where else to go from here.
}

export function OpeningCard(props: OpeningCardProps) {
  const { openings, planned, may_sign, busy, signed, onSign, children } = props;
  const t = useT();
  const now = useNow();
  const open = openings.find(({ closed_at }) => closed_at === null);
  const time = formatTime(now);
  return (
    <div className="panel opening" data-open={open ? true : undefined}>
      <div className="opening-now">
        <p className="opening-state">
          {open ? (
            <Tag kind="done">{t("sites.open_since", { time: formatTime(open.opened_at) })}</Tag>
          ) : (
            <Tag>{t(openings.length > 0 ? "sites.closed_again" : "sites.not_opened")}</Tag>
          )}
        </p>
        <p>{t("sites.planned_today", { hours: plannedWords(planned) })}</p>
        {openings.length > 0 && (
          <ul className="opening-spans" aria-label={t("sites.signed_today")}>
            {[...openings].reverse().map((one) => (
              <li key={one.id}>
                <time dateTime={one.opened_at} aria-label={formatInstant(one.opened_at)}>
                  {formatTime(one.opened_at)}
                </time>
                {" – "}
                {one.closed_at ? (
                  <time dateTime={one.closed_at}>{formatTime(one.closed_at)}</time>
                ) : (
                  t("sites.still_open")
                )}
              </li>
            ))}
          </ul>
        )}
      </div>
      {may_sign && (
        <Button
          kind="primary"
          className="opening-button"
          icon={open ? "cross" : "check"}
          busy={busy}
          onClick={() => onSign(open)}
        >
          <span className="opening-deed">{t(open ? "sites.sign_out" : "sites.sign_in")}</span>
          <span className="opening-time">{time}</span>
        </Button>
      )}
      <StatusRegion>{signed}</StatusRegion>
      {children && <div className="actions">{children}</div>}
    </div>
  );
}
