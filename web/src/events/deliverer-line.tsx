// Who did it, in one line of a form: as what, and which body, which colleague, or whose name.
import { can, useSession } from "../api/session.ts";
import type { Codes } from "../codes/codes.ts";
import { useT } from "../i18n/index.ts";
import { BodyPicker } from "../organisations/body-picker.tsx";
import { useNamedParty } from "../organisations/named-party.ts";
import { useColleagues } from "../organisations/party-picker.tsx";
import { Select, type Choice } from "../ui/select.tsx";
import { TextInput } from "../ui/text-input.tsx";
import { deliverer_sources, type DelivererSource, type DelivererValue } from "./model.ts";

export interface DelivererLineProps {
  line: DelivererValue;
  id: string | undefined; // Of the first control.
  kinds: readonly Choice[];
  codes: Pick<Codes, "role">;
  onChange: (part: Partial<DelivererValue>) => void;
}

const name_max = 120;

function Colleague({ line, codes, onChange }: Omit<DelivererLineProps, "id" | "kinds">) {
  const t = useT();
  const session = useSession();
  // Who may appoint colleagues sees their names; the others can name themselves.
  const colleagues = useColleagues(can(session, "organisations.write"));
  const own = session?.user;
  const names = new Map<string, string>();
  if (own) names.set(own.display_name, t("events.deliverer_me", { name: own.display_name }));
  for (const { name, role } of colleagues.data?.items ?? [])
    if (!names.has(name))
      names.set(name, t("organisations.user_line", { name, role: codes.role(role) }));
  if (line.name && !names.has(line.name)) names.set(line.name, line.name);
  return (
    <Select
      label={t("events.deliverer_colleague")}
      value={line.name}
      choices={[...names].map(([value, label]) => ({ value, label }))}
      onChange={(name) => onChange({ name })}
    />
  );
}

function Body({ line, onChange }: Pick<DelivererLineProps, "line" | "onChange">) {
  const t = useT();
  // Of an event that is corrected only the id is known.
  const { organisation } = line;
  const named = useNamedParty("organisation", organisation?.id ?? "", organisation?.name === "");
  return (
    <BodyPicker
      kind="organisation"
      label={t("events.deliverer_body")}
      value={
        organisation && { ...organisation, name: organisation.name || (named.data?.name ?? "…") }
      }
      onChange={(body) => onChange({ organisation: body })}
    />
  );
}

export function DelivererLine({ line, id, kinds, codes, onChange }: DelivererLineProps) {
  const t = useT();
  const session = useSession();
  const sources = deliverer_sources.filter(
    (source) => source !== "organisation" || can(session, "organisations.read"),
  );
  return (
    <>
      <Select
        {...(id && { id })}
        label={t("events.deliverer_kind")}
        optional
        value={line.kind}
        choices={kinds}
        onChange={(kind) => onChange({ kind })}
      />
      <Select
        label={t("events.deliverer_by")}
        optional
        value={line.by}
        empty={t("events.deliverer_by_name")}
        choices={sources
          .filter((source) => source !== "name")
          .map((source) => ({ value: source, label: t(`events.deliverer_by_${source}`) }))}
        onChange={(by) =>
          onChange({ by: (by || "name") as DelivererSource, name: "", organisation: null })
        }
      />
      {line.by === "organisation" && <Body line={line} onChange={onChange} />}
      {line.by === "user" && <Colleague line={line} codes={codes} onChange={onChange} />}
      {line.by !== "organisation" && line.by !== "user" && (
        <TextInput
          label={t("events.deliverer_name")}
          optional
          value={line.name}
          maxLength={name_max}
          onChange={(name) => onChange({ name })}
        />
      )}
      {line.by !== "user" && (
        <TextInput
          label={t("events.deliverer_heads")}
          optional
          width="short"
          inputMode="numeric"
          value={line.heads}
          onChange={(heads) => onChange({ heads })}
        />
      )}
    </>
  );
}
