// The words of the packs: every code list in both languages, and the rules the forms must know.
// A page shows words, never codes.
//
//   const codes = useCodes();
//   codes.word("urgency", need.urgency)
//   <Select choices={codes.choices("need_channel")} … />
//   codes.rules?.letter_min
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, call } from "../api/client.ts";
import type { components } from "../api/schema.d.ts";
import { today as dayOfDevice } from "../i18n/format.ts";
import { useLanguage, type Lang } from "../i18n/index.ts";
import type { Choice } from "../ui/select.tsx";
import "./codes.css";

export type CodesView = components["schemas"]["CodesView"];
export type Rules = CodesView["rules"];
type CodeLine = components["schemas"]["CodeLine"];

export type CodeList =
  | "need_category"
  | "need_channel"
  | "need_mode"
  | "urgency"
  | "organisation_kind"
  | "disability_category"
  | "disability_level"
  | "certificate_state"
  | "household_kind"
  | "consent_purpose"
  | "consent_way"
  | "fact"
  | "qualification"
  | "qualification_level"
  | "relation_kind"
  | "group_kind"
  | "group_part"
  | "site_kind"
  | "site_service"
  | "event_kind"
  | "watch_kind"
  | "activity_type"
  | "event_item"
  | "event_tag"
  | "deliverer_kind"
  | "aid_field"
  | "money_source"
  | "accessibility_need"
  | "care_mode"
  | "campaign_kind"
  | "award_kind"
  | "room_function"
  | "evaluation_side"
  | "sex"
  | "unit";

export interface Codes {
  loading: boolean;
  error: unknown;
  retry: () => void;
  // The word of a code; the code itself where no pack knows it (any more), "" while loading.
  word: (list: CodeList, code: string | number | null | undefined) => string;
  // All codes of a list that has one level; of one with two, those within `parent` ("": the groups).
  choices: (list: CodeList, parent?: string) => readonly Choice[];
  // "Daily help · Cleaning": a category of needs with the group it belongs to.
  category: (code: string) => string;
  groupOf: (code: string) => string; // The group of a category; a group is its own.
  role: (code: string) => string;
  mayClaim: (organisation_kind: string) => boolean;
  rules: Rules | undefined;
  ties: CodesView["ties"]; // What each kind of relation joins.
  groups: CodesView["groups"]; // What each kind of group is made of.
  today: string; // The server's day.
}

// Codes out of the server's answer, in one language.
export function readCodes(
  view: CodesView | undefined,
  lang: Lang,
): Omit<Codes, "loading" | "error" | "retry"> {
  const lists = new Map(
    (view?.lists ?? []).map(({ list, codes }) => [
      list,
      new Map(codes.map((line) => [line.code, line])),
    ]),
  );
  const find = (list: CodeList, code: string): CodeLine | undefined => lists.get(list)?.get(code);
  const word: Codes["word"] = (list, code) => {
    if (code === null || code === undefined || !view) return "";
    return find(list, String(code))?.[lang] ?? String(code);
  };
  const groupOf = (code: string) => find("need_category", code)?.parent || code;
  return {
    word,
    choices: (list, parent) =>
      [...(lists.get(list)?.values() ?? [])]
        .filter((line) => parent === undefined || line.parent === parent)
        .map((line) => ({ value: line.code, label: line[lang] })),
    groupOf,
    category: (code) => {
      const group = groupOf(code);
      const own = word("need_category", code);
      return group === code ? own : `${word("need_category", group)} · ${own}`;
    },
    role: (code) => view?.roles.find((role) => role.code === code)?.[lang] ?? code,
    mayClaim: (kind) => find("organisation_kind", kind)?.may_claim ?? false,
    rules: view?.rules,
    ties: view?.ties ?? [],
    groups: view?.groups ?? [],
    today: view?.today ?? dayOfDevice(),
  };
}

export const codes_key = ["codes"] as const;

export function useCodes(): Codes {
  const lang = useLanguage();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: codes_key,
    queryFn: ({ signal }) => call(api.GET("/codes", { signal })),
    staleTime: 10 * 60_000,
  });
  const read = useMemo(() => readCodes(data, lang), [data, lang]);
  return { ...read, loading: isPending, error, retry: () => void refetch() };
}
