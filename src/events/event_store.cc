#include "events/event_store.h"

#include "events/clock.h"
#include "registry/scope.h"

namespace zhulian::events::store {
namespace {

constexpr std::string_view select_events =
    "SELECT e.id, e.kind, e.activity_type, e.title, e.area, e.site_id, e.place, e.campaign_id,"
    " e.on_day, e.starts_min, coalesce(h.minutes, e.planned_min), e.stage, e.present,"
    " coalesce(h.walk_ins, 0), coalesce(h.online, 0), e.lead, e.aid_field, e.money_source,"
    " e.corrects_id, e.words, e.planned_for, e.reason, e.recorded_by, e.recorded_at,"
    " CASE WHEN e.stage = 'planned' THEN (SELECT max(s.until_day) FROM registry_site_public s"
    "  WHERE s.site_id = e.site_id) END"
    " FROM events_event e LEFT JOIN events_holding h ON h.event_id = e.id";

EventRow event_from(const Row& row) {
  const std::int64_t walk_ins = row.integer(13);
  auto site_ended = row.get<std::optional<Day>>(24);
  if (site_ended && *site_ended > row.day(8)) site_ended.reset();
  return {.line = {.id = row.get<EventId>(0),
                   .kind = row.get<std::string>(1),
                   .activity_type = row.get<std::string>(2),
                   .title = row.get<std::string>(3),
                   .area = row.area(4),
                   .site = row.get<std::optional<SiteId>>(5),
                   .place = row.get<std::string>(6),
                   .campaign = row.get<std::optional<CampaignId>>(7),
                   .on = row.day(8),
                   .starts_at = clock_text(row.get<std::optional<std::int64_t>>(9)),
                   .minutes = row.get<std::optional<std::int64_t>>(10),
                   .state = row.get<Stage>(11),
                   .attendance = row.integer(12) + walk_ins,
                   .walk_ins = walk_ins,
                   .online = row.integer(14),
                   .deliverer_kind = row.get<std::string>(15),
                   .aid_field = row.get<std::string>(16),
                   .money_source = row.get<std::string>(17),
                   .corrects = row.get<std::optional<EventId>>(18),
                   .site_ended = site_ended},
          .words = row.get<std::string>(19),
          .planned_for = row.day(20),
          .reason = row.get<std::string>(21),
          .recorded_by = row.get<std::string>(22),
          .recorded_at = row.instant(23)};
}

std::vector<EventRow> read_events(Tx& tx, const Where& where, const std::string& rest = "") {
  std::vector<EventRow> found;
  tx.each(std::string(select_events) + where.text() + rest, where.values(),
          [&](const Row& row) { found.push_back(event_from(row)); });
  return found;
}

constexpr std::size_t county_digits = 6;

// The one code under which the events of a place stand; nullopt when there are none or several.
std::optional<std::string> only_code(Tx& tx, const Area& place) {
  constexpr std::string_view bounds =
      "SELECT (SELECT min(area) FROM events_event WHERE area BETWEEN $1 AND $2),"
      " (SELECT max(area) FROM events_event WHERE area BETWEEN $1 AND $2)";
  const auto row = tx.one(bounds, {place.first(), place.last()});
  auto least = row->get<std::optional<std::string>>(0);
  return least == row->get<std::optional<std::string>>(1) ? least : std::nullopt;
}

// Which index leads: a village whose events stand under one code, and a county, are read in the
// order of the list until the page is full; a village with grids is sorted at leisure. The column
// in an expression keeps the database from the other index.
void add_areas(Where& where, const Call& call, const std::optional<Area>& asked, bool is_narrow) {
  std::optional<Area> around = asked;
  if (!around && call.actor.areas.size() == 1) around = call.actor.areas.front();
  const bool of_village = around && around->code().size() > 9;
  const auto code = of_village && !is_narrow ? only_code(call.tx, *around) : std::nullopt;
  if (code) where.add("e.area = ?", *code);
  const std::string column = of_village && !is_narrow && !code ? "e.area" : "(e.area || '')";
  if (!of_village && !is_narrow && around && around->code().size() >= county_digits)
    where.add("substr(e.area, 1, 6) = ?", around->code().substr(0, county_digits));
  where.add(visible(call, column, where.next()));
  if (asked) where.add(within(*asked, column, where.next()));
}

std::vector<std::string> texts(Tx& tx, const std::string& sql, const EventId& id) {
  std::vector<std::string> found;
  tx.each(sql, {id}, [&](const Row& row) { found.push_back(row.get<std::string>(0)); });
  return found;
}

std::optional<StepRow> step(Tx& tx, const std::string& sql, const EventId& id) {
  const auto row = tx.one(sql, {id});
  if (!row) return std::nullopt;
  return StepRow{.words = row->get<std::string>(0), .recorded_by = row->get<std::string>(1)};
}

}  // namespace

Condition visible(const Call& call, std::string_view column, int next) {
  if (registry::reach_of(call) != packs::Reach::area) return {.text = "(1 = 0)", .values = {}};
  return within_areas(call.actor, column, next);
}

std::optional<EventRow> find_event(const Call& call, const EventId& id) {
  Where where;
  where.add("e.id = ?", id);
  where.add(visible(call, "e.area", where.next()));
  return first(read_events(call.tx, where));
}

std::optional<EventRow> find_any_event(Tx& tx, const EventId& id) {
  Where where;
  where.add("e.id = ?", id);
  return first(read_events(tx, where));
}

std::vector<EventRow> list_events(const Call& call, const EventFilter& filter) {
  const EventsQuery& query = filter.query;
  Where where;
  // A person, a site, a campaign has few events: its own index leads.
  const bool is_narrow = query.person || query.site || query.campaign;
  add_areas(where, call, query.area, is_narrow);
  if (query.person)
    where.add("e.id IN (SELECT r.event_id FROM events_roll r WHERE r.person_id = ?)",
              *query.person);
  if (query.site) where.add("e.site_id = ?", *query.site);
  if (query.campaign) where.add("e.campaign_id = ?", *query.campaign);
  if (query.kind) where.add("e.kind = ?", *query.kind);
  if (query.state)
    where.add("e.stage = ?", word(*query.state));
  else
    where.add("e.stage <> 'corrected'");
  if (query.from) where.add("e.on_day >= ?", *query.from);
  if (query.to) where.add("e.on_day <= ?", *query.to);
  if (query.tag)
    where.add(
        "EXISTS (SELECT 1 FROM events_tag t WHERE t.event_id = e.id"
        " AND t.tag = ?)",
        *query.tag);
  if (query.site_ended)
    where.add(std::string(*query.site_ended ? "" : "NOT ") +
              "(e.stage = 'planned' AND e.site_id IS NOT NULL AND NOT EXISTS"
              " (SELECT 1 FROM registry_site_public s WHERE s.site_id = e.site_id"
              " AND s.until_day > e.on_day))");
  if (query.consent) {
    const std::string purpose = where.bind(*query.consent);
    const std::string today = where.bind(call.today());
    where.add(
        "EXISTS (SELECT 1 FROM events_consented_public c WHERE c.event_id = e.id AND c.purpose = " +
        purpose + " AND c.from_day <= " + today + " AND " + today + " < c.until_day)");
  }
  add_cursor(where, filter.behind, "e.on_day", "e.id");
  const std::string limit = where.bind(filter.limit + 1);
  return read_events(call.tx, where, " ORDER BY e.on_day DESC, e.id DESC LIMIT " + limit);
}

void lock_event(Tx& tx, const EventId& id) {
  tx.query("SELECT id FROM events_event WHERE id = $1" + std::string(tx.for_update()), {id});
}

bool add_event(const Call& call, const EventDraft& draft) {
  const NewEvent& in = draft.input;
  return call.tx.execute(
             "INSERT INTO events_event (id, kind, activity_type, title, area, site_id, place,"
             " campaign_id, planned_for, starts_min, planned_min, money_source, aid_field, words,"
             " corrects_id, reason, recorded_at, recorded_by, is_personal, on_day)"
             " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,"
             " $17, $18, $19, $9) ON CONFLICT DO NOTHING",
             {in.id, in.kind, in.activity_type.value_or(""), in.title.value_or(""), draft.area,
              in.site, in.place.value_or(""), in.campaign, in.on, draft.starts_min, in.minutes,
              in.money_source.value_or(""), in.aid_field.value_or(""), in.words.value_or(""),
              draft.corrects, draft.reason, call.now, call.actor.id, draft.is_personal}) == 1;
}

bool add_voiding(const Call& call, const EventId& old, const EventId& now,
                 const std::string& reason) {
  return call.tx.execute(
             "INSERT INTO events_event (id, kind, activity_type, title, area, site_id, place,"
             " campaign_id, planned_for, starts_min, planned_min, money_source, aid_field, words,"
             " corrects_id, reason, recorded_at, recorded_by, is_personal, on_day)"
             " SELECT $1, kind, activity_type, title, area, site_id, place, campaign_id,"
             " planned_for, starts_min, planned_min, money_source, aid_field, words, id, $2, $3,"
             " $4, is_personal, planned_for FROM events_event WHERE id = $5 ON CONFLICT DO NOTHING",
             {now, reason, call.now, call.actor.id, old}) == 1;
}

bool add_holding(const Call& call, const HoldingRow& row) {
  return call.tx.execute(
             "INSERT INTO events_holding (event_id, held_on, minutes, walk_ins, online,"
             " recorded_at, recorded_by) VALUES ($1, $2, $3, $4, $5, $6, $7)"
             " ON CONFLICT DO NOTHING",
             {row.event, row.held_on, row.minutes, row.walk_ins, row.online, call.now,
              call.actor.id}) == 1;
}

std::optional<HoldingRow> find_holding(Tx& tx, const EventId& id) {
  const auto row = tx.one(
      "SELECT held_on, minutes, walk_ins, online, recorded_by FROM events_holding"
      " WHERE event_id = $1",
      {id});
  if (!row) return std::nullopt;
  return HoldingRow{.event = id,
                    .held_on = row->day(0),
                    .minutes = row->get<std::optional<std::int64_t>>(1),
                    .walk_ins = row->integer(2),
                    .online = row->integer(3),
                    .recorded_by = row->get<std::string>(4)};
}

bool add_closing(const Call& call, const Closing& closing) {
  return call.tx.execute(
             "INSERT INTO events_closing (event_id, words, recorded_at, recorded_by)"
             " VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
             {closing.event, closing.words.value_or(""), call.now, call.actor.id}) == 1;
}

bool add_cancellation(const Call& call, const EventId& event, const std::string& reason) {
  return call.tx.execute(
             "INSERT INTO events_cancellation (event_id, reason, recorded_at, recorded_by)"
             " VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
             {event, reason, call.now, call.actor.id}) == 1;
}

std::optional<StepRow> find_closing(Tx& tx, const EventId& id) {
  return step(tx, "SELECT words, recorded_by FROM events_closing WHERE event_id = $1", id);
}

std::optional<StepRow> find_cancellation(Tx& tx, const EventId& id) {
  return step(tx, "SELECT reason, recorded_by FROM events_cancellation WHERE event_id = $1", id);
}

std::vector<StepLine> steps_of(Tx& tx, const EventId& id) {
  std::vector<StepLine> found;
  tx.each(
      "SELECT 1 AS turn, 'recorded', recorded_at, recorded_by, reason FROM events_event"
      " WHERE id = $1"
      " UNION ALL SELECT 2, 'held', recorded_at, recorded_by, '' FROM events_holding"
      " WHERE event_id = $1"
      " UNION ALL SELECT 3, 'closed', recorded_at, recorded_by, words FROM events_closing"
      " WHERE event_id = $1"
      " UNION ALL SELECT 4, 'cancelled', recorded_at, recorded_by, reason"
      " FROM events_cancellation WHERE event_id = $1 ORDER BY turn",
      {id}, [&](const Row& row) {
        found.push_back({.step = row.get<std::string>(1),
                         .at = row.instant(2),
                         .by = row.get<std::string>(3),
                         .words = row.get<std::string>(4)});
      });
  return found;
}

void set_words(Tx& tx, const EventId& id, const std::string& words) {
  tx.execute("UPDATE events_event SET words = $1 WHERE id = $2", {words, id});
}

std::optional<EventId> newest_of(Tx& tx, const EventId& id) {
  std::optional<EventId> newest;
  // Each correction is a row of its own that names an older one, so the walk ends.
  for (EventId at = id;;) {
    const auto row = tx.one("SELECT id FROM events_event WHERE corrects_id = $1", {at});
    if (!row) return newest;
    at = row->get<EventId>(0);
    newest = at;
  }
}

void refresh(Tx& tx, const EventId& id) {
  const auto row =
      tx.one("SELECT stage, on_day, present, lead FROM events_event_now WHERE event_id = $1", {id});
  tx.execute(
      "UPDATE events_event SET stage = $1, on_day = $2, present = $3, lead = $4 WHERE id = $5",
      {row->get<std::string>(0), row->day(1), row->integer(2), row->get<std::string>(3), id});
}

// ---- what hangs on an event ------------------------------------------------------------------

void add_deliverers(Tx& tx, const EventId& id, const std::vector<Deliverer>& deliverers) {
  std::int64_t position = 0;
  for (const Deliverer& each : deliverers)
    tx.execute(
        "INSERT INTO events_deliverer (event_id, position, kind, organisation_id, person_id, name,"
        " heads) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        {id, ++position, each.kind, each.organisation, each.person, each.name.value_or(""),
         each.heads.value_or(1)});
}

