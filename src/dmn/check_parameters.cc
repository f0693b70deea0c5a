// Parameters by themselves: days without a value, days with two, values that are none.
#include <algorithm>
#include <map>

#include "dmn/check.h"

namespace zhulian::dmn {
namespace {

class Parameters {
 public:
  Parameters(const std::vector<ParameterRow>& rows, std::optional<Day> today)
      : rows_(rows), today_(today) {}

  std::vector<Finding> run() && {
    std::map<std::pair<std::string, Area>, std::vector<const ParameterRow*>> series;
    std::map<std::string, const ParameterRow*> first;
    for (const ParameterRow& row : rows_) {
      series[{row.key, row.area}].push_back(&row);
      const ParameterRow& before = *first.try_emplace(row.key, &row).first->second;
      if (before.unit != row.unit)
        add(Wrong::parameter_value, row, "dmn.check.parameter_unit",
            {{"unit", row.unit}, {"other", before.unit}, {"row", std::to_string(before.line)}});
      value(row);
    }
    for (auto& [name, rows] : series) in_time(rows);
    std::ranges::stable_sort(found_, {}, [](const Finding& finding) {
      return std::pair(std::string_view(finding.place.file), finding.place.row);
    });
    return std::move(found_);
  }

 private:
  void add(Wrong wrong, const ParameterRow& row, std::string code,
           std::vector<Argument> arguments = {}, std::vector<int> rows = {},
           Weight weight = Weight::fault) {
    arguments.insert(arguments.begin(), {{"key", row.key}, {"area", row.area.code()}});
    found_.push_back({.wrong = wrong,
                      .weight = weight,
                      .place = {.file = row.file, .element = row.key, .row = row.line},
                      .code = std::move(code),
                      .arguments = std::move(arguments),
                      .rows = std::move(rows)});
  }

  void value(const ParameterRow& row) {
    if (row.until <= row.from)
      add(Wrong::parameter_value, row, "dmn.check.parameter_backwards",
          {{"from", to_string(row.from)}});
    if (row.value.empty()) return;  // A hole that somebody declared.
    const auto number = feel::Decimal::parse(row.value);
    const bool fraction = row.unit == "percent" || row.unit == "number";
    if (row.unit == "text") return;
    if (!row.amount && !(fraction && number))
      add(Wrong::parameter_value, row, "dmn.check.parameter_value",
          {{"value", row.value}, {"unit", row.unit}});
    else if (number && *number < feel::Decimal(0))
      add(Wrong::parameter_value, row, "dmn.check.parameter_negative", {{"value", row.value}});
  }

  // Two files may tell the same: places that share their province.
  static bool is_copy(const ParameterRow& a, const ParameterRow& b) {
    return a.file != b.file && a.from == b.from && a.until == b.until && a.value == b.value &&
           a.unit == b.unit;
  }

  // The rows of one parameter in one area, by their days.
  void in_time(std::vector<const ParameterRow*>& rows) {
    std::ranges::stable_sort(rows, {}, [](const ParameterRow* row) { return row->from; });
    const ParameterRow* last = nullptr;  // Of those so far the one that holds longest.
    for (const ParameterRow* row : rows) {
      if (row->until <= row->from) continue;
      if (last && row->from < last->until) {
        if (is_copy(*row, *last)) continue;
        const ParameterRow& later = row->line > last->line ? *row : *last;
        const ParameterRow& earlier = row->line > last->line ? *last : *row;
        add(Wrong::parameter_twice, later, "dmn.check.parameter_twice",
            {{"row", std::to_string(earlier.line)}, {"day", to_string(row->from)}}, {earlier.line});
      } else if (last && row->from > last->until) {
        add(Wrong::parameter_hole, *row, "dmn.check.parameter_hole",
            {{"from", to_string(last->until)},
             {"to", to_string(row->from - std::chrono::days{1})},
             {"row", std::to_string(last->line)}},
            {last->line});
      }
      if (!last || row->until > last->until) last = row;
    }
    if (last && today_ && last->until <= *today_ && !is_known(last->key, last->area, *today_))
      add(Wrong::parameter_hole, *last, "dmn.check.parameter_ended",
          {{"from", to_string(last->until)}}, {}, Weight::notice);
  }

  // By a row of the area or of a larger one around it, also by one that says nobody knows.
  bool is_known(std::string_view key, const Area& area, Day day) const {
    return std::ranges::any_of(rows_, [&](const ParameterRow& row) {
      return row.key == key && row.area.contains(area) && row.from <= day && day < row.until;
    });
  }

  const std::vector<ParameterRow>& rows_;
  std::optional<Day> today_;
  std::vector<Finding> found_{};
};

}  // namespace

std::vector<Finding> check(const std::vector<ParameterRow>& parameters, std::optional<Day> today) {
  return Parameters(parameters, today).run();
}

}  // namespace zhulian::dmn
