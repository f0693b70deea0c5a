// The category of a need in two steps, so that nobody looks through 130 lines: first the group,
// then what within it.
import type { Codes } from "../codes/codes.ts";
import type { FieldProps } from "../form/use-form.ts";
import { useT } from "../i18n/index.ts";
import { Select } from "../ui/select.tsx";

export interface CategoryFieldsProps {
  codes: Pick<Codes, "choices">;
  group: FieldProps<string>;
  category: FieldProps<string>;
}

export function CategoryFields({ codes, group, category }: CategoryFieldsProps) {
  const t = useT();
  return (
    <>
      <Select
        label={t("needs.category_group")}
        choices={codes.choices("need_category", "")}
        {...group}
        onChange={(value) => {
          group.onChange(value);
          const within = value ? codes.choices("need_category", value) : [];
          // A group of one leaves nothing to choose.
          category.onChange(within.length === 1 ? within[0]!.value : "");
        }}
      />
      {group.value !== "" && (
        <Select
          label={t("needs.category")}
          choices={codes.choices("need_category", group.value)}
          {...category}
        />
      )}
    </>
  );
}
