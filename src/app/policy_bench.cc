// `zhulian policy bench`: how fast a policy decides a synthetic population in memory, and, with
// --differential, whether plan and interpreter decide alike.
#include <algorithm>
#include <chrono>
#include <fstream>
#include <iterator>
#include <numeric>
#include <thread>

#include <fmt/format.h>

#include "app/commands.h"
#include "dmn/inside.h"
#include "dmn/xml.h"
#include "packs/load.h"
#include "packs/policies.h"
#include "packs/source.h"
#include "population/differential.h"
#include "population/synthetic.h"

namespace zhulian::app {
namespace {

using population::Asked;
using population::Part;
using population::Plan;
using population::Population;
using population::Sheet;
using population::Way;

constexpr double unknown_share = 0.01;
constexpr std::uint64_t seed = 20'261'122;

// What is decided: the same columns for everybody, a plan for each area.
struct Bench {
  population::Inferred people;
  std::vector<Plan> plans;
};

Result<std::string> read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  if (!in)
    return fail(Fault::not_found, "population.bench.unreadable", {}, {{"file", path.string()}});
  return bytes;
}

// The pack beside the working directory, or beside the program.
fs::path national_pack() {
  const fs::path below = fs::path("packs") / "cn";
  std::error_code ignored;
  fs::path folder = fs::read_symlink("/proc/self/exe", ignored).parent_path();
  if (fs::exists(below, ignored)) return below;
  for (int up = 0; up < 4 && !folder.empty(); ++up, folder = folder.parent_path())
    if (fs::exists(folder / below, ignored)) return folder / below;
  return below;
}

// Areas and days for which rates were published, so that amounts are known.
struct Rated {
  const char* area;
  const char* day;
};
constexpr Rated places[] = {{"440703", "2020-06-30"},
                            {"42", "2026-06-30"},
                            {"350112", "2022-08-31"},
                            {"35", "2023-06-30"},
                            {"370211", "2022-06-30"}};

Result<Bench> two_subsidies() {
  const packs::Source source = TRY(packs::read_folder(national_pack()));
  const packs::Catalogue catalogue = TRY(packs::load({source}));
  const packs::Policies& policies = *catalogue.policies;
  Bench bench;
  // All policies of one model are decided in one pass; further models need one each.
  std::vector<Asked> asked;
  const dmn::Rules* rules = nullptr;
  for (const packs::Policy& policy : policies.policies) {
    const auto model = policies.models.find(policy.model);
    if (model == policies.models.end() || (rules && rules != &model->second)) continue;
    rules = &model->second;
    asked.push_back({.decision = policy.decision, .fen = 1});
  }
  if (!rules) return fail(Fault::not_found, "population.bench.none", {}, {{"file", source.folder}});
  for (const Rated& place : places) {
    const Day day = *parse_day(place.day);
    const feel::Context constants = packs::constants(policies, *Area::parse(place.area), day);
    if (bench.plans.empty()) {
      bench.people = population::infer(*rules, {std::string(dmn::parameters_name)}, day, constants);
      for (population::Column& column : bench.people.schema)
        column.null_means_none = policies.means_none.contains(column.path);
    }
    bench.plans.push_back(TRY(population::compile(*rules, asked, bench.people.schema, constants)));
  }
  return bench;
}

// The decisions nothing else needs; their amount is the first output that is a number.
std::vector<Asked> outcomes(const dmn::Rules::Inside& inside) {
  std::vector<bool> needed(inside.elements.size());
  for (const dmn::Resolved& element : inside.elements)
    for (const dmn::Needed& need : element.needs)
      needed[static_cast<std::size_t>(need.element)] = true;
  std::vector<Asked> asked;
  for (std::size_t e = 0; e < inside.elements.size(); ++e) {
    const dmn::Resolved& element = inside.elements[e];
    if (element.kind != dmn::Resolved::Kind::decision || needed[e] || element.model != 0) continue;
    Asked one{.decision = element.name};
    if (element.table && element.table->outputs.size() > 1) {
      const auto number = std::ranges::find_if(element.table->outputs, [](const auto& output) {
        return output.type.kind == feel::Kind::number;
      });
      if (number == element.table->outputs.end()) {
        one.fen = 0;
      } else {
        one.amount = number->name;
      }
    }
    asked.push_back(std::move(one));
  }
  return asked;
}

Result<Bench> from_file(const fs::path& path) {
  const std::string bytes = TRY(read_file(path));
  dmn::Model model = TRY(dmn::read(bytes, path.string()));
  const auto find = [&](std::string_view space,
                        std::string_view location) -> std::optional<dmn::Model> {
    std::error_code ignored;
    for (const fs::directory_entry& entry : fs::directory_iterator(
             path.parent_path().empty() ? fs::path(".") : path.parent_path(), ignored)) {
      if (entry.path().extension() != ".dmn") continue;
      const auto text = read_file(entry.path());
      if (!text) continue;
      auto other = dmn::read(*text, entry.path().string());
      if (other && (other->space == space || entry.path().filename() == location))
        return *std::move(other);
    }
    return std::nullopt;
  };
  const dmn::Rules rules = TRY(dmn::load(std::move(model), find));
  Bench bench;
  bench.people =
      population::infer(rules, {std::string(dmn::parameters_name)}, *parse_day("2026-11-01"));
  const std::vector<Asked> asked = outcomes(rules.inside());
  if (asked.empty())
    return fail(Fault::not_found, "population.bench.none", {}, {{"file", path.string()}});
  bench.plans.push_back(
      TRY(population::compile(rules, asked, bench.people.schema, bench.people.constants)));
  return bench;
}

// People of areas stand one after the other.
std::vector<Part> parts_of(const Bench& bench, std::size_t persons) {
  std::vector<Part> parts;
  const std::size_t count = bench.plans.size();
  for (std::size_t p = 0; p < count; ++p)
    parts.push_back(
        {.plan = &bench.plans[p], .from = persons * p / count, .to = persons * (p + 1) / count});
  return parts;
}

// Depends on every answer, and on nothing else: all amounts, and what is told where there is none.
std::int64_t checksum(const std::vector<Part>& parts, const std::vector<Sheet>& sheets) {
  std::int64_t sum = 0;
  for (const Part& part : parts) {
    for (std::size_t a = 0; a < sheets.size(); ++a) {
      std::vector<std::int64_t> weight(part.plan->codes(static_cast<int>(a)));
      for (std::size_t code = 0; code < weight.size(); ++code) {
        const population::Answer answer =
            part.plan->answer(static_cast<int>(a), static_cast<std::uint16_t>(code));
        weight[code] = answer.fen;
        if (answer.outcome == population::Outcome::to_verify) {
          weight[code] = 1;
        } else if (!answer.value.is_null() && !answer.value.as_number()) {
          const std::string text = feel::to_text(answer.value).value_or("");
          for (const char c : text)
            weight[code] = (weight[code] * 31 + static_cast<unsigned char>(c)) % 1'000'003;
        }
      }
      const Sheet& sheet = sheets[a];
      for (std::size_t i = part.from; i < part.to; ++i) {
        const std::uint16_t code = sheet.code[i];
        const std::int64_t fen = sheet.fen.empty() ? 0 : sheet.fen[i];
        sum += fen != 0 || code >= weight.size() ? fen : weight[code];
      }
    }
  }
  return sum;
}

std::int64_t peak_bytes() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmHWM:")) return std::atoll(line.c_str() + 6) * 1024;
  return 0;
}

