#include "policy/policy_store.h"

#include <algorithm>

#include <fmt/format.h>

#include "db/bulk.h"
#include "platform/where.h"
#include "registry/scope.h"

namespace zhulian::policy::store {
namespace {

constexpr std::size_t people_a_statement = 400;

std::string verdict_columns(std::string_view table) {
  return fmt::format("{0}.outcome, {0}.month_fen, {0}.missing, {0}.excluded_by, {0}.mode", table);
}

Verdict verdict_at(const Row& row, std::size_t column) {
  return {.outcome = row.get<packs::Outcome>(column),
          .month = row.get<Fen>(column + 1),
          .missing = row.get<std::string>(column + 2),
          .excluded_by = row.get<std::string>(column + 3),
          .mode = row.get<std::string>(column + 4)};
}

// `statement` with as many people as it takes, for each policy of the changes of one way, which
// are all of one day. $1 is the day, $2 the policy.
void for_people(Tx& tx, const std::string& statement, const std::vector<Change>& changes,
                Change::Way way) {
  std::map<std::string_view, std::vector<const Change*>> by_policy;
  for (const Change& change : changes)
    if (change.way == way) by_policy[change.policy].push_back(&change);
  for (const auto& [policy, mine] : by_policy)
    for (std::size_t from = 0; from < mine.size(); from += people_a_statement) {
      const std::size_t to = std::min(mine.size(), from + people_a_statement);
      Values values{mine[from]->from, policy};
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
      "SELECT id, whole FROM policy_run WHERE as_of = $1 AND area = $2 AND rules = $3"
      " AND ended_at IS NULL ORDER BY started_at DESC",
      {wanted.as_of, wanted.area, wanted.rules});
  RunRow row = wanted;
  if (!broken_off.empty()) {
    row.id = broken_off.front().get<Id<Run>>(0);
    row.whole = broken_off.front().get<bool>(1);  // As it was when it began.
    return row;
  }
  row.id = new_id<Run>(call.now);
  call.tx.execute(
      "INSERT INTO policy_run (id, as_of, area, rules, whole, started_at, started_by)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7)",
      {row.id, row.as_of, row.area, row.rules, row.whole, call.now, call.actor.id});
  return row;
}

std::string last_portion(Tx& tx, const Id<Run>& run) {
  return tx
      .one("SELECT coalesce(max(portion), '') FROM policy_run_portion WHERE run_id = $1", {run})
      ->get<std::string>(0);
}

std::int64_t portions_of_others(Tx& tx, const Id<Run>& run) {
  return tx.one("SELECT coalesce(sum(portions), 0) FROM policy_run WHERE id <> $1", {run})
      ->integer(0);
}

void end_run(Tx& tx, const Id<Run>& run, Instant now) {
  tx.execute("UPDATE policy_run SET ended_at = $2 WHERE id = $1", {run, now});
}

void add_portion(Tx& tx, const Id<Run>& run, const registry::Portion& portion,
                 const PortionRow& row, Instant now) {
  tx.execute(
      "INSERT INTO policy_run_portion (run_id, portion, persons, entitled, to_verify, changed,"
      " done_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
      {run, portion.key(), row.persons, row.entitled, row.to_verify, row.changed, now});
  tx.execute("UPDATE policy_run SET portions = portions + 1 WHERE id = $1", {run});
  for (const auto& [policy, outcomes] : row.counts)
    for (const auto& [outcome, count] : outcomes)
      tx.execute(
          "INSERT INTO policy_run_count (run_id, policy, outcome, persons, fen)"
          " VALUES ($1, $2, $3, $4, $5) ON CONFLICT (run_id, policy, outcome) DO UPDATE SET"
          " persons = policy_run_count.persons + excluded.persons,"
          " fen = policy_run_count.fen + excluded.fen",
          {run, policy, outcome, count.persons, count.fen});
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
            result.by_policy[row.get<std::string>(0)][row.get<packs::Outcome>(1)] = {
                .persons = row.integer(2), .fen = row.integer(3)};
          });
  return result;
}

std::map<std::string, Swept, std::less<>> swept(Tx& tx, Day day) {
  std::map<std::string, Swept, std::less<>> found;
  tx.each(
      "SELECT DISTINCT c.policy, r.as_of, r.started_at FROM policy_run r"
      " JOIN policy_run_count c ON c.run_id = r.id"
      " WHERE r.whole = 1 AND r.ended_at IS NOT NULL ORDER BY r.as_of, r.started_at",
      {}, [&](const Row& row) {
        Swept& one = found[row.get<std::string>(0)];
        one.latest = row.get<Instant>(2);
        if (!one.next && row.day(1) > day) one.next = row.day(1);
      });
  return found;
}

