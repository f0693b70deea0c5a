#include "registry/consents_store.h"

#include "registry/sealing.h"

namespace zhulian::registry::store {
namespace {

constexpr std::string_view select_consents =
    "SELECT c.id, c.person_id, c.purpose, c.given_by, coalesce(p.name, ''), c.tie, c.given_on,"
    " c.way, c.note_sealed, w.on_day, w.reason_sealed FROM registry_consent c"
    " LEFT JOIN registry_person p ON p.id = c.given_by"
    " LEFT JOIN registry_consent_withdrawal w ON w.consent_id = c.id";

constexpr std::string_view note_column = "registry_consent.note";
constexpr std::string_view reason_column = "registry_consent_withdrawal.reason";

ConsentLine consent_from(const Call& call, const Row& row) {
  const auto id = row.get<Id<Consent>>(0);
  return {.id = id,
          .person = row.get<PersonId>(1),
          .purpose = row.get<std::string>(2),
          .given_by = row.get<PersonId>(3),
          .given_by_name = row.get<std::string>(4),
          .tie = row.get<std::string>(5),
          .given_on = row.day(6),
          .way = row.get<std::string>(7),
          .note = opened_text(call, note_column, id.text, row, 8),
          .withdrawn_on = row.get<std::optional<Day>>(9),
          .withdrawal_reason = opened_text(call, reason_column, id.text, row, 10)};
}

}  // namespace

std::optional<ConsentLine> find_consent(const Call& call, const Id<Consent>& id, bool lock) {
  // The row itself is locked; what is joined to it may be null, which no lock takes.
  if (lock)
    call.tx.one("SELECT id FROM registry_consent WHERE id = $1" + std::string(call.tx.for_update()),
                {id});
  const auto row = call.tx.one(std::string(select_consents) + " WHERE c.id = $1", {id});
  return row ? std::optional(consent_from(call, *row)) : std::nullopt;
}

std::vector<ConsentLine> consents_of(const Call& call, const PersonId& person) {
  std::vector<ConsentLine> found;
  call.tx.each(
      std::string(select_consents) + " WHERE c.person_id = $1 ORDER BY c.given_on DESC, c.id DESC",
      {person}, [&](const Row& row) { found.push_back(consent_from(call, row)); });
  return found;
}

bool insert_consent(const Call& call, const ConsentLine& c) {
  return call.tx.execute(
             "INSERT INTO registry_consent (id, person_id, purpose, given_by, tie, given_on, way,"
             " note_sealed, recorded_at, recorded_by)"
             " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING",
             {c.id, c.person, c.purpose, c.given_by, c.tie, c.given_on, c.way,
              sealed_text(call, note_column, c.id.text, c.note.value_or("")), call.now,
              call.actor.id}) == 1;
}

void insert_withdrawal(const Call& call, const ConsentLine& c, Day on, const std::string& reason) {
  call.tx.execute(
      "INSERT INTO registry_consent_withdrawal (consent_id, on_day, reason_sealed, recorded_at,"
      " recorded_by) VALUES ($1, $2, $3, $4, $5)",
      {c.id, on, sealed_text(call, reason_column, c.id.text, reason), call.now, call.actor.id});
  call.tx.execute("UPDATE registry_consent SET stands = 0 WHERE id = $1", {c.id});
}

bool is_live(Tx& tx, const PersonId& person, std::string_view purpose, Day day) {
  return tx
      .one(
          "SELECT 1 FROM registry_consent_public WHERE person_id = $1 AND purpose = $2"
          " AND from_day <= $3 AND $3 < until_day LIMIT 1",
          {person, purpose, day})
      .has_value();
}

bool stands(Tx& tx, const PersonId& person, std::string_view purpose) {
  return tx
      .one("SELECT 1 FROM registry_consent WHERE person_id = $1 AND purpose = $2 AND stands = 1",
           {person, purpose})
      .has_value();
}

std::vector<ConsentGiver> givers_of(Tx& tx, const PersonId& person,
                                    const std::vector<std::string>& kinds, Day day) {
  Where where;
  where.add("t.to_kind = 'person'");
  where.add("t.to_id = ?", person);
  where.add("t.from_kind = 'person'");
  where.add("t.from_day <= ?", day);
  where.add("? < t.until_day", day);
  std::string any;
  for (const std::string& kind : kinds)
    any += (any.empty() ? "t.kind IN (" : ", ") + where.bind(kind);
  where.add(any.empty() ? "(1 = 0)" : any + ')');
  std::vector<ConsentGiver> found;
  tx.each(
      "SELECT p.id, p.name, t.kind FROM registry_tie t JOIN registry_person p"
      " ON p.id = t.from_id" +
          where.text() + " ORDER BY t.kind, p.name, p.id",
      where.values(), [&](const Row& row) {
        found.push_back({.person = row.get<PersonId>(0),
                         .name = row.get<std::string>(1),
                         .tie = row.get<std::string>(2)});
      });
  return found;
}

void add_consented(Where& where, const std::vector<std::pair<std::string, std::string>>& kinds,
                   Day day) {
  for (const auto& [kind, purpose] : kinds) {
    const std::string on = where.bind(day);
    const std::string asked = where.bind(purpose);
    const auto agrees = [&](std::string_view end) {
      return "EXISTS (SELECT 1 FROM registry_consent_public c WHERE c.person_id = t." +
             std::string(end) + " AND c.purpose = " + asked + " AND c.from_day <= " + on + " AND " +
             on + " < c.until_day)";
    };
    const std::string other = "t.kind <> " + where.bind(kind);
    where.add('(' + other + " OR (" + agrees("from_id") + " AND " + agrees("to_id") + "))");
  }
}

}  // namespace zhulian::registry::store
