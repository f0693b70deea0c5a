// A certificate as a paper states it, taken into what is known of the person.
#pragma once

#include "registry/intake_store.h"

namespace zhulian::registry {

struct StatedCard {
  CertificateNumber number;
  std::optional<Day> issued;
  std::optional<Day> expires;
};

// What is wrong with it for this citizen id, whatever is known: another id, no such level, dates
// that cannot be. `field` names the input at fault.
Result<void> check_card(const StatedCard&, std::string_view citizen_id, Day today);

// The dates of a card: a missing one follows from the other by the pack's years of validity;
// where both are missing it counts from today, without end.
struct CardDates {
  Day issued;
  Day expires;
};
CardDates dates_of(const Call&, const Area&, const StatedCard&);

// The first card of a new person: nothing is read, nothing written.
store::CardRecord first_card(const Call&, const store::Newcomer&, const Area&, const StatedCard&);

// Of somebody known, whose row is locked. Answers whether anything changed.
//   The same number with the same issue or expiry, or without dates: the same card; a date
//     that differs is put right.
//   The same number issued on another day: it was renewed.
//   Another number: it supersedes the current one from its issue, or from today where the
//     paper gives no later issue. An older issue than the current one's is history.
bool take_card(const Call&, const store::PersonRecord&, const StatedCard&);

// Makes what is derived from cards and events anew: which is current, its halt, the days of
// validity.
void derive(Tx&, const PersonId&, std::optional<Day> died_on);

std::int64_t expiring_days(const Call&, const Area&);

}  // namespace zhulian::registry