void drop_deliverers(Tx& tx, const EventId& id) {
  tx.execute("DELETE FROM events_deliverer WHERE event_id = $1", {id});
}

void add_items(Tx& tx, const EventId& id, const std::vector<ItemGiven>& items) {
  std::int64_t position = 0;
  if (const auto row =
          tx.one("SELECT coalesce(max(position), 0) FROM events_item WHERE event_id = $1", {id}))
    position = row->integer(0);
  for (const ItemGiven& each : items)
    tx.execute(
        "INSERT INTO events_item (event_id, position, item, person_id, quantity, value_fen)"
        " VALUES ($1, $2, $3, $4, $5, $6)",
        {id, ++position, each.item, each.person, each.quantity.value_or(1),
         each.value_fen.value_or(0)});
}

void add_evidence(Tx& tx, const EventId& id, const std::vector<std::string>& files) {
  for (const std::string& file : files)
    tx.execute("INSERT INTO events_evidence (event_id, file_id) VALUES ($1, $2)", {id, file});
}

void add_tags(Tx& tx, const EventId& id, const std::vector<std::string>& tags) {
  for (const std::string& tag : tags)
    tx.execute("INSERT INTO events_tag (event_id, tag) VALUES ($1, $2) ON CONFLICT DO NOTHING",
               {id, tag});
}

