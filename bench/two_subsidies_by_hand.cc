// The two subsidies twice on the same columns: compiled from their DMN file, and as a programmer
// would write them for these columns by hand. Prints both rates and their ratio, from one run.
//
//   two_subsidies_by_hand [PERSONS [ROUNDS]]    in the project's folder; one thread, CPU time
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <vector>

#include "packs/load.h"
#include "packs/policies.h"
#include "packs/source.h"
#include "population/plan.h"
#include "population/synthetic.h"

namespace {

using namespace zhulian;
using population::Population;

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

// What differs by area and day, in fen.
struct Rates {
  std::int32_t living[4], hardship[2], nursing[2], light;
  std::uint8_t margin, widened, four_only;
  std::int32_t day;
};

std::int64_t whole(const feel::Context& parameters, const char* key) {
  const feel::Value* value = parameters.find(key);
  if (!value || value->is_null()) return 0;
  if (value->as_boolean()) return value->is_true();
  return value->as_number()->to_int64().value_or(0);
}

Rates rates_of(const feel::Context& constants, Day day) {
  const feel::Context& all = *constants.find("\u53c2\u6570")->as_context();
  const auto fen = [&](const char* key) { return static_cast<std::int32_t>(whole(all, key)); };
  const auto truth = [&](const char* key) { return static_cast<std::uint8_t>(whole(all, key)); };
  // A limit of which nobody knows whether it holds: nobody is paid past it for certain.
  const auto limit = [&](const char* key) {
    const feel::Value* value = all.find(key);
    return static_cast<std::uint8_t>(!value || value->is_null() || value->is_true());
  };
  return {
      .living = {fen("\u751f\u6d3b\u8865\u8d34\u4e00\u7ea7\u6708\u989d"),
                 fen("\u751f\u6d3b\u8865\u8d34\u4e8c\u7ea7\u6708\u989d"),
                 fen("\u751f\u6d3b\u8865\u8d34\u4e09\u7ea7\u6708\u989d"),
                 fen("\u751f\u6d3b\u8865\u8d34\u56db\u7ea7\u6708\u989d")},
      .hardship = {fen("\u62a4\u7406\u8865\u8d34\u56f0\u96be\u4e00\u7ea7\u6708\u989d"),
                   fen("\u62a4\u7406\u8865\u8d34\u56f0\u96be\u4e8c\u7ea7\u6708\u989d")},
      .nursing = {fen("\u62a4\u7406\u8865\u8d34\u4e00\u7ea7\u6708\u989d"),
                  fen("\u62a4\u7406\u8865\u8d34\u4e8c\u7ea7\u6708\u989d")},
      .light =
          fen("\u62a4\u7406\u8865\u8d34\u975e\u91cd\u5ea6\u667a\u529b\u7cbe\u795e\u6708\u989d"),
      .margin = truth("\u751f\u6d3b\u8865\u8d34\u542b\u4f4e\u4fdd\u8fb9\u7f18"),
      .widened = truth("\u62a4\u7406\u8865\u8d34\u542b\u975e\u91cd\u5ea6\u667a\u529b\u7cbe\u795e"),
      .four_only = limit("\u62a4\u7406\u8865\u8d34\u9650\u56db\u7c7b\u6b8b\u75be"),
      .day = static_cast<std::int32_t>(number(day))};
}

struct Columns {
  const std::uint8_t *resident, *valid, *category, *level, *allowance, *margin, *care;
  const std::int32_t* died;
};

Columns columns_of(Population& people) {
  const auto bytes = [&](const char* path) {
    const int column = population::find_column(people.schema(), path);
    if (column < 0) std::abort();
    return people.bytes(column).data();
  };
  return {
      .resident = bytes("\u4eba.\u672c\u5730\u6237\u7c4d"),
      .valid = bytes("\u4eba.\u6b8b\u75be\u8bc1\u6709\u6548"),
      .category = bytes("\u4eba.\u6b8b\u75be\u7c7b\u522b"),
      .level = bytes("\u4eba.\u6b8b\u75be\u7b49\u7ea7"),
      .allowance = bytes("\u4eba.\u4f4e\u4fdd"),
      .margin = bytes("\u4eba.\u4f4e\u4fdd\u8fb9\u7f18"),
      .care = bytes("\u4eba.\u9700\u957f\u671f\u7167\u62a4"),
      .died =
          people.ints(population::find_column(people.schema(), "\u4eba.\u6b7b\u4ea1\u65e5\u671f"))
              .data()};
}

// Staged loops over blocks, each of which the compiler makes vectors of (-O3 -mavx2). Categories
// are 0 sight, 1 hearing, 2 speech, 3 limbs, 4 intellect, 5 mind, 6 several; level codes are 0
// to 3.
void by_hand(const Columns& c, const Rates given, std::size_t from, std::size_t to,
             std::int32_t* __restrict living, std::int32_t* __restrict nursing) {
  constexpr std::size_t block = 4096;
  alignas(64) std::uint8_t base[block], poor[block], severe[block], light[block];
  const Rates rates = given;  // Of our own: no store can change them.
  for (std::size_t at = from; at < to; at += block) {
    const std::size_t n = std::min(block, to - at);
    const std::uint8_t *resident = c.resident + at, *valid = c.valid + at, *level = c.level + at,
                       *category = c.category + at, *allowance = c.allowance + at,
                       *margin = c.margin + at, *care = c.care + at;
    const std::int32_t* died = c.died + at;
    for (std::size_t i = 0; i < n; ++i)
      base[i] = (resident[i] & valid[i] & 1) &
                static_cast<std::uint8_t>((died[i] == population::no_int) | (died[i] > rates.day));
    for (std::size_t i = 0; i < n; ++i) poor[i] = (allowance[i] | (margin[i] & rates.margin)) & 1;
    for (std::size_t i = 0; i < n; ++i) {
      const std::uint8_t k = category[i];
      const auto mental = static_cast<std::uint8_t>((k == 4) | (k == 5));
      const auto four = static_cast<std::uint8_t>((k == 0) | (k == 3) | mental);
      const auto high = static_cast<std::uint8_t>(level[i] <= 1);
      severe[i] = base[i] & care[i] & high & (four | (rates.four_only ^ 1));
      light[i] = base[i] & care[i] & (high ^ 1) & mental & rates.widened;
    }
    for (std::size_t i = 0; i < n; ++i) {
      const std::uint8_t l = level[i];
      const std::int32_t amount = l == 0   ? rates.living[0]
                                  : l == 1 ? rates.living[1]
                                  : l == 2 ? rates.living[2]
                                           : rates.living[3];
      living[at + i] = amount & -static_cast<std::int32_t>(base[i] & poor[i]);
    }
    for (std::size_t i = 0; i < n; ++i) {
      const std::uint8_t l = level[i];
      const std::int32_t one = poor[i] ? rates.hardship[0] : rates.nursing[0];
      const std::int32_t two = poor[i] ? rates.hardship[1] : rates.nursing[1];
      const std::int32_t amount = l == 0 ? one : two;
      nursing[at + i] = (amount & -static_cast<std::int32_t>(severe[i])) |
                        (rates.light & -static_cast<std::int32_t>(light[i]));
    }
  }
}

struct Place {
  const char* area;
  const char* day;
};
constexpr Place places[] = {{"440703", "2020-06-30"},
                            {"42", "2026-06-30"},
                            {"350112", "2022-08-31"},
                            {"35", "2023-06-30"},
                            {"370211", "2022-06-30"}};

int run(std::size_t persons, int rounds) {
  const auto source = packs::read_folder("packs/cn");
  if (!source) return std::fputs("start this in the project's folder\n", stderr), 2;
  const auto catalogue = packs::load({*source});
  if (!catalogue) return std::fputs("packs/cn is not sound\n", stderr), 2;
  const packs::Policies& policies = *catalogue->policies;
  const dmn::Rules& rules = policies.models.find("two-subsidies.dmn")->second;
  const std::vector<population::Asked> asked = {
      {.decision = "\u56f0\u96be\u6b8b\u75be\u4eba\u751f\u6d3b\u8865\u8d34", .fen = 1},
      {.decision = "\u91cd\u5ea6\u6b8b\u75be\u4eba\u62a4\u7406\u8865\u8d34", .fen = 1}};
  population::Inferred made;
  std::vector<population::Plan> plans;
  std::vector<Rates> rates;
  for (const Place& place : places) {
    const Day day = *parse_day(place.day);
    const feel::Context constants = packs::constants(policies, *Area::parse(place.area), day);
    if (plans.empty()) {
      made = population::infer(rules, {}, day, constants);
      for (auto& column : made.schema)
        column.null_means_none = policies.means_none.contains(column.path);
    }
    auto plan = population::compile(rules, asked, made.schema, constants);
    if (!plan) return std::fputs("the policies do not compile\n", stderr), 1;
    for (const auto& refused : plan->refused())
      std::fprintf(stderr, "%s: %s\n", refused.decision.c_str(), refused.code.c_str());
    plans.push_back(*std::move(plan));
    rates.push_back(rates_of(constants, day));
  }
  Population people(made.schema, persons);
  population::fill(people, made.edges, 7, 0.0);
  const Columns columns = columns_of(people);
  std::vector<std::int32_t> living(persons), nursing(persons);
  auto sheets = plans[0].sheets(persons);
  auto reasons = plans[0].sheets(persons, {.excluded = true});
  double hand = 1e9, plan = 1e9, told = 1e9;
  const std::size_t count = plans.size();
  for (int round = 0; round < rounds; ++round) {
    const auto timed = [&](double& best, auto&& work) {
      const double start = cpu_seconds();
      for (std::size_t p = 0; p < count; ++p)
        work(p, persons * p / count, persons * (p + 1) / count);
      best = std::min(best, cpu_seconds() - start);
    };
    timed(hand, [&](std::size_t p, std::size_t from, std::size_t to) {
      by_hand(columns, rates[p], from, to, living.data(), nursing.data());
    });
    timed(plan, [&](std::size_t p, std::size_t from, std::size_t to) {
      plans[p].decide(people, from, to, sheets);
    });
    timed(told, [&](std::size_t p, std::size_t from, std::size_t to) {
      plans[p].decide(people, from, to, reasons);
    });
  }
  const bool same = living == sheets[0].fen && nursing == sheets[1].fen;
  const double all = static_cast<double>(persons) / 1e6;
  std::printf(
      "%zu persons, 1 thread: by hand %.1f M persons/s; plan %.1f M persons/s with row "
      "codes, %.1f with reasons; ratio %.2f (%.2f); amounts %s\n",
      persons, all / hand, all / plan, all / told, hand / plan, hand / told,
      same ? "equal" : "DIFFER");
  return same ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t persons = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 10'000'000;
  return run(std::max<std::size_t>(persons, 1), argc > 2 ? std::atoi(argv[2]) : 7);
}
