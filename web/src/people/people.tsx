// The list of people: one box finds by name, pinyin, initials or number; filters narrow it. What
// is asked stands in the address, so that a list can be kept, sent and come back to.
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useRef, type KeyboardEvent } from "react";
import { api, call } from "../api/client.ts";
import { can, useSession } from "../api/session.ts";
import { useQueryParams } from "../base/router.tsx";
import { useT } from "../i18n/index.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { Page } from "../ui/page.tsx";
import { PrintButton } from "../ui/print-button.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { SearchBox } from "../ui/search-box.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { filter_names, PeopleFilters, type Filters } from "./filters.tsx";
import { LivePeopleTable } from "./people-table.tsx";
import type { CertificateState } from "./types.ts";
import { certificate_states } from "./words.ts";
import "./people.css";

// A number of the address, when it is one of 1..most.
function oneOf(text: string, most: number): number | undefined {
  const value = Number(text);
  return Number.isInteger(value) && value >= 1 && value <= most ? value : undefined;
}

function usePeople(q: string, { who, village, category, level, state }: Filters) {
  const known = certificate_states.find((one) => one === state) as CertificateState | undefined;
  const wanted = {
    ...(who !== "all" && { holders: true }),
    ...(q && { q }),
    ...(village && { village }),
    ...(oneOf(category, 7) && { category: oneOf(category, 7) }),
    ...(oneOf(level, 4) && { level: oneOf(level, 4) }),
    ...(known && { state: known }),
  };
  return useInfiniteQuery({
    queryKey: ["people", wanted],
    queryFn: ({ pageParam, signal }) => {
      const query = { ...wanted, ...(pageParam && { cursor: pageParam }) };
      return call(api.GET("/people", { params: { query }, signal }));
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: (before) => before,
  });
}

// "/" leads to the search box, unless something is being typed.
function useSlash(find: () => HTMLElement | null | undefined): void {
  const latest = useRef(find);
  latest.current = find;
  useEffect(() => {
    const listen = (event: globalThis.KeyboardEvent) => {
      const at = event.target instanceof HTMLElement ? event.target : null;
      const types = at?.closest("input, textarea, select, dialog, [contenteditable]");
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || types) return;
      event.preventDefault();
      latest.current()?.focus();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}

export default function People() {
  const t = useT();
  const session = useSession();
  const [params, setParams] = useQueryParams();
  const box = useRef<HTMLDivElement>(null);
  useSlash(() => box.current?.querySelector<HTMLElement>('input[type="search"]'));

  const q = params.get("q") ?? "";
  const filters = Object.fromEntries(
    filter_names.map((name) => [name, params.get(name) ?? ""]),
  ) as Filters;
  const is_narrowed = q !== "" || filter_names.some((name) => filters[name] !== "");
  const found = usePeople(q, filters);
  const people = found.data?.pages.flatMap((page) => page.items) ?? [];
  const may_write = can(session, "people.write");
  const may_import = can(session, "people.import");

  const forget = () =>
    setParams({ q: "", ...Object.fromEntries(filter_names.map((n) => [n, ""])) });
  const enterList = (event: KeyboardEvent) => {
    if (event.key !== "ArrowDown" || !(event.target instanceof HTMLInputElement)) return;
    const first = document.querySelector<HTMLElement>(".people-table tbody a");
    if (!first) return;
    event.preventDefault();
    first.focus();
  };

  const empty = is_narrowed ? (
    <EmptyState
      title={t("people.none_found")}
      action={
        <div className="actions">
          {filters.who !== "all" && (
            <Button kind="primary" onClick={() => setParams({ who: "all" })}>
              {t("people.search_all")}
            </Button>
          )}
          <Button onClick={forget}>{t("people.forget_filters")}</Button>
        </div>
      }
    >
      {t("people.none_found_hint")}
    </EmptyState>
  ) : (
    <EmptyState
      title={t("people.none_yet")}
      action={
        may_import && (
          <ButtonLink to="/imports/new" kind="primary">
            {t("people.import")}
          </ButtonLink>
        )
      }
    >
      {may_import ? t("people.none_yet_import") : t("people.none_yet_ask")}
    </EmptyState>
  );

  return (
    <Page
      title={t("people.list")}
      actions={
        <>
          {may_write && (
            <ButtonLink to="/people/new" kind="primary">
              {t("people.add")}
            </ButtonLink>
          )}
          <PrintButton />
        </>
      }
    >
      <div className="stack" ref={box}>
        <div onKeyDown={enterList}>
          <SearchBox
            label={t("people.search")}
            value={q}
            onSearch={(text) => setParams({ q: text })}
          />
        </div>
        <p className="hint keys-hint">{t("people.keys")}</p>
        <PeopleFilters value={filters} onChange={(changes) => setParams({ ...changes })} />
      </div>
      {found.error ? (
        <ProblemNotice error={found.error} retry={() => void found.refetch()} />
      ) : found.isPending ? (
        <Skeleton lines={8} />
      ) : people.length === 0 ? (
        empty
      ) : (
        <div className="stack">
          <LivePeopleTable people={people} loading={found.isPlaceholderData} />
          <LoadMore
            shown={people.length}
            has_more={found.hasNextPage}
            loading={found.isFetchingNextPage}
            onMore={() => void found.fetchNextPage()}
          />
        </div>
      )}
    </Page>
  );
}
