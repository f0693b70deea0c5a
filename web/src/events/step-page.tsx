// A page on which one step of an event is taken: the event, its kind and the code lists are there
// before anything is shown.
import type { ReactNode } from "react";
import { useParam } from "../base/router.tsx";
import { useCodes, type Codes } from "../codes/codes.ts";
import { useT } from "../i18n/index.ts";
import { Loaded } from "../ui/loaded.tsx";
import { Page } from "../ui/page.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { useEvent, useEventKinds, type EventPage, type KindLine } from "./api.ts";
import { eventName } from "./events-table.tsx";

interface StepPageProps {
  title: string;
  lead?: string; // The event's name when left away.
  // `kind` is absent where the packs have it no more.
  children: (page: EventPage, kind: KindLine | undefined, codes: Codes) => ReactNode;
}

export function StepPage({ title, lead, children }: StepPageProps) {
  const t = useT();
  const id = useParam("event");
  const codes = useCodes();
  const event = useEvent(id);
  const kinds = useEventKinds();
  const name = event.data && eventName(codes, event.data.event);
  return (
    <Page
      title={title}
      lead={lead ?? name}
      back={{ to: `/events/${id}`, label: name || t("events.one") }}
      width="reading"
    >
      {codes.error ? (
        <ProblemNotice error={codes.error} retry={codes.retry} />
      ) : codes.loading ? (
        <Skeleton lines={6} />
      ) : (
        <Loaded query={event}>
          {(page) => (
            <Loaded query={kinds}>
              {(all) =>
                children(
                  page,
                  all.find(({ key }) => key === page.event.kind),
                  codes,
                )
              }
            </Loaded>
          )}
        </Loaded>
      )}
    </Page>
  );
}
