#include "platform/call.h"

#include <algorithm>

namespace zhulian {
namespace {

void add_range(const Area& area, std::string_view column, int next, Condition& to) {
  if (area.empty()) {
    to.text += "1 = 1";
    return;
  }
  const int first = next + static_cast<int>(to.values.size());
  to.text += std::string(column) + " BETWEEN $" + std::to_string(first) + " AND $" +
             std::to_string(first + 1);
  to.values.emplace_back(area.first());
  to.values.emplace_back(area.last());
}

}  // namespace

Condition within(const Area& area, std::string_view column, int next) {
  Condition condition;
  add_range(area, column, next, condition);
  condition.text = '(' + condition.text + ')';
  return condition;
}

Condition within_areas(const Actor& actor, std::string_view column, int next) {
  Condition condition;
  const auto& areas = actor.areas;
  if (areas.empty()) return {.text = "(1 = 0)", .values = {}};
  if (std::ranges::any_of(areas, &Area::empty)) return {.text = "(1 = 1)", .values = {}};
  for (const Area& area : areas) {
    if (!condition.text.empty()) condition.text += " OR ";
    add_range(area, column, next, condition);
  }
  condition.text = '(' + condition.text + ')';
  return condition;
}

bool reaches(const Actor& actor, const Area& area) {
  return std::ranges::any_of(actor.areas, [&](const Area& own) { return own.contains(area); });
}

}  // namespace zhulian
