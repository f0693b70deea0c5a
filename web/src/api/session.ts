// Who is signed in, and what they may do.
import { useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { setDraftOwner } from "../base/draft.ts";
import { api, call, onUnauthorized, setCsrfToken } from "./client.ts";
import { ProblemError } from "./problem.ts";
import type { paths } from "./schema.d.ts";

export type Session = paths["/session"]["get"]["responses"]["200"]["content"]["application/json"];
// "people.read", ...: the server decides, the app only leaves out what would be refused.
export type Right = Session["rights"][number];

const session_key = ["session"] as const;

async function fetchSession(signal: AbortSignal): Promise<Session | null> {
  try {
    const session = await call(api.GET("/session", { signal }), "session");
    setCsrfToken(session.csrf_token);
    setDraftOwner(session.user.id);
    return session;
  } catch (error) {
    if (error instanceof ProblemError && error.problem.status === 401) {
      setCsrfToken("");
      return null;
    }
    throw error;
  }
}

// undefined while it is being asked, null when nobody is signed in. It is asked again when the
// window is looked at, so that a sign-in in another tab is noticed here.
export function useSessionQuery() {
  return useQuery({
    queryKey: session_key,
    queryFn: ({ signal }) => fetchSession(signal),
    staleTime: 60_000,
    refetchOnWindowFocus: "always",
  });
}

export function useSession(): Session | null | undefined {
  return useSessionQuery().data;
}

export function can(session: Session | null | undefined, right: Right | undefined): boolean {
  return right === undefined || (session?.rights ?? []).includes(right);
}

// What one person has seen is not shown to the next one on the same device.
function setSession(queries: QueryClient, session: Session | null): void {
  setCsrfToken(session?.csrf_token ?? "");
  // After a lost session the drafts stay with whoever typed them.
  if (session) setDraftOwner(session.user.id);
  queries.removeQueries({ predicate: (query) => query.queryKey[0] !== session_key[0] });
  queries.setQueryData(session_key, session);
}

export async function signIn(
  queries: QueryClient,
  user: string,
  password: string,
): Promise<Session> {
  const session = await call(api.POST("/session", { body: { user, password } }), "session");
  setSession(queries, session);
  return session;
}

export function useSignOut(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    try {
      await call(api.DELETE("/session"), "session");
    } catch (error) {
      // Already signed out is what was asked for; anything else the person must know.
      if (!(error instanceof ProblemError && error.problem.status === 401)) throw error;
    }
    setSession(queries, null);
    setDraftOwner("");
  };
}

// A lost session shows the sign-in in place of the page; the address stays.
export function watchUnauthorized(queries: QueryClient): void {
  onUnauthorized(() => setSession(queries, null));
}
