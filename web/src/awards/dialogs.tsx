// The steps of an award, each a short question of its own.
import { api, call } from "../api/client.ts";
import { ReasonDialog } from "../claims/reason-dialog.tsx";
import { useForm } from "../form/use-form.ts";
import { useT } from "../i18n/index.ts";
import { useStepTaken } from "../needs/api.ts";
import { Button } from "../ui/button.tsx";
import { DateField, readDay } from "../ui/date-field.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Form } from "../ui/form.tsx";
import { Notice } from "../ui/notice.tsx";
import { Radios } from "../ui/radios.tsx";
import { TextArea } from "../ui/text-area.tsx";
import { TextInput } from "../ui/text-input.tsx";
import type { AwardPage } from "./api.ts";
import type { AwardDeed } from "./model.ts";

const words_max = 2000;

interface DeedProps {
  page: AwardPage;
  name: string; // "Excellent volunteer: Wang".
  today: string;
  onClose: () => void;
}

function useSaved(onClose: () => void) {
  const step_taken = useStepTaken();
  return () => {
    void step_taken();
    onClose();
  };
}

function Cancel({ onClose }: Pick<DeedProps, "onClose">) {
  const t = useT();
  return <Button onClick={onClose}>{t("ui.cancel")}</Button>;
}

function ReviewDialog({ page, name, today, onClose }: DeedProps) {
  const t = useT();
  const form = useForm({
    draft: null,
    initial: { verdict: "", on: today, words: "" },
    validate: ({ verdict, on, words }) => ({
      verdict: verdict ? undefined : t("awards.verdict_missing"),
      on: readDay(on) ? undefined : t(on.trim() ? "ui.date_not_understood" : "awards.day_missing"),
      words: words.trim() ? undefined : t("awards.words_missing"),
    }),
    submit: ({ verdict, on, words }) =>
      call(
        api.POST("/awards/{award}/review", {
          params: { path: { award: page.award.id } },
          body: {
            verdict: verdict === "passed" ? "passed" : "refused",
            on: readDay(on) || today,
            words: words.trim(),
          },
        }),
      ),
    saved: useSaved(onClose),
  });
  return (
    <Dialog open title={t("awards.review_title", { name })} onClose={onClose}>
      <Form form={form} send={t("awards.review")} also={<Cancel onClose={onClose} />}>
        <Radios
          inline
          label={t("awards.verdict")}
          choices={[
            { value: "passed", label: t("awards.verdict_passed") },
            { value: "refused", label: t("awards.verdict_refused") },
          ]}
          {...form.field("verdict")}
        />
        <DateField label={t("sites.day")} offers_today {...form.field("on")} />
        <TextArea
          label={t("awards.review_words")}
          limit={words_max}
          rows={3}
          {...form.field("words")}
        />
      </Form>
    </Dialog>
  );
}

function PublishDialog({ page, name, today, onClose }: DeedProps) {
  const t = useT();
  const form = useForm({
    draft: null,
    initial: { from: today, last: "", place: "" },
    validate: ({ from, last }) => ({
      from: readDay(from)
        ? undefined
        : t(from.trim() ? "ui.date_not_understood" : "awards.day_missing"),
      last: readDay(last) === undefined ? t("ui.date_not_understood") : undefined,
    }),
    submit: ({ from, last, place }) => {
      const until = readDay(last);
      return call(
        api.POST("/awards/{award}/notice", {
          params: { path: { award: page.award.id } },
          body: {
            from: readDay(from) || today,
            ...(until && { last: until }),
            ...(place.trim() && { place: place.trim() }),
          },
        }),
      );
    },
    saved: useSaved(onClose),
  });
  return (
    <Dialog open title={t("awards.publish_title", { name })} onClose={onClose}>
      <Notice kind="info">{t("awards.publish_hint", { days: page.notice_days })}</Notice>
      <Form form={form} send={t("awards.publish")} also={<Cancel onClose={onClose} />}>
        <DateField label={t("awards.notice_from")} offers_today {...form.field("from")} />
        <DateField
          label={t("awards.notice_last")}
          hint={t("awards.notice_last_hint", { days: page.notice_days })}
          optional
          {...form.field("last")}
        />
        <TextInput
          label={t("awards.notice_place")}
          hint={t("awards.notice_place_hint")}
          optional
          maxLength={200}
          {...form.field("place")}
        />
      </Form>
    </Dialog>
  );
}

