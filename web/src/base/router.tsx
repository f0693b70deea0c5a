// Addresses and pages, on the browser's own history. It is small enough to own: match a path,
// follow links without reloading, move focus to the new page's heading.
import {
  createContext,
  useContext,
  useSyncExternalStore,
  type AnchorHTMLAttributes,
  type MouseEvent,
} from "react";

export type Params = Readonly<Record<string, string>>;

export interface Location {
  path: string; // "/people/019a"
  query: string; // "q=%E6%9D%8E", without the question mark.
}

// Tells listeners of a change, and counts the moves, so that a page knows it was navigated to.
const listeners = new Set<() => void>();
let moves = 0;
let snapshot: Location = read();

function read(): Location {
  return { path: window.location.pathname, query: window.location.search.slice(1) };
}

function changed(is_move: boolean): void {
  snapshot = read();
  if (is_move) moves += 1;
  for (const listener of listeners) listener();
}

window.addEventListener("popstate", () => changed(true));

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function here(): Location {
  return snapshot;
}

export function useLocation(): Location {
  return useSyncExternalStore(subscribe, here, here);
}

// How many times the person has moved; 0 on the page that was loaded.
export function movesSoFar(): number {
  return moves;
}

export function navigate(to: string, { replace = false } = {}): void {
  const present = window.location.pathname + window.location.search;
  if (replace || to === present) window.history.replaceState(null, "", to);
  else window.history.pushState(null, "", to);
  if (!replace) window.scrollTo(0, 0);
  changed(true);
}

// Filters of a list live in the address, so that it can be kept and sent. Changing them is not a
// move: focus stays where it is. An empty value leaves the address.
export function useQueryParams(): [URLSearchParams, (changes: Record<string, string>) => void] {
  const { query } = useLocation();
  const set = (changes: Record<string, string>) => {
    const next = new URLSearchParams(window.location.search);
    for (const [name, value] of Object.entries(changes)) {
      if (value === "") next.delete(name);
      else next.set(name, value);
    }
    const text = next.toString();
    window.history.replaceState(null, "", window.location.pathname + (text && `?${text}`));
    changed(false);
  };
  return [new URLSearchParams(query), set];
}

// "/people/:id" against "/people/019a": the parameters, or undefined when it does not match.
export function match(pattern: string, path: string): Params | undefined {
  const wanted = pattern.split("/");
  const given = path.replace(/(.)\/$/, "$1").split("/");
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [at, part] of wanted.entries()) {
    const value = given[at] ?? "";
    if (!part.startsWith(":")) {
      if (part !== value) return undefined;
      continue;
    }
    if (value === "") return undefined;
    try {
      params[part.slice(1)] = decodeURIComponent(value);
    } catch {
      return undefined; // A broken %-escape names nothing.
    }
  }
  return params;
}

// A path of this site to go back to after signing in; anything else ("//evil", "https:…") is "/".
export function safePath(wanted: string | null): string {
  if (!wanted?.startsWith("/")) return "/";
  try {
    const url = new URL(wanted, window.location.origin);
    return url.origin === window.location.origin ? url.pathname + url.search : "/";
  } catch {
    return "/";
  }
}

const ParamsContext = createContext<Params>({});
export const ParamsProvider = ParamsContext.Provider;

// A parameter of the address; the page's pattern must name it.
export function useParam(name: string): string {
  const value = useContext(ParamsContext)[name];
  if (value === undefined) throw new Error(`the address has no :${name}`);
  return value;
}

export interface LinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "href"> {
  to: string;
}

// A link inside the app. A modified click (new tab, new window) stays the browser's.
export function Link({ to, onClick, ...rest }: LinkProps) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    const modified = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (event.defaultPrevented || event.button !== 0 || modified || rest.target) return;
    event.preventDefault();
    navigate(to);
  };
  return <a href={to} onClick={follow} {...rest} />;
}
