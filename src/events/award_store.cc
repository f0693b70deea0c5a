#include "events/award_store.h"

#include <stdexcept>

#include "events/event_store.h"
#include "platform/keys.h"
#include "registry/scope.h"

namespace zhulian::events::store {
namespace {

// A sealed text opens only in the row and column it was sealed for.
std::string context_of(std::string_view column, std::string_view id) {
  return "events_award." + std::string(column) + ':' + std::string(id);
}

Blob sealed(const Call& call, std::string_view column, std::string_view id,
            const std::string& plain) {
  return Blob{call.deployment.keys.seal(plain, context_of(column, id))};
}

std::string opened(const Call& call, std::string_view column, std::string_view id, const Row& row,
                   std::size_t at) {
  auto plain = call.deployment.keys.open(row.blob(at), context_of(column, id));
  // The key was checked at the start: what does not open now is damaged.
  if (!plain) throw std::runtime_error(context_of(column, id) + " is damaged");
  return *std::move(plain);
}

constexpr std::string_view select_awards =
    "SELECT a.id, a.kind, a.year, a.nominee_kind, a.nominee_id,"
    " coalesce(CASE a.nominee_kind"
    "  WHEN 'person' THEN (SELECT p.name FROM registry_person_public p"
    "   WHERE p.person_id = a.nominee_id)"
    "  ELSE (SELECT o.name FROM registry_organisation_public o"
    "   WHERE o.organisation_id = a.nominee_id) END, ''),"
    " a.area, a.nominated_on, a.nominated_by, s.state, s.notice_from, s.notice_last,"
    " (SELECT count(*) FROM events_award_objection j WHERE j.award_id = a.id), s.granted_on,"
    " s.event_id, a.recorded_by, a.reason_sealed"
    " FROM events_award a JOIN events_award_now s ON s.award_id = a.id";

AwardRow award_from(const Row& row) {
  return {.line = {.id = row.get<AwardId>(0),
                   .kind = row.get<std::string>(1),
                   .year = row.integer(2),
                   .nominee_kind = row.get<std::string>(3),
                   .nominee = row.get<std::string>(4),
                   .nominee_name = row.get<std::string>(5),
                   .area = row.area(6),
                   .where = {},
                   .nominated_on = row.day(7),
                   .nominated_by = row.get<std::string>(8),
                   .state = row.get<AwardState>(9),
                   .notice_from = row.get<std::optional<Day>>(10),
                   .notice_last = row.get<std::optional<Day>>(11),
                   .objections = row.integer(12),
                   .granted_on = row.get<std::optional<Day>>(13),
                   .event = row.get<std::optional<EventId>>(14)},
          .recorded_by = row.get<std::string>(15)};
}

std::optional<AwardRow> first_award(const Call& call, const Where& where) {
  std::optional<AwardRow> found;
  call.tx.each(std::string(select_awards) + where.text() + " LIMIT 1", where.values(),
               [&](const Row& row) {
                 found = award_from(row);
                 found->reason = opened(call, "reason", found->line.id.text, row, 16);
               });
  return found;
}

const std::string& nominee_of(const NewAward& in) {
  return in.person ? in.person->text : in.organisation->text;
}

std::string_view nominee_kind_of(const NewAward& in) {
  return in.person ? "person" : "organisation";
}

}  // namespace

std::optional<AwardRow> find_award(const Call& call, const AwardId& id) {
  Where where;
  where.add("a.id = ?", id);
  where.add(visible(call, "a.area", where.next()));
  return first_award(call, where);
}

std::optional<AwardRow> find_any_award(const Call& call, const AwardId& id) {
  Where where;
  where.add("a.id = ?", id);
  return first_award(call, where);
}

std::optional<AwardRow> find_standing(const Call& call, const NewAward& in) {
  Where where;
  where.add("a.stands = 1");
  where.add("a.kind = ?", in.kind);
  where.add("a.year = ?", in.year);
  where.add("a.nominee_kind = ?", nominee_kind_of(in));
  where.add("a.nominee_id = ?", nominee_of(in));
  return first_award(call, where);
}

std::vector<AwardRow> list_awards(const Call& call, const AwardFilter& filter) {
  const AwardsQuery& query = filter.query;
  Where where;
  where.add(visible(call, "a.area", where.next()));
  if (query.area) where.add(within(*query.area, "a.area", where.next()));
  if (query.year) where.add("a.year = ?", *query.year);
  if (query.kind) where.add("a.kind = ?", *query.kind);
  if (query.state) where.add("s.state = ?", *query.state);
  if (query.person) {
    where.add("a.nominee_kind = 'person'");
    where.add("a.nominee_id = ?", *query.person);
  }
  if (query.organisation) {
    where.add("a.nominee_kind = 'organisation'");
    where.add("a.nominee_id = ?", *query.organisation);
  }
  add_cursor(where, filter.behind, "a.nominated_on", "a.id");
  const std::string limit = where.bind(filter.limit + 1);
  std::vector<AwardRow> found;
  call.tx.each(std::string(select_awards) + where.text() +
                   " ORDER BY a.nominated_on DESC, a.id DESC LIMIT " + limit,
               where.values(), [&](const Row& row) { found.push_back(award_from(row)); });
  return found;
}

void lock_award(Tx& tx, const AwardId& id) {
  tx.query("SELECT id FROM events_award WHERE id = $1" + std::string(tx.for_update()), {id});
}

bool add_award(const Call& call, const NewAward& in, const Area& area, Day on) {
  return call.tx.execute(
             "INSERT INTO events_award (id, kind, year, nominee_kind, nominee_id, area,"
             " nominated_on, nominated_by, reason_sealed, recorded_at, recorded_by)"
             " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING",
             {in.id, in.kind, in.year, nominee_kind_of(in), nominee_of(in), area, on,
              in.nominated_by.value_or(""), sealed(call, "reason", in.id.text, in.reason), call.now,
              call.actor.id}) == 1;
}

std::optional<AwardStep> find_review(const Call& call, const AwardId& id) {
  std::optional<AwardStep> found;
  call.tx.each(
      "SELECT verdict, reviewed_on, words_sealed, recorded_at, recorded_by"
      " FROM events_award_review WHERE award_id = $1",
      {id}, [&](const Row& row) {
        found = AwardStep{.step = row.get<std::string>(0),
                          .on = row.day(1),
                          .words = opened(call, "review", id.text, row, 2),
                          .at = row.instant(3),
                          .by = row.get<std::string>(4)};
      });
  return found;
}

std::optional<AwardStep> find_notice(const Call& call, const AwardId& id) {
  std::optional<AwardStep> found;
  call.tx.each(
      "SELECT from_day, last_day, place, recorded_at, recorded_by FROM events_award_notice"
      " WHERE award_id = $1",
      {id}, [&](const Row& row) {
        found = AwardStep{.step = "published",
                          .on = row.day(0),
                          .last = row.day(1),
                          .place = row.get<std::string>(2),
                          .at = row.instant(3),
                          .by = row.get<std::string>(4)};
      });
  return found;
}

std::optional<AwardStep> find_granting(const Call& call, const AwardId& id) {
  std::optional<AwardStep> found;
  call.tx.each(
      "SELECT granted_on, event_id, words_sealed, recorded_at, recorded_by"
      " FROM events_award_granting WHERE award_id = $1",
      {id}, [&](const Row& row) {
        found = AwardStep{.step = "awarded",
                          .on = row.day(0),
                          .event = row.get<std::optional<EventId>>(1),
                          .words = opened(call, "granting", id.text, row, 2),
                          .at = row.instant(3),
                          .by = row.get<std::string>(4)};
      });
  return found;
}

std::optional<AwardStep> find_withdrawal(const Call& call, const AwardId& id) {
  std::optional<AwardStep> found;
  call.tx.each(
      "SELECT reason_sealed, recorded_at, recorded_by FROM events_award_withdrawal"
      " WHERE award_id = $1",
      {id}, [&](const Row& row) {
        found = AwardStep{.step = "withdrawn",
                          .words = opened(call, "withdrawal", id.text, row, 0),
                          .at = row.instant(1),
                          .by = row.get<std::string>(2)};
      });
  return found;
}

namespace {

void step_aside(Tx& tx, const AwardId& id) {
  tx.execute("UPDATE events_award SET stands = 0 WHERE id = $1", {id});
}

}  // namespace

void add_review(const Call& call, const AwardReview& in, Day on) {
  call.tx.execute(
      "INSERT INTO events_award_review (award_id, reviewed_on, verdict, words_sealed, recorded_at,"
      " recorded_by) VALUES ($1, $2, $3, $4, $5, $6)",
      {in.award, on, in.verdict, sealed(call, "review", in.award.text, in.words), call.now,
       call.actor.id});
  if (in.verdict == Verdict::refused) step_aside(call.tx, in.award);
}

void add_notice(const Call& call, const AwardNotice& in) {
  call.tx.execute(
      "INSERT INTO events_award_notice (award_id, from_day, last_day, place, recorded_at,"
      " recorded_by) VALUES ($1, $2, $3, $4, $5, $6)",
      {in.award, *in.from, *in.last, in.place.value_or(""), call.now, call.actor.id});
}

void add_granting(const Call& call, const Granting& in, Day on) {
  call.tx.execute(
      "INSERT INTO events_award_granting (award_id, granted_on, event_id, words_sealed,"
      " recorded_at, recorded_by) VALUES ($1, $2, $3, $4, $5, $6)",
      {in.award, on, in.event, sealed(call, "granting", in.award.text, in.words.value_or("")),
       call.now, call.actor.id});
}

void add_withdrawal(const Call& call, const AwardWithdrawal& in) {
  call.tx.execute(
      "INSERT INTO events_award_withdrawal (award_id, reason_sealed, recorded_at, recorded_by)"
      " VALUES ($1, $2, $3, $4)",
      {in.award, sealed(call, "withdrawal", in.award.text, in.reason), call.now, call.actor.id});
  step_aside(call.tx, in.award);
}

std::vector<ObjectionLine> objections_of(const Call& call, const AwardId& id) {
  std::vector<ObjectionLine> found;
  call.tx.each(
      "SELECT id, on_day, words_sealed, recorded_by FROM events_award_objection"
      " WHERE award_id = $1 ORDER BY on_day, id",
      {id}, [&](const Row& row) {
        const auto objection = row.get<Id<Objection>>(0);
        found.push_back({.id = objection,
                         .on = row.day(1),
                         .words = opened(call, "objection", objection.text, row, 2),
                         .by = row.get<std::string>(3)});
      });
  return found;
}

std::optional<ObjectionRow> find_objection(const Call& call, const Id<Objection>& id) {
  std::optional<ObjectionRow> found;
  call.tx.each(
      "SELECT award_id, on_day, words_sealed, recorded_by FROM events_award_objection"
      " WHERE id = $1",
      {id}, [&](const Row& row) {
        found = ObjectionRow{.award = row.get<AwardId>(0),
                             .line = {.id = id,
                                      .on = row.day(1),
                                      .words = opened(call, "objection", id.text, row, 2),
                                      .by = row.get<std::string>(3)}};
      });
  return found;
}

bool add_objection(const Call& call, const NewObjection& in, Day on) {
  return call.tx.execute(
             "INSERT INTO events_award_objection (id, award_id, on_day, words_sealed, recorded_at,"
             " recorded_by) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
             {in.id, in.award, on, sealed(call, "objection", in.id.text, in.words), call.now,
              call.actor.id}) == 1;
}

StepLine nomination_of(Tx& tx, const AwardId& id) {
  const auto row = tx.one("SELECT recorded_at, recorded_by FROM events_award WHERE id = $1", {id});
  return {.step = "nominated", .at = row->instant(0), .by = row->get<std::string>(1), .words = {}};
}

}  // namespace zhulian::events::store
