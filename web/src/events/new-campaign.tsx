// A new campaign: what kind, its name, where and from when to when.
import { api, call } from "../api/client.ts";
import { useSession } from "../api/session.ts";
import { navigate } from "../base/router.tsx";
import { AreaPicker } from "../codes/area-picker.tsx";
import { useCodes, type Codes } from "../codes/codes.ts";
import { useForm } from "../form/use-form.ts";
import { useT } from "../i18n/index.ts";
import { useStepTaken } from "../needs/api.ts";
import { DateField, readDay } from "../ui/date-field.tsx";
import { Form } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { Select } from "../ui/select.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { TextInput } from "../ui/text-input.tsx";

function CampaignForm({ codes, own_area }: { codes: Codes; own_area: string }) {
  const t = useT();
  const step_taken = useStepTaken();
  const form = useForm({
    draft: "campaign",
    initial: { kind: "", name: "", theme: "", area: own_area, from: codes.today, last: "" },
    validate: (values) => {
      const from = readDay(values.from);
      const last = readDay(values.last);
      return {
        kind: values.kind ? undefined : t("events.campaign_kind_missing"),
        name: values.name.trim() ? undefined : t("events.campaign_name_missing"),
        area: values.area ? undefined : t("events.area_missing"),
        from:
          from === undefined
            ? t("ui.date_not_understood")
            : from
              ? undefined
              : t("events.on_missing"),
        last:
          last === undefined
            ? t("ui.date_not_understood")
            : last && from && last < from
              ? t("events.last_order")
              : undefined,
      };
    },
    submit: (values, id) => {
      const last = readDay(values.last);
      return call(
        api.POST("/campaigns", {
          body: {
            id,
            kind: values.kind,
            name: values.name.trim(),
            area: values.area,
            from: readDay(values.from) || codes.today,
            ...(values.theme.trim() && { theme: values.theme.trim() }),
            ...(last && { last }),
          },
        }),
      );
    },
    saved: (campaign) => {
      void step_taken();
      navigate(`/campaigns/${campaign.id}`);
    },
  });
  const { field } = form;
  return (
    <Form form={form} send={t("events.campaign_save")}>
      <Select
        label={t("events.campaign_kind")}
        choices={codes.choices("campaign_kind")}
        {...field("kind")}
      />
      <TextInput label={t("events.campaign_name")} maxLength={120} {...field("name")} />
      <TextInput label={t("events.campaign_theme")} optional maxLength={200} {...field("theme")} />
      <AreaPicker label={t("events.area")} {...field("area")} />
      <DateField label={t("events.campaign_from")} offers_today {...field("from")} />
      <DateField
        label={t("events.campaign_last")}
        hint={t("events.campaign_last_hint")}
        optional
        {...field("last")}
      />
    </Form>
  );
}

export default function NewCampaignPage() {
  const t = useT();
  const codes = useCodes();
  const session = useSession();
  return (
    <Page
      title={t("events.campaign_new")}
      lead={t("events.campaign_new_lead")}
      back={{ to: "/campaigns", label: t("events.campaigns") }}
      width="reading"
    >
      {codes.error ? (
        <ProblemNotice error={codes.error} retry={codes.retry} />
      ) : codes.loading ? (
        <Skeleton lines={6} />
      ) : (
        <CampaignForm codes={codes} own_area={session?.user.area?.code ?? ""} />
      )}
    </Page>
  );
}
