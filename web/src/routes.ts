// Every page on one screen: its address, who may open it, where it stands in the navigation.
// A page is loaded when it is first opened. Above a page with a parameter stand its siblings
// without one: the first match wins.
import { lazy, type ComponentType, type LazyExoticComponent } from "react";
import type { Right } from "./api/session.ts";
import { match, type Params } from "./base/router.tsx";
import type { PlainKey } from "./i18n/index.ts";

// Groups in the order in which they appear, each with what it is called where it holds several
// pages.
export const nav_groups = {
  home: "shell.home",
  needs: "shell.group_needs",
  activities: "shell.group_activities",
  sites: "sites.title",
  people: "shell.group_people",
  policies: "policies.title",
  figures: "shell.group_figures",
} as const satisfies Record<string, PlainKey>;
export type NavGroup = keyof typeof nav_groups;

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
    page: lazy(() => import("./home/home.tsx")),
    access: "signed_in",
    nav: { group: "home", label: "shell.home" },
  },
  {
    path: "/coverage",
    page: lazy(() => import("./coverage/coverage.tsx")),
    access: "public",
  },
  {
    path: "/needs",
    page: lazy(() => import("./needs/list.tsx")),
    access: "signed_in",
    right: "needs.read",
    nav: { group: "needs", label: "needs.title", hint: "needs.nav_hint" },
  },
  {
    path: "/needs/new",
    page: lazy(() => import("./needs/new.tsx")),
    access: "signed_in",
    right: "needs.record",
  },
  {
    path: "/needs/:need",
    page: lazy(() => import("./needs/need.tsx")),
    access: "signed_in",
    right: "needs.read",
  },
  {
    path: "/listings/new",
    page: lazy(() => import("./needs/publish.tsx")),
    access: "signed_in",
    right: "needs.publish",
  },
  {
    path: "/listings/:listing",
    page: lazy(() => import("./claims/listing.tsx")),
    access: "signed_in",
    right: "claims.read",
  },
  {
    path: "/listings/:listing/claim",
    page: lazy(() => import("./claims/new.tsx")),
    access: "signed_in",
    right: "claims.make",
  },
  {
    path: "/board",
    page: lazy(() => import("./board/board.tsx")),
    access: "public",
    nav: { group: "needs", label: "board.title", hint: "board.nav_hint" },
  },
  { path: "/board/:listing", page: lazy(() => import("./board/notice.tsx")), access: "public" },
  {
    path: "/claims",
    page: lazy(() => import("./claims/list.tsx")),
    access: "signed_in",
    right: "claims.read",
    nav: { group: "needs", label: "claims.title", hint: "claims.nav_hint" },
  },
  {
    path: "/claims/:claim",
    page: lazy(() => import("./claims/claim.tsx")),
    access: "signed_in",
    right: "claims.read",
  },
  {
    path: "/claims/:claim/deliver",
    page: lazy(() => import("./claims/deliver.tsx")),
    access: "signed_in",
    right: "deliveries.make",
  },
  // Whoever may see a delivery may open it; the form stands there for who may evaluate.
  {
    path: "/deliveries/:delivery/evaluate",
    page: lazy(() => import("./claims/evaluate.tsx")),
    access: "signed_in",
  },
  {
    path: "/sites",
    page: lazy(() => import("./sites/sites.tsx")),
    access: "signed_in",
    right: "sites.read",
    nav: { group: "sites", label: "sites.title", hint: "sites.nav_hint" },
  },
  {
    path: "/sites/new",
    page: lazy(() => import("./sites/new-site.tsx")),
    access: "signed_in",
    right: "sites.write",
  },
  {
    path: "/sites/coverage",
    page: lazy(() => import("./sites/coverage.tsx")),
    access: "signed_in",
    right: "figures.read",
  },
  {
    path: "/sites/:site",
    page: lazy(() => import("./sites/site.tsx")),
    access: "signed_in",
    right: "sites.read",
  },
  {
    path: "/sites/:site/hours",
    page: lazy(() => import("./sites/hours.tsx")),
    access: "signed_in",
    right: "sites.write",
  },
  {
    path: "/sites/:site/exception",
    page: lazy(() => import("./sites/new-exception.tsx")),
    access: "signed_in",
    right: "sites.write",
  },
  {
    path: "/sites/:site/opening",
    page: lazy(() => import("./sites/new-opening.tsx")),
    access: "signed_in",
    right: "sites.write",
  },
  {
    path: "/sites/:site/openings/:opening",
    page: lazy(() => import("./sites/correct-opening.tsx")),
    access: "signed_in",
    right: "sites.open",
  },
  {
    path: "/sites/:site/room",
    page: lazy(() => import("./sites/new-room.tsx")),
    access: "signed_in",
    right: "sites.write",
  },
  {
    path: "/sites/:site/service",
    page: lazy(() => import("./sites/new-service.tsx")),
    access: "signed_in",
    right: "sites.write",
  },
  {
    path: "/sites/:site/use",
    page: lazy(() => import("./sites/new-use.tsx")),
    access: "signed_in",
    right: "sites.write",
  },
  {
    path: "/sites/:site/village",
    page: lazy(() => import("./sites/new-village.tsx")),
    access: "signed_in",
    right: "sites.write",
  },
  {
    path: "/sites/:site/move",
    page: lazy(() => import("./sites/move.tsx")),
    access: "signed_in",
    right: "sites.write",
  },
  {
    path: "/roll-call",
    page: lazy(() => import("./events/roll-call.tsx")),
    access: "signed_in",
    right: "events.record",
  },
  {
    path: "/sites/:site/day",
    page: lazy(() => import("./events/day.tsx")),
    access: "signed_in",
    right: "events.read",
  },
  {
    path: "/sites/:site/enrolments",
    page: lazy(() => import("./events/enrolments.tsx")),
    access: "signed_in",
    right: "events.read",
  },
  {
    path: "/sites/:site/enrolments/new",
    page: lazy(() => import("./events/new-enrolment.tsx")),
    access: "signed_in",
    right: "enrolments.write",
  },
  {
    path: "/events",
    page: lazy(() => import("./events/list.tsx")),
    access: "signed_in",
    right: "events.read",
    nav: { group: "activities", label: "events.title", hint: "events.nav_hint" },
  },
  {
    path: "/events/new",
    page: lazy(() => import("./events/new.tsx")),
    access: "signed_in",
    right: "events.record",
  },
  {
    path: "/events/:event",
    page: lazy(() => import("./events/event.tsx")),
    access: "signed_in",
    right: "events.read",
  },
  {
    path: "/events/:event/holding",
    page: lazy(() => import("./events/hold.tsx")),
    access: "signed_in",
    right: "events.record",
  },
  {
    path: "/events/:event/correction",
    page: lazy(() => import("./events/correct.tsx")),
    access: "signed_in",
    right: "events.record",
  },
  {
    path: "/slots",
    page: lazy(() => import("./slots/slots.tsx")),
    access: "signed_in",
    right: "bookings.make",
    nav: { group: "activities", label: "slots.title", hint: "slots.nav_hint" },
  },
  {
    path: "/plans",
    page: lazy(() => import("./plans/list.tsx")),
    access: "signed_in",
    right: "events.read",
    nav: { group: "activities", label: "plans.title", hint: "plans.nav_hint" },
  },
  {
    path: "/plans/new",
    page: lazy(() => import("./plans/new.tsx")),
    access: "signed_in",
    right: "events.record",
  },
  {
    path: "/people/:person/plans",
    page: lazy(() => import("./plans/person-plans.tsx")),
    access: "signed_in",
    right: "events.read",
  },
  {
    path: "/campaigns",
    page: lazy(() => import("./events/campaigns.tsx")),
    access: "signed_in",
    right: "events.read",
    nav: { group: "activities", label: "events.campaigns", hint: "events.campaigns_nav_hint" },
  },
  {
    path: "/campaigns/new",
    page: lazy(() => import("./events/new-campaign.tsx")),
    access: "signed_in",
    right: "campaigns.write",
  },
  {
    path: "/campaigns/:campaign",
    page: lazy(() => import("./events/campaign.tsx")),
    access: "signed_in",
    right: "events.read",
  },
  {
    path: "/figures",
    page: lazy(() => import("./figures/figures.tsx")),
    access: "signed_in",
    right: "figures.read",
    nav: { group: "figures", label: "figures.title", hint: "figures.nav_hint" },
  },
  {
    path: "/figures/:figure",
    page: lazy(() => import("./figures/figure.tsx")),
    access: "signed_in",
    right: "figures.read",
  },
  {
    path: "/places",
    page: lazy(() => import("./places/places.tsx")),
    access: "signed_in",
    right: "figures.read",
    nav: { group: "figures", label: "places.title", hint: "places.nav_hint" },
  },
  {
    path: "/places/:place",
    page: lazy(() => import("./places/place.tsx")),
    access: "signed_in",
    right: "figures.read",
  },
  {
    path: "/pledges",
    page: lazy(() => import("./pledges/list.tsx")),
    access: "signed_in",
    right: "figures.read",
    nav: { group: "figures", label: "pledges.title", hint: "pledges.nav_hint" },
  },
  {
    path: "/pledges/new",
    page: lazy(() => import("./pledges/new.tsx")),
    access: "signed_in",
    right: "campaigns.write",
  },
  {
    path: "/awards",
    page: lazy(() => import("./awards/list.tsx")),
    access: "signed_in",
    right: "events.read",
    nav: { group: "figures", label: "awards.title", hint: "awards.nav_hint" },
  },
  {
    path: "/awards/new",
    page: lazy(() => import("./awards/new.tsx")),
    access: "signed_in",
    right: "events.record",
  },
  {
    path: "/awards/notice",
    page: lazy(() => import("./awards/notice.tsx")),
    access: "signed_in",
    right: "events.read",
  },
  {
    path: "/awards/:award",
    page: lazy(() => import("./awards/award.tsx")),
    access: "signed_in",
    right: "events.read",
  },
  {
    path: "/policies",
    page: lazy(() => import("./policies/policies.tsx")),
    access: "signed_in",
    right: "policies.read",
    nav: { group: "policies", label: "policies.title", hint: "policies.nav_hint" },
  },
  {
    path: "/policies/:policy",
    page: lazy(() => import("./policies/policy.tsx")),
    access: "signed_in",
    right: "policies.read",
  },
  {
    path: "/policies/:policy/people",
    page: lazy(() => import("./policies/names.tsx")),
    access: "signed_in",
    right: "policies.read",
  },
  {
    path: "/people",
    page: lazy(() => import("./people/people.tsx")),
    access: "signed_in",
    right: "people.read",
    nav: { group: "people", label: "people.list", hint: "people.list_hint" },
  },
  {
    path: "/people/new",
    page: lazy(() => import("./people/new-person.tsx")),
    access: "signed_in",
    right: "people.write",
  },
  {
    path: "/people/:person",
    page: lazy(() => import("./people/person.tsx")),
    access: "signed_in",
    right: "people.read",
  },
  {
    path: "/people/:person/edit",
    page: lazy(() => import("./people/edit-person.tsx")),
    access: "signed_in",
    right: "people.write",
  },
  {
    path: "/people/:person/event",
    page: lazy(() => import("./people/event.tsx")),
    access: "signed_in",
    right: "people.write",
  },
  {
    path: "/people/:person/components",
    page: lazy(() => import("./people/components.tsx")),
    access: "signed_in",
    right: "people.write",
  },
  {
    path: "/imports",
    page: lazy(() => import("./imports/imports.tsx")),
    access: "signed_in",
    right: "people.import",
    nav: { group: "people", label: "imports.list", hint: "imports.list_hint" },
  },
  {
    path: "/imports/new",
    page: lazy(() => import("./imports/new-import.tsx")),
    access: "signed_in",
    right: "people.import",
  },
  {
    path: "/imports/:import",
    page: lazy(() => import("./imports/import.tsx")),
    access: "signed_in",
    right: "people.import",
  },
  {
    path: "/export",
    page: lazy(() => import("./imports/export.tsx")),
    access: "signed_in",
    right: "people.export",
  },
  {
    path: "/organisations",
    page: lazy(() => import("./organisations/organisations.tsx")),
    access: "signed_in",
    right: "organisations.read",
    nav: { group: "people", label: "organisations.list", hint: "organisations.list_hint" },
  },
  {
    path: "/organisations/new",
    page: lazy(() => import("./organisations/new-organisation.tsx")),
    access: "signed_in",
    right: "organisations.write",
  },
  {
    path: "/organisations/liaisons",
    page: lazy(() => import("./organisations/liaisons.tsx")),
    access: "signed_in",
    right: "organisations.read",
  },
  {
    path: "/organisations/liaisons/new",
    page: lazy(() => import("./organisations/new-liaison.tsx")),
    access: "signed_in",
    right: "organisations.write",
  },
  {
    path: "/organisations/:organisation",
    page: lazy(() => import("./organisations/organisation.tsx")),
    access: "signed_in",
    right: "organisations.read",
  },
  {
    path: "/ties/new",
    page: lazy(() => import("./organisations/new-tie.tsx")),
    access: "signed_in",
    right: "organisations.write",
  },
  {
    path: "/groups/new",
    page: lazy(() => import("./organisations/new-group.tsx")),
    access: "signed_in",
    right: "organisations.write",
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
