#include "registry/tie_store.h"

#include "platform/where.h"
#include "registry/consents_store.h"
#include "registry/site_store.h"
#include "registry/validity.h"

namespace zhulian::registry::store {
namespace {

constexpr std::string_view tie_columns =
    "SELECT t.id, t.kind, t.from_kind, t.from_id, t.to_kind, t.to_id, t.title, t.from_day,"
    " t.until_day, t.area FROM registry_tie t";

TieRecord tie_from(const Row& row) {
  TieRecord tie;
  tie.id = row.get<Id<Tie>>(0);
  tie.kind = row.get<std::string>(1);
  tie.from_kind = row.get<std::string>(2);
  tie.from_id = row.get<std::string>(3);
  tie.to_kind = row.get<std::string>(4);
  tie.to_id = row.get<std::string>(5);
  tie.title = row.get<std::string>(6);
  tie.from = row.day(7);
  tie.until = until_of(row, 8);
  tie.area = row.area(9);
  return tie;
}

constexpr std::string_view group_columns =
    "SELECT g.id, g.kind, g.area, g.from_day, g.until_day, g.end_reason FROM registry_group g";

GroupRow group_from(const Row& row) {
  return {.id = row.get<Id<Group>>(0),
          .kind = row.get<std::string>(1),
          .area = row.area(2),
          .from = row.day(3),
          .until = until_of(row, 4),
          .end_reason = row.get<std::string>(5)};
}

}  // namespace

// ---- ties --------------------------------------------------------------------------------------

std::optional<TieRecord> find_tie(Tx& tx, const Id<Tie>& id) {
  const auto row =
      tx.one(std::string(tie_columns) + " WHERE t.id = $1" + std::string(tx.for_update()), {id});
  if (!row) return std::nullopt;
  return tie_from(*row);
}

bool insert_tie(const Call& call, const TieRecord& tie) {
  return call.tx.execute(
             "INSERT INTO registry_tie (id, kind, from_kind, from_id, to_kind, to_id, area, title,"
             " from_day, until_day, sole, recorded_at, recorded_by)"
             " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"
             " ON CONFLICT DO NOTHING",
             {tie.id, tie.kind, tie.from_kind, tie.from_id, tie.to_kind, tie.to_id, tie.area,
              tie.title, tie.from, open_end, tie.sole, call.now, call.actor.id}) == 1;
}

void end_tie(Tx& tx, const Id<Tie>& id, Day on) {
  tx.execute("UPDATE registry_tie SET until_day = $2 WHERE id = $1", {id, on});
}

bool has_tie(Tx& tx, std::string_view kind, std::string_view end, std::string_view end_kind,
             std::string_view end_id, Day from) {
  const std::string e(end);
  return tx
      .one("SELECT 1 FROM registry_tie t WHERE t." + e + "_kind = $1 AND t." + e +
               "_id = $2 AND t.kind = $3 AND t.until_day > $4 LIMIT 1",
           {end_kind, end_id, kind, from})
      .has_value();
}

std::vector<TieRecord> ties_of_person(Tx& tx, const PersonId& person, Day day) {
  std::vector<TieRecord> found;
  tx.each(std::string(tie_columns) +
              " WHERE ((t.from_kind = 'person' AND t.from_id = $1)"
              " OR (t.to_kind = 'person' AND t.to_id = $1)) AND t.until_day > $2 ORDER BY t.id",
          {person, day}, [&](const Row& row) { found.push_back(tie_from(row)); });
  return found;
}

bool holds_one_of(Tx& tx, std::string_view from_kind, std::string_view from_id,
                  const std::vector<std::string>& kinds, Day on) {
  Where where;
  where.add("t.from_kind = ?", from_kind);
  where.add("t.from_id = ?", from_id);
  where.add("t.from_day <= ?", on);
  where.add("? < t.until_day", on);
  std::string any;
  for (const std::string& kind : kinds)
    any += (any.empty() ? "(t.kind = " : " OR t.kind = ") + where.bind(kind);
  where.add(any.empty() ? "(1 = 0)" : any + ')');
  return tx.one("SELECT 1 FROM registry_tie t" + where.text() + " LIMIT 1", where.values())
      .has_value();
}

std::vector<TieRecord> ties(Tx& tx, const TieFilter& filter) {
  Where where;
  where.add(filter.where);
  if (filter.kind) where.add("t.kind = ?", *filter.kind);
  if (filter.party) where.add("(t.from_id = ? OR t.to_id = ?)", *filter.party);
  add_consented(where, filter.consents, filter.today);
  if (filter.after) {
    const std::string area = where.bind(filter.after->area);
    const std::string kind = where.bind(filter.after->kind);
    const std::string from = where.bind(filter.after->from);
    const std::string id = where.bind(filter.after->id);
    where.add("(t.area, t.kind, t.from_day, t.id) > (" + area + ", " + kind + ", " + from + ", " +
              id + ')');
  }
  const std::string limit = where.bind(filter.limit);
  std::vector<TieRecord> found;
  tx.each(std::string(tie_columns) + where.text() +
              " ORDER BY t.area, t.kind, t.from_day, t.id LIMIT " + limit,
          where.values(), [&](const Row& row) { found.push_back(tie_from(row)); });
  return found;
}

std::vector<Area> tied_areas(Tx& tx, std::string_view kind, std::string_view user, Day on) {
  std::vector<Area> found;
  tx.each(
      "SELECT to_id FROM registry_tie WHERE from_kind = 'user' AND from_id = $1 AND kind = $2"
      " AND to_kind = 'area' AND from_day <= $3 AND $3 < until_day ORDER BY to_id",
      {user, kind, on}, [&](const Row& row) { found.push_back(row.area(0)); });
  return found;
}

Condition spoken_for(const Actor& actor, const std::vector<std::string>& kinds, Day on,
                     std::string_view id_column, int next) {
  Condition made;
  const auto bind = [&](Value value) {
    made.values.push_back(std::move(value));
    return '$' + std::to_string(next + static_cast<int>(made.values.size()) - 1);
  };
  const std::string column(id_column);
  const std::string account = bind(actor.id);
  std::string ends = "(vt.from_kind = 'user' AND vt.from_id = " + account + ')';
  made.text = '(';
  if (actor.person) {
    const std::string self = bind(*actor.person);
    made.text += column + " = " + self + " OR ";
    ends = '(' + ends + " OR (vt.from_kind = 'person' AND vt.from_id = " + self + "))";
  }
  std::string any;
  for (const std::string& kind : kinds) any += (any.empty() ? "" : ", ") + bind(kind);
  const std::string day = bind(on);
  // No kind speaks: nobody but themself.
  made.text += any.empty()
                   ? "1 = 0)"
                   : column +
                         " IN (SELECT vt.to_id FROM registry_tie vt WHERE vt.to_kind = 'person'"
                         " AND " +
                         ends + " AND vt.kind IN (" + any + ") AND vt.from_day <= " + day +
                         " AND " + day + " < vt.until_day))";
  return made;
}

bool speaks_for(Tx& tx, const Actor& actor, const std::vector<std::string>& kinds, Day on,
                const PersonId& person) {
  if (actor.person == person) return true;
  const Condition condition = spoken_for(actor, kinds, on, "p.id", 2);
  Values values{person};
  values.insert(values.end(), condition.values.begin(), condition.values.end());
  return tx.one("SELECT 1 FROM registry_person p WHERE p.id = $1 AND " + condition.text, values)
      .has_value();
}

// ---- people ------------------------------------------------------------------------------------

PersonFacts person_facts(Tx& tx, const PersonId& person, Day on) {
  const auto row = tx.one(
      "SELECT p.birth_day, p.died_on, v.category, v.level FROM registry_person p"
      " LEFT JOIN registry_validity v ON v.person_id = p.id AND v.from_day <= $2"
      " AND $2 < v.until_day WHERE p.id = $1",
      {person, on});
  PersonFacts facts;
  if (!row) return facts;
  facts.birth = row->day(0);
  if (const auto died = row->get<std::optional<std::int64_t>>(1))
    facts.died_on = day_of_number(*died);
  facts.category = row->get<std::optional<std::int64_t>>(2);
  facts.level = row->get<std::optional<std::int64_t>>(3);
  return facts;
}

// ---- groups ------------------------------------------------------------------------------------

std::optional<GroupRow> find_group(Tx& tx, const Id<Group>& id, bool lock) {
  const auto row = tx.one(std::string(group_columns) + " WHERE g.id = $1" +
                              (lock ? std::string(tx.for_update()) : std::string()),
                          {id});
  if (!row) return std::nullopt;
  return group_from(*row);
}

bool insert_group(const Call& call, const GroupRow& group) {
  return call.tx.execute(
             "INSERT INTO registry_group (id, kind, area, from_day, until_day, end_reason,"
             " recorded_at, recorded_by) VALUES ($1, $2, $3, $4, $5, '', $6, $7)"
             " ON CONFLICT DO NOTHING",
             {group.id, group.kind, group.area, group.from, open_end, call.now, call.actor.id}) ==
         1;
}

bool insert_part(const Call& call, const PartRow& part) {
  return call.tx.execute(
             "INSERT INTO registry_group_part (group_id, part, from_day, until_day, party_kind,"
             " party_id, sole, reason, recorded_at, recorded_by)"
             " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING",
             {part.group, part.line.part, part.line.from, open_end, part.line.party_kind,
              part.line.party_id, part.sole, part.line.reason, call.now, call.actor.id}) == 1;
}

void end_part(Tx& tx, const Id<Group>& group, const std::string& part, Day from, Day on) {
  tx.execute(
      "UPDATE registry_group_part SET until_day = $4"
      " WHERE group_id = $1 AND part = $2 AND from_day = $3",
      {group, part, from, on});
}

void end_group(Tx& tx, const Id<Group>& group, Day on, const std::string& reason) {
  tx.execute("UPDATE registry_group SET until_day = $2, end_reason = $3 WHERE id = $1",
             {group, on, reason});
  tx.execute("UPDATE registry_group_part SET until_day = $2 WHERE group_id = $1 AND until_day > $2",
             {group, on});
}

std::vector<PartRow> parts(Tx& tx, const std::vector<Id<Group>>& groups) {
  Where where;
  where.add_one_of("m.group_id", groups);
  std::vector<PartRow> found;
  tx.each(
      "SELECT m.group_id, m.part, m.party_kind, m.party_id, coalesce(p.name, o.name, ''),"
      " m.from_day, m.until_day, m.reason FROM registry_group_part m"
      " LEFT JOIN registry_person p ON m.party_kind = 'person' AND p.id = m.party_id"
      " LEFT JOIN registry_organisation o ON m.party_kind = 'organisation' AND o.id = m.party_id" +
          where.text() + " ORDER BY m.group_id, m.part, m.from_day DESC",
      where.values(), [&](const Row& row) {
        found.push_back({.group = row.get<Id<Group>>(0),
                         .line = {.part = row.get<std::string>(1),
                                  .party_kind = row.get<std::string>(2),
                                  .party_id = row.get<std::string>(3),
                                  .name = row.get<std::string>(4),
                                  .from = row.day(5),
                                  .until = until_of(row, 6),
                                  .reason = row.get<std::string>(7)},
                         .sole = {}});
      });
  return found;
}

std::vector<Standing> standings_of(Tx& tx, const PersonId& person, Day day) {
  std::vector<Standing> found;
  tx.each(
      "SELECT m.group_id, m.part, m.from_day FROM registry_group_part m"
      " JOIN registry_group g ON g.id = m.group_id"
      " WHERE m.party_kind = 'person' AND m.party_id = $1 AND m.until_day > $2"
      " AND g.until_day > $2 ORDER BY m.group_id, m.part",
      {person, day}, [&](const Row& row) {
        found.push_back(
            {.group = row.get<Id<Group>>(0), .part = row.get<std::string>(1), .from = row.day(2)});
      });
  return found;
}

std::vector<GroupRow> list_groups(const Call& call, const GroupFilter& filter) {
  Where where;
  where.add(within_areas(call.actor, "g.area", where.next()));
  if (filter.area) where.add(within(*filter.area, "g.area", where.next()));
  if (filter.kind) where.add("g.kind = ?", *filter.kind);
  if (filter.state) {
    // A part waits when whoever stood there last has an end, and the group has none.
    const std::string waits =
        "EXISTS (SELECT 1 FROM registry_group_part m WHERE m.group_id = g.id AND NOT EXISTS"
        " (SELECT 1 FROM registry_group_part n WHERE n.group_id = m.group_id"
        " AND n.part = m.part AND n.until_day = " +
        where.bind(open_end) + "))";
    const std::string today = where.bind(filter.today);
    const std::string end = where.bind(open_end);
    switch (*filter.state) {
      case GroupState::ended:
        where.add("g.until_day <= " + today);
        break;
      case GroupState::waits:
        where.add("g.until_day = " + end + " AND " + waits);
        break;
      case GroupState::holds:
        where.add("g.until_day > " + today + " AND NOT (g.until_day = " + end + " AND " + waits +
                  ')');
        break;
    }
  }
  if (filter.party)
    where.add(
        "EXISTS (SELECT 1 FROM registry_group_part m WHERE m.group_id = g.id AND m.party_id = ?)",
        *filter.party);
  if (filter.after_id) where.add("g.id < ?", *filter.after_id);
  const std::string limit = where.bind(filter.limit);
  std::vector<GroupRow> found;
  call.tx.each(std::string(group_columns) + where.text() + " ORDER BY g.id DESC LIMIT " + limit,
               where.values(), [&](const Row& row) { found.push_back(group_from(row)); });
  return found;
}

}  // namespace zhulian::registry::store
