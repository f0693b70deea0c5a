// zhulian policy run: everybody of the register determined as of a day.
#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include "app/commands.h"
#include "policy/run.h"

namespace zhulian::app {
namespace {

constexpr std::uintmax_t scenario_bytes_max = 16u << 20;

struct Asked {
  Day as_of{};
  Area area{};
};

Result<Asked> asked_of(const PolicyRunOptions& options) {
  const auto as_of = parse_day(options.as_of);
  if (!as_of) return fail(Fault::invalid, "json.not_a_day", "--as-of");
  const auto area = Area::parse(options.area);
  if (!area) return fail(Fault::invalid, "json.not_an_area", "--area");
  return Asked{.as_of = *as_of, .area = *area};
}

Result<packs::Policies> scenario_of(const packs::Policies& policies, const fs::path& file) {
  std::error_code absent;
  const auto size = fs::file_size(file, absent);
  if (absent) return fail(Fault::invalid, "policy.scenario.absent", file.string());
  if (size > scenario_bytes_max) return fail(Fault::invalid, "packs.file_too_large", file.string());
  std::ifstream in(file, std::ios::binary);
  const std::string content{std::istreambuf_iterator<char>(in), {}};
  return policy::overlaid(policies, file.string(), content);
}

boost::json::object document_of(const policy::RunResult& result, double seconds, bool is_scenario) {
  boost::json::object by_policy;
  for (const auto& [id, outcomes] : result.by_policy) {
    boost::json::object counts;
    std::int64_t fen = 0;
    for (const auto& [outcome, text] : packs::outcome_names.words) {
      const auto found = outcomes.find(outcome);
      counts[text] = found == outcomes.end() ? 0 : found->second.persons;
      if (found != outcomes.end()) fen += found->second.fen;
    }
    counts["month_fen"] = fen;
    by_policy[id] = std::move(counts);
  }
  boost::json::object document{{"persons", result.persons},     {"entitled", result.entitled},
                               {"to_verify", result.to_verify}, {"by_policy", std::move(by_policy)},
                               {"changed", result.changed},     {"seconds", seconds}};
  boost::json::object interpreted;
  for (const auto& [decision, why] : result.interpreted) interpreted[decision] = why;
  document["interpreted"] = std::move(interpreted);
  if (!is_scenario) return document;
  boost::json::object shifts;
  for (const auto& [id, shift] : result.shifts)
    shifts[id] = {{"gain", shift.gain}, {"lose", shift.lose}, {"month_fen", shift.fen}};
  document["scenario"] = std::move(shifts);
  return document;
}

void print_table(const policy::RunResult& result, double seconds) {
  fmt::print("{} persons, {} entitled, {} to verify, {} changed, {:.2f} s\n", result.persons,
             result.entitled, result.to_verify, result.changed, seconds);
  for (const auto& [id, outcomes] : result.by_policy)
    for (const auto& [outcome, count] : outcomes)
      fmt::print("{:<24} {:<14} {:>9} {:>16}\n", id, word(outcome), count.persons,
                 count.fen > 0 ? packs::yuan_text({count.fen}) : "");
  for (const auto& [id, shift] : result.shifts)
    fmt::print("{:<24} +{} -{} {:>16}\n", id, shift.gain, shift.lose,
               (shift.fen < 0 ? "-" : "+") + packs::yuan_text({std::abs(shift.fen)}));
  for (const auto& [decision, why] : result.interpreted) fmt::print("{}: {}\n", decision, why);
}

}  // namespace

Exit policy_run(const PolicyRunOptions& options, const Voice& voice) {
  const auto asked = asked_of(options);
  if (!asked) return refuse(asked.error(), voice);
  const auto house = House::open(options.where);
  if (!house) return refuse(house.error(), voice);
  House& home = **house;
  policy::RunOptions run{.as_of = asked->as_of, .area = asked->area};
  std::optional<packs::Policies> scenario;
  if (options.scenario) {
    auto read = scenario_of(*home.catalogue().policies, *options.scenario);
    if (!read) return refuse(read.error(), voice);
    scenario = *std::move(read);
    run.scenario = &*scenario;
  }
  const auto began = std::chrono::steady_clock::now();
  run.rules = home.database().read([](Tx& tx) { return policy::digest_of(tx); });
  const auto result =
      policy::run(home.database(), home.deployment(), home.operator_actor(), now(), run);
  if (!result) return refuse(result.error(), voice);
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  if (voice.json)
    print(document_of(*result, seconds, scenario.has_value()));
  else
    print_table(*result, seconds);
  return Exit::done;
}

}  // namespace zhulian::app
