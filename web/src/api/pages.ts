// A list that the server gives in pages: what has come so far, and the way to more of it.
import { useInfiniteQuery } from "@tanstack/react-query";

export interface ServerPage<I> {
  items: I[];
  next_cursor: string | null;
}

// Every item of a list, page by page; no further page once there are `most`.
export async function allPages<I>(
  fetchPage: (cursor: string | undefined) => Promise<ServerPage<I>>,
  most = Number.POSITIVE_INFINITY,
): Promise<{ items: I[]; has_more: boolean }> {
  const items: I[] = [];
  let cursor: string | undefined;
  do {
    const page = await fetchPage(cursor);
    items.push(...page.items);
    cursor = page.next_cursor ?? undefined;
  } while (cursor && items.length < most);
  return { items, has_more: cursor !== undefined };
}

export interface Pages<I> {
  items: readonly I[];
  loading: boolean; // The first page is on its way.
  loading_more: boolean;
  has_more: boolean;
  error: unknown;
  more: () => void;
  retry: () => void;
}

export function usePages<I>(
  key: readonly unknown[],
  fetchPage: (cursor: string | undefined, signal: AbortSignal) => Promise<ServerPage<I>>,
  enabled = true,
): Pages<I> {
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => fetchPage(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    placeholderData: (before) => before, // A changed filter keeps the old rows until the new come.
    enabled,
  });
  return {
    items: query.data?.pages.flatMap((page) => page.items) ?? [],
    loading: enabled && (query.isPending || query.isPlaceholderData),
    loading_more: query.isFetchingNextPage,
    has_more: query.hasNextPage,
    error: query.error,
    more: () => void query.fetchNextPage(),
    retry: () => void query.refetch(),
  };
}
