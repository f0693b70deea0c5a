// Determinations as people read them: in lists, and one person's explained down to the row, the
// inputs with source and day, the document, and the conditions that failed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/record.h"
#include "http/route.h"
#include "packs/policies.h"
#include "platform/call.h"
#include "registry/registry.h"

namespace zhulian::policy {

using packs::Outcome;
using registry::PersonId;

// A key of the packs and what it is called.
struct Term {
  std::string key;
  std::string name;
};
ZHULIAN_RECORD(Term, key, name);

struct DeterminationRow {
  PersonId person{};
  std::string name{};
  Area area{};
  std::string policy{};
  Outcome outcome{};
  Fen month{};
  std::string missing{};
  std::string excluded_by{};
  std::string mode{};
  std::optional<Day> since{};
};

struct DeterminationLine {
  PersonId person;
  std::string name;
  std::string place;
  std::string policy;
  Outcome outcome;
  Fen month;  // Fen a month; 0 unless entitled, or what would be drawn without the other benefit.
  std::vector<Term> missing;
  std::string excluded_by;   // The other benefit by name, "" when none.
  std::string mode;          // block, take_higher
  std::optional<Day> since;  // Empty for who was not entitled from the first.
};
ZHULIAN_RECORD(DeterminationLine, person, name, place, policy, outcome, month, missing, excluded_by,
               mode, since);

struct DeterminationQuery {
  std::string policy;
  std::optional<Outcome> outcome;
  std::optional<Area> area;
  std::optional<std::string> cursor;
  std::optional<std::int64_t> limit;
  std::optional<std::string> language;  // zh or en.
};
ZHULIAN_RECORD(DeterminationQuery, policy, outcome, area, cursor, limit, language);
constexpr auto record_notes(const DeterminationQuery*) {
  return std::array{record::Note{.field = "policy", .meaning = "The id of a policy."},
                    record::Note{.field = "limit", .minimum = 1, .maximum = 200},
                    record::Note{.field = "language", .meaning = "zh or en.", .max_length = 2}};
}

// What the run found; newest rules, present spans. Errors: policy.absent.
Result<http::Page<DeterminationLine>> find_determinations(const Call&, const DeterminationQuery&);

// ---- one person ------------------------------------------------------------------------------

struct InputLine {
  std::string key;
  std::string name;
  std::string value;  // As the tables see it, in words; "" when not known.
  std::string state;  // known, none (nothing recorded says none), unknown, stale
  std::optional<Day> from;
  std::optional<Day> seen;  // When it was last recorded.
  std::string source;       // "register" for what the register reckons itself.
};
ZHULIAN_RECORD(InputLine, key, name, value, state, from, seen, source);

// A condition of a table that was not met, or could not be told.
struct ConditionLine {
  std::string table;   // The decision's name.
  std::string name;    // The column's.
  std::string wanted;  // The cell, in words.
  std::string is;      // What it is; "" when not known.
};
ZHULIAN_RECORD(ConditionLine, table, name, wanted, is);

struct RateLine {
  std::string key;
  std::string name;
  std::string value;  // As written; "" when no rate is known.
  std::string unit;
  Area area;
  std::string place;
  Day from;
  std::optional<Day> to;
  std::string document;
  std::string article;
};
ZHULIAN_RECORD(RateLine, key, name, value, unit, area, place, from, to, document, article);

struct Explanation {
  std::string policy;
  std::string name;
  Outcome outcome;
  Fen month;
  Day as_of;
  std::optional<Day> since;  // When a run first found it so; empty when none has.
  std::int64_t row;          // Of the policy's table; 0 when none decided.
  std::string basis;         // What the row says it rests on.
  std::string document;      // The policy's.
  std::vector<InputLine> inputs;
  std::vector<RateLine> rates;        // The parameters of the row.
  std::vector<ConditionLine> failed;  // Not entitled: the fewest conditions that stand between.
  std::vector<Term> missing;          // To verify: what to find out.
  std::string excluded_by;            // The other benefit by name ..
  std::string mode;                   // .. block or take_higher ..
  std::string excluded_document;      // .. and what says so.
};
ZHULIAN_RECORD(Explanation, policy, name, outcome, month, as_of, since, row, basis, document,
               inputs, rates, failed, missing, excluded_by, mode, excluded_document);

struct ExplainQuery {
  PersonId person;
  std::optional<Day> as_of;             // Today when left away.
  std::optional<std::string> language;  // zh or en.
};
ZHULIAN_RECORD(ExplainQuery, person, as_of, language);
constexpr auto record_notes(const ExplainQuery*) {
  return std::array{record::Note{.field = "language", .meaning = "zh or en.", .max_length = 2}};
}

// Every policy in force, decided anew for that day and explained.
Result<std::vector<Explanation>> explain_person(const Call&, const ExplainQuery&);

}  // namespace zhulian::policy
