// On which days a certificate holds. Pure: cards and what befell them in, spans out.
//
// A person's cards form a succession: each is superseded by the next on a day. A card counts
// from its issue, or from the day the one before it ended, to its last day; not while it is
// frozen, and never again once it is cancelled, superseded or the holder dead.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "registry/registry.h"

namespace zhulian::registry {

inline constexpr Day last_day = open_end - std::chrono::days{1};  // Of a card without end.

enum class Happening { frozen, thawed, cancelled, dead, superseded };
constexpr Names<Happening, 5> happening_names{{{
    {Happening::frozen, "frozen"},
    {Happening::thawed, "thawed"},
    {Happening::cancelled, "cancelled"},
    {Happening::dead, "dead"},
    {Happening::superseded, "superseded"},
}}};
constexpr const auto& names_of(Happening) {
  return happening_names;
}

struct CardEvent {
  Happening kind;
  Day on;  // The first day it holds.
};

struct Card {
  Id<Certificate> id{};
  std::int64_t category = 0;
  std::int64_t level = 0;
  std::int64_t reissue = 0;
  Day issued{};
  Day expires{};                    // The last day it is valid.
  std::vector<CardEvent> events{};  // By day; of one day as recorded.

  std::optional<Day> superseded() const;  // The day another took its place.
};

struct ValidSpan {
  Day from;
  Day until;  // The first day it no longer holds.
  Id<Certificate> certificate;
  std::int64_t category;
  std::int64_t level;
  bool operator==(const ValidSpan&) const = default;
};

// `cards` in the order of their succession. `died_on` is the first day the person no longer
// lived. Spans never overlap and come in order of time; none is empty.
std::vector<ValidSpan> valid_spans(const std::vector<Card>& cards, std::optional<Day> died_on);

// What a card is called on a day; a superseded one is cancelled.
CertificateState state_on(const Card&, Day, std::optional<Day> died_on, std::int64_t expiring_days);

// What the events amount to in the end: "", frozen, cancelled or dead (superseded aside).
std::string halt_of(const Card&);

}  // namespace zhulian::registry
