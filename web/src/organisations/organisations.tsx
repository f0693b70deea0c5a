// The bodies that work here: federations, village associations, and whoever claims a need.
import { useInfiniteQuery } from "@tanstack/react-query";
import { api, call } from "../api/client.ts";
import { can, useSession } from "../api/session.ts";
import { useQueryParams } from "../base/router.tsx";
import { useCodes } from "../codes/codes.ts";
import { useT } from "../i18n/index.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { Page } from "../ui/page.tsx";
import { PrintButton } from "../ui/print-button.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { SearchBox } from "../ui/search-box.tsx";
import { Select } from "../ui/select.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { OrganisationsTable } from "./organisations-table.tsx";

function useOrganisations(q: string, kind: string) {
  const wanted = { ...(q && { q }), ...(kind && { kind }) };
  return useInfiniteQuery({
    queryKey: ["organisations", wanted],
    queryFn: ({ pageParam, signal }) => {
      const query = { ...wanted, ...(pageParam && { cursor: pageParam }) };
      return call(api.GET("/organisations", { params: { query }, signal }));
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: (before) => before,
  });
}

export default function Organisations() {
  const t = useT();
  const codes = useCodes();
  const session = useSession();
  const [params, setParams] = useQueryParams();
  const q = params.get("q") ?? "";
  const kind = params.get("kind") ?? "";
  const found = useOrganisations(q, kind);
  const lines = found.data?.pages.flatMap((page) => page.items) ?? [];
  const may_write = can(session, "organisations.write");

  return (
    <Page
      title={t("organisations.list")}
      actions={
        <>
          {may_write && (
            <ButtonLink to="/organisations/new" kind="primary">
              {t("organisations.add")}
            </ButtonLink>
          )}
          <ButtonLink to="/organisations/liaisons">{t("organisations.liaisons")}</ButtonLink>
          <PrintButton />
        </>
      }
    >
      <div className="stack">
        <SearchBox
          label={t("organisations.search")}
          value={q}
          onSearch={(text) => setParams({ q: text })}
        />
        <div className="filters">
          <Select
            optional
            label={t("organisations.kind")}
            empty={t("organisations.all")}
            choices={codes.choices("organisation_kind")}
            value={kind}
            onChange={(chosen) => setParams({ kind: chosen })}
          />
        </div>
      </div>
      {found.error ? (
        <ProblemNotice error={found.error} retry={() => void found.refetch()} />
      ) : found.isPending ? (
        <Skeleton lines={6} />
      ) : lines.length === 0 ? (
        <EmptyState
          title={q || kind ? t("organisations.none_found") : t("organisations.none_yet")}
          action={
            (q || kind) && (
              <Button onClick={() => setParams({ q: "", kind: "" })}>
                {t("organisations.forget_filters")}
              </Button>
            )
          }
        >
          {q || kind ? t("organisations.none_found_hint") : t("organisations.none_yet_hint")}
        </EmptyState>
      ) : (
        <div className="stack">
          <OrganisationsTable lines={lines} codes={codes} loading={found.isPlaceholderData} />
          <LoadMore
            shown={lines.length}
            has_more={found.hasNextPage}
            loading={found.isFetchingNextPage}
            onMore={() => void found.fetchNextPage()}
          />
        </div>
      )}
    </Page>
  );
}
