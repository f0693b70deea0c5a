// The frame: who is signed in, which page the address means, and whether this person may see it.
// Without a session the sign-in stands in the page's place, so the address is kept by itself.
import { QueryClientProvider } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { makeQueries } from "./api/queries.ts";
import { can, useSessionQuery, watchUnauthorized, type Session } from "./api/session.ts";
import { ParamsProvider, useLocation } from "./base/router.tsx";
import { useT } from "./i18n/index.ts";
import { findRoute } from "./routes.ts";
import { ErrorBoundary } from "./shell/error-boundary.tsx";
import { Footer, Header } from "./shell/header.tsx";
import { Forbidden, NotFound } from "./shell/not-found.tsx";
import { Page } from "./ui/page.tsx";
import { ProblemNotice } from "./ui/problem-notice.tsx";
import { Skeleton } from "./ui/skeleton.tsx";

const SignIn = lazy(() => import("./shell/sign-in.tsx"));

function Body({ session }: { session: Session | null }) {
  const { path } = useLocation();
  const found = findRoute(path);
  if (!found) return <NotFound />;
  const { route, params } = found;
  if (route.access === "signed_in" && !session) return <SignIn />;
  if (!can(session, route.right)) return session ? <Forbidden /> : <SignIn />;
  return (
    <ParamsProvider value={params}>
      <route.page />
    </ParamsProvider>
  );
}

function Frame() {
  const t = useT();
  const { path } = useLocation();
  const { data: session, error, refetch } = useSessionQuery();
  // A failed look again does not take the page away from under the person.
  const body =
    session !== undefined ? (
      <ErrorBoundary key={path}>
        <Suspense fallback={<Skeleton lines={6} />}>
          <Body session={session} />
        </Suspense>
      </ErrorBoundary>
    ) : error ? (
      <Page title={t("shell.product")}>
        <ProblemNotice error={error} retry={() => void refetch()} />
      </Page>
    ) : (
      <Skeleton lines={6} />
    );
  return (
    <div className="app">
      <a className="skip-link" href="#main">
        {t("shell.skip")}
      </a>
      <Header session={session} />
      <main id="main" tabIndex={-1}>
        {body}
      </main>
      <Footer />
    </div>
  );
}

export function App() {
  const [queries] = useState(() => {
    const made = makeQueries();
    watchUnauthorized(made);
    return made;
  });
  return (
    <QueryClientProvider client={queries}>
      <Frame />
    </QueryClientProvider>
  );
}
