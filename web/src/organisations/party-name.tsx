// The name of a party at the end of a relation, with the way to its page for who may open it.
import { can, useSession, type Right } from "../api/session.ts";
import { Link } from "../base/router.tsx";
import { AreaName } from "../codes/area-name.tsx";
import { useT } from "../i18n/index.ts";
import { party_pages, useNamedParty } from "./named-party.ts";
import type { Party } from "./ties.ts";

const rights: Readonly<Record<string, Right>> = {
  organisation: "organisations.read",
  site: "sites.read",
  person: "people.read",
};

export interface PartyNameProps {
  party: Party;
  title?: string; // As the relation itself calls it.
}

export function PartyName({ party, title = "" }: PartyNameProps) {
  const t = useT();
  const session = useSession();
  const right = rights[party.kind];
  const may_open = right !== undefined && can(session, right);
  const named = useNamedParty(party.kind, party.id, may_open && title === "");
  if (party.kind === "area") return <AreaName code={party.id} />;
  const name = title || named.data?.name || t("organisations.unnamed");
  if (!may_open || named.error) return <>{name}</>;
  return <Link to={`${party_pages[party.kind]}/${party.id}`}>{name}</Link>;
}
