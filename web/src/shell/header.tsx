// The head and foot of every page: the product's name, how it is shown, who is signed in, and
// the navigation this person's rights allow.
import { useEffect, useState } from "react";
import { can, useSignOut, type Session } from "../api/session.ts";
import { setCare, useCare } from "../base/care.ts";
import { Link, navigate, useLocation } from "../base/router.tsx";
import { setLanguage, useLanguage, useT } from "../i18n/index.ts";
import { findRoute, nav_groups, routes, type NavGroup, type Route } from "../routes.ts";
import { Button } from "../ui/button.tsx";
import { Fewer } from "../ui/fewer.tsx";
import { Icon } from "../ui/icon.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";

// Two rings that hold each other: 联.
function Mark() {
  return (
    <svg className="mark" viewBox="0 0 40 40" aria-hidden="true" focusable="false">
      <circle cx="14" cy="20" r="10" />
      <circle cx="26" cy="20" r="10" />
    </svg>
  );
}

function Settings() {
  const t = useT();
  const lang = useLanguage();
  const care = useCare();
  return (
    <div className="settings" role="group" aria-label={t("shell.settings")}>
      <button
        type="button"
        className="bar-button"
        aria-pressed={care}
        onClick={() => setCare(!care)}
      >
        <Icon name="text" />
        {t("shell.care_mode")}
        {care && <Icon name="check" />}
      </button>
      <button
        type="button"
        className="bar-button"
        lang={lang === "zh" ? "en" : "zh-CN"}
        onClick={() => void setLanguage(lang === "zh" ? "en" : "zh")}
      >
        <Icon name="globe" />
        {t("shell.language_other")}
      </button>
    </div>
  );
}

function Account({ session }: { session: Session }) {
  const t = useT();
  const signOut = useSignOut();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const leave = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await signOut();
      navigate("/");
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  const { display_name, area, party } = session.user;
  const place = area?.name ?? party?.name; // Whoever claims has no area, but an organisation.
  return (
    <div className="account">
      <span className="account-name">
        {place ? t("shell.signed_in_as", { name: display_name, area: place }) : display_name}
      </span>
      <Button busy={busy} onClick={() => void leave()}>
        {t("shell.sign_out")}
      </Button>
      {error !== undefined && <ProblemNotice error={error} />}
    </div>
  );
}

type Group = readonly Route[]; // Pages that stand together.

// The pages this person may open, group by group.
function groupsFor(session: Session): readonly Group[] {
  const open = routes.filter((route) => route.nav && can(session, route.right));
  return (Object.keys(nav_groups) as NavGroup[])
    .map((key) => open.filter((route) => route.nav?.group === key))
    .filter((pages) => pages.length > 0);
}

function isCurrent(route: Route, path: string): boolean {
  return route.path === "/"
    ? path === "/"
    : path === route.path || path.startsWith(`${route.path}/`);
}

const care_choices_max = 4;
// More pages than stand in one line are shown by their groups: those of the group where the
// reader is have a line of their own.
const flat_max = 8;

function PageLink({ route }: { route: Route }) {
  const t = useT();
  const { path } = useLocation();
  return (
    <Link to={route.path} aria-current={isCurrent(route, path) ? "page" : undefined}>
      {route.nav && t(route.nav.label)}
    </Link>
  );
}

function NavGroups({ groups }: { groups: readonly Group[] }) {
  const t = useT();
  const { path } = useLocation();
  return (
    <ul className="nav-groups">
      {groups.map((pages) => {
        const [first, ...others] = pages;
        if (!first?.nav) return null;
        const name = t(nav_groups[first.nav.group]);
        const is_here = pages.some((route) => isCurrent(route, path));
        return (
          <li key={first.path}>
            {others.length === 0 ? (
              <PageLink route={first} />
            ) : (
              <>
                <Link to={first.path} className="nav-group" data-here={is_here || undefined}>
                  {name}
                </Link>
                <ul className="nav-pages" aria-label={name}>
                  {pages.map((route) => (
                    <li key={route.path}>
                      <PageLink route={route} />
                    </li>
                  ))}
                </ul>
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function Navigation({ session }: { session: Session }) {
  const t = useT();
  const care = useCare();
  const { path } = useLocation();
  const [open, setOpen] = useState(false);
  useEffect(() => setOpen(false), [path]);
  const all = groupsFor(session);
  const pages = all.flat();
  const groups = pages.length > flat_max ? all : pages.map((route) => [route]);
  const first = care ? groups.slice(0, care_choices_max) : groups;
  const later = groups.slice(first.length);
  return (
    <nav className="nav" aria-label={t("shell.navigation")} data-open={open || undefined}>
      <button
        type="button"
        className="nav-toggle"
        aria-expanded={open}
        aria-controls="nav-items"
        onClick={() => setOpen(!open)}
      >
        <Icon name={open ? "cross" : "menu"} />
        {t("shell.menu")}
      </button>
      <div id="nav-items" className="nav-items">
        <NavGroups groups={first} />
        {later.length > 0 && (
          <Fewer>
            <NavGroups groups={later} />
          </Fewer>
        )}
        <Account session={session} />
      </div>
    </nav>
  );
}

export function Header({ session }: { session: Session | null | undefined }) {
  const t = useT();
  const { path, query } = useLocation();
  // Where the sign-in already stands in the page's place, a link to it would be a second one.
  const offers_sign_in =
    session === null && path !== "/sign-in" && findRoute(path)?.route.access !== "signed_in";
  const here = encodeURIComponent(path + (query && `?${query}`));
  return (
    <header className="header">
      <div className="head-bar">
        <div className="bar-inner">
          <Link to="/" className="brand">
            <Mark />
            <span className="brand-name">{t("shell.product")}</span>
            <span className="brand-tagline">{t("shell.tagline")}</span>
          </Link>
          <Settings />
          {offers_sign_in && (
            <Link to={`/sign-in?next=${here}`} className="bar-button bar-link">
              {t("shell.sign_in")}
            </Link>
          )}
        </div>
      </div>
      {session && <Navigation session={session} />}
    </header>
  );
}

export function Footer() {
  const t = useT();
  return (
    <footer className="footer">
      <p>
        {t("shell.product")} · {t("shell.tagline")}
      </p>
      <p>{t("shell.footer")}</p>
      <ul className="footer-links">
        <li>
          <Link to="/board">{t("home.board_link")}</Link>
        </li>
        <li>
          {/* Served by the program, not a page of the app. */}
          <Link to="/coverage">{t("home.proves")}</Link>
        </li>
      </ul>
    </footer>
  );
}
