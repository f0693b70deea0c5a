// Recording that a need was served, with photos as proof.
import { api, call } from "../api/client.ts";
import { navigate, useParam } from "../base/router.tsx";
import { useCodes, type Codes } from "../codes/codes.ts";
import { useForm } from "../form/use-form.ts";
import { useT } from "../i18n/index.ts";
import { useClaim, useStepTaken, type Claim } from "../needs/api.ts";
import { DateField, readDay } from "../ui/date-field.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Form } from "../ui/form.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page } from "../ui/page.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { Radios } from "../ui/radios.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { TextArea } from "../ui/text-area.tsx";
import { Photos, sendPhoto } from "./photos.tsx";

const words_max = 1000;

function DeliverForm({ claim, codes }: { claim: Claim; codes: Codes }) {
  const t = useT();
  const step_taken = useStepTaken();
  const rules = codes.rules;
  const min = rules?.evidence_min ?? 0;
  const max = rules?.evidence_max ?? 9;
  const left = claim.needs.filter(
    (need) => !claim.deliveries.some((delivery) => delivery.need === need.id),
  );
  const only = left.length === 1 ? left[0]!.id : "";
  const form = useForm({
    draft: `delivery.${claim.id}`,
    initial: {
      need: only,
      delivered_on: codes.today,
      words: "",
      evidence: [] as readonly File[],
    },
    validate: (values) => {
      const day = readDay(values.delivered_on);
      const photos = values.evidence.length;
      return {
        need: values.need ? undefined : t("claims.deliver_need_missing"),
        delivered_on:
          day === undefined
            ? t("ui.date_not_understood")
            : day > codes.today
              ? t("claims.delivered_future")
              : undefined,
        words: values.words.trim() ? undefined : t("claims.deliver_words_missing"),
        evidence:
          photos < min
            ? t("claims.photos_min", { min })
            : photos > max
              ? t("claims.photos_max", { max })
              : undefined,
      };
    },
    submit: async (values, id) => {
      const evidence: string[] = [];
      // One after another: a phone's line carries them no faster together.
      for (const photo of values.evidence) evidence.push(await sendPhoto(photo));
      return call(
        api.POST("/claims/{claim}/deliveries", {
          params: { path: { claim: claim.id } },
          body: {
            id,
            need: values.need,
            delivered_on: readDay(values.delivered_on) || codes.today,
            words: values.words.trim(),
            evidence,
          },
        }),
      );
    },
    saved: () => {
      void step_taken();
      navigate(`/claims/${claim.id}`);
    },
  });
  if (left.length === 0) return <EmptyState title={t("claims.deliver_none_left")} />;
  return (
    <Form form={form} send={t("claims.deliver_send")}>
      {left.length > 1 ? (
        <Radios
          label={t("claims.deliver_need")}
          choices={left.map((need) => ({
            value: need.id,
            label: need.words,
            hint: `${need.person_name} · ${need.place}`,
          }))}
          {...form.field("need")}
        />
      ) : (
        <p>
          <span className="label">{t("claims.deliver_need")}</span>
          {left[0]!.words}
          <span className="hint block">{`${left[0]!.person_name} · ${left[0]!.place}`}</span>
        </p>
      )}
      <DateField label={t("claims.delivered_on")} offers_today {...form.field("delivered_on")} />
      <TextArea
        label={t("claims.deliver_words")}
        hint={t("claims.deliver_words_hint")}
        limit={words_max}
        {...form.field("words")}
      />
      <Photos
        min={min}
        max={max}
        bytes_max={rules?.evidence_bytes_max ?? 10_485_760}
        {...form.field("evidence")}
      />
    </Form>
  );
}

export default function DeliverPage() {
  const t = useT();
  const id = useParam("claim");
  const claim = useClaim(id);
  const codes = useCodes();
  return (
    <Page
      title={t("claims.deliver_title")}
      lead={t("claims.deliver_lead")}
      back={{ to: `/claims/${id}`, label: claim.data?.listing_title ?? t("claims.one") }}
      width="reading"
    >
      {codes.error ? (
        <ProblemNotice error={codes.error} retry={codes.retry} />
      ) : codes.loading ? (
        <Skeleton lines={6} />
      ) : (
        <Loaded query={claim}>{(loaded) => <DeliverForm claim={loaded} codes={codes} />}</Loaded>
      )}
    </Page>
  );
}
