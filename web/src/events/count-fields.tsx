// People who are counted and not named: who came by, and who watched from afar.
import { useT } from "../i18n/index.ts";
import type { Bound } from "../ui/field.tsx";
import { TextInput } from "../ui/text-input.tsx";

type CountName = "walk_ins" | "online";

interface CountFieldsProps {
  asked: Record<CountName, boolean>; // By the kind of event.
  field: (name: CountName) => Bound<string>;
}

export function CountFields({ asked, field }: CountFieldsProps) {
  const t = useT();
  const names: readonly CountName[] = ["walk_ins", "online"];
  return names
    .filter((name) => asked[name])
    .map((name) => (
      <TextInput
        key={name}
        label={t(`events.${name}`)}
        hint={t(`events.${name}_hint`)}
        optional
        width="short"
        inputMode="numeric"
        {...field(name)}
      />
    ));
}
