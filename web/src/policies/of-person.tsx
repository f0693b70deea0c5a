// On the page of a person: what each policy says of them today, and why.
import { useT } from "../i18n/index.ts";
import { Loaded } from "../ui/loaded.tsx";
import { Section } from "../ui/page.tsx";
import { useExplained } from "./api.ts";
import { ExplanationShown } from "./explanation.tsx";

export function PoliciesOfPerson({ person }: { person: string }) {
  const t = useT();
  const explained = useExplained(person);
  return (
    <Section title={t("policies.of_person")}>
      <Loaded query={explained} lines={4}>
        {(lines) =>
          lines.length === 0 ? (
            <p>{t("policies.of_person_none")}</p>
          ) : (
            lines.map((one) => <ExplanationShown key={one.policy} one={one} />)
          )
        }
      </Loaded>
    </Section>
  );
}
