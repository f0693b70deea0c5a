#include "events/plan_store.h"

#include "events/event_store.h"
#include "registry/scope.h"

namespace zhulian::events::store {
namespace {

constexpr std::string_view select_plans =
    "SELECT l.id, l.kind, l.person_id, p.name, l.area, l.cycle_days, l.from_day, l.until_day,"
    " l.words, l.recorded_by, l.end_reason, l.ended_by FROM events_plan l"
    " LEFT JOIN registry_person_public p ON p.person_id = l.person_id";

PlanRow plan_from(const Row& row) {
  PlanRow found{.line = {.id = row.get<Id<Plan>>(0),
                         .kind = row.get<std::string>(1),
                         .person = row.get<PersonId>(2),
                         .person_name = row.get<std::optional<std::string>>(3).value_or(""),
                         .area = row.area(4),
                         .cycle_days = row.integer(5),
                         .from = row.day(6),
                         .end_reason = row.get<std::string>(10),
                         .words = row.get<std::string>(8)},
                .recorded_by = row.get<std::string>(9),
                .ended_by = row.get<std::optional<std::string>>(11).value_or("")};
  if (row.day(7) != open_end) found.line.until = row.day(7);
  return found;
}

std::vector<PlanRow> read_plans(Tx& tx, const Where& where, const std::string& rest = "") {
  std::vector<PlanRow> found;
  tx.each(std::string(select_plans) + where.text() + rest, where.values(),
          [&](const Row& row) { found.push_back(plan_from(row)); });
  return found;
}

}  // namespace

std::optional<PlanRow> find_plan(const Call& call, const Id<Plan>& id) {
  Where where;
  where.add("l.id = ?", id);
  where.add(visible(call, "l.area", where.next()));
  return first(read_plans(call.tx, where));
}

std::optional<PlanRow> find_any_plan(Tx& tx, const Id<Plan>& id) {
  Where where;
  where.add("l.id = ?", id);
  return first(read_plans(tx, where));
}

std::vector<PlanRow> list_plans(const Call& call, const PlanQuery& query, Day day,
                                std::int64_t limit) {
  Where where;
  where.add(visible(call, "l.area", where.next()));
  if (query.area) where.add(within(*query.area, "l.area", where.next()));
  if (query.kind) where.add("l.kind = ?", *query.kind);
  if (query.person) where.add("l.person_id = ?", *query.person);
  if (query.state == PlanState::ended) {
    where.add("l.until_day <= ?", day);
    const std::string most = where.bind(limit);
    return read_plans(call.tx, where, " ORDER BY l.until_day DESC, l.id DESC LIMIT " + most);
  }
  where.add("l.from_day <= ?", day);
  where.add("l.until_day > ?", day);
  const std::string most = where.bind(limit);
  return read_plans(call.tx, where, " ORDER BY l.from_day, l.id LIMIT " + most);
}

bool add_plan(const Call& call, const NewPlan& in, const Area& area, std::int64_t cycle_days,
              Day from) {
  return call.tx.execute(
             "INSERT INTO events_plan (id, kind, person_id, area, cycle_days, from_day, until_day,"
             " words, end_reason, recorded_at, recorded_by)"
             " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '', $9, $10) ON CONFLICT DO NOTHING",
             {in.id, in.kind, in.person, area, cycle_days, from, open_end, in.words.value_or(""),
              call.now, call.actor.id}) == 1;
}

void end_plan(const Call& call, const PlanEnd& end) {
  call.tx.execute(
      "UPDATE events_plan SET until_day = $1, end_reason = $2, ended_at = $3, ended_by = $4"
      " WHERE id = $5",
      {end.on, end.reason, call.now, call.actor.id, end.plan});
}

std::optional<Day> last_contact(Tx& tx, const PersonId& person,
                                const std::vector<std::string>& kinds, Day from, Day to) {
  Where where;
  where.add("r.person_id = ?", person);
  where.add("r.mark = 'present'");
  where.add("e.stage IN ('held', 'closed')");
  where.add("e.on_day >= ?", from);
  where.add("e.on_day <= ?", to);
  std::string of;
  for (const std::string& kind : kinds) of += (of.empty() ? "" : ", ") + where.bind(kind);
  where.add(of.empty() ? "1 = 0" : "e.kind IN (" + of + ')');
  const auto row =
      tx.one("SELECT max(e.on_day) FROM events_roll r JOIN events_event e ON e.id = r.event_id" +
                 where.text(),
             where.values());
  return row->get<std::optional<Day>>(0);
}

}  // namespace zhulian::events::store
