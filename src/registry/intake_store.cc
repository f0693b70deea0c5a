#include "registry/intake_store.h"

#include <algorithm>
#include <numeric>
#include <unordered_set>

#include "db/bulk.h"

namespace zhulian::registry::store {
namespace {

// What one statement asks or claims: its text is prepared once for a full portion.
constexpr std::size_t portion = 200;

const std::vector<std::string>& person_columns() {
  static const std::vector<std::string> names{"id",
                                              "area",
                                              "revision",
                                              "name",
                                              "sort_key",
                                              "sex",
                                              "birth_day",
                                              "citizen_id_sealed",
                                              "phone_sealed",
                                              "address_sealed",
                                              "registered_address_sealed",
                                              "guardian_phone_sealed",
                                              "remark_sealed",
                                              "guardian",
                                              "household_kind",
                                              "ethnicity",
                                              "died_on",
                                              "recorded_at",
                                              "recorded_by"};
  return names;
}

// "($1, $2), ($3, $4)": `rows` of `width` parameters, from $1 on.
std::string marks(std::size_t rows, std::size_t width) {
  std::string text;
  for (std::size_t row = 0; row < rows; ++row) {
    text += row > 0 ? ", (" : "(";
    for (std::size_t i = 0; i < width; ++i)
      text += (i > 0 ? ", $" : "$") + std::to_string(row * width + i + 1);
    text += ')';
  }
  return text;
}

}  // namespace

Newcomer newcomer(const Keyring& keys, PersonRecord person, std::vector<SearchKey> search,
                  const Id<Certificate>& card, const std::string& number) {
  Newcomer made{.sealed = sealed_columns(keys, person), .card = card};
  if (!number.empty()) {
    made.number_hash = number_hash(keys, number);
    made.number_sealed = sealed_number(keys, card, number);
  }
  made.person = std::move(person);
  made.keys = std::move(search);
  return made;
}

namespace {

Values person_row(const Call& call, const Admission& in) {
  const PersonRecord& p = in.one->person;
  Values row{p.id, in.area, 1, p.name, p.sort_key, word_of(p.sex), p.birth};
  row.insert(row.end(), in.one->sealed.begin(), in.one->sealed.end());
  for (const std::string* text : {&p.guardian, &p.household_kind, &p.ethnicity})
    row.emplace_back(*text);
  row.emplace_back(p.died_on);
  row.emplace_back(call.now);
  row.emplace_back(call.actor.id);
  return row;
}

}  // namespace

void admit(const Call& call, const std::vector<Admission>& admissions) {
  if (admissions.empty()) return;
  Tx& tx = call.tx;
  insert_each(tx, "registry_person", person_columns(), admissions,
              [&](const Admission& in) { return person_row(call, in); });
  insert_each(
      tx, "registry_residence", {"person_id", "from_day", "until_day", "area"}, admissions,
      [](const Admission& in) { return Values{in.one->person.id, in.since, open_end, in.area}; });
  insert_each(tx, "registry_certificate", card_columns(), admissions, [&](const Admission& in) {
    if (!in.card) return Values{};
    return card_row(call, in.one->person.id, in.area, *in.card, in.one->number_sealed);
  });
  std::vector<Values> spans;
  std::vector<KeyedPerson> keyed;
  for (const Admission& in : admissions) {
    for (const ValidSpan& span : in.spans) spans.push_back(validity_row(in.one->person.id, span));
    keyed.push_back({in.one->person.id, in.area, in.one->keys});
  }
  tx.insert_many("registry_validity", validity_columns(), std::move(spans));
  insert_each(tx, "registry_fact",
              {"person_id", "kind", "from_day", "until_day", "area", "value", "source",
               "recorded_at", "recorded_by"},
              admissions, [&](const Admission& in) {
                if (!in.fact) return Values{};
                return Values{in.one->person.id, in.fact->kind, in.fact->from,
                              open_end,          in.area,       in.fact->value,
                              in.fact->source,   call.now,      call.actor.id};
              });
  insert_search_keys(tx, keyed);
}

Owners owners_of(Tx& tx, std::span<const std::string> hashes) {
  Owners owners;
  while (!hashes.empty()) {
    const auto part = hashes.first(std::min(portion, hashes.size()));
    hashes = hashes.subspan(part.size());
    const Values values(part.begin(), part.end());
    const std::string list = marks(1, part.size());
    tx.each("SELECT id_hash, person_id FROM registry_identity WHERE id_hash IN " + list, values,
            [&](const Row& row) { owners.emplace(row.get<std::string>(0), row.get<PersonId>(1)); });
  }
  return owners;
}

std::vector<std::optional<PersonId>> claim_identities(Tx& tx,
                                                      const std::vector<Identity>& identities) {
  std::vector<std::size_t> order(identities.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {},
                           [&](std::size_t i) -> const std::string& { return identities[i].hash; });
  std::vector<std::optional<PersonId>> others(identities.size());
  for (std::size_t at = 0; at < order.size(); at += portion) {
    const auto part = std::span(order).subspan(at, std::min(portion, order.size() - at));
    Values values;
    for (const std::size_t i : part) {
      values.emplace_back(identities[i].hash);
      values.emplace_back(identities[i].person);
    }
    std::unordered_set<std::string> claimed;
    tx.each("INSERT INTO registry_identity (id_hash, person_id) VALUES " + marks(part.size(), 2) +
                " ON CONFLICT (id_hash) DO NOTHING RETURNING person_id",
            values, [&](const Row& row) { claimed.emplace(row.text(0)); });
    std::vector<std::size_t> late;
    std::vector<std::string> hashes;
    for (const std::size_t i : part)
      if (claimed.erase(identities[i].person.text) == 0) {
        late.push_back(i);
        hashes.push_back(identities[i].hash);
      }
    const Owners owners = owners_of(tx, hashes);
    for (const std::size_t i : late) others[i] = owners.at(identities[i].hash);
  }
  return others;
}

}  // namespace zhulian::registry::store
