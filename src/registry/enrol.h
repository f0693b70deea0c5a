// Taking somebody into the register, or bringing what is known of them up to date: the one way
// in, for a single person typed in and for a roster of a hundred thousand.
//
// The idea: an enrolment says what a paper says and nothing more. A field the paper does not
// carry (nullopt) leaves what is known as it is; a field it carries as empty empties it. What
// says nothing new writes nothing: no revision, no audit row.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/identity.h"
#include "registry/intake_store.h"
#include "registry/registry.h"

namespace zhulian::registry {

struct Enrolment {
  CitizenId citizen_id{};
  std::string name{};  // Normalised (text::normalise), 1 to 60 characters.
  // A village or deeper, known to the register: the caller has looked it up. A village alone
  // keeps a person who is known in a group or grid of it where they are.
  Area area{};

  // The level is 1..4 and the id in it is `citizen_id`; enrol() refuses what is not so.
  std::optional<CertificateNumber> certificate{};
  std::optional<Day> issued_on{};
  std::optional<Day> expires_on{};  // The last day it is valid.

  std::optional<std::string> phone{};
  std::optional<std::string> address{};             // Where the person lives.
  std::optional<std::string> registered_address{};  // Of household registration.
  std::optional<std::string> guardian{};
  std::optional<std::string> guardian_phone{};
  std::optional<std::string> household_kind{};  // A code of household_kind, or "".
  std::optional<std::string> ethnicity{};
  std::optional<std::string> remark{};
  std::optional<bool> low_income{};  // Becomes the fact "dibao".

  std::string source{};  // Of the facts: "roster 2023-10".
  // The day the paper speaks of: a move and a changed fact hold from then. Today when empty;
  // never after today.
  std::optional<Day> as_of{};
  PersonId id_if_new{};  // Made here when empty.
};

enum class Enrolled { created, updated, unchanged };

struct EnrolOutcome {
  Enrolled what;
  PersonId person;
};

// In the caller's transaction, with its audit row. Does not ask for rights: the caller has.
//   registry.person.known            the person belongs to an area outside the actor's (conflict)
//   registry.certificate.other_person  the number contains another citizen id
//   registry.certificate.level       the level is not 1..4
//   registry.certificate.dates       expires on or before the day of issue
//   registry.certificate.issued_later  issued after today
//   registry.person.area_too_wide    wider than a village
Result<EnrolOutcome> enrol(const Call&, const Enrolment&);

// ---- many at once -----------------------------------------------------------------------------

// An enrolment with what can be worked out before the transaction, on any thread.
struct Prepared {
  Enrolment in{};
  std::string identity{};                     // The keyed hash of the citizen id.
  std::optional<store::Newcomer> newcomer{};  // Of who is likely to be new: it takes time.
};
Prepared prepare(const Deployment&, Enrolment);
void expect_new(const Deployment&, Instant now, Prepared&);

// Who is placed where: the prepared area, or a part of it.
struct Entry {
  const Prepared* paper;
  Area area;
};

// One answer an entry, in their order; one that is refused leaves the others as they are. New
// people are written in bulk, nobody is read for them.
std::vector<Result<EnrolOutcome>> enrol_all(const Call&, std::span<const Entry>);

}  // namespace zhulian::registry
