// Who is enrolled at a site, in which mode of care, since when; and the end of an enrolment.
import { useState } from "react";
import { api, call } from "../api/client.ts";
import { can, useSession } from "../api/session.ts";
import { Link, useParam, useQueryParams } from "../base/router.tsx";
import { useCodes, type Codes } from "../codes/codes.ts";
import { useForm } from "../form/use-form.ts";
import { formatDay } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import { useStepTaken } from "../needs/api.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { DateField, readDay } from "../ui/date-field.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Form } from "../ui/form.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { Page } from "../ui/page.tsx";
import { PrintButton } from "../ui/print-button.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { Radios } from "../ui/radios.tsx";
import { Select } from "../ui/select.tsx";
import { Table } from "../ui/table.tsx";
import { Tag } from "../ui/tag.tsx";
import { TextArea } from "../ui/text-area.tsx";
import { useEnrolments, useSiteName, type Enrolment } from "./api.ts";
import "./events.css";

const reason_max = 500;

interface EndEnrolmentProps {
  enrolment: Enrolment;
  codes: Codes;
  onClose: () => void;
}

function EndEnrolment({ enrolment, codes, onClose }: EndEnrolmentProps) {
  const t = useT();
  const step_taken = useStepTaken();
  const form = useForm({
    draft: null,
    initial: { on: codes.today, reason: "" },
    validate: ({ on, reason }) => {
      const day = readDay(on);
      return {
        on:
          day === undefined
            ? t("ui.date_not_understood")
            : day === ""
              ? t("events.on_missing")
              : day <= enrolment.from
                ? t("events.enrolment_order", { day: formatDay(enrolment.from) })
                : undefined,
        reason: reason.trim() ? undefined : t("events.reason_missing"),
      };
    },
    submit: ({ on, reason }) =>
      call(
        api.POST("/enrolments/{enrolment}/end", {
          params: { path: { enrolment: enrolment.id } },
          body: { on: readDay(on) || codes.today, reason: reason.trim() },
        }),
      ),
    saved: () => {
      void step_taken();
      onClose();
    },
  });
  return (
    <Dialog
      open
      title={t("events.enrolment_end_of", { name: enrolment.person_name })}
      onClose={onClose}
    >
      <Form
        form={form}
        send={t("events.enrolment_end")}
        also={<Button onClick={onClose}>{t("ui.cancel")}</Button>}
      >
        <DateField
          label={t("events.enrolment_end_on")}
          hint={t("events.enrolment_end_on_hint")}
          offers_today
          {...form.field("on")}
        />
        <TextArea
          label={t("events.reason")}
          limit={reason_max}
          rows={3}
          {...form.field("reason")}
        />
      </Form>
    </Dialog>
  );
}

export default function EnrolmentsPage() {
  const t = useT();
  const site = useParam("site");
  const codes = useCodes();
  const session = useSession();
  const [params, setParams] = useQueryParams();
  const [ending, setEnding] = useState<Enrolment | null>(null);
  const care_mode = params.get("mode") ?? "";
  const whole = params.get("all") === "yes"; // Those that have ended too.
  const enrolments = useEnrolments(
    { site, care_mode, on: whole ? "" : codes.today },
    !codes.loading,
  );
  const name = useSiteName(site, can(session, "sites.read"));
  const may_write = can(session, "enrolments.write");
  const hasEnded = ({ until }: Enrolment) => until !== null && until <= codes.today;
  return (
    <Page
      title={name ? t("events.enrolments_of", { site: name }) : t("events.enrolments")}
      lead={t("events.enrolments_lead")}
      {...(can(session, "sites.read") && {
        back: { to: `/sites/${site}`, label: name ?? t("events.site") },
      })}
      actions={
        <>
          {may_write && (
            <ButtonLink to={`/sites/${site}/enrolments/new`} kind="primary">
              {t("events.enrol")}
            </ButtonLink>
          )}
          <ButtonLink to={`/sites/${site}/day`}>{t("events.day")}</ButtonLink>
          <PrintButton />
        </>
      }
    >
      <div className="filters">
        <Select
          label={t("events.care_mode")}
          optional
          empty={t("events.any")}
          value={care_mode}
          choices={codes.choices("care_mode")}
          onChange={(mode) => setParams({ mode })}
        />
        <Radios
          label={t("events.enrolments_which")}
          inline
          value={whole ? "all" : "now"}
          choices={[
            { value: "now", label: t("events.enrolments_now") },
            { value: "all", label: t("events.enrolments_all") },
          ]}
          onChange={(which) => setParams({ all: which === "all" ? "yes" : "" })}
        />
      </div>
      {enrolments.error ? (
        <ProblemNotice error={enrolments.error} retry={enrolments.retry} />
      ) : (
        <Table
          caption={t("events.enrolments")}
          caption_hidden
          rows={enrolments.items}
          rowKey={(line) => line.id}
          loading={enrolments.loading}
          empty={
            <EmptyState title={t("events.enrolments_none")}>
              {t("events.enrolments_none_detail")}
            </EmptyState>
          }
          columns={[
            {
              key: "person",
              header: t("events.parcel_person"),
              heads_row: true,
              cell: (line) =>
                can(session, "people.read") ? (
                  <Link to={`/people/${line.person}`}>{line.person_name}</Link>
                ) : (
                  line.person_name
                ),
            },
            {
              key: "mode",
              header: t("events.care_mode"),
              cell: (line) => codes.word("care_mode", line.care_mode),
            },
            {
              key: "from",
              header: t("events.enrolment_from"),
              cell: (line) => <span className="one-line">{formatDay(line.from)}</span>,
            },
            {
              key: "words",
              header: t("events.enrolment_words"),
              cell: (line) => line.words || "–",
            },
            {
              key: "until",
              header: t("events.enrolment_until"),
              cell: (line) =>
                line.until !== null ? (
                  <span className="parcel-state">
                    <Tag kind={hasEnded(line) ? "stopped" : "waiting"}>
                      {t("events.enrolment_until_day", { day: formatDay(line.until) })}
                    </Tag>
                    <span className="hint">{line.end_reason}</span>
                  </span>
                ) : may_write ? (
                  <Button
                    aria-label={t("events.enrolment_end_of", { name: line.person_name })}
                    onClick={() => setEnding(line)}
                  >
                    {t("events.enrolment_end")}
                  </Button>
                ) : (
                  t("events.enrolment_goes_on")
                ),
            },
          ]}
        />
      )}
      {enrolments.items.length > 0 && (
        <LoadMore
          shown={enrolments.items.length}
          has_more={enrolments.has_more}
          loading={enrolments.loading_more}
          onMore={enrolments.more}
        />
      )}
      {ending && (
        <EndEnrolment
          key={ending.id}
          enrolment={ending}
          codes={codes}
          onClose={() => setEnding(null)}
        />
      )}
    </Page>
  );
}
