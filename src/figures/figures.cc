#include "figures/figures.h"

#include <algorithm>

#include "base/text.h"
#include "figures/compute.h"
#include "figures/query.h"
#include "figures/store.h"
#include "packs/views.h"

namespace zhulian::figures {
namespace {

using packs::Catalogue;
using packs::Figure;
using packs::FigureKind;

// "person_id" -> "person".
std::string subject_of(const Figure& figure) {
  std::string subject = figure.key;
  if (subject.ends_with("_id")) subject.resize(subject.size() - 3);
  return subject;
}

// What the record is called, as far as the actor may know.
std::string label_of(const Call& call, const Figure& figure, const std::string& key,
                     std::string_view language) {
  store::Label label;
  // What counts distinct codes opens to the codes themselves.
  const packs::View* view = packs::view(figure.view);
  const packs::ViewColumn* counted = view ? view->column(figure.key) : nullptr;
  if (counted && !counted->codes.empty())
    label = {.text = key, .codes = counted->codes};
  else
    label = store::label(call.tx, subject_of(figure), key);
  if (label.of_person && !call.actor.may(Right::people_read)) return text::mask_name(label.text);
  const packs::Code* code = call.deployment.packs.code(label.codes, label.text);
  if (!code) return label.text;
  return language == "en" ? code->name.en : code->name.zh;
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

Result<Scope> scope_of(const Call& call, const FiguresQuery& query) {
  return scope_of(call, query.area, query.from, query.to, query.as_of);
}

Result<std::vector<FigureLine>> compute(Tx& tx, const Catalogue& catalogue, const Scope& scope,
                                        std::string_view language) {
  Computer computer(tx, catalogue, scope);
  std::vector<FigureLine> lines;
  lines.reserve(catalogue.figures.size());
  for (const Figure& figure : catalogue.figures) lines.push_back(computer.line(figure, language));
  return lines;
}

Result<std::vector<FigureLine>> find_figures(const Call& call, const FiguresQuery& query) {
  const Scope scope = TRY(scope_of(call, query));
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
  const std::string language = query.language.value_or("zh");
  for (const store::Record& record : found) {
    std::string label = label_of(call, *figure, record.key, language);
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
