// A sign-in or sign-out that was wrong: a new one stands for it, and the old one stays readable.
import { api, call } from "../api/client.ts";
import { can, useSession } from "../api/session.ts";
import { navigate, useParam } from "../base/router.tsx";
import { useCodes } from "../codes/codes.ts";
import { useForm } from "../form/use-form.ts";
import { formatDay, formatTime, parseTime } from "../i18n/format.ts";
import { t as text, useT } from "../i18n/index.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { Form } from "../ui/form.tsx";
import { Notice } from "../ui/notice.tsx";
import { Radios } from "../ui/radios.tsx";
import { TextArea } from "../ui/text-area.tsx";
import { TimeField } from "../ui/time-field.tsx";
import { useSiteAskedAgain, type Opening } from "./api.ts";
import { CancelChange, Change, spanFaults } from "./change.tsx";
import { momentOf } from "./model.ts";

const reason_max = 500;

function CorrectionForm({ site, opening }: { site: string; opening: Opening }) {
  const say = useT();
  const { today } = useCodes();
  const askAgain = useSiteAskedAgain();
  const { on } = opening;
  const may_be_open = on === today; // A day that is over has an end.
  const form = useForm({
    draft: `site.correction.${opening.id}`,
    initial: {
      took_place: "yes",
      opened_at: formatTime(opening.opened_at),
      closed_at: opening.closed_at ? formatTime(opening.closed_at) : "",
      reason: "",
    },
    validate: ({ took_place, opened_at, closed_at, reason }) => {
      const { opens, closes } = spanFaults(opened_at, closed_at);
      const is_left_open = may_be_open && closed_at.trim() === "";
      const is_real = took_place === "yes";
      return {
        opened_at: is_real ? opens : undefined,
        closed_at: is_real && !is_left_open ? closes : undefined,
        reason: reason.trim() ? undefined : text("sites.reason_missing"),
      };
    },
    submit: ({ took_place, opened_at, closed_at, reason }, id) => {
      const moment = (typed: string) => {
        const time = parseTime(typed);
        return time ? momentOf(on, time) : undefined;
      };
      const is_real = took_place === "yes";
      const closed = moment(closed_at);
      return call(
        api.POST("/sites/{site}/openings/{opening}/correction", {
          params: { path: { site, opening: opening.id } },
          body: {
            id,
            took_place: is_real,
            reason: reason.trim(),
            ...(is_real && { opened_at: moment(opened_at) }),
            ...(is_real && closed && { closed_at: closed }),
          },
        }),
      );
    },
    saved: () => {
      askAgain(site);
      navigate(`/sites/${site}`);
    },
  });
  const { field, values } = form;
  return (
    <Form form={form} send={say("sites.correct_send")} also={<CancelChange site={site} />}>
      <Radios
        label={say("sites.correct_took_place")}
        choices={[
          { value: "yes", label: say("sites.correct_yes") },
          { value: "no", label: say("sites.correct_no"), hint: say("sites.correct_no_hint") },
        ]}
        {...field("took_place")}
      />
      {values.took_place === "yes" && (
        <div className="time-span">
          <TimeField label={say("sites.opened")} {...field("opened_at")} />
          <TimeField
            label={say("sites.closed")}
            optional={may_be_open}
            hint={may_be_open ? say("sites.closed_hint") : undefined}
            {...field("closed_at")}
          />
        </div>
      )}
      <TextArea
        label={say("sites.correct_reason")}
        limit={reason_max}
        rows={2}
        {...field("reason")}
      />
    </Form>
  );
}

export default function CorrectOpening() {
  const t = useT();
  const session = useSession();
  const { today } = useCodes();
  const id = useParam("opening");
  return (
    <Change title={t("sites.correct_title")} lead={t("sites.correct_lead")} right="sites.open">
      {(page) => {
        const opening = page.openings.find((one) => one.id === id);
        if (!opening)
          return (
            <EmptyState title={t("sites.opening_gone")}>{t("sites.opening_gone_hint")}</EmptyState>
          );
        if (opening.on < today && !can(session, "sites.write"))
          return (
            <Notice kind="warning" title={t("sites.not_yours")}>
              {t("sites.past_not_yours")}
            </Notice>
          );
        return (
          <>
            <p>
              {opening.closed_at
                ? t("sites.correct_of", {
                    day: formatDay(opening.on),
                    opened: formatTime(opening.opened_at),
                    closed: formatTime(opening.closed_at),
                  })
                : t("sites.forgotten_line", {
                    day: formatDay(opening.on),
                    time: formatTime(opening.opened_at),
                  })}
            </p>
            <CorrectionForm site={page.line.id} opening={opening} />
          </>
        );
      }}
    </Change>
  );
}
