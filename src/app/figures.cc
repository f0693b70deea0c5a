#include "figures/figures.h"

#include <iostream>

#include <fmt/format.h>

#include "app/commands.h"

namespace zhulian::app {
namespace {

Result<figures::Scope> scope_of(const FiguresOptions& options) {
  const auto area = Area::parse(options.area);
  if (!area) return fail(Fault::invalid, "json.not_an_area", "--area");
  const auto from = parse_day(options.from);
  if (!from) return fail(Fault::invalid, "json.not_a_day", "--from");
  const auto to = parse_day(options.to);
  if (!to) return fail(Fault::invalid, "json.not_a_day", "--to");
  const auto as_of = options.as_of.empty() ? to : parse_day(options.as_of);
  if (!as_of) return fail(Fault::invalid, "json.not_a_day", "--as-of");
  if (*from > *to) return fail(Fault::invalid, "figures.period_backwards", "--from");
  return figures::Scope{.area = *area, .from = *from, .to = *to, .as_of = *as_of};
}

void print_table(const std::vector<figures::FigureLine>& lines) {
  for (const figures::FigureLine& line : lines)
    fmt::print("{:<32} {:>12} {:<12} {}\n", line.id,
               line.value ? fmt::format("{:g}", *line.value) : "-", line.unit, line.name);
}

}  // namespace

Exit figures(const FiguresOptions& options, const Voice& voice) {
  const auto scope = scope_of(options);
  if (!scope) return refuse(scope.error(), voice);
  const auto house = House::open(options.where);
  if (!house) return refuse(house.error(), voice);
  const auto lines = (*house)->database().read([&](Tx& tx) {
    return figures::compute(tx, (*house)->catalogue(), *scope, word(voice.language));
  });
  if (!lines) return refuse(lines.error(), voice);
  if (!voice.json) {
    print_table(*lines);
    return Exit::done;
  }
  boost::json::array document;
  for (const figures::FigureLine& line : *lines) document.push_back(record::to_json(line));
  print(document);
  return Exit::done;
}

}  // namespace zhulian::app
