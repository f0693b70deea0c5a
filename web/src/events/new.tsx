// A new event: its kind first, then what this kind asks for.
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { api, call } from "../api/client.ts";
import { can, useSession } from "../api/session.ts";
import { Link, navigate, useLocation } from "../base/router.tsx";
import { sendPhoto } from "../claims/photos.tsx";
import { useCodes, type Codes } from "../codes/codes.ts";
import { dayParts } from "../i18n/format.ts";
import { useT, type PlainKey } from "../i18n/index.ts";
import { useStepTaken } from "../needs/api.ts";
import { ButtonLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page, Section } from "../ui/page.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { useEventKinds, type KindLine } from "./api.ts";
import { EventForm, useEventForm } from "./event-form.tsx";
import { bodyOf, freshValues, isByName, isHeld } from "./model.ts";

// A day at a centre is made by its roll call.
const made_elsewhere = new Set(["centre_day"]);

const groups: readonly { name: PlainKey; holds: (kind: KindLine) => boolean }[] = [
  { name: "events.group_by_name", holds: isByName },
  { name: "events.group_roll", holds: (kind) => kind.beneficiaries === "roll" },
  { name: "events.group_none", holds: (kind) => kind.beneficiaries === "none" },
];

interface KindChoicesProps {
  kinds: readonly KindLine[];
  codes: Pick<Codes, "word">;
  asked: URLSearchParams; // A person, a site: kept on the way.
}

export function KindChoices({ kinds, codes, asked }: KindChoicesProps) {
  const t = useT();
  const offered = kinds.filter(({ key }) => !made_elsewhere.has(key));
  if (offered.length === 0)
    return <EmptyState title={t("events.no_kinds")}>{t("events.no_kinds_detail")}</EmptyState>;
  const linkTo = (kind: string) => {
    const query = new URLSearchParams(asked);
    query.set("kind", kind);
    return `/events/new?${query}`;
  };
  // A person is named: only what is done for people by name or on a roll.
  const fits = (kind: KindLine) => !asked.has("person") || kind.beneficiaries !== "none";
  return (
    <>
      {groups.map(({ name, holds }) => {
        const here = offered.filter((kind) => holds(kind) && fits(kind));
        if (here.length === 0) return null;
        return (
          <Section key={name} title={t(name)}>
            <ul className="kind-choices">
              {here.map(({ key }) => (
                <li key={key}>
                  <ButtonLink to={linkTo(key)}>{codes.word("event_kind", key)}</ButtonLink>
                </li>
              ))}
            </ul>
          </Section>
        );
      })}
    </>
  );
}

interface NewEventFormProps {
  kind: KindLine;
  codes: Codes;
  asked: URLSearchParams;
}

function NewEventForm({ kind, codes, asked }: NewEventFormProps) {
  const t = useT();
  const session = useSession();
  const step_taken = useStepTaken();
  const person = asked.get("person") ?? "";
  const site = asked.get("site") ?? "";
  const campaign = asked.get("campaign") ?? "";
  const on = asked.get("on") ?? "";
  const form = useEventForm({
    kind,
    today: codes.today,
    draft: `event.${kind.key}.${person}${site}${campaign}`,
    initial: {
      ...freshValues(kind, dayParts(on) ? on : codes.today),
      campaign,
    },
    submit: async (values, id) => {
      const photos: string[] = [];
      // One after another: a phone's line carries them no faster together.
      for (const photo of values.evidence) photos.push(await sendPhoto(photo, "/event-files"));
      return call(
        api.POST("/events", { body: { id, ...bodyOf(kind, values, codes.today, photos) } }),
      );
    },
    saved: (page) => {
      void step_taken();
      navigate(`/events/${page.event.id}`);
    },
  });

  // Whom and where the address names, once the register has answered.
  const named = useQuery({
    queryKey: ["person", person],
    queryFn: ({ signal }) =>
      call(api.GET("/people/{person}", { params: { path: { person } }, signal })),
    enabled: person !== "",
  });
  const named_site = useQuery({
    queryKey: ["site", site],
    queryFn: ({ signal }) => call(api.GET("/sites/{site}", { params: { path: { site } }, signal })),
    enabled: site !== "" && kind.site !== "none" && can(session, "sites.read"),
  });
  const { set, values } = form;
  const found = named.data;
  const has_persons = values.persons.length > 0;
  const takes_persons = kind.beneficiaries !== "none";
  useEffect(() => {
    if (!found || has_persons || !takes_persons) return;
    const place = found.chain
      .map((link) => link.name)
      .filter(Boolean)
      .join(" ");
    const about = t("people.picker_about", { place, age: found.age });
    set({ persons: [{ id: found.id, name: found.name, about }] });
  }, [found]); // Once: whoever is taken off the list stays off.
  const line = named_site.data?.line;
  useEffect(() => {
    if (line) set({ site: { id: line.id, name: line.name, about: line.place } });
  }, [line, set]);

  const held = isHeld(kind, values, codes.today);
  return (
    <EventForm
      kind={kind}
      codes={codes}
      form={form}
      send={t(held ? "events.save_held" : "events.save_planned")}
    />
  );
}

export default function NewEventPage() {
  const t = useT();
  const codes = useCodes();
  const kinds = useEventKinds();
  const { query } = useLocation();
  const asked = new URLSearchParams(query);
  const wanted = asked.get("kind") ?? "";
  asked.delete("kind");
  const person = asked.get("person");
  const rest = asked.toString();
  const back = wanted
    ? { to: `/events/new${rest && `?${rest}`}`, label: t("events.other_kind") }
    : person
      ? { to: `/people/${person}`, label: t("people.person") }
      : { to: "/events", label: t("events.title") };
  return (
    <Page
      title={wanted ? codes.word("event_kind", wanted) || t("events.new") : t("events.new")}
      lead={wanted ? t("events.new_lead") : t("events.new_kind_lead")}
      back={back}
      width={wanted ? "reading" : "wide"}
    >
      {codes.error ? (
        <ProblemNotice error={codes.error} retry={codes.retry} />
      ) : codes.loading ? (
        <Skeleton lines={6} />
      ) : (
        <Loaded query={kinds} lines={6}>
          {(all) => {
            if (!wanted) return <KindChoices kinds={all} codes={codes} asked={asked} />;
            const kind = all.find(({ key }) => key === wanted);
            if (kind && !made_elsewhere.has(wanted))
              return (
                <NewEventForm
                  key={`${wanted} ${rest}`}
                  kind={kind}
                  codes={codes}
                  asked={new URLSearchParams(rest)}
                />
              );
            return (
              <EmptyState
                title={t("events.kind_absent")}
                action={<Link to="/events/new">{t("events.other_kind")}</Link>}
              />
            );
          }}
        </Loaded>
      )}
    </Page>
  );
}