boost::json::array refused_json(const Plan& plan, Language language) {
  boost::json::array all;
  for (const population::Refused& refused : plan.refused())
    all.push_back(boost::json::object{
        {"decision", refused.decision},
        {"element", refused.place.element},
        {"row", refused.place.row},
        {"code", refused.code},
        {"message", messages().say(refused.code, refused.arguments, language)}});
  return all;
}

Exit differ(const Bench& bench, const BenchOptions& options, int threads, const Voice& voice) {
  // In slices, so that ten million people need no more memory than a hundred thousand.
  constexpr std::size_t slice = 100'000;
  boost::json::array plans;
  bool same = true;
  for (std::size_t p = 0; p < bench.plans.size(); ++p) {
    population::Compared all;
    const std::size_t wanted = options.differential / bench.plans.size() +
                               (p < options.differential % bench.plans.size() ? 1 : 0);
    for (std::size_t done = 0; done < wanted; done += slice) {
      Population people(bench.people.schema, std::min(slice, wanted - done));
      population::fill(people, bench.people.edges, seed + done + p * 977, 0.1, threads);
      all += population::compare(bench.plans[p], people, threads);
    }
    same &= all.different == 0;
    plans.push_back(boost::json::object{{"compared", all.persons},
                                        {"different", all.different},
                                        {"decided", all.decided},
                                        {"nothing", all.nothing},
                                        {"to_verify", all.to_verify},
                                        {"first", all.first}});
  }
  if (voice.json) {
    print(boost::json::object{{"plans", std::move(plans)}});
  } else {
    for (const auto& plan : plans) fmt::print("{}\n", boost::json::serialize(plan));
  }
  return same ? Exit::done : Exit::faults;
}

}  // namespace

Exit policy_bench(const BenchOptions& options, const Voice& voice) {
  const auto bench = options.policy ? from_file(*options.policy) : two_subsidies();
  if (!bench) return refuse(bench.error(), voice);
  const unsigned cores = std::max(1u, std::thread::hardware_concurrency());
  const int threads =
      std::clamp(options.threads > 0 ? options.threads : static_cast<int>(cores), 1, 256);
  if (options.differential > 0) return differ(*bench, options, threads, voice);

  Population people(bench->people.schema, options.persons);
  population::fill(people, bench->people.edges, seed, unknown_share, threads);
  const std::vector<Part> parts = parts_of(*bench, options.persons);
  std::vector<Sheet> sheets =
      bench->plans.front().sheets(options.persons, {.excluded = options.reasons});
  const Way way = options.interpret ? Way::interpreter : Way::best;
  const auto start = std::chrono::steady_clock::now();
  population::decide(people, parts, threads, sheets, way);
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  const double rate = seconds > 0 ? static_cast<double>(options.persons) / seconds : 0;
  const std::int64_t sum = checksum(parts, sheets);
  const Plan& plan = bench->plans.front();
  if (voice.json) {
    print(boost::json::object{{"persons", options.persons},
                              {"threads", threads},
                              {"seconds", seconds},
                              {"persons_per_second", rate},
                              {"peak_bytes", peak_bytes()},
                              {"checksum", sum},
                              {"way", options.interpret ? "interpreter" : "plan"},
                              {"interpreted", refused_json(plan, voice.language)}});
    return Exit::done;
  }
  fmt::print("{} persons, {} threads: {:.3f} s, {:.1f} M persons/s, checksum {}\n", options.persons,
             threads, seconds, rate / 1e6, sum);
  for (const population::Refused& refused : plan.refused())
    fmt::print("{}: {}\n", refused.decision,
               messages().say(refused.code, refused.arguments, voice.language));
  return Exit::done;
}

}  // namespace zhulian::app