void add_accessibility(Tx& tx, const EventId& id, const std::vector<std::string>& needs) {
  for (const std::string& need : needs)
    tx.execute("INSERT INTO events_access (event_id, need) VALUES ($1, $2) ON CONFLICT DO NOTHING",
               {id, need});
}

std::vector<Deliverer> deliverers_of(Tx& tx, const EventId& id) {
  std::vector<Deliverer> found;
  tx.each(
      "SELECT kind, organisation_id, person_id, name, heads FROM events_deliverer"
      " WHERE event_id = $1 ORDER BY position",
      {id}, [&](const Row& row) {
        Deliverer each{.kind = row.get<std::string>(0),
                       .organisation = row.get<std::optional<OrganisationId>>(1),
                       .person = row.get<std::optional<PersonId>>(2),
                       .name = {},
                       .heads = row.integer(4)};
        if (!row.text(3).empty()) each.name = row.get<std::string>(3);
        found.push_back(std::move(each));
      });
  return found;
}

std::vector<ItemGiven> items_of(Tx& tx, const EventId& id) {
  std::vector<ItemGiven> found;
  tx.each(
      "SELECT item, person_id, quantity, value_fen FROM events_item WHERE event_id = $1"
      " ORDER BY position",
      {id}, [&](const Row& row) {
        found.push_back({.item = row.get<std::string>(0),
                         .person = row.get<std::optional<PersonId>>(1),
                         .quantity = row.integer(2),
                         .value_fen = row.integer(3)});
      });
  return found;
}

