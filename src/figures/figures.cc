#include "figures/figures.h"

#include <cmath>
#include <map>

#include "base/text.h"
#include "figures/store.h"
#include "packs/figure_schema.h"

namespace zhulian::figures {
namespace {

using packs::Catalogue;
using packs::Figure;
using packs::FigureKind;

// Two decimals: what a report prints, and what a rate of 38 million people needs.
double rounded(double value) {
  return std::round(value * 100) / 100;
}

// "person_id" -> "person".
std::string subject_of(const Figure& figure) {
  std::string subject = figure.key;
  if (subject.ends_with("_id")) subject.resize(subject.size() - 3);
  return subject;
}

// Computes the figures of one scope, each at most once.
class Computer {
 public:
  Computer(Tx& tx, const Catalogue& catalogue, const Scope& scope)
      : tx_(tx), catalogue_(catalogue), scope_(scope) {}

  struct Computed {
    std::optional<double> value;
    std::int64_t records = 0;
  };

  const Computed& compute(const Figure& figure) {
    const auto known = done_.find(figure.id);
    if (known != done_.end()) return known->second;
    return done_.emplace(figure.id, fresh(figure)).first->second;
  }

 private:
  Computed fresh(const Figure& figure) {
    switch (figure.kind) {
      case FigureKind::rate:
        return rate(compute(*catalogue_.figure(figure.numerator)),
                    compute(*catalogue_.figure(figure.denominator)));
      case FigureKind::derived:
        return derived(figure);
      case FigureKind::count:
      case FigureKind::sum:
        break;
    }
    const auto total = store::total(tx_, figure, rows_of(figure, catalogue_, scope_));
    if (figure.kind == FigureKind::count)
      return {.value = static_cast<double>(total.records), .records = total.records};
    return {.value = total.amount.value_or(0), .records = total.records};
  }

  static Computed rate(const Computed& numerator, const Computed& denominator) {
    if (!numerator.value || denominator.value.value_or(0) == 0)
      return {.value = std::nullopt, .records = denominator.records};
    return {.value = rounded(100 * *numerator.value / *denominator.value),
            .records = denominator.records};
  }

  Computed derived(const Figure& figure) {
    const auto formula = packs::check_formula(figure, catalogue_);
    feel::Context names;
    names.put("as_of", feel::Value::maybe(feel::date_of(number(scope_.as_of))));
    std::int64_t records = 0;
    for (const std::string& id : packs::figures_in(figure, catalogue_)) {
      const Computed& other = compute(*catalogue_.figure(id));
      names.put(id, other.value ? feel::Value::maybe(feel::Decimal::from_double(*other.value))
                                : feel::Value{});
      records += other.records;
    }
    const feel::Outcome outcome = feel::evaluate(formula->expression, names);
    const feel::Decimal* value = outcome.value.as_number();
    return {.value = value ? std::optional(rounded(value->to_double())) : std::nullopt,
            .records = records};
  }

  Tx& tx_;
  const Catalogue& catalogue_;
  const Scope& scope_;
  std::map<std::string, Computed, std::less<>> done_;
};

// The published value for exactly this area and these days, else for the area alone.
const packs::Published* published_for(const Figure& figure, const Scope& scope) {
  const packs::Published* best = nullptr;
  for (const packs::Published& each : figure.published) {
    if (each.area != scope.area.code()) continue;
    const bool same_days = each.from == to_string(scope.from) && each.to == to_string(scope.to);
    if (!best || same_days) best = &each;
  }
  return best;
}

FigureLine line_of(const Figure& figure, const Computer::Computed& computed, const Scope& scope,
                   std::string_view language) {
  const bool english = language == "en";
  FigureLine line{.id = figure.id,
                  .name = english ? figure.name.en : figure.name.zh,
                  .definition = english ? figure.definition.en : figure.definition.zh,
                  .kind = std::string(word(figure.kind)),
                  .value = computed.value,
                  .unit = figure.unit,
                  .records = computed.records,
                  .answers = figure.answers};
  if (figure.kind == FigureKind::rate) {
    line.numerator = figure.numerator;
    line.denominator = figure.denominator;
  }
  if (const packs::Published* published = published_for(figure, scope))
    line.published = PublishedValue{.value = published->value,
                                    .bound = published->bound,
                                    .kind = published->kind,
                                    .basis = published->basis,
                                    .area = published->area,
                                    .from = published->from,
                                    .to = published->to};
  return line;
}

// The scope a query means, within what the actor may see.
Result<Scope> scope_of(const Call& call, const std::optional<Area>& area, std::optional<Day> from,
                       std::optional<Day> to, std::optional<Day> as_of) {
  if (!area && call.actor.areas.empty()) return fail(Fault::not_found, "figures.no_area", "/area");
  Scope scope{.area = area ? *area : call.actor.areas.front()};
  if (!reaches(call.actor, scope.area)) return fail(Fault::not_found, "figures.no_area", "/area");
  scope.to = to.value_or(call.today());
  const std::chrono::year_month_day last{scope.to};
  scope.from = from.value_or(Day{last.year() / 1 / 1});
  scope.as_of = as_of.value_or(scope.to);
  if (scope.from > scope.to) return fail(Fault::invalid, "figures.period_backwards", "/from");
  return scope;
}

}  // namespace

Result<std::vector<FigureLine>> compute(Tx& tx, const Catalogue& catalogue, const Scope& scope,
                                        std::string_view language) {
  Computer computer(tx, catalogue, scope);
  std::vector<FigureLine> lines;
  lines.reserve(catalogue.figures.size());
  for (const Figure& figure : catalogue.figures)
    lines.push_back(line_of(figure, computer.compute(figure), scope, language));
  return lines;
}

Result<std::vector<FigureLine>> find_figures(const Call& call, const FiguresQuery& query) {
  const Scope scope = TRY(scope_of(call, query.area, query.from, query.to, query.as_of));
  return compute(call.tx, call.deployment.packs, scope, query.language.value_or("zh"));
}

Result<http::Page<FigureRecord>> records_of(const Call& call, const RecordsQuery& query) {
  const Scope scope = TRY(scope_of(call, query.area, query.from, query.to, query.as_of));
  const Catalogue& catalogue = call.deployment.packs;
  const Figure* figure = catalogue.figure(query.figure);
  if (!figure) return fail(Fault::not_found, "figures.unknown", "/figure");
  // A rate opens to what it is measured against; each of its two sides opens by its own id.
  if (figure->kind == FigureKind::rate) figure = catalogue.figure(figure->denominator);
  if (figure->kind == FigureKind::derived)
    return fail(Fault::invalid, "figures.derived", "/figure");
  const std::int64_t limit = std::clamp<std::int64_t>(query.limit.value_or(50), 1, 500);
  auto found = store::records(call.tx, *figure, rows_of(*figure, catalogue, scope),
                              query.cursor.value_or(""), limit + 1);
  http::Page<FigureRecord> page;
  if (static_cast<std::int64_t>(found.size()) > limit) {
    found.pop_back();
    page.next_cursor = found.back().key;
  }
  const std::string subject = subject_of(*figure);
  for (const store::Record& record : found) {
    std::string label = store::label(call.tx, subject, record.key);
    if (subject == "person" && !call.actor.may(Right::people_read)) label = text::mask_name(label);
    const Area area = Area::parse(record.area).value_or(Area{});
    page.items.push_back({.subject = subject,
                          .id = record.key,
                          .label = std::move(label),
                          .area = area,
                          .place = store::place(call.tx, area),
                          .on = record.on,
                          .amount = record.amount});
  }
  return page;
}

}  // namespace zhulian::figures
