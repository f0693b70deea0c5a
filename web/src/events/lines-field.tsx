// Lines of a kind in a form: who did it, what was given. Lines are added and taken away.
import { useId, type ReactNode } from "react";
import type { Codes } from "../codes/codes.ts";
import { useT } from "../i18n/index.ts";
import { Button } from "../ui/button.tsx";
import { FieldGroup, type Bound, type Labelled } from "../ui/field.tsx";
import { Select, type Choice } from "../ui/select.tsx";
import { TextInput } from "../ui/text-input.tsx";
import { DelivererLine } from "./deliverer-line.tsx";
import { no_deliverer, no_item, type DelivererValue, type ItemValue } from "./model.ts";
import "./events.css";

interface LinesProps<L> extends Labelled, Bound<readonly L[]> {
  fresh: L;
  add: string;
  removeLabel: (line: L, at: number) => string;
  least: number; // So many lines always stand there.
  show: (line: L, change: (part: Partial<L>) => void, id: string | undefined) => ReactNode;
}

function Lines<L>(props: LinesProps<L>) {
  const { label, hint, optional = false, id, value, error, onChange } = props;
  const { fresh, add, removeLabel, least, show } = props;
  const t = useT();
  const own_id = useId();
  const control_id = id ?? own_id;
  const missing = Math.max(0, least - value.length);
  const lines: readonly L[] = [...value, ...Array.from({ length: missing }, () => fresh)];
  const put = (at: number, part: Partial<L>) =>
    onChange(lines.map((line, other) => (other === at ? { ...line, ...part } : line)));
  return (
    <FieldGroup
      id={`${control_id}-group`}
      label={label}
      hint={hint}
      optional={optional}
      error={error}
    >
      <div className="lines">
        {lines.map((line, at) => (
          <div className="line" key={at}>
            {show(line, (part) => put(at, part), at === 0 ? control_id : undefined)}
            {lines.length > least && (
              <Button
                kind="plain"
                icon="cross"
                aria-label={removeLabel(line, at)}
                onClick={() => onChange(lines.filter((_, other) => other !== at))}
              >
                {t("events.remove")}
              </Button>
            )}
          </div>
        ))}
        <div>
          <Button
            id={lines.length === 0 ? control_id : undefined}
            onClick={() => onChange([...lines, fresh])}
          >
            {add}
          </Button>
        </div>
      </div>
    </FieldGroup>
  );
}

// The codes of a list that a kind allows; all of them where it names none.
export function allowedChoices(
  choices: readonly Choice[],
  allowed: readonly string[],
): readonly Choice[] {
  return allowed.length === 0 ? choices : choices.filter(({ value }) => allowed.includes(value));
}

export interface DeliverersFieldProps extends Bound<readonly DelivererValue[]> {
  codes: Pick<Codes, "word" | "choices" | "role">;
  leads: readonly string[]; // Who may lead; empty: anybody.
}

export function DeliverersField({ codes, leads, ...field }: DeliverersFieldProps) {
  const t = useT();
  const all = codes.choices("deliverer_kind");
  const first = field.value[0];
  return (
    <Lines
      {...field}
      label={t("events.deliverers")}
      hint={t("events.deliverers_hint")}
      optional
      fresh={no_deliverer}
      add={t("events.deliverer_add")}
      removeLabel={(line) =>
        t("events.deliverer_remove", { kind: codes.word("deliverer_kind", line.kind || undefined) })
      }
      least={1}
      show={(line, change, id) => (
        <DelivererLine
          line={line}
          id={id}
          kinds={line === first ? allowedChoices(all, leads) : all}
          codes={codes}
          onChange={change}
        />
      )}
    />
  );
}

export interface ItemsFieldProps extends Bound<readonly ItemValue[]> {
  codes: Pick<Codes, "word" | "choices">;
  allowed: readonly string[];
}

export function ItemsField({ codes, allowed, ...field }: ItemsFieldProps) {
  const t = useT();
  const choices = allowedChoices(codes.choices("event_item"), allowed);
  return (
    <Lines
      {...field}
      label={t("events.items")}
      hint={t("events.items_hint")}
      optional
      fresh={no_item}
      add={t("events.item_add")}
      removeLabel={(line) =>
        t("events.item_remove", { item: codes.word("event_item", line.item || undefined) })
      }
      least={0}
      show={(line, change, id) => (
        <>
          <Select
            {...(id && { id })}
            label={t("events.item")}
            value={line.item}
            choices={choices}
            onChange={(item) => change({ item })}
          />
          <TextInput
            label={t("events.quantity")}
            optional
            width="short"
            inputMode="numeric"
            value={line.quantity}
            onChange={(quantity) => change({ quantity })}
          />
          <TextInput
            label={t("events.value_yuan")}
            optional
            width="short"
            inputMode="decimal"
            value={line.value}
            onChange={(value) => change({ value })}
          />
        </>
      )}
    />
  );
}