function ObjectDialog({ page, name, today, onClose }: DeedProps) {
  const t = useT();
  const form = useForm({
    draft: null,
    initial: { on: today, words: "" },
    validate: ({ on, words }) => ({
      on: readDay(on) ? undefined : t(on.trim() ? "ui.date_not_understood" : "awards.day_missing"),
      words: words.trim() ? undefined : t("awards.object_missing"),
    }),
    submit: ({ on, words }, id) =>
      call(
        api.POST("/awards/{award}/objections", {
          params: { path: { award: page.award.id } },
          body: { id, on: readDay(on) || today, words: words.trim() },
        }),
      ),
    saved: useSaved(onClose),
  });
  return (
    <Dialog open title={t("awards.object_title", { name })} onClose={onClose}>
      <Form form={form} send={t("awards.object")} also={<Cancel onClose={onClose} />}>
        <DateField label={t("sites.day")} offers_today {...form.field("on")} />
        <TextArea
          label={t("awards.object_words")}
          hint={t("awards.object_hint")}
          limit={words_max}
          rows={3}
          {...form.field("words")}
        />
      </Form>
    </Dialog>
  );
}

function GrantDialog({ page, name, today, onClose }: DeedProps) {
  const t = useT();
  const is_asked = page.objections.length > 0;
  const form = useForm({
    draft: null,
    initial: { on: today, words: "" },
    validate: ({ on, words }) => ({
      on: readDay(on) ? undefined : t(on.trim() ? "ui.date_not_understood" : "awards.day_missing"),
      words: is_asked && !words.trim() ? t("awards.grant_words_missing") : undefined,
    }),
    submit: ({ on, words }) =>
      call(
        api.POST("/awards/{award}/granting", {
          params: { path: { award: page.award.id } },
          body: { on: readDay(on) || today, ...(words.trim() && { words: words.trim() }) },
        }),
      ),
    saved: useSaved(onClose),
  });
  return (
    <Dialog open title={t("awards.grant_title", { name })} onClose={onClose}>
      {is_asked && (
        <Notice kind="warning">
          {t("awards.objections_open", { count: page.objections.length })}
        </Notice>
      )}
      <Form form={form} send={t("awards.grant")} also={<Cancel onClose={onClose} />}>
        <DateField label={t("awards.grant_on")} offers_today {...form.field("on")} />
        {is_asked && (
          <TextArea
            label={t("awards.grant_words")}
            limit={words_max}
            rows={3}
            {...form.field("words")}
          />
        )}
      </Form>
    </Dialog>
  );
}

function WithdrawDialog({ page, name, onClose }: DeedProps) {
  const t = useT();
  return (
    <ReasonDialog
      open
      title={t("awards.withdraw_title", { name })}
      warning={t("awards.withdraw_warning")}
      label={t("awards.withdraw_reason")}
      missing={t("awards.withdraw_reason_missing")}
      confirm={t("awards.withdraw")}
      onConfirm={(reason) =>
        call(
          api.POST("/awards/{award}/withdrawal", {
            params: { path: { award: page.award.id } },
            body: { reason },
          }),
        )
      }
      onClose={onClose}
    />
  );
}

const dialogs = {
  review: ReviewDialog,
  publish: PublishDialog,
  object: ObjectDialog,
  grant: GrantDialog,
  withdraw: WithdrawDialog,
} as const satisfies Record<AwardDeed, (props: DeedProps) => unknown>;

export function DeedDialog({ deed, ...props }: DeedProps & { deed: AwardDeed }) {
  const Asked = dialogs[deed];
  return <Asked {...props} />;
}
