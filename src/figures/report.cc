#include "figures/report.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <functional>
#include <tuple>

#include <fmt/format.h>

#include "figures/compute.h"
#include "figures/store.h"

namespace zhulian::figures {
namespace {

using packs::Catalogue;
using packs::Report;
using packs::Statement;

const std::string& in(std::string_view language, const packs::Text& text) {
  return language == "en" ? text.en : text.zh;
}

std::string name_of(const Catalogue& catalogue, const Report& report, std::string_view language) {
  const auto pack = std::ranges::find(catalogue.packs, report.pack, &packs::PackInfo::id);
  return pack == catalogue.packs.end() ? report.pack : in(language, pack->name);
}

// Before anything is recorded.
constexpr Day first_day = Day{std::chrono::year{2000} / 1 / 1};

// Answers sentences; those of one place and the same days share what is computed.
class Answers {
 public:
  Answers(Tx& tx, const Catalogue& catalogue, Day today, std::string_view language)
      : tx_(tx), catalogue_(catalogue), today_(today), language_(language) {}

  StatementLine answer(const Statement& statement) {
    const Scope scope = scope_of(statement);
    StatementLine line{.id = statement.id,
                       .statement = in(language_, statement.words),
                       .mechanisms = statement.mechanisms,
                       .records = 0,
                       .outcome = Outcome::practice,
                       .screen = statement.screen,
                       .later = in(language_, statement.later),
                       .sample = in(language_, statement.sample),
                       .area = scope.area,
                       .area_name = name_of_area(scope.area),
                       .from = scope.from,
                       .to = scope.to,
                       .as_of = scope.as_of};
    if (statement.published) line.published = shown(*statement.published);
    if (!line.later.empty()) line.outcome = Outcome::later;
    if (const packs::Figure* figure = catalogue_.figure(statement.figure)) {
      FigureLine counted = computer(scope).line(*figure, language_);
      line.figure = std::move(counted.id);
      line.name = std::move(counted.name);
      line.definition = std::move(counted.definition);
      line.kind = std::move(counted.kind);
      line.value = counted.value;
      line.unit = std::move(counted.unit);
      line.records = counted.records;
      if (statement.published) line.outcome = outcome_of(line.value, *statement.published);
    }
    return line;
  }

 private:
  Scope scope_of(const Statement& statement) const {
    Scope scope{.area = statement.area, .to = statement.to.value_or(today_)};
    scope.from = statement.from.value_or(std::min(first_day, scope.to));
    scope.as_of = statement.as_of.value_or(scope.to);
    return scope;
  }

  Computer& computer(const Scope& scope) {
    return computers_
        .try_emplace({scope.area.code(), scope.from, scope.to, scope.as_of}, tx_, catalogue_, scope)
        .first->second;
  }

  const std::string& name_of_area(const Area& area) {
    const auto [at, is_new] = names_.try_emplace(area.code());
    if (is_new) at->second = store::area_name(tx_, area);
    return at->second;
  }

  Tx& tx_;
  const Catalogue& catalogue_;
  Day today_;
  std::string_view language_;
  std::map<std::tuple<std::string, Day, Day, Day>, Computer> computers_;
  std::map<std::string, std::string> names_;
};

// As finely as a rough number was told: "about 9100" told hundreds, "about 32.1" tenths.
double as_rough_as(std::string_view told, double computed) {
  double step = 1;
  if (const auto point = told.find('.'); point != std::string_view::npos) {
    step = std::pow(10.0, static_cast<double>(point) - static_cast<double>(told.size() - 1));
  } else {
    for (; told.size() > 1 && told.ends_with('0'); told.remove_suffix(1)) step *= 10;
  }
  double rough = 0;  // Through text, so that 321 tenths are the very double of "32.1".
  const std::string text = fmt::format("{:.6f}", std::round(computed / step) * step);
  std::from_chars(text.data(), text.data() + text.size(), rough);
  return rough;
}

using Sees = std::function<bool(const Statement&)>;

PlaceReport answered(Tx& tx, const Catalogue& catalogue, const Report& report, const Sees& sees,
                     Day today, std::string_view language) {
  PlaceReport whole{.place = report.pack,
                    .name = name_of(catalogue, report, language),
                    .title = in(language, report.title),
                    .document = in(language, report.document),
                    .area = report.area};
  Answers answers(tx, catalogue, today, language);
  for (const Statement& statement : report.statements)
    if (sees(statement)) whole.statements.push_back(answers.answer(statement));
  return whole;
}

Sees sight_of(const Call& call) {
  return [&call](const Statement& statement) { return reaches(call.actor, statement.area); };
}

}  // namespace

Outcome outcome_of(std::optional<double> computed, const packs::Published& published) {
  double said = 0;
  const std::string& text = published.value;
  const bool is_number =
      !text.empty() && std::from_chars(text.data(), text.data() + text.size(), said).ptr ==
                           text.data() + text.size();
  if (!computed || !is_number) return Outcome::unknown;
  const bool is_reached = published.bound == "more_than" ? *computed > said : *computed >= said;
  if (published.kind == "target") return is_reached ? Outcome::target_met : Outcome::target_missed;
  if (published.bound == "at_least" || published.bound == "more_than")
    return is_reached ? Outcome::equal : Outcome::below;
  const double value = published.bound == "about" ? as_rough_as(text, *computed) : *computed;
  if (value == said) return Outcome::equal;
  return value > said ? Outcome::above : Outcome::below;
}

Result<std::vector<PlaceLine>> find_places(const Call& call, const PlacesQuery& query) {
  const Catalogue& catalogue = call.deployment.packs;
  const std::string language = query.language.value_or("zh");
  const Sees sees = sight_of(call);
  std::vector<PlaceLine> places;
  for (const Report& report : catalogue.reports) {
    PlaceLine line{.place = report.pack,
                   .name = name_of(catalogue, report, language),
                   .title = in(language, report.title),
                   .area = report.area};
    for (const Statement& statement : report.statements) {
      if (!sees(statement)) continue;
      line.statements += 1;
      line.published += statement.published ? 1 : 0;
      line.later += statement.later.zh.empty() ? 0 : 1;
    }
    if (line.statements > 0) places.push_back(std::move(line));
  }
  return places;
}

Result<PlaceReport> open_report(const Call& call, const ReportQuery& query) {
  const Catalogue& catalogue = call.deployment.packs;
  const Report* report = catalogue.report(query.place);
  const Sees sees = sight_of(call);
  if (!report || std::ranges::none_of(report->statements, sees))
    return fail(Fault::not_found, "figures.no_place", "/place");
  return answered(call.tx, catalogue, *report, sees, call.today(), query.language.value_or("zh"));
}

Result<PlaceReport> answer_report(Tx& tx, const Catalogue& catalogue, std::string_view place,
                                  Day today, std::string_view language) {
  const Report* report = catalogue.report(place);
  if (!report) {
    std::string known;
    for (const Report& each : catalogue.reports) known += (known.empty() ? "" : ", ") + each.pack;
    return fail(Fault::not_found, "figures.no_report", "--place",
                {{"place", std::string(place)}, {"known", known.empty() ? "-" : known}});
  }
  return answered(tx, catalogue, *report, [](const Statement&) { return true; }, today, language);
}

}  // namespace zhulian::figures
