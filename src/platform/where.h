// The WHERE of a list, grown condition by condition with its values, and the place in a list that
// a page ends with; for the stores.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "platform/call.h"

namespace zhulian {

class Where {
 public:
  // The number of the next placeholder.
  int next() const { return static_cast<int>(values_.size()) + 1; }

  void add(std::string_view text) {
    text_ += text_.empty() ? " WHERE " : " AND ";
    text_ += text;
  }
  void add(Condition condition) {
    add(condition.text);
    for (Value& value : condition.values) values_.push_back(std::move(value));
  }
  // Every `?` in `text` stands for the value.
  void add(std::string_view text, Value value) {
    std::string numbered;
    for (const char c : text) {
      if (c == '?')
        numbered += '$' + std::to_string(next());
      else
        numbered += c;
    }
    add(numbered);
    values_.push_back(std::move(value));
  }
  template <class Of>
  void add_one_of(std::string_view column, const std::vector<Id<Of>>& ids) {
    if (ids.empty()) return add("(1 = 0)");
    std::string text = std::string(column) + " IN (";
    for (std::size_t i = 0; i < ids.size(); ++i)
      text += (i ? ", $" : "$") + std::to_string(next() + static_cast<int>(i));
    add(text + ')');
    for (const auto& id : ids) values_.emplace_back(id);
  }

  // For what stands outside the conditions (LIMIT, CASE): the value's placeholder.
  std::string bind(Value value) {
    values_.push_back(std::move(value));
    return '$' + std::to_string(values_.size());
  }

  const std::string& text() const { return text_; }
  const Values& values() const { return values_; }

 private:
  std::string text_;
  Values values_;
};

// A place in a list ordered by day and id, newest first. Opaque to callers.
struct Cursor {
  Day day;
  std::string id;
};
std::string to_text(const Cursor&);
// platform.list.bad_cursor
Result<std::optional<Cursor>> read_cursor(const std::optional<std::string>&);

inline constexpr std::int64_t page_default = 50;

// What a query found of which there is at most one.
template <class Row>
std::optional<Row> first(std::vector<Row> found) {
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

// What lies behind the cursor: (day column, id column) beyond it.
void add_cursor(Where&, const std::optional<Cursor>&, std::string_view day_column,
                std::string_view id_column);

}  // namespace zhulian
