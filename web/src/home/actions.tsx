// What this person can do, by right: a few plain choices, the most frequent first.
import { can, type Right, type Session } from "../api/session.ts";
import { useT, type PlainKey } from "../i18n/index.ts";
import { Card, Cards } from "../ui/card.tsx";
import { Fewer } from "../ui/fewer.tsx";

interface Action {
  to: string;
  right: Right;
  name: PlainKey;
  hint: PlainKey;
}

const actions: readonly Action[] = [
  { to: "/needs/new", right: "needs.record", name: "home.do_record", hint: "home.do_record_hint" },
  { to: "/events/new", right: "events.record", name: "events.new", hint: "events.do_record_hint" },
  {
    to: "/roll-call",
    right: "enrolments.write",
    name: "events.do_roll",
    hint: "events.do_roll_hint",
  },
  { to: "/people", right: "people.read", name: "home.do_find", hint: "home.do_find_hint" },
  {
    to: "/needs?state=open",
    right: "needs.publish",
    name: "home.do_publish",
    hint: "home.do_publish_hint",
  },
  { to: "/claims", right: "claims.make", name: "home.do_claims", hint: "home.do_claims_hint" },
  { to: "/board", right: "claims.make", name: "home.do_board", hint: "home.do_board_hint" },
  {
    to: "/imports/new",
    right: "people.import",
    name: "home.do_import",
    hint: "home.do_import_hint",
  },
  { to: "/sites", right: "sites.open", name: "home.do_open_site", hint: "home.do_open_site_hint" },
  { to: "/figures", right: "figures.read", name: "home.do_figures", hint: "home.do_figures_hint" },
  {
    to: "/organisations",
    right: "organisations.read",
    name: "organisations.list",
    hint: "organisations.list_hint",
  },
  {
    to: "/campaigns",
    right: "campaigns.write",
    name: "events.campaigns",
    hint: "events.do_campaigns_hint",
  },
  { to: "/places", right: "figures.read", name: "places.title", hint: "places.nav_hint" },
];

const first_max = 3;

function ActionCards({ list }: { list: readonly Action[] }) {
  const t = useT();
  return (
    <Cards>
      {list.map((action) => (
        <Card key={action.to} level={3} title={t(action.name)} to={action.to}>
          {t(action.hint)}
        </Card>
      ))}
    </Cards>
  );
}

export function Actions({ session }: { session: Session }) {
  const allowed = actions.filter((action) => can(session, action.right));
  return (
    <div className="stack">
      <ActionCards list={allowed.slice(0, first_max)} />
      {allowed.length > first_max && (
        <Fewer>
          <ActionCards list={allowed.slice(first_max)} />
        </Fewer>
      )}
    </div>
  );
}
