// The groups a party stands in: one plus one plus one, joint branches. Whoever leaves a part is
// replaced, and the history stays.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, call } from "../api/client.ts";
import { can, useSession } from "../api/session.ts";
import { useCodes } from "../codes/codes.ts";
import { useForm } from "../form/use-form.ts";
import { formatDay } from "../i18n/format.ts";
import { t as text, useT } from "../i18n/index.ts";
import { EndDialog } from "../sites/end-dialog.tsx";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { DateField, readDay } from "../ui/date-field.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Form } from "../ui/form.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { SummaryList } from "../ui/summary-list.tsx";
import { Tag } from "../ui/tag.tsx";
import { TextInput } from "../ui/text-input.tsx";
import { splitParts } from "./groups.ts";
import { PartyName } from "./party-name.tsx";
import { PartyPicker, type ChosenParty } from "./party-picker.tsx";
import type { GroupLine, GroupPart } from "./types.ts";

const shown_max = 100;
const reason_max = 500;

export function useGroups(party: string, enabled = true) {
  return useQuery({
    queryKey: ["groups", party],
    queryFn: ({ signal }) =>
      call(api.GET("/groups", { params: { query: { party, limit: shown_max } }, signal })),
    enabled,
  });
}

export function useGroupsChanged(): () => void {
  const queries = useQueryClient();
  return () => void queries.invalidateQueries({ queryKey: ["groups"] });
}

interface ReplaceProps {
  group: GroupLine;
  part: GroupPart;
  onClose: () => void;
}

function Replace({ group, part, onClose }: ReplaceProps) {
  const t = useT();
  const codes = useCodes();
  const changed = useGroupsChanged();
  const rule = codes.groups
    .find(({ kind }) => kind === group.kind)
    ?.parts.find((one) => one.part === part.part)?.party;
  const form = useForm({
    draft: null,
    initial: { party_id: null as ChosenParty | null, from: codes.today, reason: "" },
    validate: ({ party_id, from, reason }) => ({
      party_id: party_id ? undefined : text("organisations.party_missing"),
      from: readDay(from)
        ? undefined
        : text(from ? "ui.date_not_understood" : "organisations.on_missing"),
      reason: reason.trim() ? undefined : text("organisations.replace_reason_missing"),
    }),
    submit: ({ party_id: chosen, from, reason }) =>
      call(
        api.POST("/groups/{group}/parts", {
          params: { path: { group: group.id } },
          body: {
            part: part.part,
            party_kind: chosen?.kind ?? "",
            party_id: chosen?.id ?? "",
            from: readDay(from) ?? "",
            reason: reason.trim(),
          },
        }),
      ),
    saved: () => {
      changed();
      onClose();
    },
  });
  return (
    <Form
      form={form}
      send={t("organisations.replace_send")}
      also={<Button onClick={onClose}>{t("ui.cancel")}</Button>}
    >
      {rule && (
        <PartyPicker
          label={codes.word("group_part", part.part)}
          rule={rule}
          {...form.field("party_id")}
        />
      )}
      <DateField label={t("organisations.from")} offers_today {...form.field("from")} />
      <TextInput
        label={t("organisations.replace_reason")}
        maxLength={reason_max}
        {...form.field("reason")}
      />
    </Form>
  );
}

function Group({ group, may_write }: { group: GroupLine; may_write: boolean }) {
  const t = useT();
  const codes = useCodes();
  const changed = useGroupsChanged();
  const [replacing, setReplacing] = useState<GroupPart>();
  const [is_ending, setEnding] = useState(false);
  const { present, past } = splitParts(group, codes.today);
  const kind = codes.word("group_kind", group.kind);
  const is_over = group.until !== null && group.until <= codes.today;
  const may_change = may_write && !is_over;
  const word = ({ part }: GroupPart) => codes.word("group_part", part);
  const party = ({ party_kind, party_id }: GroupPart) => ({ kind: party_kind, id: party_id });
  return (
    <Card
      level={3}
      title={kind}
      tag={
        is_over ? (
          <Tag kind="stopped">{t("organisations.group_ended")}</Tag>
        ) : (
          <Tag kind="done">{t("organisations.from_day", { day: formatDay(group.from) })}</Tag>
        )
      }
      actions={
        may_change && (
          <Button onClick={() => setEnding(true)}>{t("organisations.group_end")}</Button>
        )
      }
    >
      {is_over && group.until && (
        <p>
          {t("organisations.group_ended_on", {
            day: formatDay(group.until),
            reason: group.end_reason,
          })}
        </p>
      )}
      {present.length > 0 && (
        <SummaryList
          items={present.map((part) => ({
            name: word(part),
            value: <PartyName party={party(part)} title={part.name} />,
            action: may_change && (
              <Button
                kind="plain"
                aria-label={t("organisations.replace_named", { part: word(part) })}
                onClick={() => setReplacing(part)}
              >
                {t("organisations.replace")}
              </Button>
            ),
          }))}
        />
      )}
      {past.length > 0 && (
        <details className="details">
          <summary>{t("organisations.group_past", { count: past.length })}</summary>
          <ul>
            {past.map((part) => (
              <li key={`${part.part} ${part.party_id} ${part.from}`}>
                {t("organisations.group_past_line", {
                  part: word(part),
                  name: part.name,
                  from: formatDay(part.from),
                  until: formatDay(part.until ?? group.until ?? ""),
                })}
              </li>
            ))}
          </ul>
        </details>
      )}
      <Dialog
        open={replacing !== undefined}
        title={replacing ? t("organisations.replace_named", { part: word(replacing) }) : ""}
        onClose={() => setReplacing(undefined)}
      >
        {replacing && (
          <Replace group={group} part={replacing} onClose={() => setReplacing(undefined)} />
        )}
      </Dialog>
      {is_ending && (
        <EndDialog
          title={t("organisations.group_end_title", { kind })}
          with_reason
          onEnd={async (on, reason) => {
            await call(
              api.POST("/groups/{group}/end", {
                params: { path: { group: group.id } },
                body: { on, reason },
              }),
            );
            changed();
          }}
          onClose={() => setEnding(false)}
        />
      )}
    </Card>
  );
}

export function Groups({ party, none }: { party: string; none: string }) {
  const session = useSession();
  const groups = useGroups(party);
  return (
    <Loaded query={groups} lines={3}>
      {({ items }) =>
        items.length === 0 ? (
          <p className="hint">{none}</p>
        ) : (
          <div className="stack">
            {items.map((group) => (
              <Group key={group.id} group={group} may_write={can(session, "organisations.write")} />
            ))}
          </div>
        )
      }
    </Loaded>
  );
}
