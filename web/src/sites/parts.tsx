// What hangs on a site for a time: rooms, services, villages served, bodies at its address.
import { useState, type ReactNode } from "react";
import { api, call } from "../api/client.ts";
import { can, useSession } from "../api/session.ts";
import { Link } from "../base/router.tsx";
import { useCodes } from "../codes/codes.ts";
import { useT } from "../i18n/index.ts";
import { ButtonLink } from "../ui/button.tsx";
import { Section } from "../ui/page.tsx";
import { useSiteAskedAgain, useSiteChanged, type SitePage } from "./api.ts";
import { EndDialog } from "./end-dialog.tsx";
import { isOver } from "./model.ts";
import { Spans } from "./spans.tsx";
import { areaWords } from "./words.ts";

export interface PartProps {
  page: SitePage;
  may_write: boolean;
}

// An end that has been asked for: its dialog's title, and how it is sent.
interface Ending {
  title: string;
  send: (on: string) => Promise<unknown>;
}

function useEnding() {
  const [ending, setEnding] = useState<Ending>();
  const dialog: ReactNode = ending && (
    <EndDialog
      title={ending.title}
      onEnd={(on) => ending.send(on)}
      onClose={() => setEnding(undefined)}
    />
  );
  return [dialog, setEnding] as const;
}

export function Rooms({ page, may_write }: PartProps) {
  const t = useT();
  const codes = useCodes();
  const changed = useSiteChanged();
  const [dialog, setEnding] = useEnding();
  const site = page.line.id;
  const present = page.rooms.filter((room) => !isOver(room, codes.today));
  const all = present.reduce((sum, room) => sum + room.area_dm2, 0);
  return (
    <Section
      title={t("sites.rooms")}
      actions={
        may_write && <ButtonLink to={`/sites/${site}/room`}>{t("sites.add_room")}</ButtonLink>
      }
    >
      {present.length > 1 && (
        <p>{t("sites.rooms_sum", { count: present.length, area: areaWords(all) })}</p>
      )}
      <Spans
        caption={t("sites.rooms")}
        none={t("sites.rooms_none")}
        rows={page.rooms}
        rowKey={({ id }) => id}
        today={codes.today}
        nameOf={({ name }) => name}
        columns={[
          {
            key: "name",
            header: t("sites.room_name"),
            heads_row: true,
            cell: ({ name }) => name,
          },
          {
            key: "function",
            header: t("sites.room_function"),
            cell: (room) => codes.word("room_function", room.function),
          },
          {
            key: "area",
            header: t("sites.floor_area"),
            number: true,
            cell: ({ area_dm2 }) => areaWords(area_dm2),
          },
        ]}
        onEnd={
          may_write
            ? (room) =>
                setEnding({
                  title: t("sites.end_title", { name: room.name }),
                  send: async (on) =>
                    changed(
                      await call(
                        api.POST("/sites/{site}/rooms/{room}/end", {
                          params: { path: { site, room: room.id } },
                          body: { on },
                        }),
                      ),
                    ),
                })
            : undefined
        }
      />
      {dialog}
    </Section>
  );
}

export function Services({ page, may_write }: PartProps) {
  const t = useT();
  const codes = useCodes();
  const changed = useSiteChanged();
  const [dialog, setEnding] = useEnding();
  const site = page.line.id;
  const word = (service: string) => codes.word("site_service", service);
  return (
    <Section
      title={t("sites.services")}
      actions={
        may_write && <ButtonLink to={`/sites/${site}/service`}>{t("sites.add_service")}</ButtonLink>
      }
    >
      <Spans
        caption={t("sites.services")}
        none={t("sites.services_none")}
        rows={page.services}
        rowKey={({ service, from }) => `${service} ${from}`}
        today={codes.today}
        nameOf={({ service }) => word(service)}
        columns={[
          {
            key: "service",
            header: t("sites.service"),
            heads_row: true,
            cell: ({ service }) => word(service),
          },
        ]}
        onEnd={
          may_write
            ? ({ service }) =>
                setEnding({
                  title: t("sites.end_title", { name: word(service) }),
                  send: async (on) =>
                    changed(
                      await call(
                        api.POST("/sites/{site}/services/{service}/end", {
                          params: { path: { site, service } },
                          body: { on },
                        }),
                      ),
                    ),
                })
            : undefined
        }
      />
      {dialog}
    </Section>
  );
}

export function Villages({ page, may_write }: PartProps) {
  const t = useT();
  const codes = useCodes();
  const changed = useSiteChanged();
  const [dialog, setEnding] = useEnding();
  const site = page.line.id;
  return (
    <Section
      title={t("sites.villages")}
      actions={
        may_write && <ButtonLink to={`/sites/${site}/village`}>{t("sites.add_village")}</ButtonLink>
      }
    >
      <Spans
        caption={t("sites.villages")}
        none={t("sites.villages_none")}
        rows={page.catchment}
        rowKey={({ area, from }) => `${area} ${from}`}
        today={codes.today}
        nameOf={({ name }) => name}
        columns={[
          {
            key: "village",
            header: t("sites.village"),
            heads_row: true,
            cell: ({ name }) => name,
          },
        ]}
        onEnd={
          may_write
            ? ({ area, name }) =>
                setEnding({
                  title: t("sites.end_title", { name }),
                  send: async (on) =>
                    changed(
                      await call(
                        api.POST("/sites/{site}/catchment/{area}/end", {
                          params: { path: { site, area } },
                          body: { on },
                        }),
                      ),
                    ),
                })
            : undefined
        }
      />
      {dialog}
    </Section>
  );
}

export function Bodies({ page }: { page: SitePage }) {
  const t = useT();
  const codes = useCodes();
  const session = useSession();
  const askAgain = useSiteAskedAgain();
  const [dialog, setEnding] = useEnding();
  const { id: site, name: site_name } = page.line;
  const may_tie = can(session, "organisations.write") && !isOver(page.line, codes.today);
  const may_open = can(session, "organisations.read");
  return (
    <Section
      title={t("sites.bodies")}
      actions={
        may_tie && (
          <ButtonLink to={`/ties/new?kind=site&id=${site}`}>{t("sites.add_body")}</ButtonLink>
        )
      }
    >
      <Spans
        caption={t("sites.bodies")}
        none={t("sites.bodies_none")}
        rows={page.bodies}
        rowKey={({ tie }) => tie}
        today={codes.today}
        nameOf={({ name }) => name}
        columns={[
          {
            key: "name",
            header: t("sites.body"),
            heads_row: true,
            cell: ({ organisation, name }) =>
              may_open ? <Link to={`/organisations/${organisation}`}>{name}</Link> : name,
          },
          {
            key: "kind",
            header: t("sites.kind"),
            cell: ({ kind }) => codes.word("organisation_kind", kind),
          },
          {
            key: "relation",
            header: t("sites.relation"),
            cell: ({ relation }) => codes.word("relation_kind", relation),
          },
        ]}
        onEnd={
          may_tie
            ? ({ tie, name }) =>
                setEnding({
                  title: t("sites.end_body_title", { name, site: site_name }),
                  send: async (on) => {
                    await call(
                      api.POST("/ties/{tie}/end", { params: { path: { tie } }, body: { on } }),
                    );
                    askAgain(site);
                  },
                })
            : undefined
        }
      />
      {dialog}
    </Section>
  );
}