std::vector<Kept> kept_in(Tx& tx, const registry::Portion& portion, Day day,
                          const std::vector<registry::Standing>& people) {
  std::vector<Kept> kept;
  const registry::PortionRows rows = registry::rows_of(portion, day, "policy_determination");
  tx.each_at_once("SELECT t.person_id, t.policy, t.from_day, t.until_day, t.area, " +
                      verdict_columns("t") + rows.text + " AND t.until_day > $1",
                  rows.values, [&, places = registry::Places(people)](const Row& row) mutable {
                    const auto at = places.of(row.text(0));
                    if (!at) return;
                    kept.push_back({.person = *at,
                                    .policy = row.get<std::string>(1),
                                    .from = row.day(2),
                                    .until = row.day(3),
                                    .area = row.area(4),
                                    .verdict = verdict_at(row, 5)});
                  });
  std::ranges::stable_sort(kept, {}, &Kept::person);
  return kept;
}

std::vector<Kept> kept_of(Tx& tx, const PersonId& person, Day day) {
  std::vector<Kept> found;
  tx.each("SELECT d.policy, d.from_day, d.until_day, d.area, " + verdict_columns("d") +
              " FROM policy_determination d WHERE d.person_id = $1 AND d.from_day <= $2"
              " AND $2 < d.until_day",
          {person, day}, [&](const Row& row) {
            found.push_back({.policy = row.get<std::string>(0),
                             .from = row.day(1),
                             .until = row.day(2),
                             .area = row.area(3),
                             .verdict = verdict_at(row, 4)});
          });
  return found;
}

