// A place's published report, answered: each of its sentences (report.yaml of the place's pack,
// in our own words) with the figure computed over the sentence's own place and days, beside what
// was published.
//
// Nobody sees a sentence about a place outside their areas, and a report without a sentence they
// may see does not exist for them.
#pragma once

#include "figures/figures.h"

namespace zhulian::figures {

// How what is computed stands to what was published. "At least 400" agrees with 404, "about 400"
// with what rounds to it.
enum class Outcome {
  equal,
  above,
  below,
  target_met,
  target_missed,
  practice,  // The report names a practice and no number.
  unknown,   // There is nothing to divide by.
  later,     // Nothing answers it yet; `later` says why.
};
constexpr Names<Outcome, 8> outcome_names{{{
    {Outcome::equal, "equal"},
    {Outcome::above, "above"},
    {Outcome::below, "below"},
    {Outcome::target_met, "target_met"},
    {Outcome::target_missed, "target_missed"},
    {Outcome::practice, "practice"},
    {Outcome::unknown, "unknown"},
    {Outcome::later, "later"},
}}};
constexpr const auto& names_of(Outcome) {
  return outcome_names;
}

Outcome outcome_of(std::optional<double> computed, const packs::Published&);

struct StatementLine {
  std::string id;
  std::string statement;                // In the caller's language.
  std::vector<std::string> mechanisms;  // "000-04"
  std::optional<std::string> figure;    // Its id, where something is counted.
  std::string name;                     // The figure's, "" without one.
  std::string definition;
  std::string kind;
  std::optional<double> value;
  std::optional<std::string> unit;
  std::int64_t records;
  std::optional<PublishedValue> published;
  Outcome outcome;
  std::string screen;  // A route of the web app; "" when there is none.
  std::string later;   // Why nothing answers it yet.
  std::string sample;  // Why a demonstration cannot reach the number.
  Area area;
  std::string area_name;
  Day from;
  Day to;
  Day as_of;
};
ZHULIAN_RECORD(StatementLine, id, statement, mechanisms, figure, name, definition, kind, value,
               unit, records, published, outcome, screen, later, sample, area, area_name, from, to,
               as_of);

struct PlaceReport {
  std::string place;  // The id of its pack.
  std::string name;
  std::string title;
  std::string document;  // What was published, and when.
  Area area;
  std::vector<StatementLine> statements;
};
ZHULIAN_RECORD(PlaceReport, place, name, title, document, area, statements);

// A report as it stands in the list: how many sentences, and how many of them are numbers.
struct PlaceLine {
  std::string place;
  std::string name;
  std::string title;
  Area area;
  std::int64_t statements;
  std::int64_t published;
  std::int64_t later;
};
ZHULIAN_RECORD(PlaceLine, place, name, title, area, statements, published, later);

struct PlacesQuery {
  std::optional<std::string> language;  // zh or en.
};
ZHULIAN_RECORD(PlacesQuery, language);

struct ReportQuery {
  std::string place;
  std::optional<std::string> language;
};
ZHULIAN_RECORD(ReportQuery, place, language);

Result<std::vector<PlaceLine>> find_places(const Call&, const PlacesQuery&);
Result<PlaceReport> open_report(const Call&, const ReportQuery&);  // figures.no_place

// The whole report, for the command line: any area, no actor. figures.no_report
Result<PlaceReport> answer_report(Tx&, const packs::Catalogue&, std::string_view place, Day today,
                                  std::string_view language);

}  // namespace zhulian::figures
