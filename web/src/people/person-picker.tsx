// One person of the register, found by searching.
import { useQuery } from "@tanstack/react-query";
import { api, call } from "../api/client.ts";
import { NamePicker, type FoundNames, type Named } from "../codes/name-picker.tsx";
import { useT } from "../i18n/index.ts";
import type { Bound } from "../ui/field.tsx";

const shown_max = 8;

export type ChosenPerson = Named;

function usePeopleNamed(q: string, enabled: boolean) {
  const t = useT();
  const { data, error, refetch } = useQuery({
    queryKey: ["people", "picker", q],
    queryFn: ({ signal }) =>
      call(api.GET("/people", { params: { query: { q, limit: shown_max } }, signal })),
    enabled,
  });
  const found: FoundNames<ChosenPerson> | undefined = data && {
    items: data.items.map(({ id, name, place, age }) => ({
      id,
      name,
      about: t("people.picker_about", { place, age }),
    })),
    has_more: data.next_cursor !== null,
  };
  return { data: found, error, refetch };
}

export interface PersonPickerProps extends Bound<ChosenPerson | null> {
  label: string; // "Whose need".
}

export function PersonPicker(props: PersonPickerProps) {
  const t = useT();
  return (
    <NamePicker
      {...props}
      useFound={usePeopleNamed}
      texts={{
        hint: t("people.picker_search"),
        change: t("people.picker_change"),
        choose: t("people.picker_choose"),
        none: (q) => t("people.picker_none", { q }),
        more: t("people.picker_more"),
      }}
    />
  );
}
