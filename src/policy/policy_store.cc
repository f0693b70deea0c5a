#include "policy/policy_store.h"

#include <algorithm>

#include "db/bulk.h"
#include "registry/scope.h"

namespace zhulian::policy::store {
namespace {

constexpr std::size_t people_a_statement = 400;

constexpr std::string_view verdict_columns =
    "d.outcome, d.month_fen, d.missing, d.excluded_by,"
    " d.mode";

Verdict verdict_at(const Row& row, std::size_t column) {
  return {.outcome = row.get<packs::Outcome>(column),
          .month = row.get<Fen>(column + 1),
          .missing = row.get<std::string>(column + 2),
          .excluded_by = row.get<std::string>(column + 3),
          .mode = row.get<std::string>(column + 4)};
}

// `statement` with as many people as it takes, for each policy of the changes of one way.
// $1 is the day, $2 the policy.
void for_people(Tx& tx, const std::string& statement, Day day, const std::vector<Change>& changes,
                Change::Way way) {
  std::map<std::string_view, std::vector<const Change*>> by_policy;
  for (const Change& change : changes)
    if (change.way == way) by_policy[change.policy].push_back(&change);
  for (const auto& [policy, mine] : by_policy)
    for (std::size_t from = 0; from < mine.size(); from += people_a_statement) {
      const std::size_t to = std::min(mine.size(), from + people_a_statement);
      Values values{day, policy};
      std::string list;
      for (std::size_t i = from; i < to; ++i) {
        values.emplace_back(mine[i]->person);
        list += (list.empty() ? "$" : ", $") + std::to_string(values.size());
      }
      tx.execute(statement + " AND person_id IN (" + list + ")", values);
    }
}

}  // namespace

RunRow begin_run(const Call& call, const RunRow& wanted) {
  const auto broken_off = call.tx.query(
      "SELECT id FROM policy_run WHERE as_of = $1 AND area = $2 AND rules = $3"
      " AND ended_at IS NULL ORDER BY started_at DESC",
      {wanted.as_of, wanted.area, wanted.rules});
  RunRow row = wanted;
  if (!broken_off.empty()) {
    row.id = broken_off.front().get<Id<Run>>(0);
    return row;
  }
  row.id = new_id<Run>(call.now);
  call.tx.execute(
      "INSERT INTO policy_run (id, as_of, area, rules, started_at, started_by)"
      " VALUES ($1, $2, $3, $4, $5, $6)",
      {row.id, row.as_of, row.area, row.rules, call.now, call.actor.id});
  return row;
}

std::set<std::string> portions_done(Tx& tx, const Id<Run>& run) {
  std::set<std::string> done;
  tx.each("SELECT area FROM policy_run_portion WHERE run_id = $1", {run},
          [&](const Row& row) { done.insert(row.get<std::string>(0)); });
  return done;
}

std::int64_t portions_of_others(Tx& tx, const Id<Run>& run) {
  return tx.one("SELECT count(*) FROM policy_run_portion WHERE run_id <> $1", {run})->integer(0);
}

void end_run(Tx& tx, const Id<Run>& run, Instant now) {
  tx.execute("UPDATE policy_run SET ended_at = $2 WHERE id = $1", {run, now});
}

void add_portion(Tx& tx, const Id<Run>& run, const PortionRow& row, Instant now) {
  tx.execute(
      "INSERT INTO policy_run_portion (run_id, area, persons, entitled, to_verify, changed,"
      " done_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
      {run, row.area, row.persons, row.entitled, row.to_verify, row.changed, now});
  for (const auto& [policy, outcomes] : row.counts)
    for (const auto& [outcome, count] : outcomes)
      tx.execute(
          "INSERT INTO policy_run_count (run_id, area, policy, outcome, persons, fen)"
          " VALUES ($1, $2, $3, $4, $5, $6)",
          {run, row.area, policy, outcome, count.persons, count.fen});
}

RunResult totals(Tx& tx, const Id<Run>& run) {
  RunResult result;
  tx.each("SELECT persons, entitled, to_verify, changed FROM policy_run_portion WHERE run_id = $1",
          {run}, [&](const Row& row) {
            result.persons += row.integer(0);
            result.entitled += row.integer(1);
            result.to_verify += row.integer(2);
            result.changed += row.integer(3);
          });
  tx.each("SELECT policy, outcome, persons, fen FROM policy_run_count WHERE run_id = $1", {run},
          [&](const Row& row) {
            Count& count = result.by_policy[row.get<std::string>(0)][row.get<packs::Outcome>(1)];
            count.persons += row.integer(2);
            count.fen += row.integer(3);
          });
  return result;
}

std::vector<Kept> kept_in(Tx& tx, const registry::Portion& portion, Day day) {
  std::vector<Kept> kept;
  tx.each("SELECT d.person_id, d.policy, d.from_day, d.until_day, d.area, " +
              std::string(verdict_columns) +
              " FROM registry_person_public p CROSS JOIN policy_determination d"
              " WHERE d.person_id = p.person_id AND d.until_day > $1 AND " +
              std::string(registry::of_portion),
          registry::values_of(portion, day), [&](const Row& row) {
            kept.push_back({.person = row.get<PersonId>(0),
                            .policy = row.get<std::string>(1),
                            .from = row.day(2),
                            .until = row.day(3),
                            .area = row.area(4),
                            .verdict = verdict_at(row, 5)});
          });
  std::ranges::stable_sort(kept, {}, [](const Kept& one) -> auto& { return one.person.text; });
  return kept;
}

std::vector<Kept> kept_of(Tx& tx, const PersonId& person, Day day) {
  std::vector<Kept> found;
  tx.each("SELECT d.policy, d.from_day, d.until_day, d.area, " + std::string(verdict_columns) +
              " FROM policy_determination d WHERE d.person_id = $1 AND d.from_day <= $2"
              " AND $2 < d.until_day",
          {person, day}, [&](const Row& row) {
            found.push_back({.person = person,
                             .policy = row.get<std::string>(0),
                             .from = row.day(1),
                             .until = row.day(2),
                             .area = row.area(3),
                             .verdict = verdict_at(row, 4)});
          });
  return found;
}

void write(Tx& tx, const Id<Run>& run, Day day, const std::vector<Change>& changes) {
  for_people(tx,
             "UPDATE policy_determination SET until_day = $1 WHERE policy = $2 AND from_day < $1"
             " AND until_day > $1",
             day, changes, Change::Way::follow);
  for_people(tx, "DELETE FROM policy_determination WHERE from_day = $1 AND policy = $2", day,
             changes, Change::Way::replace);
  insert_each(tx, "policy_determination",
              {"person_id", "policy", "from_day", "until_day", "area", "outcome", "month_fen",
               "missing", "excluded_by", "mode", "run_id"},
              changes, [&](const Change& change) {
                const Verdict& verdict = *change.verdict;
                return Values{change.person,
                              change.policy,
                              day,
                              change.until,
                              change.area,
                              verdict.outcome,
                              verdict.month,
                              verdict.missing,
                              verdict.excluded_by,
                              verdict.mode,
                              run};
              });
}

std::vector<DeterminationRow> find(const Call& call, const DeterminationQuery& query,
                                   std::int64_t limit) {
  std::string sql =
      "SELECT d.person_id, p.name, d.area, d.outcome, d.month_fen, d.missing, d.excluded_by,"
      " d.mode, d.from_day FROM policy_determination d"
      " JOIN registry_person_public p ON p.person_id = d.person_id"
      " WHERE d.until_day = 2932897 AND d.policy = $1";
  Values values{query.policy};
  const auto add = [&](Condition condition) {
    sql += " AND " + condition.text;
    values.insert(values.end(), condition.values.begin(), condition.values.end());
  };
  const auto next = [&] { return static_cast<int>(values.size()) + 1; };
  if (query.outcome)
    add({.text = "d.outcome = $" + std::to_string(next()), .values = {*query.outcome}});
  if (query.area) add(within(*query.area, "d.area", next()));
  add(registry::visible_people(call, "d.area", "d.person_id", next()));
  // A cursor is "area person": lists go from place to place.
  if (query.cursor) {
    const auto blank = query.cursor->find(' ');
    const std::string area = query.cursor->substr(0, blank);
    const std::string person = blank == std::string::npos ? "" : query.cursor->substr(blank + 1);
    const std::string a = "$" + std::to_string(next());
    const std::string p = "$" + std::to_string(next() + 1);
    add({.text = "(d.area > " + a + " OR (d.area = " + a + " AND d.person_id > " + p + "))",
         .values = {area, person}});
  }
  sql += " ORDER BY d.area, d.person_id LIMIT $" + std::to_string(next());
  values.emplace_back(limit);
  std::vector<DeterminationRow> found;
  call.tx.each(sql, values, [&](const Row& row) {
    found.push_back({.person = row.get<PersonId>(0),
                     .name = row.get<std::string>(1),
                     .area = row.area(2),
                     .policy = query.policy,
                     .outcome = row.get<packs::Outcome>(3),
                     .month = row.get<Fen>(4),
                     .missing = row.get<std::string>(5),
                     .excluded_by = row.get<std::string>(6),
                     .mode = row.get<std::string>(7),
                     .since = row.day(8)});
  });
  return found;
}

Counts counts_in(const Call& call, const Area& area) {
  Counts counts;
  const Condition inside = within(area, "d.area", 1);
  const Condition visible = registry::visible_people(call, "d.area", "d.person_id",
                                                     static_cast<int>(inside.values.size()) + 1);
  Values values = inside.values;
  values.insert(values.end(), visible.values.begin(), visible.values.end());
  call.tx.each(
      "SELECT d.policy, d.outcome, count(*), sum(d.month_fen) FROM policy_determination d"
      " WHERE d.until_day = 2932897 AND " +
          inside.text + " AND " + visible.text + " GROUP BY d.policy, d.outcome",
      values, [&](const Row& row) {
        counts[row.get<std::string>(0)][row.get<packs::Outcome>(1)] = {.persons = row.integer(2),
                                                                       .fen = row.integer(3)};
      });
  return counts;
}

}  // namespace zhulian::policy::store
