// What somebody may practise: social worker, therapist, teacher, until when.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, call } from "../api/client.ts";
import type { components } from "../api/schema.d.ts";
import { useCodes } from "../codes/codes.ts";
import { formatDay } from "../i18n/format.ts";
import { t as text, useT } from "../i18n/index.ts";
import { EndDialog } from "../sites/end-dialog.tsx";
import { Button } from "../ui/button.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Section } from "../ui/page.tsx";
import { Table } from "../ui/table.tsx";
import { LastStep, useLastStep } from "./last-step.tsx";
import { QualificationDialog } from "./qualification-dialog.tsx";

export type QualificationLine = components["schemas"]["QualificationLine"];

const qualificationsKey = (person: string) => ["qualifications", person] as const;

export interface QualificationsProps {
  person: { id: string; name: string; died_on: string | null };
  may_write: boolean;
}

export function Qualifications({ person, may_write }: QualificationsProps) {
  const t = useT();
  const codes = useCodes();
  const queries = useQueryClient();
  const qualifications = useQuery({
    queryKey: qualificationsKey(person.id),
    queryFn: ({ signal }) =>
      call(
        api.GET("/people/{person}/qualifications", {
          params: { path: { person: person.id } },
          signal,
        }),
      ),
  });
  const [is_adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<QualificationLine>();
  const changed = () => void queries.invalidateQueries({ queryKey: qualificationsKey(person.id) });
  const word = (line: QualificationLine) => codes.word("qualification", line.qualification);
  const end = (line: QualificationLine, on: string, reason: string) =>
    call(
      api.POST("/qualifications/{qualification}/end", {
        params: { path: { qualification: line.id } },
        body: { on, reason },
      }),
    );

  const added = useLastStep(
    (line: QualificationLine) => end(line, line.from, text("people.qualification_mistake")),
    changed,
  );

  return (
    <Section
      title={t("people.qualifications")}
      actions={
        qualifications.data &&
        may_write &&
        !person.died_on && (
          <Button onClick={() => setAdding(true)}>{t("people.qualification_add")}</Button>
        )
      }
    >
      <Loaded query={qualifications} lines={2}>
        {(lines) =>
          lines.length === 0 ? (
            <p>{t("people.qualifications_none")}</p>
          ) : (
            <Table
              caption={t("people.qualifications")}
              caption_hidden
              rows={lines}
              rowKey={({ id }) => id}
              columns={[
                {
                  key: "qualification",
                  header: t("people.qualification"),
                  heads_row: true,
                  cell: (line) => (
                    <span className="stacked">
                      <span>{word(line)}</span>
                      {line.document && <span className="hint">{line.document}</span>}
                    </span>
                  ),
                },
                {
                  key: "level",
                  header: t("people.qualification_level"),
                  cell: ({ level }) => codes.word("qualification_level", level || undefined) || "–",
                },
                {
                  key: "number",
                  header: t("people.qualification_number"),
                  cell: ({ number_masked }) => number_masked || "–",
                },
                {
                  key: "from",
                  header: t("people.fact_from"),
                  cell: ({ from }) => formatDay(from),
                },
                {
                  key: "until",
                  header: t("people.qualification_until"),
                  cell: ({ until, end_reason }) => (
                    <span className="stacked">
                      <span>{until ? formatDay(until) : t("people.for_good")}</span>
                      {end_reason && <span className="hint">{end_reason}</span>}
                    </span>
                  ),
                },
                ...(may_write
                  ? [
                      {
                        key: "end",
                        header: t("people.record"),
                        screen_only: true,
                        cell: (line: QualificationLine) =>
                          line.end_reason || (line.until && line.until <= codes.today) ? (
                            "–"
                          ) : (
                            <Button
                              kind="plain"
                              aria-label={t("people.qualification_end_of", { what: word(line) })}
                              onClick={() => setEnding(line)}
                            >
                              {t("people.qualification_end")}
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
        last={added}
        words={(line) => t("people.qualification_added", { what: word(line) })}
      />
      {is_adding && (
        <QualificationDialog
          person={person}
          onDone={(line) => {
            setAdding(false);
            added.taken(line);
          }}
          onClose={() => setAdding(false)}
        />
      )}
      {ending && (
        <EndDialog
          title={t("people.qualification_end_of", { what: word(ending) })}
          on_label={t("people.qualification_end_on")}
          with_reason
          onEnd={async (on, reason) => {
            await end(ending, on, reason);
            added.forget();
            changed();
          }}
          onClose={() => setEnding(undefined)}
        />
      )}
    </Section>
  );
}
