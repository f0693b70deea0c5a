#include "figures/compute.h"

#include <cmath>

#include "feel/day.h"
#include "figures/query.h"
#include "figures/store.h"
#include "packs/figure_schema.h"

namespace zhulian::figures {
namespace {

using packs::Figure;
using packs::FigureKind;
using packs::Published;

// Two decimals: what a report prints, and what a rate of 38 million people needs.
double rounded(double value) {
  return std::round(value * 100) / 100;
}

// The published value for exactly this area and these days. What is counted as of a day may
// stand beside what was published of another day; what happened in one period may not stand
// beside another's.
const Published* published_for(const Figure& figure, const Scope& scope) {
  const Published* best = nullptr;
  for (const Published& each : figure.published) {
    if (each.area != scope.area.code()) continue;
    const bool same_days = each.from == to_string(scope.from) && each.to == to_string(scope.to);
    if (same_days || (!best && figure.time == packs::FigureTime::at)) best = &each;
    if (same_days) break;
  }
  return best;
}

}  // namespace

PublishedValue shown(const Published& published) {
  return {.value = published.value,
          .bound = published.bound,
          .kind = published.kind,
          .basis = published.basis,
          .area = published.area,
          .from = published.from,
          .to = published.to};
}

const Computer::Computed& Computer::compute(const Figure& figure) {
  const auto known = done_.find(figure.id);
  if (known != done_.end()) return known->second;
  return done_.emplace(figure.id, fresh(figure)).first->second;
}

Computer::Computed Computer::fresh(const Figure& figure) {
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

Computer::Computed Computer::rate(const Computed& numerator, const Computed& denominator) {
  if (!numerator.value || denominator.value.value_or(0) == 0)
    return {.value = std::nullopt, .records = denominator.records};
  return {.value = rounded(100 * *numerator.value / *denominator.value),
          .records = denominator.records};
}

Computer::Computed Computer::derived(const Figure& figure) {
  const auto formula = packs::check_formula(figure, catalogue_);
  feel::Context names;
  names.put("as_of", feel::day_value(scope_.as_of));
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

FigureLine Computer::line(const Figure& figure, std::string_view language) {
  const Computed& computed = compute(figure);
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
  if (const Published* published = published_for(figure, scope_))
    line.published = shown(*published);
  return line;
}

}  // namespace zhulian::figures
