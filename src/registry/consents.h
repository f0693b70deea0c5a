// What people agreed to: a class online, being named with their thanks, being shown with who
// brought them along.
//
// A consent is live from the day it was given until the day it was withdrawn. Somebody too young
// for its purpose (the packs say until which age) does not give it: whoever has a tie to them that
// the packs let agree for them does, their guardian or a parent. Who asks for a consent asks here,
// on the day it matters; nothing that was done while it was live is undone by its end.
#pragma once

#include "registry/registry.h"

namespace zhulian::registry {

struct Consent;

struct ConsentLine {
  Id<Consent> id;
  PersonId person;
  std::string purpose;        // A code of consent_purpose.
  PersonId given_by;          // Themself, or who may agree for them.
  std::string given_by_name;  // Masked where the reader does not see them.
  std::string tie;            // By what tie they agreed for the person; "" themself.
  Day given_on;
  std::string way;                  // A code of consent_way.
  std::optional<std::string> note;  // For who may open what is hidden.
  std::optional<Day> withdrawn_on;  // The first day it is no longer live.
  std::optional<std::string> withdrawal_reason;
};
ZHULIAN_RECORD(ConsentLine, id, person, purpose, given_by, given_by_name, tie, given_on, way, note,
               withdrawn_on, withdrawal_reason);

// Who may agree for a person today.
struct ConsentGiver {
  PersonId person;
  std::string name;
  std::string tie;
};
ZHULIAN_RECORD(ConsentGiver, person, name, tie);

struct ConsentsPage {
  std::vector<ConsentLine> consents;       // The newest first.
  std::vector<ConsentGiver> givers;        // Beside the person.
  std::vector<std::string> too_young_for;  // Purposes to which the person cannot agree today.
};
ZHULIAN_RECORD(ConsentsPage, consents, givers, too_young_for);

struct NewConsent {
  PersonId person;
  Id<Consent> id;
  std::string purpose;
  std::optional<PersonId> given_by;  // Themself when left away.
  std::optional<Day> given_on;       // Today when left away.
  std::string way;
  std::optional<std::string> note;
};
ZHULIAN_RECORD(NewConsent, person, id, purpose, given_by, given_on, way, note);
constexpr auto record_notes(const NewConsent*) {
  return std::array{record::Note{.field = "given_by",
                                 .meaning = "Themself when left away; of a child a guardian or "
                                            "parent."},
                    record::Note{.field = "note", .max_length = 500}};
}

struct ConsentWithdrawal {
  Id<Consent> consent;
  std::optional<Day> on;  // Today when left away; the first day it is no longer live.
  std::optional<std::string> reason;
};
ZHULIAN_RECORD(ConsentWithdrawal, consent, on, reason);
constexpr auto record_notes(const ConsentWithdrawal*) {
  return std::array{record::Note{.field = "reason", .max_length = 500}};
}

Result<ConsentsPage> find_consents(const Call&, const PersonRef&);
// The same id twice is one consent.
//   registry.consent.purpose, .way, .later, .too_young (years, who), .no_tie, .giver_too_young,
//   .live, .order (day), .id_taken; registry.condition.dead (day)
Result<ConsentLine> give_consent(const Call&, const NewConsent&);
//   registry.consent.absent, .withdrawn (day), .order (day), .later
Result<ConsentLine> withdraw_consent(const Call&, const ConsentWithdrawal&);

// Whether the person's consent for the purpose is live on the day; else who is to give it.
//   registry.consent.wanted.self (purpose), .guardian (purpose, who), .nobody (purpose, ties)
Result<void> check_consent(const Call&, const PersonId&, std::string_view purpose, Day,
                           const std::string& field);

}  // namespace zhulian::registry
