// Pledges of a year: what a place promises its people in public, each a figure and a number.
//
// How far one has come is never typed in: it is its figure, computed for the pledge's area from
// the first day of the year on, and opens to the records as every figure does. When the year is
// over the value is written down once. A pledge that changes is a new row that names the old one,
// and only the new one stands.
#pragma once

#include "figures/figures.h"

namespace zhulian::figures {

struct Pledge;
using PledgeId = Id<Pledge>;
using OrganisationId = Id<registry::Organisation>;

enum class PledgeState {
  ahead,        // Its year has not begun.
  running,      // .. or is over and not written down yet.
  done,         // Closed: the figure had reached the target.
  not_reached,  // Closed, and it had not.
};
constexpr Names<PledgeState, 4> pledge_state_names{{{
    {PledgeState::ahead, "ahead"},
    {PledgeState::running, "running"},
    {PledgeState::done, "done"},
    {PledgeState::not_reached, "not_reached"},
}}};
constexpr const auto& names_of(PledgeState) {
  return pledge_state_names;
}

struct NewPledge {
  PledgeId id;
  Area area;
  std::int64_t year;
  std::string name;    // "200 homes made free of barriers".
  std::string figure;  // Of the packs: what counts towards it.
  double target;       // In the figure's unit; at least so many.
  std::optional<OrganisationId> lead;
  std::optional<std::string> words;
  std::optional<Day> published_on;  // Today when left away.
};
ZHULIAN_RECORD(NewPledge, id, area, year, name, figure, target, lead, words, published_on);
constexpr auto record_notes(const NewPledge*) {
  return std::array{record::Note{.field = "year", .minimum = 1990, .maximum = 9998},
                    record::Note{.field = "name", .max_length = 120, .min_length = 1},
                    record::Note{.field = "figure", .max_length = 80, .min_length = 1},
                    record::Note{.field = "words", .max_length = 2000}};
}

// What stands instead; what is left away stays as it was.
struct PledgeCorrection {
  PledgeId pledge;
  PledgeId id;  // Of the new one.
  std::string reason;
  std::optional<std::string> name;
  std::optional<std::string> figure;
  std::optional<double> target;
  std::optional<OrganisationId> lead;
  std::optional<std::string> words;
};
ZHULIAN_RECORD(PledgeCorrection, pledge, id, reason, name, figure, target, lead, words);
constexpr auto record_notes(const PledgeCorrection*) {
  return std::array{record::Note{.field = "reason", .max_length = 500, .min_length = 1},
                    record::Note{.field = "name", .max_length = 120, .min_length = 1},
                    record::Note{.field = "figure", .max_length = 80, .min_length = 1},
                    record::Note{.field = "words", .max_length = 2000}};
}

struct PledgeClosing {
  PledgeId pledge;
  std::optional<std::string> words;
};
ZHULIAN_RECORD(PledgeClosing, pledge, words);
constexpr auto record_notes(const PledgeClosing*) {
  return std::array{record::Note{.field = "words", .max_length = 2000}};
}

// What was pledged before, and why it was changed.
struct FormerPledge {
  PledgeId id;
  std::string name;
  std::string figure;
  double target;
  std::string reason;  // Of the row that stands for it.
  Instant changed_at;
  std::string changed_by;  // A user's id.
};
ZHULIAN_RECORD(FormerPledge, id, name, figure, target, reason, changed_at, changed_by);

// The figure as it was written down.
struct ClosedPledge {
  Day on;
  std::optional<double> value;
  std::string words;
  std::string by;  // A user's id.
};
ZHULIAN_RECORD(ClosedPledge, on, value, words, by);

struct PledgeLine {
  PledgeId id;
  Area area;
  std::string area_name;
  std::int64_t year;
  std::string name;
  std::string figure;
  std::string figure_name;  // In the caller's language, as the definition.
  std::string definition;
  std::string unit;
  double target;
  std::optional<double>
      value;        // Computed now; empty before the year, or with nothing to divide by.
  bool is_reached;  // .. or was, where it is closed.
  PledgeState state;
  Day from;  // The days the figure is computed for.
  Day to;
  std::optional<OrganisationId> lead;
  std::string lead_name;
  std::string words;
  Day published_on;
  bool may_close;  // Its year is over.
  std::optional<ClosedPledge> closing;
  std::vector<FormerPledge> former;  // The newest first.
};
ZHULIAN_RECORD(PledgeLine, id, area, area_name, year, name, figure, figure_name, definition, unit,
               target, value, is_reached, state, from, to, lead, lead_name, words, published_on,
               may_close, closing, former);

struct PledgesQuery {
  std::optional<Area> area;
  std::optional<std::int64_t> year;     // This year when left away.
  std::optional<std::string> language;  // zh or en.
};
ZHULIAN_RECORD(PledgesQuery, area, year, language);

// Those that stand, of the actor's areas; at most five hundred.
Result<std::vector<PledgeLine>> find_pledges(const Call&, const PledgesQuery&);
Result<PledgeLine> add_pledge(const Call&, const NewPledge&);
Result<PledgeLine> correct_pledge(const Call&, const PledgeCorrection&);
Result<PledgeLine> close_pledge(const Call&, const PledgeClosing&);

}  // namespace zhulian::figures
