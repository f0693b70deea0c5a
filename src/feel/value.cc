#include "feel/value.h"

#include <algorithm>

namespace zhulian::feel {

Type Type::list_of(Type element) {
  Type type(Kind::list);
  type.of.push_back(std::move(element));
  return type;
}

const Type* Type::entry(std::string_view name) const {
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == name) return &of[i];
  }
  return nullptr;
}

std::string Type::text() const {
  std::string out(word(kind));
  if (of.empty()) return out;
  out += '<';
  const std::size_t shown = kind == Kind::function ? of.size() - 1 : of.size();
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) out += ", ";
    if (kind == Kind::context) out += names[i] + ": ";
    out += of[i].text();
  }
  out += '>';
  if (kind == Kind::function) out += "->" + of.back().text();
  return out;
}

Kind Value::kind() const {
  constexpr Kind by_index[] = {
      Kind::null,    Kind::boolean, Kind::number,    Kind::date,          Kind::months_duration,
      Kind::string,  Kind::time,    Kind::date_time, Kind::days_duration, Kind::list,
      Kind::context, Kind::range,   Kind::function};
  return by_index[held_.index()];
}

Value::Value(List items) {
  int depth = 0;
  for (const Value& item : items) depth = std::max(depth, item.depth());
  if (depth + 1 > value_depth_max) return;
  depth_ = depth + 1;
  held_ = std::make_shared<const List>(std::move(items));
}

Value::Value(Context context) {
  int depth = 0;
  for (const auto& [name, value] : context.entries()) depth = std::max(depth, value.depth());
  if (depth + 1 > value_depth_max) return;
  depth_ = depth + 1;
  held_ = std::make_shared<const Context>(std::move(context));
}

Value::Value(Range range) {
  const int depth = std::max(range.low.depth(), range.high.depth());
  if (depth + 1 > value_depth_max) return;
  depth_ = depth + 1;
  held_ = std::make_shared<const Range>(std::move(range));
}

Value::Value(Function function) {
  int depth = 0;
  for (const auto& [name, value] : function.captured.entries()) {
    depth = std::max(depth, value.depth());
  }
  if (depth + 1 > value_depth_max) return;
  depth_ = depth + 1;
  held_ = std::make_shared<const Function>(std::move(function));
}

Context::Context(std::initializer_list<Entry> entries) {
  for (const auto& [name, value] : entries) put(name, value);
}

void Context::put(std::string name, Value value) {
  const auto place = std::ranges::lower_bound(
      by_name_, name, {}, [&](std::uint32_t i) -> const std::string& { return entries_[i].first; });
  if (place != by_name_.end() && entries_[*place].first == name) {
    entries_[*place].second = std::move(value);
    return;
  }
  by_name_.insert(place, static_cast<std::uint32_t>(entries_.size()));
  entries_.emplace_back(std::move(name), std::move(value));
}

const Value* Context::find(std::string_view name) const {
  const auto place = std::ranges::lower_bound(
      by_name_, name, {}, [&](std::uint32_t i) -> std::string_view { return entries_[i].first; });
  if (place == by_name_.end() || entries_[*place].first != name) return nullptr;
  return &entries_[*place].second;
}

}  // namespace zhulian::feel