void write(Tx& tx, const Id<Run>& run, const std::vector<Change>& changes) {
  // A portion that is lost with its mark is done again; the end of the run waits for the disk.
  if (tx.dialect() == Dialect::postgresql) tx.execute("SET LOCAL synchronous_commit TO off");
  for_people(tx,
             "UPDATE policy_determination SET until_day = $1 WHERE policy = $2 AND from_day < $1"
             " AND until_day > $1",
             changes, Change::Way::follow);
  for_people(tx, "DELETE FROM policy_determination WHERE from_day = $1 AND policy = $2", changes,
             Change::Way::replace);
  insert_each(tx, "policy_determination",
              {"person_id", "policy", "from_day", "until_day", "area", "outcome", "month_fen",
               "missing", "excluded_by", "mode", "run_id"},
              changes, [&](const Change& change) {
                const Verdict& verdict = *change.verdict;
                return Values{change.person,
                              change.policy,
                              change.from,
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

namespace {

DeterminationRow row_at(const Row& row, const std::string& policy) {
  return {
      .person = row.get<PersonId>(0),
      .name = row.get<std::string>(1),
      .area = row.area(2),
      .policy = policy,
      .outcome = row.get<std::optional<packs::Outcome>>(3).value_or(packs::Outcome::not_entitled),
      .month = {row.get<std::optional<std::int64_t>>(4).value_or(0)},
      .missing = row.get<std::optional<std::string>>(5).value_or(""),
      .excluded_by = row.get<std::optional<std::string>>(6).value_or(""),
      .mode = row.get<std::optional<std::string>>(7).value_or(""),
      .since = row.get<std::optional<Day>>(8)};
}

std::vector<DeterminationRow> read_rows(const Call& call, const DeterminationQuery& query,
                                        const std::string& sql, const Values& values) {
  std::vector<DeterminationRow> found;
  call.tx.each(sql, values, [&](const Row& row) { found.push_back(row_at(row, query.policy)); });
  return found;
}

// A list goes from place to place; its cursor is "area person".
struct PageEnd {
  std::string area;
  std::string person;
};
PageEnd page_end(const std::string& cursor) {
  const auto blank = cursor.find(' ');
  return {.area = cursor.substr(0, blank),
          .person = blank == std::string::npos ? "" : cursor.substr(blank + 1)};
}

// When the run began that says of everybody without a row that they are not entitled.
std::optional<Instant> latest_sweep(Tx& tx, std::string_view policy) {
  const auto all = swept(tx, open_end);
  const auto found = all.find(policy);
  return found == all.end() ? std::nullopt : found->second.latest;
}

// Of a policy, who is known to be not entitled or, without an outcome, everybody who was decided;
// mostly they have no row. The register leads, in the order of its lists, and a page of it meets
// the rows.
std::vector<DeterminationRow> find_in_register(const Call& call, const DeterminationQuery& query,
                                               std::int64_t limit) {
  Where where;
  const std::string standing =
      "d.person_id = p.person_id AND d.until_day = 2932897 AND d.policy = " +
      where.bind(query.policy);
  const auto with_row = [&](std::string_view outcome) {
    return fmt::format("EXISTS (SELECT 1 FROM policy_determination d WHERE {}{})", standing,
                       outcome);
  };
  std::string decided = with_row(query.outcome ? " AND d.outcome = 'not_entitled'" : "");
  if (const auto sweep = latest_sweep(call.tx, query.policy)) {
    const std::string at = where.bind(*sweep);
    decided += fmt::format(" OR p.recorded_at <= {0} OR p.known_at <= {0}", at);
  }
  where.add("(" + decided + ")");
  if (query.outcome) where.add("NOT " + with_row(" AND d.outcome <> 'not_entitled'"));
  if (query.area) where.add(within(*query.area, "p.area", where.next()));
  where.add(registry::visible_people(call, "p.area", "p.person_id", where.next()));
  if (query.cursor) {
    const PageEnd end = page_end(*query.cursor);
    const std::string person = where.bind(end.person);
    where.add("(p.area, p.sort_key, p.person_id) > (" + where.bind(end.area) +
              ", coalesce((SELECT c.sort_key FROM registry_person_public c WHERE c.person_id = " +
              person + "), ''), " + person + ")");
  }
  const std::string page =
      "SELECT p.person_id, p.name, p.area, p.sort_key FROM registry_person_public p" +
      where.text() + " ORDER BY p.area, p.sort_key, p.person_id LIMIT " + where.bind(limit);
  return read_rows(call, query,
                   "SELECT p.person_id, p.name, p.area, " + verdict_columns("d") +
                       ", d.from_day FROM (" + page + ") p LEFT JOIN policy_determination d ON " +
                       standing + " ORDER BY p.area, p.sort_key, p.person_id",
                   where.values());
}

}  // namespace

std::vector<DeterminationRow> find(const Call& call, const DeterminationQuery& query,
                                   std::int64_t limit) {
  if (query.outcome.value_or(Outcome::not_entitled) == Outcome::not_entitled)
    return find_in_register(call, query, limit);
  Where where;
  where.add("d.until_day = 2932897");
  where.add("d.policy = ?", query.policy);
  where.add("d.outcome = ?", *query.outcome);
  if (query.area) where.add(within(*query.area, "d.area", where.next()));
  where.add(registry::visible_people(call, "d.area", "d.person_id", where.next()));
  if (query.cursor) {
    const PageEnd end = page_end(*query.cursor);
    const std::string area = where.bind(end.area);
    where.add("(d.area, d.person_id) > (" + area + ", " + where.bind(end.person) + ")");
  }
  const std::string most = where.bind(limit);
  return read_rows(call, query,
                   "SELECT d.person_id, p.name, d.area, " + verdict_columns("d") +
                       ", d.from_day FROM policy_determination d"
                       " JOIN registry_person_public p ON p.person_id = d.person_id" +
                       where.text() + " ORDER BY d.area, d.person_id LIMIT " + most,
                   where.values());
}

Counts counts_in(const Call& call, const Area& area) {
  Counts counts;
  Where rows;
  rows.add("d.until_day = 2932897");
  rows.add(within(area, "d.area", rows.next()));
  rows.add(registry::visible_people(call, "d.area", "d.person_id", rows.next()));
  call.tx.each(
      "SELECT d.policy, d.outcome, count(*), sum(d.month_fen) FROM policy_determination d" +
          rows.text() + " GROUP BY d.policy, d.outcome",
      rows.values(), [&](const Row& row) {
        counts[row.get<std::string>(0)][row.get<packs::Outcome>(1)] = {.persons = row.integer(2),
                                                                       .fen = row.integer(3)};
      });
  const auto sweeps = swept(call.tx, open_end);
  if (sweeps.empty()) return counts;
  Where people;
  people.add(within(area, "p.area", people.next()));
  people.add(registry::visible_people(call, "p.area", "p.person_id", people.next()));
  const auto how_many = [&](const Where& of) {
    return call.tx.one("SELECT count(*) FROM registry_person_public p" + of.text(), of.values())
        ->integer(0);
  };
  const std::int64_t everybody = how_many(people);
  for (const auto& [policy, sweep] : sweeps) {
    // Who came after the run and has no row is not decided yet.
    Where late = people;
    late.add(
        "p.person_id IN (SELECT c.person_id FROM registry_person_public c"
        " WHERE c.recorded_at > ? AND c.known_at > ?)",
        *sweep.latest);
    late.add(
        "NOT EXISTS (SELECT 1 FROM policy_determination d WHERE d.person_id = p.person_id"
        " AND d.until_day = 2932897 AND d.policy = ?)",
        policy);
    std::int64_t without_row = everybody - how_many(late);
    for (const auto& [outcome, count] : counts[policy]) without_row -= count.persons;
    if (without_row > 0) counts[policy][Outcome::not_entitled].persons += without_row;
  }
  return counts;
}

void move(Tx& tx, const PersonId& person, const Area& to) {
  tx.execute(
      "UPDATE policy_determination SET area = $2 WHERE person_id = $1 AND until_day = 2932897",
      {person, to});
}

}  // namespace zhulian::policy::store
