// Figures: numbers that open to their records.
//
// A figure is declared in a pack: what is counted, over which view, at a day or during a
// period, with which filter. Nothing is typed in and nothing is cached: the number and the list
// behind it are the same SELECT, once counted and once listed, so they cannot disagree.
//
//   count   distinct keys                      opens to `value` records
//   sum     of an amount                       opens to the rows that were added
//   rate    numerator / denominator, percent   opens to the records of either
//   derived a formula over other figures       opens to those
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/record.h"
#include "http/route.h"
#include "packs/catalogue.h"
#include "platform/call.h"

namespace zhulian::figures {

// For which place, for which days (both included), as things stood on which day.
struct Scope {
  Area area;
  Day from;
  Day to;
  Day as_of;
};

struct PublishedValue {
  std::string value;
  std::string bound;  // exact, at_least, more_than, about
  std::string kind;   // actual, target
  std::string basis;
  std::string area;
  std::string from;
  std::string to;
};
ZHULIAN_RECORD(PublishedValue, value, bound, kind, basis, area, from, to);

struct FigureLine {
  std::string id;
  std::string name;  // In the caller's language.
  std::string definition;
  std::string kind;
  std::optional<double> value;  // Empty where there is nothing to divide by.
  std::string unit;
  std::optional<std::string> denominator;  // The id of the figure it is measured against.
  std::optional<std::string> numerator;
  std::int64_t records;              // What it opens to; equal to `value` for a count.
  std::vector<std::string> answers;  // Mechanism ids.
  std::optional<PublishedValue> published;
};
ZHULIAN_RECORD(FigureLine, id, name, definition, kind, value, unit, denominator, numerator, records,
               answers, published);

struct FiguresQuery {
  std::optional<Area> area;             // The actor's own when left away.
  std::optional<Day> from;              // The first day of the year of `to`.
  std::optional<Day> to;                // Today.
  std::optional<Day> as_of;             // `to`.
  std::optional<std::string> language;  // zh or en.
};
ZHULIAN_RECORD(FiguresQuery, area, from, to, as_of, language);

struct RecordsQuery {
  std::string figure;
  std::optional<Area> area;
  std::optional<Day> from;
  std::optional<Day> to;
  std::optional<Day> as_of;
  std::optional<std::string> cursor;
  std::optional<std::int64_t> limit;
  std::optional<std::string> language;  // zh or en.
};
ZHULIAN_RECORD(RecordsQuery, figure, area, from, to, as_of, cursor, limit, language);

// One record behind a figure. Names are masked for who may not read people.
struct FigureRecord {
  std::string subject;  // person, need, household, organisation, delivery, ..
  std::string id;
  std::string label;
  Area area;
  std::string place;
  std::optional<Day> on;
  std::optional<double> amount;  // What it adds to a sum or mean.
};
ZHULIAN_RECORD(FigureRecord, subject, id, label, area, place, on, amount);

// The scope a query means, within what the actor may see: figures.no_area,
// figures.period_backwards.
Result<Scope> scope_of(const Call&, const FiguresQuery&);

Result<std::vector<FigureLine>> find_figures(const Call&, const FiguresQuery&);
Result<http::Page<FigureRecord>> records_of(const Call&, const RecordsQuery&);

// Every figure of the packs, for the command line: any area, no actor.
Result<std::vector<FigureLine>> compute(Tx&, const packs::Catalogue&, const Scope&,
                                        std::string_view language);

}  // namespace zhulian::figures
