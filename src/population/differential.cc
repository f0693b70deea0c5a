#include "population/differential.h"

#include <algorithm>
#include <mutex>
#include <thread>

#include "population/interpret.h"
#include "population/program.h"

namespace zhulian::population {

namespace {

std::string told(const Answer& answer) {
  if (answer.outcome == Outcome::to_verify) return "to verify";
  if (answer.value.is_null()) return "null";
  return key_of(answer.value);
}

class Comparison {
 public:
  Comparison(const Plan& plan, const Population& population, const std::vector<Sheet>& sheets)
      : plan_(plan), inside_(plan.inside()), population_(population), sheets_(sheets) {}

  void run(std::size_t from, std::size_t to) {
    for (std::size_t a = 0; a < plan_.asked().size(); ++a) {
      if (!plan_.compiled(static_cast<int>(a))) continue;
      for (std::size_t person = from; person < to; ++person) one(a, person);
    }
  }

  Compared result{};

 private:
  void one(std::size_t a, std::size_t person) {
    const int asked = static_cast<int>(a);
    const dmn::Determination determined = plan_.determine(asked, population_, person);
    const Answer wanted = inside_.interpreted->answer_of(asked, determined);
    const Sheet& sheet = sheets_[a];
    Answer got = plan_.answer(asked, sheet.code[person]);
    const TablePlan* table =
        inside_.answers[a].table < 0
            ? nullptr
            : &inside_.tables[static_cast<std::size_t>(inside_.answers[a].table)];
    const bool collects = table && table->mode == TablePlan::Mode::collect;
    ++result.persons;
    if (got.outcome == Outcome::to_verify) {
      ++result.to_verify;
    } else if (got.outcome == Outcome::decided) {
      ++result.decided;
    } else {
      ++result.nothing;
    }
    // What a collecting table gathered is told by its rules and its amount.
    const bool gathered = collects && got.outcome == Outcome::decided && got.value.is_null();
    std::string difference;
    if (gathered ? wanted.outcome == Outcome::to_verify || wanted.value.is_null()
                 : told(got) != told(wanted))
      difference = told(got) + " instead of " + told(wanted);
    const std::int32_t fen = sheet.fen.empty() ? 0 : sheet.fen[person];
    if (fen != wanted.fen)
      difference = std::to_string(fen) + " fen instead of " + std::to_string(wanted.fen);
    const bool by_row =
        table && !collects && got.outcome == Outcome::decided && !got.value.is_null();
    if (difference.empty() && by_row && got.row != wanted.row)
      difference = "row " + std::to_string(got.row) + " instead of " + std::to_string(wanted.row);
    if (difference.empty() && table && !sheet.holds.empty())
      difference = rules(*table, sheet, determined, person);
    if (!difference.empty()) tell(a, person, difference);
  }

  // Which rules hold and may hold: a row does when one of its rules does.
  std::string rules(const TablePlan& table, const Sheet& sheet,
                    const dmn::Determination& determined, std::size_t person) {
    if (determined.rules.empty()) return {};
    std::vector<int> rows(determined.rules.size(), 0);
    for (std::size_t bit = 0; bit < table.row_of_bit.size(); ++bit) {
      const auto mask = static_cast<std::uint8_t>(1 << bit % 8);
      int truth = (sheet.possible[bit / 8][person] & mask) ? 1 : 0;
      if (sheet.holds[bit / 8][person] & mask) truth = 2;
      int& row = rows[static_cast<std::size_t>(table.row_of_bit[bit] - 1)];
      row = std::max(row, truth);
    }
    for (std::size_t r = 0; r < rows.size(); ++r)
      if (rows[r] != static_cast<int>(determined.rules[r].holds))
        return "row " + std::to_string(r + 1) + " is " + std::to_string(rows[r]);
    return {};
  }

  void tell(std::size_t a, std::size_t person, const std::string& difference) {
    if (++result.different > 1) return;
    result.first = plan_.asked()[a].decision + ": " + difference + " for person " +
                   std::to_string(person) + " " +
                   feel::to_text(feel::Value(population_.facts(person))).value_or("");
  }

  const Plan& plan_;
  const Plan::Inside& inside_;
  const Population& population_;
  const std::vector<Sheet>& sheets_;
};

}  // namespace

Compared& Compared::operator+=(const Compared& more) {
  persons += more.persons;
  different += more.different;
  decided += more.decided;
  nothing += more.nothing;
  to_verify += more.to_verify;
  if (first.empty()) first = more.first;
  return *this;
}

Compared compare(const Plan& plan, const Population& population, int threads, Way way) {
  std::vector<Sheet> sheets = plan.sheets(population.persons(), {.excluded = true, .rules = true});
  const Part whole{.plan = &plan, .from = 0, .to = population.persons()};
  decide(population, {&whole, 1}, threads, sheets, way);
  std::mutex mutex;
  Compared all;
  const auto work = [&](std::size_t part) {
    const std::size_t persons = population.persons(), parts = static_cast<std::size_t>(threads);
    Comparison comparison(plan, population, sheets);
    comparison.run(persons * part / parts, persons * (part + 1) / parts);
    const std::scoped_lock lock(mutex);
    all += comparison.result;
  };
  std::vector<std::jthread> others;
  for (int t = 1; t < threads; ++t) others.emplace_back(work, static_cast<std::size_t>(t));
  work(0);
  others.clear();
  return all;
}

}  // namespace zhulian::population
