// Random tables against the engine itself: what is told of a table is what happens when people of
// every kind are decided by it.
#include <algorithm>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "dmn/check_world.h"

namespace zhulian::dmn {
namespace {

using check_world::TableOf;
using feel::Value;

constexpr int rounds = 250;

// Tables over a number of one to six, a truth and a text of three; and the values that meet every
// way their cells can be cut.
struct Random {
  explicit Random(unsigned seed) : dice(seed) {}

  int below(int n) { return std::uniform_int_distribution<int>(0, n - 1)(dice); }
  std::string number() { return std::to_string(1 + below(6)); }

  std::string number_cell() {
    switch (below(9)) {
      case 0:
        return "< " + number();
      case 1:
        return ">= " + number();
      case 2: {
        const int low = 1 + below(6);
        return std::string(below(2) ? "[" : "(") + std::to_string(low) + ".." +
               std::to_string(low + below(4)) + (below(2) ? "]" : ")");
      }
      case 3:
        return number() + ", " + number();
      case 4:
        return "not(" + number() + ")";
      case 5:
        return "not(< " + number() + ", " + number() + ")";
      case 6:
        return "? > " + number() + " and ? != " + number();
      default:
        return "-";
    }
  }
  std::string truth_cell() {
    static constexpr const char* cells[] = {"true", "false", "-", "-", "not(true)"};
    return cells[below(5)];
  }
  std::string text_cell() {
    static constexpr const char* cells[] = {
        "\"a\"", "\"b\"", "\"a\", \"c\"", "not(\"a\")", "not(\"a\", \"b\")", "-", "-"};
    return cells[below(7)];
  }

  TableOf table(const std::string& policy) {
    TableOf made{.policy = policy, .inputs = {}, .rows = {}};
    const bool closed = below(2) == 0;
    made.inputs = {
        {"n", "number"}, {"t", "boolean"}, {"s", "string", closed ? "\"a\", \"b\", \"c\"" : ""}};
    const int rows = 1 + below(6);
    for (int row = 0; row < rows; ++row)
      made.rows.push_back({number_cell(), truth_cell(), text_cell(), std::to_string(row + 1)});
    return made;
  }

  // Calls `take` with one person of every kind.
  template <class Take>
  static void each_person(const TableOf& table, Take take) {
    std::vector<std::string> texts{"a", "b", "c"};
    if (table.inputs[2].values.empty()) texts.push_back("something else");
    for (int half = 0; half <= 22; ++half)
      for (const bool truth : {true, false})
        for (const std::string& text : texts)
          take(feel::Context{{"n", Value(feel::Decimal(half) * *feel::Decimal::parse("0.5"))},
                             {"t", Value(truth)},
                             {"s", Value(text)}});
  }

  std::mt19937 dice;
};

// Which rows hold for a person, as the engine says: the same rows, all collected.
std::vector<int> rows_that_hold(const Rules& all, const feel::Context& person) {
  std::vector<int> rows;
  const auto decided = all.decide("table", person);
  if (!decided) throw std::runtime_error(decided.error().code);
  const auto add = [&](const Value& value) {
    rows.push_back(static_cast<int>(*value.as_number()->to_int64()));
  };
  if (const feel::List* list = decided->value.as_list())
    for (const Value& value : *list) add(value);
  else if (!decided->value.is_null())
    add(decided->value);
  return rows;
}

Rules all_rows(TableOf table) {
  table.policy = "RULE ORDER";
  return check_world::rules_of(check_world::model_of(table));
}

std::string shown(const TableOf& table) {
  std::string text = table.policy + "\n";
  for (const auto& row : table.rows) {
    for (const std::string& cell : row) text += cell + " | ";
    text += "\n";
  }
  return text;
}

std::set<int> rows_told(const std::vector<Finding>& found, Wrong wrong) {
  std::set<int> rows;
  for (const Finding& one : found)
    if (one.wrong == wrong && one.weight == Weight::fault) rows.insert(one.place.row);
  return rows;
}

feel::Context person_of(const Finding& finding) {
  feel::Context person;
  for (const Trait& trait : finding.person) person.put(trait.name, trait.value.example);
  return person;
}

TEST(CheckRandom, a_gap_is_told_when_somebody_falls_through_and_only_then) {
  Random random(11);
  int gaps = 0;
  for (int round = 0; round < rounds; ++round) {
    const TableOf table = random.table("UNIQUE");
    const Rules all = all_rows(table);
    bool gap = false;
    Random::each_person(
        table, [&](const feel::Context& person) { gap |= rows_that_hold(all, person).empty(); });
    const auto found = check_world::found_in(table);
    bool told = false;
    for (const Finding& one : found) {
      EXPECT_NE(one.wrong, Wrong::not_judged) << shown(table);
      if (one.wrong != Wrong::gap || one.code != "dmn.check.gap") continue;
      told = true;
      EXPECT_TRUE(rows_that_hold(all, person_of(one)).empty()) << shown(table);
    }
    ASSERT_EQ(told, gap) << shown(table);
    gaps += gap;
  }
  EXPECT_GT(gaps, rounds / 10);
  EXPECT_LT(gaps, rounds);
}

TEST(CheckRandom, rows_overlap_exactly_where_two_hold_at_once) {
  Random random(12);
  for (int round = 0; round < rounds; ++round) {
    const TableOf table = random.table("UNIQUE");
    const Rules all = all_rows(table);
    std::set<std::pair<int, int>> expected;
    Random::each_person(table, [&](const feel::Context& person) {
      const auto rows = rows_that_hold(all, person);
      for (std::size_t i = 0; i < rows.size(); ++i)
        for (std::size_t j = i + 1; j < rows.size(); ++j) expected.emplace(rows[i], rows[j]);
    });
    std::set<std::pair<int, int>> told;
    for (const Finding& one : check_world::found_in(table)) {
      if (one.wrong != Wrong::overlap) continue;
      told.emplace(one.rows.at(0), one.place.row);
      const auto rows = rows_that_hold(all, person_of(one));
      EXPECT_TRUE(std::ranges::count(rows, one.rows.at(0)) &&
                  std::ranges::count(rows, one.place.row))
          << shown(table);
    }
    ASSERT_EQ(told, expected) << shown(table);
  }
}

TEST(CheckRandom, rows_are_unreachable_exactly_where_they_never_come_first) {
  Random random(13);
  int hidden = 0;
  for (int round = 0; round < rounds; ++round) {
    const TableOf table = random.table("FIRST");
    const Rules all = all_rows(table);
    std::set<int> expected;
    for (std::size_t row = 1; row <= table.rows.size(); ++row)
      expected.insert(static_cast<int>(row));
    Random::each_person(table, [&](const feel::Context& person) {
      const auto rows = rows_that_hold(all, person);
      if (!rows.empty()) expected.erase(rows.front());
    });
    ASSERT_EQ(rows_told(check_world::found_in(table), Wrong::unreachable), expected)
        << shown(table);
    hidden += static_cast<int>(expected.size());
  }
  EXPECT_GT(hidden, 0);
}

}  // namespace
}  // namespace zhulian::dmn
