// A body or a site, found by its name.
import { useQuery } from "@tanstack/react-query";
import { api, call } from "../api/client.ts";
import { useCodes } from "../codes/codes.ts";
import { NamePicker, type Named } from "../codes/name-picker.tsx";
import { useT } from "../i18n/index.ts";
import type { Bound, Labelled } from "../ui/field.tsx";

const shown_max = 12;
const asked_max = 100; // Of which those of the kinds that fit are shown.

type BodyKind = "organisation" | "site";

interface Line {
  id: string;
  name: string;
  kind: string;
  place?: string;
}

async function fetchNamed(
  kind: BodyKind,
  q: string,
  limit: number,
  signal: AbortSignal,
): Promise<Line[]> {
  const params = { query: { ...(q && { q }), limit } };
  return kind === "site"
    ? (await call(api.GET("/sites", { params, signal }))).items
    : (await call(api.GET("/organisations", { params, signal }))).items;
}

export interface BodyPickerProps extends Pick<Labelled, "label" | "optional">, Bound<Named | null> {
  kind: BodyKind;
  kinds?: readonly string[]; // Of bodies or sites; of any when left away.
  lists_all?: boolean; // A few stand there before anything is typed.
}

export function BodyPicker({ kind, kinds = [], ...rest }: BodyPickerProps) {
  const t = useT();
  const codes = useCodes();
  const list = kind === "site" ? "site_kind" : "organisation_kind";
  const limit = kinds.length > 0 ? asked_max : shown_max + 1;
  const useFound = (q: string, enabled: boolean) => {
    const { data, error, refetch } = useQuery({
      queryKey: [kind === "site" ? "sites" : "organisations", "picker", q, limit],
      queryFn: ({ signal }) => fetchNamed(kind, q, limit, signal),
      enabled,
    });
    const fitting = data?.filter((line) => kinds.length === 0 || kinds.includes(line.kind));
    const found = fitting && {
      items: fitting.slice(0, shown_max).map(({ id, name, kind: of, place }) => ({
        id,
        name,
        about: [codes.word(list, of), place].filter(Boolean).join(" · "),
      })),
      has_more: fitting.length > shown_max,
    };
    return { data: found, error, refetch };
  };
  return (
    <NamePicker
      {...rest}
      useFound={useFound}
      texts={{
        hint: t("organisations.party_search"),
        change: t("organisations.party_change"),
        none: (q) => (q ? t("organisations.party_none", { q }) : t("organisations.party_none_yet")),
        more: t("organisations.party_more"),
      }}
    />
  );
}
