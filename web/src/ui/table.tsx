// Records in rows. A real table on a wide screen; where there is no room each row becomes a card,
// with the column's name before every value. The roles are written out, because a browser drops
// a table's own ones when its boxes stop being table boxes.
import { useId, type ReactNode } from "react";
import { useT } from "../i18n/index.ts";
import { EmptyState } from "./empty-state.tsx";
import { Icon } from "./icon.tsx";

export interface Column<R> {
  key: string;
  header: string;
  cell: (row: R) => ReactNode;
  number?: boolean; // Aligned to the end.
  sortable?: boolean;
  screen_only?: boolean; // Holds what can only be pressed: it is not on paper.
  heads_row?: boolean; // Names the row: the title of its card. One column should.
}

export interface Sort {
  key: string;
  descending: boolean;
}

export interface TableProps<R> {
  caption: string;
  caption_hidden?: boolean; // When a heading just above says the same.
  columns: readonly Column<R>[];
  rows: readonly R[];
  rowKey: (row: R) => string;
  sort?: Sort | undefined;
  onSort?: (sort: Sort | undefined) => void;
  empty?: ReactNode;
  loading?: boolean; // Rows are on their way; those shown may be old.
}

export function Table<R>({
  caption,
  caption_hidden = false,
  columns,
  rows,
  rowKey,
  sort,
  onSort,
  empty,
  loading = false,
}: TableProps<R>) {
  const t = useT();
  const sort_id = useId();
  const caption_id = useId();
  if (rows.length === 0 && !loading)
    return <>{empty ?? <EmptyState title={t("ui.table_empty")} />}</>;
  const sortable = onSort ? columns.filter((column) => column.sortable) : [];

  return (
    <div className="table-box">
      {sortable.length > 0 && (
        <div className="table-sort">
          <label htmlFor={sort_id}>{t("ui.sort_by")}</label>
          <span className="select">
            <select
              id={sort_id}
              className="input"
              value={sort ? `${sort.key} ${sort.descending ? "d" : "a"}` : ""}
              onChange={(event) => {
                const [key = "", direction] = event.target.value.split(" ");
                onSort?.(key ? { key, descending: direction === "d" } : undefined);
              }}
            >
              <option value="">{t("ui.sort_none")}</option>
              {sortable.flatMap((column) => [
                <option key={`${column.key} a`} value={`${column.key} a`}>
                  {t("ui.sort_ascending", { column: column.header })}
                </option>,
                <option key={`${column.key} d`} value={`${column.key} d`}>
                  {t("ui.sort_descending", { column: column.header })}
                </option>,
              ])}
            </select>
          </span>
        </div>
      )}
      <table role="table" aria-labelledby={caption_id} aria-busy={loading || undefined}>
        <caption id={caption_id} className={caption_hidden ? "visually-hidden" : undefined}>
          {caption}
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <HeadCell key={column.key} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr role="row" key={rowKey(row)}>
              {columns.map((column) => {
                const number = column.number || undefined;
                const screen_only = column.screen_only || undefined;
                return column.heads_row ? (
                  <th key={column.key} role="rowheader" scope="row" data-number={number}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td
                    key={column.key}
                    role="cell"
                    data-number={number}
                    data-screen-only={screen_only}
                  >
                    <span className="cell-label" aria-hidden="true">
                      {column.header}
                    </span>
                    <span className="cell-value">{column.cell(row)}</span>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface HeadCellProps {
  column: Omit<Column<never>, "cell">;
  sort: Sort | undefined;
  onSort: ((sort: Sort | undefined) => void) | undefined;
}

// A click sorts upwards, the next downwards, the third gives the usual order back.
export function nextSort(key: string, sort: Sort | undefined): Sort | undefined {
  if (sort?.key !== key) return { key, descending: false };
  return sort.descending ? undefined : { key, descending: true };
}

function HeadCell({ column, sort, onSort }: HeadCellProps) {
  const is_sorted = sort?.key === column.key;
  const order = is_sorted ? (sort.descending ? "descending" : "ascending") : undefined;
  return (
    <th
      role="columnheader"
      scope="col"
      data-number={column.number || undefined}
      data-screen-only={column.screen_only || undefined}
      aria-sort={order}
    >
      {column.sortable && onSort ? (
        <button
          type="button"
          className="sort-button"
          onClick={() => onSort(nextSort(column.key, sort))}
        >
          {column.header}
          <Icon name={order === "ascending" ? "up" : order === "descending" ? "down" : "updown"} />
        </button>
      ) : (
        column.header
      )}
    </th>
  );
}
