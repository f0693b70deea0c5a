// Where a site is: asked when it is entered, and again when it moves.
import { AreaPicker } from "../codes/area-picker.tsx";
import type { FormState } from "../form/use-form.ts";
import { t, useT } from "../i18n/index.ts";
import { DateField, readDay } from "../ui/date-field.tsx";
import { TextInput } from "../ui/text-input.tsx";
import { dayFault } from "./change.tsx";
import { parseArea } from "./model.ts";

const address_max = 200;

export interface AddressValues {
  area: string;
  address: string;
  floor_dm2: string; // As typed, in square metres.
  from: string;
}

// A move without an address says nothing; a site may be entered before its address is known.
export function addressFaults(values: AddressValues, { is_move }: { is_move: boolean }) {
  const { area, address, floor_dm2, from } = values;
  return {
    area: area ? undefined : t("sites.area_missing"),
    address: is_move && !address.trim() ? t("sites.address_missing") : undefined,
    floor_dm2:
      floor_dm2.trim() && parseArea(floor_dm2) === undefined
        ? t("sites.floor_area_wrong")
        : undefined,
    from: dayFault(from),
  };
}

export function addressBody({ area, address, floor_dm2, from }: AddressValues) {
  return {
    area,
    address: address.trim(),
    floor_dm2: parseArea(floor_dm2) ?? null,
    from: readDay(from) ?? "",
  };
}

export interface AddressFieldsProps {
  field: FormState<AddressValues>["field"];
  is_move?: boolean;
}

export function AddressFields({ field, is_move = false }: AddressFieldsProps) {
  const say = useT();
  return (
    <>
      <AreaPicker
        label={say("sites.place")}
        hint={is_move ? undefined : say("sites.area_hint")}
        smallest="town"
        {...field("area")}
      />
      <TextInput
        optional={!is_move}
        label={say(is_move ? "sites.address_new" : "sites.address")}
        hint={say("sites.address_hint")}
        maxLength={address_max}
        {...field("address")}
      />
      <TextInput
        optional
        width="short"
        inputMode="decimal"
        label={say("sites.built_area")}
        suffix={say("sites.square_metre")}
        {...field("floor_dm2")}
      />
      <DateField
        label={say(is_move ? "sites.moved_on" : "sites.opened_from")}
        offers_today
        {...field("from")}
      />
    </>
  );
}
