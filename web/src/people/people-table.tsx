// People in rows: enough to find somebody and to call on them. The arrows go from name to name.
import type { KeyboardEvent } from "react";
import { Link } from "../base/router.tsx";
import { useCodes, type Codes } from "../codes/codes.ts";
import { formatDay } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import { Table, type Column } from "../ui/table.tsx";
import { CertificateTag } from "./certificate-tag.tsx";
import type { PersonLine } from "./types.ts";
import { disability } from "./words.ts";

export interface PeopleTableProps {
  people: readonly PersonLine[];
  loading?: boolean;
  codes: Pick<Codes, "word">;
}

// Up and down between the links in the first column, from the row where focus is.
export function followArrows(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  const row = (event.target as HTMLElement).closest("tbody tr");
  if (step === 0 || !row) return;
  const next = step > 0 ? row.nextElementSibling : row.previousElementSibling;
  const link = next?.querySelector<HTMLElement>("a");
  if (!link) return;
  event.preventDefault();
  link.focus();
}

export function PeopleTable({ people, loading = false, codes }: PeopleTableProps) {
  const t = useT();
  const columns: Column<PersonLine>[] = [
    {
      key: "name",
      header: t("people.name"),
      heads_row: true,
      cell: (person) => <Link to={`/people/${person.id}`}>{person.name}</Link>,
    },
    {
      key: "sex",
      header: t("people.sex_age"),
      cell: ({ sex, age }) => t("people.sex_age_value", { sex: codes.word("sex", sex), age }),
    },
    {
      key: "disability",
      header: t("people.disability"),
      cell: ({ category, level }) =>
        disability(codes, category, level) || t("people.no_certificate"),
    },
    {
      key: "state",
      header: t("people.certificate"),
      cell: ({ state, expires_on }) => (
        <span className="stacked">
          <CertificateTag state={state} />
          {expires_on && (
            <span className="hint">{t("people.until", { day: formatDay(expires_on) })}</span>
          )}
        </span>
      ),
    },
    { key: "place", header: t("people.place"), cell: ({ place }) => place },
    {
      key: "open_needs",
      header: t("people.open_needs"),
      number: true,
      cell: ({ open_needs }) => open_needs,
    },
  ];
  return (
    <div className="people-table" onKeyDown={followArrows}>
      <Table
        caption={t("people.list")}
        caption_hidden
        columns={columns}
        rows={people}
        rowKey={(person) => person.id}
        loading={loading}
      />
    </div>
  );
}

export function LivePeopleTable(props: Omit<PeopleTableProps, "codes">) {
  return <PeopleTable {...props} codes={useCodes()} />;
}
