#include "registry/qualifications_store.h"

#include "registry/sealing.h"
#include "registry/site_store.h"
#include "registry/validity.h"

namespace zhulian::registry::store {
namespace {

constexpr std::string_view number_column = "registry_qualification.number";

constexpr std::string_view select_qualifications =
    "SELECT q.id, q.person_id, q.qualification, q.level, q.number_sealed, q.document, q.from_day,"
    " q.until_day, coalesce(e.reason, '') FROM registry_qualification q"
    " LEFT JOIN registry_qualification_ending e ON e.qualification_id = q.id";

QualificationRow qualification_from(const Call& call, const Row& row) {
  QualificationRow found;
  found.id = row.get<Id<Qualification>>(0);
  found.person = row.get<PersonId>(1);
  found.qualification = row.get<std::string>(2);
  found.level = row.get<std::string>(3);
  found.number = opened_text(call, number_column, found.id.text, row, 4).value_or("");
  found.document = row.get<std::string>(5);
  found.from = row.day(6);
  found.until = until_of(row, 7);
  found.end_reason = row.get<std::string>(8);
  found.is_ended = !found.end_reason.empty();
  return found;
}

}  // namespace

std::optional<QualificationRow> find_qualification(const Call& call, const Id<Qualification>& id,
                                                   bool lock) {
  if (lock)
    call.tx.one(
        "SELECT id FROM registry_qualification WHERE id = $1" + std::string(call.tx.for_update()),
        {id});
  const auto row = call.tx.one(std::string(select_qualifications) + " WHERE q.id = $1", {id});
  return row ? std::optional(qualification_from(call, *row)) : std::nullopt;
}

std::vector<QualificationRow> qualifications_of(const Call& call, const PersonId& person) {
  std::vector<QualificationRow> found;
  call.tx.each(std::string(select_qualifications) +
                   " WHERE q.person_id = $1 ORDER BY q.from_day DESC, q.id DESC",
               {person}, [&](const Row& row) { found.push_back(qualification_from(call, row)); });
  return found;
}

bool insert_qualification(const Call& call, const QualificationRow& q) {
  return call.tx.execute(
             "INSERT INTO registry_qualification (id, person_id, qualification, level,"
             " number_sealed, document, from_day, until_day, recorded_at, recorded_by)"
             " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING",
             {q.id, q.person, q.qualification, q.level,
              sealed_text(call, number_column, q.id.text, q.number), q.document, q.from,
              q.until.value_or(open_end), call.now, call.actor.id}) == 1;
}

void end_qualification(const Call& call, const Id<Qualification>& id, Day on,
                       const std::string& reason) {
  call.tx.execute(
      "INSERT INTO registry_qualification_ending (qualification_id, on_day, reason, recorded_at,"
      " recorded_by) VALUES ($1, $2, $3, $4, $5)",
      {id, on, reason, call.now, call.actor.id});
  call.tx.execute("UPDATE registry_qualification SET until_day = $2 WHERE id = $1", {id, on});
}

}  // namespace zhulian::registry::store
