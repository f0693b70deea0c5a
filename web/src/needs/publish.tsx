// Publishing needs on the list. The words are for the public; what points at a person is refused
// by the server and said at the field.
import { useQueries } from "@tanstack/react-query";
import { api, call } from "../api/client.ts";
import { useSession } from "../api/session.ts";
import { navigate, useLocation } from "../base/router.tsx";
import { useCodes, type Codes } from "../codes/codes.ts";
import { AreaPicker } from "../codes/area-picker.tsx";
import { useForm } from "../form/use-form.ts";
import { dayParts } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { DateField, readDay } from "../ui/date-field.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Fewer } from "../ui/fewer.tsx";
import { ErrorText } from "../ui/field.tsx";
import { Form } from "../ui/form.tsx";
import { Notice } from "../ui/notice.tsx";
import { Page } from "../ui/page.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { TextArea } from "../ui/text-area.tsx";
import { TextInput } from "../ui/text-input.tsx";
import { useStepTaken, type Need } from "./api.ts";
import "./needs.css";

// "2026-11-05" some days later.
export function addDays(day: string, count: number): string {
  const parts = dayParts(day);
  if (!parts) return day;
  const date = new Date(Date.UTC(parts.year, parts.month - 1, parts.day + count));
  return date.toISOString().slice(0, 10);
}

interface PublishFormProps {
  needs: readonly Need[];
  codes: Codes;
  home: string; // The code of the own area.;
}

function PublishForm({ needs, codes, home }: PublishFormProps) {
  const t = useT();
  const step_taken = useStepTaken();
  const closes_on = addDays(codes.today, codes.rules?.claim_days ?? 10);
  const form = useForm({
    draft: `listing.${needs[0]!.id}`,
    initial: {
      needs: needs.map((need) => need.id),
      title: "",
      scope: "",
      place: "",
      area: home,
      batch: "",
      opens_on: codes.today,
      closes_on,
      deliver_by: addDays(closes_on, codes.rules?.delivery_days ?? 30),
    },
    validate: (values) => {
      const days = [values.opens_on, values.closes_on, values.deliver_by].map(readDay);
      const dayFault = (at: number) => {
        const day = days[at];
        const before = days[at - 1];
        if (day === undefined) return t("ui.date_not_understood");
        if (day === "") return t("needs.day_missing");
        return before && day < before ? t("needs.day_order") : undefined;
      };
      return {
        needs: values.needs.length > 0 ? undefined : t("needs.listing_needs_missing"),
        title: values.title.trim() ? undefined : t("needs.listing_name_missing"),
        scope: values.scope.trim() ? undefined : t("needs.listing_scope_missing"),
        place: values.place.trim() ? undefined : t("needs.listing_place_missing"),
        opens_on: dayFault(0),
        closes_on: dayFault(1),
        deliver_by: dayFault(2),
      };
    },
    submit: ({ batch, ...values }, id) =>
      call(
        api.POST("/listings", {
          body: {
            id,
            ...values,
            ...(batch.trim() && { batch: batch.trim() }),
            opens_on: readDay(values.opens_on) ?? "",
            closes_on: readDay(values.closes_on) ?? "",
            deliver_by: readDay(values.deliver_by) ?? "",
          },
        }),
      ),
    saved: (page) => {
      void step_taken();
      navigate(`/listings/${page.listing.id}`);
    },
  });
  const {
    id: needs_id,
    value: chosen,
    error: needs_error,
    onChange: setChosen,
  } = form.field("needs");
  return (
    <Form form={form} send={t("needs.listing_send")}>
      <Notice kind="warning" title={t("needs.listing_warning")}>
        {t("needs.listing_warning_detail")}
      </Notice>
      <section id={needs_id} tabIndex={-1} className="field">
        <h2 className="label">{t("needs.listing_needs")}</h2>
        {needs_error && <ErrorText id={`${needs_id}-error`}>{needs_error}</ErrorText>}
        <ul className="listed-needs">
          {needs
            .filter((need) => chosen.includes(need.id))
            .map((need) => (
              <li key={need.id}>
                <span>
                  {need.words}
                  <span className="hint block">
                    {codes.category(need.category)} · {need.place}
                  </span>
                </span>
                <Button
                  kind="plain"
                  icon="cross"
                  aria-label={`${t("needs.listing_remove")}: ${need.words}`}
                  onClick={() => setChosen(chosen.filter((id) => id !== need.id))}
                >
                  {t("needs.listing_remove")}
                </Button>
              </li>
            ))}
        </ul>
      </section>
      <TextInput
        label={t("needs.listing_name")}
        hint={t("needs.listing_name_hint")}
        maxLength={120}
        {...form.field("title")}
      />
      <TextArea
        label={t("needs.listing_scope")}
        hint={t("needs.listing_scope_hint")}
        limit={1000}
        {...form.field("scope")}
      />
      <TextInput
        label={t("needs.listing_place")}
        hint={t("needs.listing_place_hint")}
        maxLength={120}
        width="medium"
        {...form.field("place")}
      />
      <DateField label={t("needs.listing_opens")} offers_today {...form.field("opens_on")} />
      <DateField
        label={t("needs.listing_closes")}
        hint={t("needs.listing_closes_hint", { days: codes.rules?.claim_days ?? "" })}
        {...form.field("closes_on")}
      />
      <DateField label={t("needs.listing_due")} {...form.field("deliver_by")} />
      <Fewer>
        <TextInput
          label={t("needs.listing_batch")}
          hint={t("needs.listing_batch_hint")}
          optional
          maxLength={60}
          width="medium"
          {...form.field("batch")}
        />
        <AreaPicker label={t("needs.listing_area")} {...form.field("area")} />
      </Fewer>
    </Form>
  );
}

export default function PublishPage() {
  const t = useT();
  const codes = useCodes();
  const session = useSession();
  const { query } = useLocation();
  const ids = (new URLSearchParams(query).get("needs") ?? "").split(",").filter(Boolean);
  const found = useQueries({
    queries: ids.map((need) => ({
      queryKey: ["need", need],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        call(api.GET("/needs/{need}", { params: { path: { need } }, signal })),
    })),
  });
  const error = codes.error ?? found.find((one) => one.error)?.error;
  const needs = found.flatMap((one) => (one.data ? [one.data] : []));
  const is_here = needs.length === ids.length && !codes.loading && session;
  return (
    <Page
      title={t("needs.listing_title")}
      lead={t("needs.listing_lead")}
      back={{ to: "/needs?state=open", label: t("needs.to_list") }}
      width="reading"
    >
      {ids.length === 0 ? (
        <EmptyState
          title={t("needs.listing_no_needs")}
          action={
            <ButtonLink to="/needs?state=open" kind="primary">
              {t("needs.to_list")}
            </ButtonLink>
          }
        >
          {t("needs.listing_no_needs_detail")}
        </EmptyState>
      ) : error ? (
        <ProblemNotice error={error} />
      ) : is_here ? (
        <PublishForm needs={needs} codes={codes} home={session.user.area?.code ?? ""} />
      ) : (
        <Skeleton lines={6} />
      )}
    </Page>
  );
}
