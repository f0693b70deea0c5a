#include "events/centre_day_store.h"

#include "events/event_store.h"
#include "registry/scope.h"

namespace zhulian::events::store {
namespace {

constexpr std::string_view select_enrolments =
    "SELECT n.id, n.site_id, n.person_id, p.name, n.care_mode, n.from_day, n.until_day, n.words,"
    " n.end_reason, n.area, n.recorded_by, n.ended_by FROM events_enrolment n"
    " LEFT JOIN registry_person_public p ON p.person_id = n.person_id";

EnrolmentRow enrolment_from(const Row& row) {
  EnrolmentRow found{.line = {.id = row.get<Id<Enrolment>>(0),
                              .site = row.get<SiteId>(1),
                              .person = row.get<PersonId>(2),
                              .person_name = row.get<std::optional<std::string>>(3).value_or(""),
                              .care_mode = row.get<std::string>(4),
                              .from = row.day(5),
                              .until = {},
                              .words = row.get<std::string>(7),
                              .end_reason = row.get<std::string>(8)},
                     .area = row.area(9),
                     .recorded_by = row.get<std::string>(10),
                     .ended_by = row.get<std::optional<std::string>>(11).value_or("")};
  if (row.day(6) != open_end) found.line.until = row.day(6);
  return found;
}

std::vector<EnrolmentRow> read_enrolments(Tx& tx, const Where& where,
                                          const std::string& rest = "") {
  std::vector<EnrolmentRow> found;
  tx.each(std::string(select_enrolments) + where.text() + rest, where.values(),
          [&](const Row& row) { found.push_back(enrolment_from(row)); });
  return found;
}

}  // namespace

std::optional<EventId> find_site_day(Tx& tx, const SiteId& site, Day day) {
  const auto row = tx.one("SELECT event_id FROM events_site_day WHERE site_id = $1 AND on_day = $2",
                          {site, day});
  return row ? std::optional(row->get<EventId>(0)) : std::nullopt;
}

bool claim_site_day(Tx& tx, const SiteId& site, Day day, const EventId& event) {
  return tx.execute(
             "INSERT INTO events_site_day (site_id, on_day, event_id) VALUES ($1, $2, $3)"
             " ON CONFLICT DO NOTHING",
             {site, day, event}) == 1;
}

bool is_site_day(Tx& tx, const EventId& event) {
  return tx.one("SELECT count(*) FROM events_site_day WHERE event_id = $1", {event})->integer(0) >
         0;
}

void move_site_day(Tx& tx, const EventId& from, const EventId& to) {
  tx.execute("UPDATE events_site_day SET event_id = $1 WHERE event_id = $2", {to, from});
}

void drop_site_day(Tx& tx, const EventId& event) {
  tx.execute("DELETE FROM events_site_day WHERE event_id = $1", {event});
}

std::optional<EnrolmentRow> find_enrolment(const Call& call, const Id<Enrolment>& id) {
  Where where;
  where.add("n.id = ?", id);
  where.add(visible(call, "n.area", where.next()));
  return first(read_enrolments(call.tx, where));
}

std::optional<EnrolmentRow> find_any_enrolment(Tx& tx, const Id<Enrolment>& id) {
  Where where;
  where.add("n.id = ?", id);
  return first(read_enrolments(tx, where));
}

std::vector<EnrolmentRow> list_enrolments(const Call& call, const EnrolmentFilter& filter) {
  const EnrolmentQuery& query = filter.query;
  Where where;
  where.add(visible(call, "n.area", where.next()));
  if (query.area) where.add(within(*query.area, "n.area", where.next()));
  if (query.site) where.add("n.site_id = ?", *query.site);
  if (query.person) where.add("n.person_id = ?", *query.person);
  if (query.care_mode) where.add("n.care_mode = ?", *query.care_mode);
  if (query.on) {
    where.add("n.from_day <= ?", *query.on);
    where.add("n.until_day > ?", *query.on);
  }
  add_cursor(where, filter.behind, "n.from_day", "n.id");
  const std::string limit = where.bind(filter.limit + 1);
  return read_enrolments(call.tx, where, " ORDER BY n.from_day DESC, n.id DESC LIMIT " + limit);
}

std::vector<Enrolled> enrolled_on(Tx& tx, const SiteId& site, Day day) {
  std::vector<Enrolled> found;
  tx.each(
      "SELECT n.person_id, p.name, n.care_mode, p.birth_day, p.died_on FROM events_enrolment n"
      " JOIN registry_person_public p ON p.person_id = n.person_id"
      " WHERE n.site_id = $1 AND n.from_day <= $2 AND $2 < n.until_day"
      " ORDER BY p.name, n.person_id",
      {site, day}, [&](const Row& row) {
        found.push_back({.person = row.get<PersonId>(0),
                         .name = row.get<std::string>(1),
                         .care_mode = row.get<std::string>(2),
                         .birth = row.day(3),
                         .died_on = row.get<std::optional<Day>>(4)});
      });
  return found;
}

bool is_enrolled(Tx& tx, const SiteId& site, const PersonId& person, Day day) {
  return tx.one(
               "SELECT count(*) FROM events_enrolment WHERE site_id = $1 AND person_id = $2"
               " AND from_day <= $3 AND $3 < until_day",
               {site, person, day})
             ->integer(0) > 0;
}

namespace {

// Of the person or site that `column` names.
std::vector<OtherEnrolment> live_enrolments(Tx& tx, const std::string& column, Value whose,
                                            Day day) {
  std::vector<OtherEnrolment> found;
  tx.each("SELECT id, site_id, care_mode, from_day, area FROM events_enrolment WHERE " + column +
              " = $1 AND until_day > $2 ORDER BY from_day, id",
          {std::move(whose), day}, [&](const Row& row) {
            found.push_back({.id = row.get<Id<Enrolment>>(0),
                             .site = row.get<SiteId>(1),
                             .care_mode = row.get<std::string>(2),
                             .from = row.day(3),
                             .area = row.area(4)});
          });
  return found;
}

}  // namespace

std::vector<OtherEnrolment> enrolments_since(Tx& tx, const PersonId& person, Day day) {
  return live_enrolments(tx, "person_id", person, day);
}

std::vector<OtherEnrolment> enrolments_at(Tx& tx, const SiteId& site, Day day) {
  return live_enrolments(tx, "site_id", site, day);
}

bool add_enrolment(const Call& call, const NewEnrolment& in, const Area& area, Day from) {
  return call.tx.execute(
             "INSERT INTO events_enrolment (id, site_id, area, person_id, care_mode, from_day,"
             " until_day, words, end_reason, recorded_at, recorded_by)"
             " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '', $9, $10) ON CONFLICT DO NOTHING",
             {in.id, in.site, area, in.person, in.care_mode, from, open_end, in.words.value_or(""),
              call.now, call.actor.id}) == 1;
}

void end_enrolment(const Call& call, const EnrolmentEnd& end) {
  call.tx.execute(
      "UPDATE events_enrolment SET until_day = $1, end_reason = $2, ended_at = $3, ended_by = $4"
      " WHERE id = $5",
      {end.on, end.reason, call.now, call.actor.id, end.enrolment});
}

std::optional<Certified> certified_on(Tx& tx, const PersonId& person, Day day) {
  const auto row = tx.one(
      "SELECT category, level FROM registry_holder_public WHERE person_id = $1"
      " AND from_day <= $2 AND $2 < until_day ORDER BY from_day DESC LIMIT 1",
      {person, day});
  if (!row) return std::nullopt;
  return Certified{.category = row->integer(0), .level = row->integer(1)};
}

}  // namespace zhulian::events::store
