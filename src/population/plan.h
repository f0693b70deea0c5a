// Decisions of a model compiled to passes over the columns of a population.
//
// One idea: a rule is a bit. For every value a column may take, the set of rules it does not
// exclude is known before the first person is looked at, so deciding a person is one AND a column
// and a look at the lowest bit left. Each column gives two such sets, because a fact may be
// unknown: the rules it certainly allows and the rules it possibly allows. Where both agree on the
// answer the person is decided, else the answer is "to verify" (see Meaning below).
//
// What is the same for everybody (parameters of the area, the day it is decided for) is constant
// in the plan: one plan an area and month. What does not compile is decided person by person by
// the interpreter, and refused() says which decision and why.
//
// Meaning: a test "-" holds; a test whose input is unknown, or that reads an unknown fact, is
// unknown; any other holds or fails (null fails). Unknown spreads through every expression but
// and/or (where the other operand may settle it) and if (when both branches give the same).
// A rule holds when all its tests hold, fails when one fails, else it is unknown.
//   FIRST, PRIORITY: the first rule that does not fail decides; if it is unknown, only when all
//     rules down to the first that holds give the same outputs, else to verify.
//   UNIQUE, ANY: to verify while an unknown rule could change the answer.
//   COLLECT, RULE ORDER, OUTPUT ORDER: likewise; an aggregation knows which rules change nothing.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "dmn/determine.h"
#include "population/columns.h"

namespace zhulian::population {

// A decision somebody wants for everybody.
struct Asked {
  std::string decision;  // Its name or id.
  // The entry of its result that is an amount ("" when the result itself is a number), and how
  // many fen one of it is: 100 where the table speaks of yuan. 0: no amount is reckoned.
  std::string amount{};
  std::int64_t fen = 100;
};

// Why a decision is left to the interpreter: a key of messages/population.yaml.
struct Refused {
  std::string decision;  // That was asked for.
  dmn::Place place;
  std::string code;
  std::vector<Argument> arguments{};
};

enum class Outcome : std::uint8_t {
  decided,
  none,       // No rule holds and there is no default output.
  conflict,   // More rules hold than the hit policy allows: the table is unsound.
  to_verify,  // It hangs on facts that are unknown.
};

// What a code of a Sheet stands for.
struct Answer {
  Outcome outcome = Outcome::none;
  feel::Value value{};
  int row = 0;  // 1-based row of the table; 0 when no single row decided.
  std::int32_t fen = 0;
};

// The results of one decision, a person an entry. What is not wanted stays empty.
struct Sheet {
  std::vector<std::uint16_t> code{};  // answer(asked, code) says what it means.
  std::vector<std::int32_t> fen{};    // The amount; 0 unless decided.
  // Which input (0-based) excluded the last rule that would have given an amount (for a result
  // without amount: the last of all rules); 254 when the amount itself is nothing, 255 when a rule
  // was left.
  std::vector<std::uint8_t> excluded{};
  // All rules that hold, and that may hold: 8 a plane, planes one after the other for all persons.
  std::vector<std::vector<std::uint8_t>> holds{}, possible{};
};

struct Wanted {
  bool fen = true;
  bool excluded = false;
  bool rules = false;
};

// Which machine decides: all give the same results.
enum class Way : std::uint8_t {
  best,
  plain,        // Without AVX2.
  interpreter,  // Every decision person by person.
};

class Plan {
 public:
  struct Inside;
  explicit Plan(std::shared_ptr<const Inside> inside) : inside_(std::move(inside)) {}

  const std::vector<Asked>& asked() const;
  const std::vector<Refused>& refused() const;
  bool compiled(int asked) const;
  // Rules of the table that decides; 0 when it is no table.
  int rules(int asked) const;

  // The row (1-based) of a rule of the sheets' planes. Rules stand in the order in which they are
  // asked; a row whose output hangs on a fact is one rule for each value of it.
  int row_of(int asked, int rule) const;

  // The meaning of a code; codes are small numbers from 0 on.
  Answer answer(int asked, std::uint16_t code) const;
  std::size_t codes(int asked) const;

  // Sheets for a population, one an asked decision.
  std::vector<Sheet> sheets(std::size_t persons, const Wanted& wanted = {}) const;
  // Decides persons from .. to-1. Threads may decide other spans into the same sheets at once.
  void decide(const Population& population, std::size_t from, std::size_t to,
              std::vector<Sheet>& sheets) const;
  void decide(const Population& population, std::size_t from, std::size_t to,
              std::vector<Sheet>& sheets, Way way) const;

  // One person, in full: which rule did what, and which facts are missing. By the interpreter,
  // from the same facts and constants.
  dmn::Determination determine(int asked, const Population& population, std::size_t person) const;

  const Inside& inside() const { return *inside_; }

 private:
  std::shared_ptr<const Inside> inside_;
};

// Compiles the decisions for people with these columns. `constants` are the inputs that are equal
// for everybody, by name: parameters as a context, the day decided for.
// Errors: population.decision.unknown. That a decision does not compile is no error.
Result<Plan> compile(const dmn::Rules& rules, std::vector<Asked> asked, Schema schema,
                     feel::Context constants);

// The people of one area, and the plan with that area's parameters.
struct Part {
  const Plan* plan;
  std::size_t from, to;
};
// Decides all parts; parts are cut into blocks and shared by the threads.
void decide(const Population& population, std::span<const Part> parts, int threads,
            std::vector<Sheet>& sheets, Way way = Way::best);

}  // namespace zhulian::population
