// Policies as readable tables: what is asked, the rows, the amounts in force for a place and day
// with their documents, and what excludes what.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "policy/determinations.h"

namespace zhulian::policy {

struct OutcomeCount {
  Outcome outcome;
  std::int64_t persons;
  Fen month;  // Altogether, a month.
};
ZHULIAN_RECORD(OutcomeCount, outcome, persons, month);

struct PolicyLine {
  std::string id;
  std::string name;
  std::string about;
  std::string document;
  Day from;
  bool in_force;
  std::vector<OutcomeCount> counts;  // What runs found in the area, of those the caller may see.
};
ZHULIAN_RECORD(PolicyLine, id, name, about, document, from, in_force, counts);

struct PoliciesQuery {
  std::optional<Area> area;  // The caller's own when left away.
  std::optional<Day> as_of;  // Today when left away.
  std::optional<std::string> language;
};
ZHULIAN_RECORD(PoliciesQuery, area, as_of, language);
constexpr auto record_notes(const PoliciesQuery*) {
  return std::array{record::Note{.field = "language", .meaning = "zh or en.", .max_length = 2}};
}

struct TableRow {
  std::int64_t row;                // 1-based.
  std::vector<std::string> tests;  // One an input; "" where anything will do.
  std::vector<std::string> outputs;
  std::string basis;
};
ZHULIAN_RECORD(TableRow, row, tests, outputs, basis);

struct TableView {
  std::string decision;
  std::string name;
  std::string about;
  std::string hit_policy;  // first, unique, ..
  std::vector<std::string> inputs;
  std::vector<std::string> outputs;
  std::vector<TableRow> rows;
};
ZHULIAN_RECORD(TableView, decision, name, about, hit_policy, inputs, outputs, rows);

struct ExclusionLine {
  std::string benefit;
  std::string name;
  std::string mode;  // block, take_higher, allow
  Area area;
  std::string place;
  std::string document;
};
ZHULIAN_RECORD(ExclusionLine, benefit, name, mode, area, place, document);

struct FactView {
  std::string key;
  std::string name;
  std::string source;
  std::int64_t fresh_days;  // 0: for ever.
  bool means_none;
};
ZHULIAN_RECORD(FactView, key, name, source, fresh_days, means_none);

struct PolicyPage {
  std::string id;
  std::string name;
  std::string about;
  std::string document;
  Day from;
  bool in_force;
  Area area;
  std::string place;
  Day as_of;
  std::vector<OutcomeCount> counts;
  std::vector<TableView> tables;  // Requirements first, the policy's own last.
  std::vector<RateLine> rates;    // Of the parameters the tables name.
  std::vector<Term> holes;        // Parameters of which no value is known there and then.
  std::vector<ExclusionLine> exclusions;
  std::vector<FactView> facts;
};
ZHULIAN_RECORD(PolicyPage, id, name, about, document, from, in_force, area, place, as_of, counts,
               tables, rates, holes, exclusions, facts);

struct PolicyQuery {
  std::string policy;
  std::optional<Area> area;
  std::optional<Day> as_of;
  std::optional<std::string> language;
};
ZHULIAN_RECORD(PolicyQuery, policy, area, as_of, language);
constexpr auto record_notes(const PolicyQuery*) {
  return std::array{record::Note{.field = "language", .meaning = "zh or en.", .max_length = 2}};
}

Result<std::vector<PolicyLine>> find_policies(const Call&, const PoliciesQuery&);
// policy.absent
Result<PolicyPage> open_policy(const Call&, const PolicyQuery&);

}  // namespace zhulian::policy
