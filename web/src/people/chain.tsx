// Who stands by a person, from the town federation down to the grid. A gap is named, not hidden.
import { useT } from "../i18n/index.ts";
import { Tag } from "../ui/tag.tsx";
import type { ChainLink } from "./types.ts";
import "./people.css";

const known_levels = ["town", "association", "group", "grid"] as const;

export function Chain({ links, liaison }: { links: readonly ChainLink[]; liaison: string }) {
  const t = useT();
  const named = known_levels.map((level) => ({
    level,
    link: links.find((link) => link.level === level),
  }));
  return (
    <div className="stack">
      <ol className="chain" aria-label={t("people.chain")}>
        {named.map(({ level, link }) => {
          const is_gap = !link?.area;
          return (
            <li key={level} data-gap={is_gap || undefined}>
              <span className="chain-level">{t(`people.chain_${level}`)}</span>
              {is_gap ? (
                <>
                  <Tag kind="warning">{t("people.chain_gap")}</Tag>
                  <span className="hint">{t(`people.chain_gap_${level}`)}</span>
                </>
              ) : (
                <strong>{link.name}</strong>
              )}
            </li>
          );
        })}
      </ol>
      <p>
        {liaison ? (
          t("people.liaison_is", { name: liaison })
        ) : (
          <>
            <Tag kind="warning">{t("people.liaison_none")}</Tag> {t("people.liaison_none_hint")}
          </>
        )}
      </p>
    </div>
  );
}
