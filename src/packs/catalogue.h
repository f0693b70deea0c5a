// What the packs say, read and checked: the practice of a place as plain data. A Catalogue is
// made once when the program starts and never changes; everything in it has passed check.h.
//
// A place's pack adds to `cn` or overrides by key; the order of packs is the order of `init`.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/area.h"
#include "base/result.h"
#include "base/time.h"
#include "packs/sites.h"
#include "packs/text.h"
#include "packs/ties.h"
#include "platform/rights.h"

namespace zhulian::packs {

struct EventRules;  // event_rules.h
struct Policies;    // policies.h

// A text in the two languages of the product.
struct PackInfo {
  std::string id;
  Text name;
  std::string version;
  std::vector<std::string> needs;  // Packs that must stand before it.
  std::optional<Area> area;        // The place it is for; cn has none.
};

// One value of a code list, with the days it may be used.
struct Code {
  std::string code;
  Text name;
  std::string parent;  // A code of the same list: need_category has two levels.
  std::map<std::string, std::string, std::less<>> flags;  // Further columns: may_claim = "1".
  Day from;
  Day until;  // First day it may no longer be used.
  std::string document;

  bool flag(std::string_view column) const {
    const auto found = flags.find(column);
    return found != flags.end() && found->second == "1";
  }
  bool holds_on(Day day) const { return from <= day && day < until; }
};

struct CodeList {
  std::string name;  // "need_category"
  std::vector<Code> codes;
  const Code* find(std::string_view code) const;
};

struct AreaRow {
  Area area;
  AreaLevel level;
  std::string name;
  Day from;
  Day until;
  std::string source;
};

// Who a role's rights hold for: everybody in its areas, its own organisation, itself.
enum class Reach { area, organisation, person };

struct Role {
  std::string id;
  Text name;
  Rights rights;
  Reach reach = Reach::area;
};

// A number that is law or practice of a place: value from a day on, with its document.
struct Parameter {
  std::string key;  // "needs.claim_window_days"
  Area area;        // Falls back to its ancestors.
  Day from;
  Day until;
  std::int64_t value;
  std::string unit;
  std::string document;
};

// A column of the roster and what offices call it.
struct RosterColumn {
  std::string key;  // "citizen_id"
  std::string
      kind;  // text, code, citizen_id, certificate, phone, town, village, date, yes_no, ignore
  std::string codes;  // For kind code: the list.
  Text name;          // As exported.
  bool required = false;
  std::vector<std::string> headings;  // As offices write them; compared squeezed.
};

// An ending of a place's name, and what kind of place it tells: "village", "community".
struct PlaceSuffix {
  std::string suffix;
  std::string kind;
};

struct RosterSheet {
  int head_within_rows = 20;
  int head_matches_min = 4;
  std::vector<RosterColumn> columns;
  // List -> spelling, squeezed -> code: "disability_level" -> {"yiji" -> "1"}.
  std::map<std::string, std::map<std::string, std::string, std::less<>>, std::less<>> values;
  std::vector<std::string> footers;           // A row that begins with one is no data.
  std::vector<PlaceSuffix> village_suffixes;  // Longest meaning first.
  std::vector<PlaceSuffix> town_suffixes;
};

// ---- figures -------------------------------------------------------------------------------

enum class FigureKind { count, sum, rate, derived };
constexpr Names<FigureKind, 4> figure_kind_names{{{
    {FigureKind::count, "count"},
    {FigureKind::sum, "sum"},
    {FigureKind::rate, "rate"},
    {FigureKind::derived, "derived"},
}}};
constexpr const auto& names_of(FigureKind) {
  return figure_kind_names;
}

// Which rows of a view count: those whose span holds the as-of day, or those whose day lies
// in the period.
enum class FigureTime { always, at, during };

struct Published {
  std::string area;   // A code.
  std::string value;  // Exact decimal text.
  std::string bound;  // exact, at_least, more_than, about
  std::string kind;   // actual, target
  std::string basis;  // "disabled people", "certificate holders"
  std::string from;   // The period it speaks of, ISO days or "".
  std::string to;
};

struct Figure {
  std::string id;  // "needs_delivered"
  Text name;
  Text definition;
  FigureKind kind;
  std::string unit;    // person, attendance, household, case, session, ..
  std::string view;    // registry_holder_public
  std::string key;     // The column that is counted distinct: person_id
  std::string amount;  // The column that is summed; sum and mean only.
  FigureTime time = FigureTime::always;
  std::string day;        // The column `during` looks at.
  std::string filter;     // FEEL over the view's columns; empty: all rows.
  std::string among;      // Keys must also be records of this figure ..
  std::string outside;    // .. and must not be records of this one.
  std::string numerator;  // Rates: two other figures.
  std::string denominator;
  std::string formula;               // Derived: FEEL over other figures' ids and as_of.
  std::vector<std::string> answers;  // Mechanism ids: "000-06".
  std::vector<Published> published;
  std::string place;  // File and line, for faults.
};

// ---- reports ---------------------------------------------------------------------------------

// One sentence of a place's published report, in our own words, and what answers it: a figure
// computed over the sentence's own place and days, a screen where the practice is at work, or
// plainly why nothing answers it yet. Days are inclusive; without them it speaks of all that is
// recorded until today, which only a sentence without a number may.
struct Statement {
  std::string id;
  Text words;
  std::vector<std::string> mechanisms;  // "000-04"
  std::string figure;                   // An id; "" where nothing can be counted.
  Area area;
  std::optional<Day> from;
  std::optional<Day> to;
  std::optional<Day> as_of;            // `to` when left away.
  std::optional<Published> published;  // None where the report names a practice, not a number.
  std::string screen;                  // A route of the web app: "/events?kind=home_visit"; or "".
  Text later;                          // Why nothing answers it yet; empty when something does.
  Text sample;                         // Why the sample cannot reach the number; mostly empty.
};

struct Report {
  std::string pack;  // The id of the place's pack.
  Text title;
  Text document;  // The name of the published report.
  Area area;      // The place's.
  std::vector<Statement> statements;
};

// ---- needs -----------------------------------------------------------------------------------

// The rules of the loop that a place may set. Each has a document; see needs.yaml.
struct NeedsRules {
  std::int64_t claim_days;        // How long a listing takes claims, when nothing else is said.
  std::int64_t selection_days;    // From the close of claims to the choice.
  std::int64_t delivery_days;     // From the choice to the delivery.
  std::int64_t evaluation_days;   // From delivery, while an evaluation is taken.
  std::int64_t person_weight;     // Percent of the person's stars in the score ..
  std::int64_t community_weight;  // .. and of the community's mean.
  std::int64_t letter_min;        // Characters of each section of the letter of intent.
  std::int64_t letter_max;
  std::int64_t partners_max;
  std::int64_t wish_max;      // Characters of a need's words.
  std::int64_t people_min;    // Fewer on a notice: its place is named one level wider.
  std::int64_t evidence_min;  // Photos with one delivery.
  std::int64_t evidence_max;
};

// ---- the register ----------------------------------------------------------------------------

enum class FactForm {
  categories,  // Of disability, 1 to 6: "4,5".
  truth,       // "yes" or "no".
  text,
};
constexpr Names<FactForm, 3> fact_form_names{{{
    {FactForm::categories, "categories"},
    {FactForm::truth, "truth"},
    {FactForm::text, "text"},
}}};
constexpr const auto& names_of(FactForm) {
  return fact_form_names;
}

// What an office may record of a person: dated, with its source.
struct FactRule {
  std::string key;  // "components"
  Text name;
  FactForm form;
  Day from;
  Day until;
  std::string document;
};

struct Catalogue {
  std::vector<PackInfo> packs;
  std::chrono::minutes zone{};
  std::map<std::string, CodeList, std::less<>> lists;
  std::vector<AreaRow> areas;
  std::map<std::string, Role, std::less<>> roles;
  std::vector<Parameter> parameters;
  std::map<std::string, FactRule, std::less<>> facts;
  RosterSheet roster;
  SiteRules sites;
  Calendar calendar;
  TieRules ties;
  std::shared_ptr<const EventRules> events;  // Never empty once loaded.
  std::shared_ptr<const Policies> policies;  // Never empty once loaded.
  std::vector<Figure> figures;               // In the order of the files.
  std::vector<Report> reports;               // One of a place at most, in the order of the packs.
  // Files of the sample, for `demo`: path below the pack -> content.
  std::map<std::string, std::string, std::less<>> samples;

  const CodeList& list(std::string_view name) const;  // Asserts that it exists.
  const Code* code(std::string_view list, std::string_view code) const;
  const Figure* figure(std::string_view id) const;
  const Report* report(std::string_view pack) const;

  // The value for an area on a day: of the area itself or its nearest ancestor that has one.
  std::optional<std::int64_t> parameter(std::string_view key, const Area&, Day) const;
  // As above; a parameter that the product cannot work without is a fault of the packs, found
  // on load, so here it exists.
  std::int64_t number(std::string_view key, const Area&, Day) const;
  NeedsRules needs_rules(const Area&, Day) const;
  // The largest photo that is taken as proof, of whatever.
  std::int64_t photo_bytes_max(const Area&, Day) const;

  // Codes by their names, in both languages, for {argument} of a message: what an officer reads
  // is "party branch", not party_branch. A code that the list lacks stays as it is.
  std::vector<Argument> worded(std::string_view argument, std::string_view list,
                               const std::vector<std::string>& codes) const;
};

}  // namespace zhulian::packs
