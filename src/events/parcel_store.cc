#include "events/parcel_store.h"

#include "registry/scope.h"

namespace zhulian::events::store {
namespace {

constexpr std::string_view select_campaigns =
    "SELECT c.id, c.kind, c.name, c.theme, c.area, c.from_day, c.last_day, c.ordinal,"
    " (SELECT count(*) FROM events_event e WHERE e.campaign_id = c.id"
    "  AND e.stage IN ('held', 'closed')), c.recorded_by FROM events_campaign c";

CampaignRow campaign_from(const Row& row) {
  return {.line = {.id = row.get<CampaignId>(0),
                   .kind = row.get<std::string>(1),
                   .name = row.get<std::string>(2),
                   .theme = row.get<std::string>(3),
                   .area = row.area(4),
                   .from = row.day(5),
                   .last = row.day(6),
                   .ordinal = row.get<std::optional<std::int64_t>>(7),
                   .events = row.integer(8)},
          .recorded_by = row.get<std::string>(9)};
}

std::vector<CampaignRow> read_campaigns(Tx& tx, const Where& where, const std::string& rest = "") {
  std::vector<CampaignRow> found;
  tx.each(std::string(select_campaigns) + where.text() + rest, where.values(),
          [&](const Row& row) { found.push_back(campaign_from(row)); });
  return found;
}

// Inside the actor's areas, or around one of them.
void add_visible(Where& where, const Call& call) {
  if (registry::reach_of(call) != packs::Reach::area) return where.add("(1 = 0)");
  Condition inside = within_areas(call.actor, "c.area", where.next());
  std::string text = '(' + inside.text;
  int next = where.next() + static_cast<int>(inside.values.size());
  for (const Area& area : call.actor.areas) {
    text += " OR substr($" + std::to_string(next++) + ", 1, length(c.area)) = c.area";
    inside.values.emplace_back(area);
  }
  inside.text = text + ')';
  where.add(std::move(inside));
}

// The live event that handed a parcel over, if any.
constexpr std::string_view select_parcels =
    "SELECT p.person_id, n.name, p.area, v.on_day, v.id, n.died_on FROM events_parcel p"
    " LEFT JOIN registry_person_public n ON n.person_id = p.person_id"
    " LEFT JOIN events_event v ON v.id = (SELECT max(e.id) FROM events_parcel_delivery d"
    "  JOIN events_event e ON e.id = d.event_id AND e.stage IN ('held', 'closed')"
    "  WHERE d.campaign_id = p.campaign_id AND d.person_id = p.person_id)";

ParcelRow parcel_from(const Row& row) {
  const auto delivered_on = row.get<std::optional<Day>>(3);
  return {.line = {.person = row.get<PersonId>(0),
                   .name = row.get<std::optional<std::string>>(1).value_or(""),
                   .area = row.area(2),
                   .state = delivered_on ? ParcelState::delivered : ParcelState::undelivered,
                   .delivered_on = delivered_on,
                   .event = row.get<std::optional<EventId>>(4),
                   .died_on = row.get<std::optional<Day>>(5)}};
}

void add_sight(Where& where, const Call& call) {
  if (registry::reach_of(call) != packs::Reach::area) return where.add("(1 = 0)");
  where.add(within_areas(call.actor, "p.area", where.next()));
}

}  // namespace

std::optional<CampaignRow> find_campaign(const Call& call, const CampaignId& id) {
  Where where;
  where.add("c.id = ?", id);
  add_visible(where, call);
  return first(read_campaigns(call.tx, where));
}

bool sees_campaign(const Call& call, const CampaignId& id) {
  Where where;
  where.add("c.id = ?", id);
  add_visible(where, call);
  return call.tx.one("SELECT c.id FROM events_campaign c" + where.text(), where.values())
      .has_value();
}

std::optional<CampaignRow> find_any_campaign(Tx& tx, const CampaignId& id) {
  Where where;
  where.add("c.id = ?", id);
  return first(read_campaigns(tx, where));
}

std::vector<CampaignRow> list_campaigns(const Call& call, const CampaignFilter& filter) {
  Where where;
  add_visible(where, call);
  if (filter.query.area) where.add(within(*filter.query.area, "c.area", where.next()));
  if (filter.query.kind) where.add("c.kind = ?", *filter.query.kind);
  add_cursor(where, filter.behind, "c.from_day", "c.id");
  const std::string limit = where.bind(filter.limit + 1);
  return read_campaigns(call.tx, where, " ORDER BY c.from_day DESC, c.id DESC LIMIT " + limit);
}

bool add_campaign(const Call& call, const NewCampaign& in, std::optional<std::int64_t> ordinal) {
  return call.tx.execute(
             "INSERT INTO events_campaign (id, kind, name, theme, area, from_day, last_day,"
             " ordinal, recorded_at, recorded_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
             " ON CONFLICT DO NOTHING",
             {in.id, in.kind, in.name, in.theme.value_or(""), in.area, in.from,
              in.last.value_or(in.from), ordinal, call.now, call.actor.id}) == 1;
}

void lock_campaign(Tx& tx, const CampaignId& id) {
  tx.query("SELECT id FROM events_campaign WHERE id = $1" + std::string(tx.for_update()), {id});
}

std::optional<ListRow> find_list(Tx& tx, const CampaignId& id) {
  const auto row = tx.one(
      "SELECT frozen_on, filter, recorded_by FROM events_parcel_list WHERE campaign_id = $1", {id});
  if (!row) return std::nullopt;
  return ListRow{.frozen_on = row->day(0),
                 .filter = row->get<std::string>(1),
                 .recorded_by = row->get<std::string>(2)};
}

bool add_list(const Call& call, const Freeze& freeze) {
  return call.tx.execute(
             "INSERT INTO events_parcel_list (campaign_id, frozen_on, filter, recorded_at,"
             " recorded_by) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
             {freeze.campaign, freeze.day, freeze.when.value_or(""), call.now, call.actor.id}) == 1;
}

std::int64_t fill_list(Tx& tx, const CampaignId& campaign, const Area& area, Day day,
                       const Condition& fits) {
  Values values{campaign, day, area.first(), area.last()};
  values.insert(values.end(), fits.values.begin(), fits.values.end());
  // A person moves, or gets a new certificate, on one day: then two spans meet and do not both
  // hold it; the key is there for the register that says otherwise.
  return tx.execute(
      "INSERT INTO events_parcel (campaign_id, person_id, area)"
      " SELECT $1, v.person_id, v.area FROM registry_holder_public v"
      " WHERE v.from_day <= $2 AND $2 < v.until_day AND v.area BETWEEN $3 AND $4 AND " +
          fits.text + " ON CONFLICT DO NOTHING",
      values);
}

std::vector<ParcelRow> list_parcels(const Call& call, const ParcelFilter& filter) {
  const ParcelQuery& query = filter.query;
  Where where;
  where.add("p.campaign_id = ?", query.campaign);
  add_sight(where, call);
  if (query.area) where.add(within(*query.area, "p.area", where.next()));
  if (query.state)
    where.add(*query.state == ParcelState::delivered ? "v.id IS NOT NULL" : "v.id IS NULL");
  if (!filter.after.empty()) where.add("(p.area || ' ' || p.person_id) > ?", filter.after);
  const std::string limit = where.bind(filter.limit + 1);
  std::vector<ParcelRow> found;
  call.tx.each(std::string(select_parcels) + where.text() +
                   " ORDER BY p.area || ' ' || p.person_id LIMIT " + limit,
               where.values(), [&](const Row& row) { found.push_back(parcel_from(row)); });
  return found;
}

std::optional<ParcelRow> find_parcel(const Call& call, const CampaignId& campaign,
                                     const PersonId& person) {
  Where where;
  where.add("p.campaign_id = ?", campaign);
  where.add("p.person_id = ?", person);
  add_sight(where, call);
  const auto row = call.tx.one(std::string(select_parcels) + where.text(), where.values());
  return row ? std::optional(parcel_from(*row)) : std::nullopt;
}

void lock_parcel(Tx& tx, const CampaignId& campaign, const PersonId& person) {
  tx.query("SELECT person_id FROM events_parcel WHERE campaign_id = $1 AND person_id = $2" +
               std::string(tx.for_update()),
           {campaign, person});
}

void add_delivery(Tx& tx, const EventId& event, const CampaignId& campaign,
                  const PersonId& person) {
  tx.execute(
      "INSERT INTO events_parcel_delivery (event_id, campaign_id, person_id) VALUES ($1, $2, $3)",
      {event, campaign, person});
}

std::vector<ParcelCount> count_parcels(const Call& call, const CampaignId& campaign) {
  Where where;
  where.add("p.campaign_id = ?", campaign);
  add_sight(where, call);
  std::vector<ParcelCount> found;
  call.tx.each(
      "SELECT p.area, count(*), sum(CASE WHEN EXISTS (SELECT 1 FROM events_parcel_delivery d"
      "  JOIN events_event e ON e.id = d.event_id AND e.stage IN ('held', 'closed')"
      "  WHERE d.campaign_id = p.campaign_id AND d.person_id = p.person_id)"
      " THEN 0 ELSE 1 END) FROM events_parcel p" +
          where.text() + " GROUP BY p.area ORDER BY p.area",
      where.values(), [&](const Row& row) {
        found.push_back(
            {.area = row.area(0), .parcels = row.integer(1), .undelivered = row.integer(2)});
      });
  return found;
}

std::optional<PersonId> parcel_of(Tx& tx, const EventId& event) {
  const auto row =
      tx.one("SELECT person_id FROM events_parcel_delivery WHERE event_id = $1", {event});
  return row ? std::optional(row->get<PersonId>(0)) : std::nullopt;
}

void move_delivery(Tx& tx, const EventId& from, const EventId& to) {
  tx.execute(
      "INSERT INTO events_parcel_delivery (event_id, campaign_id, person_id)"
      " SELECT $1, campaign_id, person_id FROM events_parcel_delivery WHERE event_id = $2",
      {to, from});
}

}  // namespace zhulian::events::store
