import { say, type Examples } from "../ui/example.ts";
import type { EventLine } from "./api.ts";
import { EventsTable } from "./events-table.tsx";

const words: Record<string, () => string> = {
  "event_kind.home_visit": () => say("入户走访", "Home visit"),
  "event_kind.activity": () => say("活动", "Activity"),
  "activity_type.lecture": () => say("公益讲座", "Public lecture"),
  "deliverer_kind.liaison": () => say("残协联络员", "Liaison"),
  "deliverer_kind.lawyer": () => say("法律工作者", "Legal worker"),
};

const line: EventLine = {
  id: "1",
  kind: "home_visit",
  activity_type: "",
  title: "",
  area: "421102001001",
  where: say("示例社区", "Sample village"),
  site: null,
  place: "",
  campaign: null,
  on: "2026-11-20",
  starts_at: null,
  minutes: null,
  state: "held",
  attendance: 1,
  walk_ins: 0,
  online: 0,
  deliverer_kind: "liaison",
  aid_field: "",
  money_source: "",
  corrects: null,
  site_ended: null,
};

export default {
  component: "EventsTable",
  examples: [
    {
      name: () => say("走访和讲座", "A visit and a lecture"),
      show: () => (
        <EventsTable
          codes={{ word: (list, code) => words[`${list}.${code}`]?.() ?? "" }}
          lines={[
            line,
            {
              ...line,
              id: "2",
              kind: "activity",
              activity_type: "lecture",
              title: say("法律就在身边", "Law next door"),
              on: "2026-11-30",
              starts_at: "09:30",
              state: "planned",
              attendance: 0,
              deliverer_kind: "lawyer",
            },
            {
              ...line,
              id: "3",
              kind: "activity",
              title: say("手工课", "Handicraft"),
              on: "2026-12-04",
              state: "planned",
              attendance: 0,
              site_ended: "2026-12-01",
            },
          ]}
        />
      ),
    },
    {
      name: () => say("没有", "None"),
      show: () => <EventsTable codes={{ word: () => "" }} lines={[]} />,
    },
  ],
} satisfies Examples;
