// What somebody agreed to, what was withdrawn, and who agreed for a child.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, call } from "../api/client.ts";
import type { components } from "../api/schema.d.ts";
import { useCodes } from "../codes/codes.ts";
import { formatDay } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import { Button } from "../ui/button.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Section } from "../ui/page.tsx";
import { Table } from "../ui/table.tsx";
import { Tag } from "../ui/tag.tsx";
import { ConsentDialog } from "./consent-dialog.tsx";
import { LastStep, useLastStep } from "./last-step.tsx";
import { WithdrawDialog } from "./withdraw-dialog.tsx";

export type ConsentsPage = components["schemas"]["ConsentsPage"];
export type ConsentLine = ConsentsPage["consents"][number];

const consentsKey = (person: string) => ["consents", person] as const;

function State({ consent }: { consent: ConsentLine }) {
  const t = useT();
  if (!consent.withdrawn_on) return <Tag kind="done">{t("people.consent_live")}</Tag>;
  return (
    <span className="stacked">
      <Tag kind="stopped">
        {t("people.consent_withdrawn", { day: formatDay(consent.withdrawn_on) })}
      </Tag>
      {consent.withdrawal_reason && <span className="hint">{consent.withdrawal_reason}</span>}
    </span>
  );
}

export interface ConsentsProps {
  person: { id: string; name: string; died_on: string | null };
  may_write: boolean;
}

export function Consents({ person, may_write }: ConsentsProps) {
  const t = useT();
  const codes = useCodes();
  const queries = useQueryClient();
  const consents = useQuery({
    queryKey: consentsKey(person.id),
    queryFn: ({ signal }) =>
      call(
        api.GET("/people/{person}/consents", { params: { path: { person: person.id } }, signal }),
      ),
  });
  const [is_giving, setGiving] = useState(false);
  const [withdrawing, setWithdrawing] = useState<ConsentLine>();
  const changed = () => void queries.invalidateQueries({ queryKey: consentsKey(person.id) });
  const word = ({ purpose }: ConsentLine) => codes.word("consent_purpose", purpose);

  const given = useLastStep(
    (consent: ConsentLine) =>
      call(
        api.POST("/consents/{consent}/withdrawal", {
          params: { path: { consent: consent.id } },
          body: { on: consent.given_on },
        }),
      ),
    changed,
  );

  return (
    <Section
      title={t("people.consents")}
      actions={
        consents.data &&
        may_write &&
        !person.died_on && (
          <Button onClick={() => setGiving(true)}>{t("people.consent_add")}</Button>
        )
      }
    >
      <Loaded query={consents} lines={2}>
        {(page) =>
          page.consents.length === 0 ? (
            <p>{t("people.consents_none")}</p>
          ) : (
            <Table
              caption={t("people.consents")}
              caption_hidden
              rows={page.consents}
              rowKey={({ id }) => id}
              columns={[
                {
                  key: "purpose",
                  header: t("people.consent_purpose"),
                  heads_row: true,
                  cell: (consent) => (
                    <span className="stacked">
                      <span>{word(consent)}</span>
                      {consent.note && <span className="hint">{consent.note}</span>}
                    </span>
                  ),
                },
                {
                  key: "by",
                  header: t("people.consent_by"),
                  cell: ({ given_by_name: name, tie }) =>
                    tie
                      ? t("people.consent_by_value", {
                          name,
                          tie: codes.word("relation_kind", tie),
                        })
                      : t("people.consent_by_self"),
                },
                {
                  key: "way",
                  header: t("people.consent_way"),
                  cell: ({ way }) => codes.word("consent_way", way),
                },
                {
                  key: "given_on",
                  header: t("people.consent_on"),
                  cell: ({ given_on }) => formatDay(given_on),
                },
                {
                  key: "state",
                  header: t("people.state"),
                  cell: (consent) => <State consent={consent} />,
                },
                ...(may_write
                  ? [
                      {
                        key: "withdraw",
                        header: t("people.record"),
                        screen_only: true,
                        cell: (consent: ConsentLine) =>
                          consent.withdrawn_on ? (
                            "–"
                          ) : (
                            <Button
                              kind="plain"
                              aria-label={t("people.consent_withdraw_of", { what: word(consent) })}
                              onClick={() => setWithdrawing(consent)}
                            >
                              {t("people.consent_withdraw")}
                            </Button>
                          ),
                      },
                    ]
                  : []),
              ]}
            />
          )
        }
      </Loaded>
      <LastStep
        last={given}
        words={(consent) => t("people.consent_given", { what: word(consent) })}
      />
      {is_giving && consents.data && (
        <ConsentDialog
          person={person}
          page={consents.data}
          onDone={(consent) => {
            setGiving(false);
            given.taken(consent);
          }}
          onClose={() => setGiving(false)}
        />
      )}
      {withdrawing && (
        <WithdrawDialog
          consent={withdrawing.id}
          title={t("people.consent_withdraw_of", { what: word(withdrawing) })}
          onDone={() => {
            setWithdrawing(undefined);
            given.forget();
            changed();
          }}
          onClose={() => setWithdrawing(undefined)}
        />
      )}
    </Section>
  );
}
