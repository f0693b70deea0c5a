// Entering a room: what it is for, and how large it is.
import { api, call } from "../api/client.ts";
import { useCodes } from "../codes/codes.ts";
import { useForm } from "../form/use-form.ts";
import { t, useT } from "../i18n/index.ts";
import { DateField, readDay } from "../ui/date-field.tsx";
import { Form } from "../ui/form.tsx";
import { Select } from "../ui/select.tsx";
import { TextInput } from "../ui/text-input.tsx";
import type { SitePage } from "./api.ts";
import { CancelChange, Change, dayFault, useBackToSite } from "./change.tsx";
import { parseArea } from "./model.ts";

const name_max = 60;

function RoomForm({ page }: { page: SitePage }) {
  const say = useT();
  const codes = useCodes();
  const show = useBackToSite();
  const site = page.line.id;
  const form = useForm({
    draft: `site.room.${site}`,
    initial: { function: "", name: "", area_dm2: "", from: "" },
    validate: (values) => ({
      function: values.function ? undefined : t("sites.function_missing"),
      name: values.name.trim() ? undefined : t("sites.name_missing"),
      area_dm2: parseArea(values.area_dm2) ? undefined : t("sites.floor_area_wrong"),
      from: dayFault(values.from),
    }),
    submit: (values, id) =>
      call(
        api.POST("/sites/{site}/rooms", {
          params: { path: { site } },
          body: {
            id,
            function: values.function,
            name: values.name.trim(),
            area_dm2: parseArea(values.area_dm2) ?? 0,
            from: readDay(values.from) ?? "",
          },
        }),
      ),
    saved: show,
  });
  const word = codes.word("room_function", form.values.function || undefined);
  return (
    <Form form={form} send={say("sites.room_send")} also={<CancelChange site={site} />}>
      <Select
        label={say("sites.room_function")}
        choices={codes.choices("room_function")}
        {...form.field("function")}
        onChange={(chosen) => {
          // Most rooms are called by what they are for.
          const is_own_name = form.values.name !== "" && form.values.name !== word;
          const name = is_own_name ? form.values.name : codes.word("room_function", chosen || null);
          form.set({ function: chosen, name });
        }}
      />
      <TextInput label={say("sites.room_name")} maxLength={name_max} {...form.field("name")} />
      <TextInput
        width="short"
        inputMode="decimal"
        label={say("sites.floor_area")}
        suffix={say("sites.square_metre")}
        {...form.field("area_dm2")}
      />
      <DateField label={say("sites.in_use_from")} offers_today {...form.field("from")} />
    </Form>
  );
}

export default function NewRoom() {
  const t = useT();
  return <Change title={t("sites.room_title")}>{(page) => <RoomForm page={page} />}</Change>;
}
