// Somebody saved the same record meanwhile: both values side by side, and a choice for each.
import { useEffect, useRef, useState } from "react";
import { useT } from "../i18n/index.ts";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { Radios } from "../ui/radios.tsx";
import type { Clash, EditField } from "./change.ts";

export interface ConflictProps {
  clashes: readonly Clash[];
  show: (field: EditField, value: string) => string; // A value in words.
  onSettled: (take_theirs: ReadonlySet<EditField>) => void;
}

type Side = "mine" | "theirs";

export function Conflict({ clashes, show, onSettled }: ConflictProps) {
  const t = useT();
  const [chosen, setChosen] = useState<Partial<Record<EditField, Side>>>({});
  const [is_incomplete, setIncomplete] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);

  const settle = () => {
    if (clashes.some(({ field }) => !chosen[field])) {
      setIncomplete(true);
      return;
    }
    const theirs = clashes.filter(({ field }) => chosen[field] === "theirs");
    onSettled(new Set(theirs.map(({ field }) => field)));
  };

  return (
    <div
      className="panel stack conflict"
      role="group"
      aria-label={t("people.conflict")}
      tabIndex={-1}
      ref={box}
    >
      <Notice kind="warning" title={t("people.conflict")}>
        {clashes.length > 0 ? t("people.conflict_choose") : t("people.conflict_apart")}
      </Notice>
      {clashes.map(({ field, mine, theirs }) => (
        <div className="conflict-row" key={field}>
          <Radios
            label={t(`people.${field}`)}
            value={chosen[field] ?? ""}
            error={is_incomplete && !chosen[field] ? t("people.conflict_missing") : undefined}
            onChange={(side) => setChosen({ ...chosen, [field]: side as Side })}
            choices={[
              {
                value: "mine",
                label: t("people.conflict_mine", { value: show(field, mine) }),
              },
              {
                value: "theirs",
                label: t("people.conflict_theirs", { value: show(field, theirs) }),
              },
            ]}
          />
        </div>
      ))}
      <div className="actions">
        <Button kind="primary" onClick={settle}>
          {t("people.conflict_save")}
        </Button>
      </div>
    </div>
  );
}
