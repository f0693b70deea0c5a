// How the service was: the person's own voice (or a proxy's, marked as such) and the community's.
import { api, call } from "../api/client.ts";
import { can, useSession } from "../api/session.ts";
import { navigate, useParam } from "../base/router.tsx";
import { useForm } from "../form/use-form.ts";
import { formatDay } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import { useDelivery, useNeed, useStepTaken, type Delivery } from "../needs/api.ts";
import { Checkbox } from "../ui/checkboxes.tsx";
import { Form } from "../ui/form.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Notice } from "../ui/notice.tsx";
import { Page, Section } from "../ui/page.tsx";
import { Radios } from "../ui/radios.tsx";
import { Stars, type StarCount } from "../ui/stars.tsx";
import { SummaryList } from "../ui/summary-list.tsx";
import { TextArea } from "../ui/text-area.tsx";
import { Marks } from "./deliveries.tsx";
import { Evidence } from "./photos.tsx";
import "../board/board.css";

const words_max = 500;

interface EvaluationFormProps {
  delivery: Delivery;
  is_person: boolean;
}

function EvaluationForm({ delivery, is_person }: EvaluationFormProps) {
  const t = useT();
  const session = useSession();
  const step_taken = useStepTaken();
  const sides = [
    ...(can(session, "evaluations.person") && delivery.person_stars === null
      ? (["person"] as const)
      : []),
    ...(can(session, "evaluations.community") && !is_person ? (["community"] as const) : []),
  ];
  const form = useForm({
    draft: `evaluation.${delivery.id}`,
    initial: {
      side: sides[0] ?? ("person" as "person" | "community"),
      stars: null as StarCount | null,
      words: "",
      proxy: !is_person,
    },
    validate: (values) => ({
      stars: values.stars === null ? t("claims.evaluate_stars_missing") : undefined,
    }),
    submit: ({ side, stars, words, proxy }) =>
      call(
        api.POST("/deliveries/{delivery}/evaluation", {
          params: { path: { delivery: delivery.id } },
          body: {
            side,
            stars: stars!,
            ...(words.trim() && { words: words.trim() }),
            ...(side === "person" && { proxy }),
          },
        }),
      ),
    saved: () => {
      void step_taken();
      navigate(`/needs/${delivery.need}`);
    },
  });
  const { side } = form.values;
  if (sides.length === 0) return null;
  return (
    <Form form={form} send={t("claims.evaluate_send")}>
      {sides.length > 1 && (
        <Radios
          label={t("claims.evaluate_side")}
          choices={sides.map((value) => ({ value, label: t(`claims.side_${value}`) }))}
          inline
          {...form.field("side")}
          onChange={(value) => form.set({ side: value as typeof side })}
        />
      )}
      <Stars label={t("claims.evaluate_stars")} {...form.field("stars")} />
      <TextArea
        label={t("claims.evaluate_words")}
        hint={t("claims.evaluate_words_hint")}
        optional
        limit={words_max}
        {...form.field("words")}
      />
      {side === "person" &&
        (is_person ? (
          <Checkbox
            label={t("claims.evaluate_proxy")}
            hint={t("claims.evaluate_proxy_hint")}
            {...form.field("proxy")}
          />
        ) : (
          <Notice kind="info">{t("claims.evaluate_by_staff")}</Notice>
        ))}
    </Form>
  );
}

export default function EvaluatePage() {
  const t = useT();
  const session = useSession();
  const delivery = useDelivery(useParam("delivery"));
  const { data } = delivery;
  const need = useNeed(data?.need ?? "", data !== undefined && can(session, "needs.read"));
  const own = session?.user.person;
  const is_person = Boolean(own);
  return (
    <Page
      title={t("claims.evaluate_title")}
      lead={t(is_person ? "claims.evaluate_lead_mine" : "claims.evaluate_lead")}
      {...(data && { back: { to: `/needs/${data.need}`, label: t("needs.one") } })}
      width="reading"
    >
      <Loaded query={delivery}>
        {(loaded) => (
          <>
            <Section title={t("claims.delivery")}>
              <SummaryList
                items={[
                  ...(need.data
                    ? [
                        { name: t("needs.words"), value: need.data.words },
                        { name: t("needs.col_person"), value: need.data.person_name },
                      ]
                    : []),
                  { name: t("claims.delivered_on"), value: formatDay(loaded.delivered_on) },
                  {
                    name: t("claims.deliver_words"),
                    value: <span className="notice-words">{loaded.words}</span>,
                  },
                ]}
              />
              <Evidence delivery={loaded} />
            </Section>
            <Section title={t("claims.evaluated")}>
              <Marks delivery={loaded} />
            </Section>
            {/* A side that has spoken leaves its form; the next side gets a fresh one. */}
            <EvaluationForm
              key={`${loaded.id}-${loaded.person_stars}`}
              delivery={loaded}
              is_person={is_person}
            />
          </>
        )}
      </Loaded>
    </Page>
  );
}
