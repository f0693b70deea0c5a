#include "registry/validity.h"

#include <algorithm>

namespace zhulian::registry {
namespace {

// What holds of a card after some of its events.
struct Standing {
  bool frozen = false;
  std::optional<Happening> ended{};

  void take(Happening kind) {
    // Death outweighs; otherwise what ended it first stays the reason.
    if (kind == Happening::dead) ended = kind;
    if (ended) return;
    if (kind == Happening::frozen)
      frozen = true;
    else if (kind == Happening::thawed)
      frozen = false;
    else
      ended = kind;
  }
};

}  // namespace

std::optional<Day> Card::superseded() const {
  const auto found = std::ranges::find(events, Happening::superseded, &CardEvent::kind);
  return found == events.end() ? std::nullopt : std::optional(found->on);
}

std::vector<ValidSpan> valid_spans(const std::vector<Card>& cards, std::optional<Day> died_on) {
  std::vector<ValidSpan> spans;
  std::optional<Day> free_from;  // When the card before this one ended.
  for (const Card& card : cards) {
    const Day from = free_from ? std::max(card.issued, *free_from) : card.issued;
    Day end = card.expires + std::chrono::days{1};
    if (died_on) end = std::min(end, *died_on);
    const auto add = [&](Day first, Day until) {
      first = std::max(first, from);
      until = std::min(until, end);
      if (first >= until) return;
      if (!spans.empty() && spans.back().until == first && spans.back().certificate == card.id)
        spans.back().until = until;
      else
        spans.push_back({first, until, card.id, card.category, card.level});
    };
    Standing standing;
    Day since = from;
    for (const CardEvent& event : card.events) {
      if (!standing.frozen && !standing.ended) add(since, event.on);
      standing.take(event.kind);
      since = event.on;
    }
    if (!standing.frozen && !standing.ended) add(since, end);
    if (const auto superseded = card.superseded())
      free_from = free_from ? std::max(*free_from, *superseded) : *superseded;
  }
  return spans;
}

CertificateState state_on(const Card& card, Day day, std::optional<Day> died_on,
                          std::int64_t expiring_days) {
  if (day < card.issued) return CertificateState::none;
  if (died_on && *died_on <= day) return CertificateState::dead;
  Standing standing;
  for (const CardEvent& event : card.events)
    if (event.on <= day) standing.take(event.kind);
  if (standing.ended)
    return standing.ended == Happening::dead ? CertificateState::dead : CertificateState::cancelled;
  if (standing.frozen) return CertificateState::frozen;
  if (card.expires < day) return CertificateState::expired;
  if (card.expires - day <= std::chrono::days{expiring_days}) return CertificateState::expiring;
  return CertificateState::valid;
}

std::string halt_of(const Card& card) {
  Standing standing;
  for (const CardEvent& event : card.events)
    if (event.kind != Happening::superseded) standing.take(event.kind);
  if (standing.ended) return std::string(word(*standing.ended));
  return standing.frozen ? "frozen" : "";
}

}  // namespace zhulian::registry
