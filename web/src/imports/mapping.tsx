// What each column of a sheet means, said by a person. Beside every choice stand values of the
// sheet, so that nobody has to go back to it.
import { useState } from "react";
import { useT } from "../i18n/index.ts";
import { Button } from "../ui/button.tsx";
import { ErrorSummary } from "../ui/error-summary.tsx";
import { Fewer } from "../ui/fewer.tsx";
import { Select } from "../ui/select.tsx";
import { labelOf, understood, type KnownColumn, type SheetColumn } from "./model.ts";

export interface MappingProps {
  known: readonly KnownColumn[];
  columns: readonly SheetColumn[];
  busy: boolean;
  onDone: (chosen: Readonly<Record<string, string>>) => void; // Key -> letter.
}

const samples_shown = 3;

export function Mapping({ known, columns, busy, onDone }: MappingProps) {
  const t = useT();
  const [chosen, setChosen] = useState(() => understood(columns));
  const [attempt, setAttempt] = useState(0);
  const missing = known.filter(({ key, required }) => required && !chosen[key]);
  const letters = Object.values(chosen).filter(Boolean);
  const twice = (letter: string) => letters.filter((other) => other === letter).length > 1;
  const faultOf = ({ key, required }: KnownColumn) => {
    const letter = chosen[key] ?? "";
    if (letter && twice(letter)) return t("imports.mapping_twice");
    return required && !letter ? t("imports.mapping_missing") : undefined;
  };
  const faulty = known.filter((column) => faultOf(column) !== undefined);
  const is_tried = attempt > 0;

  const choose = (column: KnownColumn) => {
    const letter = chosen[column.key] ?? "";
    const samples = columns.find((one) => one.letter === letter)?.samples ?? [];
    return (
      <Select
        key={column.key}
        id={`mapping-${column.key}`}
        label={column.name}
        optional={!column.required}
        hint={
          samples.length > 0
            ? t("imports.samples", { values: samples.slice(0, samples_shown).join(" / ") })
            : undefined
        }
        empty={t("imports.no_column")}
        error={is_tried ? faultOf(column) : undefined}
        choices={columns.map((one) => ({ value: one.letter, label: labelOf(one) }))}
        value={letter}
        onChange={(value) => setChosen({ ...chosen, [column.key]: value })}
      />
    );
  };

  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (faulty.length > 0) setAttempt(attempt + 1);
        else onDone(chosen);
      }}
    >
      {is_tried && (
        <ErrorSummary
          attempt={attempt}
          errors={faulty.map((column) => ({
            message: `${column.name}: ${faultOf(column)}`,
            target: `mapping-${column.key}`,
          }))}
        />
      )}
      <p>{t("imports.mapping_lead", { count: missing.length })}</p>
      {known.filter(({ required }) => required).map(choose)}
      <Fewer label={t("imports.mapping_others")}>
        <div className="form">{known.filter(({ required }) => !required).map(choose)}</div>
      </Fewer>
      <div className="actions">
        <Button kind="primary" submits busy={busy}>
          {t("imports.mapping_send")}
        </Button>
      </div>
    </form>
  );
}
