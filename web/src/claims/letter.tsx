// A letter of intent as it was written: three sections, each under its heading.
import { useT } from "../i18n/index.ts";
import type { Claim } from "../needs/api.ts";
import { Heading, type Level } from "../ui/heading.tsx";
import { Tag } from "../ui/tag.tsx";
import "./claims.css";

export const letter_sections = ["strengths", "approach", "outcome"] as const;
export type LetterSection = (typeof letter_sections)[number];

export function Letter({ letter, level = 3 }: { letter: Claim["letter"]; level?: Level }) {
  const t = useT();
  return (
    <div className="letter">
      {letter_sections.map((section) => (
        <div key={section}>
          <Heading level={level}>{t(`claims.${section}`)}</Heading>
          <p>{letter[section]}</p>
        </div>
      ))}
    </div>
  );
}

// Who stands on a claim, the lead first.
export function Claimants({ claimants }: { claimants: Claim["claimants"] }) {
  const t = useT();
  return (
    <ul className="claimants">
      {claimants.map((body) => (
        <li key={body.id}>
          {body.name}
          {claimants.length > 1 && (
            <span className="hint">{` (${t(body.lead ? "claims.lead_mark" : "claims.partner_mark")})`}</span>
          )}
        </li>
      ))}
    </ul>
  );
}

const kinds = {
  made: "waiting",
  chosen: "active",
  not_chosen: "neutral",
  delivered: "done",
  withdrawn: "stopped",
} as const;

export function ClaimTag({ state }: { state: Claim["state"] }) {
  const t = useT();
  return <Tag kind={kinds[state]}>{t(`claims.state_${state}`)}</Tag>;
}
