// A party that a page begins with: its name, and of a body or a site its kind.
import { useQuery } from "@tanstack/react-query";
import { api, call } from "../api/client.ts";

export interface NamedParty {
  id: string;
  kind: string; // person, organisation or site
  body_kind: string | undefined;
  name: string;
}

// Where each kind of party has its page.
export const party_pages: Readonly<Record<string, string>> = {
  organisation: "/organisations",
  site: "/sites",
  person: "/people",
};

async function fetchParty(kind: string, id: string, signal: AbortSignal): Promise<NamedParty> {
  if (kind === "site") {
    const path = { site: id };
    const { line } = await call(api.GET("/sites/{site}", { params: { path }, signal }));
    return { id, kind, body_kind: line.kind, name: line.name };
  }
  if (kind === "person") {
    const path = { person: id };
    const person = await call(api.GET("/people/{person}", { params: { path }, signal }));
    return { id, kind, body_kind: undefined, name: person.name };
  }
  const path = { organisation: id };
  const body = await call(api.GET("/organisations/{organisation}", { params: { path }, signal }));
  return { id, kind, body_kind: body.kind, name: body.name };
}

export function useNamedParty(kind: string, id: string, enabled = true) {
  return useQuery({
    queryKey: ["party", kind, id],
    queryFn: ({ signal }) => fetchParty(kind, id, signal),
    enabled: enabled && kind in party_pages && id !== "",
    staleTime: 60_000,
  });
}