std::vector<std::string> evidence_of(Tx& tx, const EventId& id) {
  return texts(tx, "SELECT file_id FROM events_evidence WHERE event_id = $1 ORDER BY file_id", id);
}
std::vector<std::string> tags_of(Tx& tx, const EventId& id) {
  return texts(tx, "SELECT tag FROM events_tag WHERE event_id = $1 ORDER BY tag", id);
}
std::vector<std::string> accessibility_of(Tx& tx, const EventId& id) {
  return texts(tx, "SELECT need FROM events_access WHERE event_id = $1 ORDER BY need", id);
}

bool proves_another(Tx& tx, const Id<StoredFile>& file, const std::optional<EventId>& corrects) {
  const EventId old = corrects.value_or(EventId{});
  return tx.one(
               "SELECT count(*) FROM events_evidence v JOIN events_event e ON e.id = v.event_id"
               " WHERE v.file_id = $1 AND e.stage <> 'corrected' AND e.id <> $2",
               {file, old})
             ->integer(0) > 0;
}

std::optional<Area> site_area_on(Tx& tx, const SiteId& site, Day day) {
  const auto row = tx.one(
      "SELECT area FROM registry_site_public WHERE site_id = $1 AND from_day <= $2"
      " AND $2 < until_day ORDER BY from_day DESC LIMIT 1",
      {site, day});
  return row ? std::optional(row->area(0)) : std::nullopt;
}

std::optional<Area> campaign_area(Tx& tx, const CampaignId& id) {
  const auto row = tx.one("SELECT area FROM events_campaign WHERE id = $1", {id});
  return row ? std::optional(row->area(0)) : std::nullopt;
}

}  // namespace zhulian::events::store
