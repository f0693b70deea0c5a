#include "registry/cards.h"

#include <algorithm>

#include "packs/catalogue.h"

namespace zhulian::registry {
namespace {

store::CardRecord record_of(const StatedCard& stated, const CardDates& dates,
                            const Id<Certificate>& id, const std::string& number_hash) {
  store::CardRecord card;
  card.id = id;
  card.category = stated.number.category;
  card.level = stated.number.level;
  card.reissue = stated.number.reissue;
  card.issued = dates.issued;
  card.expires = dates.expires;
  card.number_hash = number_hash;
  return card;
}

// The known card that the paper speaks of. `dates` are the paper's, completed.
const store::CardRecord* same_card(const std::vector<store::CardRecord>& cards,
                                   const std::string& hash, const StatedCard& stated,
                                   const CardDates& dates) {
  const store::CardRecord* found = nullptr;
  for (const auto& card : cards) {
    if (card.number_hash != hash) continue;
    if (card.issued == dates.issued) return &card;
    const bool same_expiry = stated.expires && *stated.expires == card.expires;
    // Without a day of issue nothing but a later expiry tells a renewal.
    const bool no_dates = !stated.issued && !stated.expires;
    const bool earlier = !stated.issued && stated.expires && *stated.expires < card.expires;
    if (same_expiry || no_dates || earlier) found = &card;
  }
  return found;
}

bool put_dates_right(const Call& call, const store::CardRecord& card, const StatedCard& stated) {
  const Day issued = stated.issued.value_or(card.issued);
  Day expires = stated.expires.value_or(card.expires);
  // An earlier expiry without an issue is an older printing of the same number, or a slip of
  // the pen; neither takes days away from the holder.
  if (!stated.issued) expires = std::max(expires, card.expires);
  if (issued == card.issued && expires == card.expires) return false;
  if (expires <= issued) return false;
  store::correct_dates(call.tx, card.id, issued, expires);
  return true;
}

void supersede(const Call& call, const store::CardRecord& card, Day on) {
  store::insert_event(call, new_uuid(call.now), card.id, Happening::superseded, on, "");
}

// The day the card that follows one issued on `issued` takes over.
std::optional<Day> next_issue(const std::vector<store::CardRecord>& cards, Day issued) {
  std::optional<Day> next;
  for (const auto& card : cards)
    if (card.issued > issued && (!next || card.issued < *next)) next = card.issued;
  return next;
}

}  // namespace

Result<void> check_card(const StatedCard& stated, std::string_view citizen_id, Day today) {
  if (stated.number.citizen_id != citizen_id)
    return fail(Fault::invalid, "registry.certificate.other_person", "/certificate_number");
  if (stated.number.level < 1 || stated.number.level > 4)
    return fail(Fault::invalid, "registry.certificate.level", "/certificate_number",
                {{"level", std::to_string(stated.number.level)}});
  if (stated.issued && stated.expires && *stated.expires <= *stated.issued)
    return fail(Fault::invalid, "registry.certificate.dates", "/expires_on");
  if (stated.issued && *stated.issued > today)
    return fail(Fault::invalid, "registry.certificate.issued_later", "/issued_on",
                {{"day", to_string(*stated.issued)}});
  return {};
}

CardDates dates_of(const Call& call, const Area& area, const StatedCard& stated) {
  const auto years = [&](Day day) {
    return static_cast<int>(call.deployment.packs.number("certificate.valid_years", area, day));
  };
  if (stated.issued && stated.expires) return {*stated.issued, *stated.expires};
  if (stated.issued)
    return {*stated.issued,
            add_years(*stated.issued, years(*stated.issued)) - std::chrono::days{1}};
  if (stated.expires)
    return {add_years(*stated.expires + std::chrono::days{1}, -years(*stated.expires)),
            *stated.expires};
  return {call.today(), last_day};
}

store::CardRecord first_card(const Call& call, const store::Newcomer& one, const Area& area,
                             const StatedCard& stated) {
  store::CardRecord card =
      record_of(stated, dates_of(call, area, stated), one.card, one.number_hash);
  card.current = true;
  return card;
}

bool take_card(const Call& call, const store::PersonRecord& person, const StatedCard& stated) {
  const auto cards = store::cards(call.tx, person.id);
  const std::string hash = store::number_hash(call.deployment.keys, stated.number.text());
  const CardDates dates = dates_of(call, person.area, stated);
  if (const auto* known = same_card(cards, hash, stated, dates)) {
    if (!put_dates_right(call, *known, stated)) return false;
    derive(call.tx, person.id, person.died_on);
    return true;
  }
  const auto current = std::ranges::find(cards, true, &store::CardRecord::current);
  const bool number_known =
      std::ranges::find(cards, hash, &store::CardRecord::number_hash) != cards.end();
  // A number that was superseded and comes back without a day of issue is an old paper.
  if (number_known && !stated.issued && current->number_hash != hash) return false;

  const store::CardRecord card = record_of(stated, dates, new_id<Certificate>(call.now), hash);
  store::insert_card(call, person.id, person.area, card, stated.number.text());
  if (current != cards.end()) {
    if (card.issued > current->issued)
      supersede(call, *current, card.issued);
    else if (card.issued == current->issued || !stated.issued)
      // Sheets often keep the day of the first issue: the change holds from today.
      supersede(call, *current, call.today());
    else
      supersede(call, card, *next_issue(cards, card.issued));  // History: one we did not know.
  }
  derive(call.tx, person.id, person.died_on);
  return true;
}

void derive(Tx& tx, const PersonId& person, std::optional<Day> died_on) {
  const auto cards = store::cards(tx, person);
  const auto standing = [&](const store::CardRecord& card) { return &card == &cards.back(); };
  // Who is current no more goes first: the database holds one current card a person.
  for (const bool current : {false, true})
    for (const auto& card : cards) {
      if (standing(card) != current) continue;
      const std::string halt = halt_of(card);
      if (card.current != current || card.halt != halt)
        store::set_standing(tx, card.id, current, halt);
    }
  const auto spans = valid_spans({cards.begin(), cards.end()}, died_on);
  if (spans != store::validity(tx, person)) store::replace_validity(tx, person, spans);
}

std::int64_t expiring_days(const Call& call, const Area& area) {
  return call.deployment.packs.number("certificate.expiring_days", area, call.today());
}

}  // namespace zhulian::registry
