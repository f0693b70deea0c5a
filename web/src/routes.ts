// Every page on one screen: its address, who may open it, where it stands in the navigation.
// A page is loaded when it is first opened. Above a page with a parameter stand its siblings
// without one: the first match wins.
import { lazy, type ComponentType, type LazyExoticComponent } from "react";
import type { Right } from "./api/session.ts";
import { match, type Params } from "./base/router.tsx";
import type { PlainKey } from "./i18n/index.ts";

// Groups in the order in which they appear: the day's work, the records, running the office.
export const nav_groups = ["work", "records", "office"] as const;
export type NavGroup = (typeof nav_groups)[number];

export interface Route {
  path: string; // "/people/:id"
  page: LazyExoticComponent<ComponentType>;
  access: "public" | "signed_in"; // Public pages open without signing in.
  right?: Right; // Only with this right, "people.read".
  nav?: { group: NavGroup; label: PlainKey; hint?: PlainKey }; // Left out of the navigation without it.
}

export const routes: readonly Route[] = [
  {
    path: "/",
    page: lazy(() => import("./shell/home.tsx")),
    access: "signed_in",
    nav: { group: "work", label: "shell.home" },
  },
  { path: "/sign-in", page: lazy(() => import("./shell/sign-in.tsx")), access: "public" },
  { path: "/gallery", page: lazy(() => import("./shell/gallery.tsx")), access: "public" },
];

export function findRoute(path: string): { route: Route; params: Params } | undefined {
  for (const route of routes) {
    const params = match(route.path, path);
    if (params) return { route, params };
  }
  return undefined;
}
