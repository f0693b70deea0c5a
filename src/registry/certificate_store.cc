#include "registry/certificate_store.h"

#include <algorithm>

#include "platform/keys.h"
#include "registry/people_store.h"

namespace zhulian::registry::store {
namespace {

std::string place_of(const Id<Certificate>& id) {
  return "registry_certificate.number:" + id.text;
}

std::string opened(const Call& call, const Id<Certificate>& id, std::string_view sealed) {
  auto plain = call.deployment.keys.open(sealed, place_of(id));
  if (!plain) throw std::runtime_error("registry_certificate.number is damaged");
  return *std::move(plain);
}

// Who was superseded first comes first; the card that still stands comes last.
bool stands_before(const CardRecord& a, const CardRecord& b) {
  const auto end = [](const CardRecord& card) { return card.superseded().value_or(Day::max()); };
  if (end(a) != end(b)) return end(a) < end(b);
  if (a.issued != b.issued) return a.issued < b.issued;
  return a.recorded_at < b.recorded_at;
}

}  // namespace

std::vector<CardRecord> cards(Tx& tx, const PersonId& person) {
  std::vector<CardRecord> found;
  tx.each(
      "SELECT c.id, c.category, c.level, c.reissue, c.issued_day, c.expires_day, c.number_hash,"
      " c.current, c.halt, c.recorded_at, e.kind, e.on_day"
      " FROM registry_certificate c"
      " LEFT JOIN registry_certificate_event e ON e.certificate_id = c.id"
      " WHERE c.person_id = $1 ORDER BY c.id, e.on_day, e.number",
      {person}, [&](const Row& row) {
        if (found.empty() || found.back().id.text != row.text(0)) {
          CardRecord card;
          card.id = row.get<Id<Certificate>>(0);
          card.category = row.integer(1);
          card.level = row.integer(2);
          card.reissue = row.integer(3);
          card.issued = row.day(4);
          card.expires = row.day(5);
          card.number_hash = row.get<std::string>(6);
          card.current = row.get<bool>(7);
          card.halt = row.get<std::string>(8);
          card.recorded_at = row.instant(9);
          found.push_back(std::move(card));
        }
        if (!row.null(10)) found.back().events.push_back({row.get<Happening>(10), row.day(11)});
      });
  std::ranges::stable_sort(found, stands_before);
  return found;
}

Blob sealed_number(const Keyring& keys, const Id<Certificate>& id, const std::string& number) {
  return Blob{keys.seal(number, place_of(id))};
}

const std::vector<std::string>& card_columns() {
  static const std::vector<std::string> names{
      "id",       "person_id", "area",        "number_hash", "number_sealed",
      "category", "level",     "reissue",     "issued_day",  "expires_day",
      "current",  "halt",      "recorded_at", "recorded_by"};
  return names;
}

Values card_row(const Call& call, const PersonId& person, const Area& area, const CardRecord& card,
                const Blob& number) {
  return {card.id,       person,     area,         card.number_hash, number,
          card.category, card.level, card.reissue, card.issued,      card.expires,
          card.current,  card.halt,  call.now,     call.actor.id};
}

void insert_card(const Call& call, const PersonId& person, const Area& area, const CardRecord& card,
                 const std::string& number) {
  const Blob sealed = sealed_number(call.deployment.keys, card.id, number);
  call.tx.insert_many("registry_certificate", card_columns(),
                      std::vector<Values>{card_row(call, person, area, card, sealed)});
}

void correct_dates(Tx& tx, const Id<Certificate>& id, Day issued, Day expires) {
  tx.execute("UPDATE registry_certificate SET issued_day = $2, expires_day = $3 WHERE id = $1",
             {id, issued, expires});
}

void set_standing(Tx& tx, const Id<Certificate>& id, bool current, std::string_view halt) {
  tx.execute("UPDATE registry_certificate SET current = $2, halt = $3 WHERE id = $1",
             {id, current, halt});
}

bool insert_event(const Call& call, const std::string& id, const Id<Certificate>& certificate,
                  Happening kind, Day on, std::string_view reason) {
  return call.tx.execute(
             "INSERT INTO registry_certificate_event (id, certificate_id, number, kind, on_day,"
             " reason, recorded_at, recorded_by)"
             " VALUES ($1, $2, (SELECT count(*) + 1 FROM registry_certificate_event"
             " WHERE certificate_id = $2), $3, $4, $5, $6, $7)"
             " ON CONFLICT (id) DO NOTHING",
             {id, certificate, kind, on, reason, call.now, call.actor.id}) == 1;
}

const std::vector<std::string>& validity_columns() {
  static const std::vector<std::string> names{"person_id",      "from_day", "until_day",
                                              "certificate_id", "category", "level"};
  return names;
}

Values validity_row(const PersonId& person, const ValidSpan& span) {
  return {person, span.from, span.until, span.certificate, span.category, span.level};
}

void replace_validity(Tx& tx, const PersonId& person, const std::vector<ValidSpan>& spans) {
  tx.execute("DELETE FROM registry_validity WHERE person_id = $1", {person});
  std::vector<Values> rows;
  for (const ValidSpan& span : spans) rows.push_back(validity_row(person, span));
  if (!rows.empty()) tx.insert_many("registry_validity", validity_columns(), std::move(rows));
}

std::vector<ValidSpan> validity(Tx& tx, const PersonId& person) {
  std::vector<ValidSpan> spans;
  tx.each(
      "SELECT from_day, until_day, certificate_id, category, level FROM registry_validity"
      " WHERE person_id = $1 ORDER BY from_day",
      {person}, [&](const Row& row) {
        spans.push_back(
            {row.day(0), row.day(1), row.get<Id<Certificate>>(2), row.integer(3), row.integer(4)});
      });
  return spans;
}

std::optional<CardOwner> owner_of(Tx& tx, const Id<Certificate>& id) {
  const auto row = tx.one("SELECT person_id, area FROM registry_certificate WHERE id = $1", {id});
  if (!row) return std::nullopt;
  return CardOwner{row->get<PersonId>(0), row->area(1)};
}

namespace {

constexpr std::string_view event_columns =
    "SELECT e.id, e.certificate_id, e.kind, e.on_day, e.reason, e.recorded_at"
    " FROM registry_certificate_event e";

EventRecord event_from(const Row& row) {
  return {.id = row.get<std::string>(0),
          .certificate = row.get<Id<Certificate>>(1),
          .kind = row.get<Happening>(2),
          .on = row.day(3),
          .reason = row.get<std::string>(4),
          .recorded_at = row.instant(5)};
}

}  // namespace

std::vector<EventRecord> events_of(Tx& tx, const PersonId& person) {
  std::vector<EventRecord> found;
  tx.each(std::string(event_columns) +
              " JOIN registry_certificate c ON c.id = e.certificate_id"
              " WHERE c.person_id = $1 ORDER BY e.on_day, e.recorded_at, e.number",
          {person}, [&](const Row& row) { found.push_back(event_from(row)); });
  return found;
}

std::optional<EventRecord> find_event(Tx& tx, const std::string& id) {
  const auto row = tx.one(std::string(event_columns) + " WHERE e.id = $1", {id});
  if (!row) return std::nullopt;
  return event_from(*row);
}

std::vector<std::string> numbers(const Call& call, const PersonId& person) {
  std::vector<std::string> found;
  const auto rows = call.tx.query(
      "SELECT id, number_sealed FROM registry_certificate WHERE person_id = $1"
      " ORDER BY current DESC, issued_day DESC, id DESC",
      {person});
  for (const auto& row : rows) {
    std::string number = opened(call, row.get<Id<Certificate>>(0), row.blob(1));
    // A renewed certificate bears its old number.
    if (std::ranges::find(found, number) == found.end()) found.push_back(std::move(number));
  }
  return found;
}

std::string number_of(const Call& call, const Id<Certificate>& id) {
  const auto row =
      call.tx.one("SELECT number_sealed FROM registry_certificate WHERE id = $1", {id});
  return row ? opened(call, id, row->blob(0)) : std::string();
}

}  // namespace zhulian::registry::store
