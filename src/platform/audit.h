// Who did what to what, where and when: one row a deed, in the deed's own transaction, and a
// chain of hashes over the rows, one chain a county, that shows when a row was changed, taken
// out or exchanged afterwards.
//
// The idea: inserting and chaining are apart. A writer only inserts; a sealer gives numbers and
// hashes to what has been committed since. So writers never queue on the end of a chain. What
// is not sealed yet (a second or so) is not protected yet.
//
//   hash(n) = BLAKE2b-256(hash(n-1), every column of the row, each with its length)
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include "base/record.h"
#include "platform/call.h"
#include "platform/keys.h"

namespace zhulian {

// `deed` is "needs.claim.made"; `subject_kind` the table. `details` hold codes, ids, amounts
// and diffs, never a name, number or address: more people may read the log than the person.
void audit(const Call&, std::string_view deed, std::string_view subject_kind,
           std::string_view subject_id, const Area&, const boost::json::object& details = {});

// Many deeds of one kind, in bulk.
struct Deed {
  std::string subject;
  Area area;
};
void audit_all(const Call&, std::string_view deed, std::string_view subject_kind,
               const std::vector<Deed>&, const boost::json::object& details = {});

// Chains up to `batch` rows in one transaction: how many. 0 when nothing is left. Two sealers
// at once take turns.
int seal_audit(Database&, const Keyring&, int batch = 500);

// The first fault of a chain, if any.
struct AuditFault {
  enum class Kind {
    changed,     // The row is not what was sealed.
    missing,     // A number is missing within the chain, or there is no chain for the row.
    cut,         // The chain ends before or after where its end is noted.
    end_forged,  // Its end was not noted with this installation's key.
  } kind;
  std::string chain;
  std::int64_t number = 0;
  std::string id{};  // Of the row, where there is one.
};
constexpr Names<AuditFault::Kind, 4> audit_fault_names{
    {{{AuditFault::Kind::changed, "changed"},
      {AuditFault::Kind::missing, "missing"},
      {AuditFault::Kind::cut, "cut"},
      {AuditFault::Kind::end_forged, "end_forged"}}}};
constexpr const auto& names_of(AuditFault::Kind) {
  return audit_fault_names;
}

struct AuditVerdict {
  std::int64_t sealed = 0;
  std::int64_t unsealed = 0;
  std::vector<AuditFault> faults{};  // At most one a chain.
  bool sound() const { return faults.empty(); }
};
// Reads the whole log in the order of its chains. Without a keyring (a backup looked at
// elsewhere) the ends are taken as they are.
AuditVerdict verify_audit(Tx&, const Keyring*);

// Reading the log, newest first, within the actor's areas.
struct AuditQuery {
  std::optional<std::string> subject_kind{};
  std::optional<std::string> subject{};
  std::optional<std::string> actor{};
  std::optional<Area> area{};
  std::optional<std::string> before{};  // The id that the last page ended with.
  std::int64_t limit = 50;
};
struct AuditEntry {
  std::string id;
  Instant happened_at;
  std::string actor;
  std::string actor_name;  // Empty for the program itself.
  std::string deed;
  std::string subject_kind;
  std::string subject;
  Area area;
  boost::json::value details;
};
ZHULIAN_RECORD(AuditEntry, id, happened_at, actor, actor_name, deed, subject_kind, subject, area,
               details);
std::vector<AuditEntry> find_audit(const Call&, const AuditQuery&);

}  // namespace zhulian
