#include "population/columns.h"

#include <algorithm>
#include <cstring>
#include <new>
#include <optional>

namespace zhulian::population {

namespace {

// The kernel reads whole blocks of 64 bytes past the last person.
constexpr std::size_t padding = 64 * 8;
constexpr std::align_val_t alignment{64};

std::size_t bytes_a_person(const Column& column) {
  switch (width_of(column)) {
    case Width::bytes:
      return 1;
    case Width::shorts:
      return 2;
    case Width::ints:
      return 4;
    case Width::longs:
      return 8;
  }
  return 1;
}

template <class T>
void fill(std::byte* memory, std::size_t persons, std::size_t bytes, T entry) {
  T* array = reinterpret_cast<T*>(memory);
  std::fill(array, array + persons, entry);
  std::memset(memory + persons * sizeof(T), 0, bytes - persons * sizeof(T));
}

// Both sides are what FEEL calls equal; codes are strings and numbers only.
bool same(const feel::Value& a, const feel::Value& b) {
  if (const auto* text = a.as_string()) return b.as_string() && *text == *b.as_string();
  if (const auto* number = a.as_number()) return b.as_number() && *number == *b.as_number();
  return false;
}

}  // namespace

int find_column(const Schema& schema, std::string_view path) {
  const auto found = std::ranges::find(schema, path, &Column::path);
  return found == schema.end() ? -1 : static_cast<int>(found - schema.begin());
}

void Population::Free::operator()(std::byte* memory) const {
  ::operator delete[](memory, alignment);
}

Population::Population(Schema schema, std::size_t persons)
    : schema_(std::move(schema)), persons_(persons) {
  for (const Column& column : schema_) {
    const std::size_t bytes = persons * bytes_a_person(column) + padding;
    auto* memory = static_cast<std::byte*>(::operator new[](bytes, alignment));
    arrays_.emplace_back(memory);
    switch (width_of(column)) {
      case Width::bytes:
        fill(memory, persons, bytes, static_cast<std::uint8_t>(no_code(column)));
        break;
      case Width::shorts:
        fill(memory, persons, bytes, static_cast<std::uint16_t>(no_code(column)));
        break;
      case Width::ints:
        fill(memory, persons, bytes, no_int);
        break;
      case Width::longs:
        fill(memory, persons, bytes, no_long);
        break;
    }
  }
}

const feel::Value* entry_at(const feel::Context& context, std::string_view path) {
  const std::size_t dot = path.find('.');
  const feel::Value* entry = context.find(path.substr(0, dot));
  if (dot == path.npos || !entry) return entry;
  return entry->as_context() ? entry_at(*entry->as_context(), path.substr(dot + 1)) : nullptr;
}

std::optional<std::int64_t> held_of(const Column& column, const feel::Value& value) {
  if (value.is_null()) {
    switch (width_of(column)) {
      case Width::ints:
        return no_int;
      case Width::longs:
        return no_long;
      default:
        return static_cast<std::int64_t>(no_code(column));
    }
  }
  switch (column.held) {
    case Held::boolean:
      if (const bool* truth = value.as_boolean()) return *truth;
      return std::nullopt;
    case Held::code: {
      const auto found = std::ranges::find_if(
          column.codes, [&](const feel::Value& code) { return same(code, value); });
      if (found == column.codes.end()) return std::nullopt;
      return found - column.codes.begin();
    }
    case Held::number: {
      const feel::Decimal* number = value.as_number();
      if (!number) return std::nullopt;
      const auto whole = (*number * feel::Decimal(column.divisor)).to_int64();
      if (!whole || *whole == no_long) return std::nullopt;
      if (!column.wide && (*whole <= no_int || *whole > INT32_MAX)) return std::nullopt;
      return whole;
    }
    case Held::date: {
      if (!value.as_date()) return std::nullopt;
      const std::int64_t days = feel::days_of(*value.as_date());
      if (days <= no_int || days > INT32_MAX) return std::nullopt;
      return days;
    }
  }
  return std::nullopt;
}

feel::Value value_of(const Column& column, std::int64_t held) {
  switch (column.held) {
    case Held::boolean:
      return held > 1 ? feel::Value() : feel::Value(held == 1);
    case Held::code: {
      const auto index = static_cast<std::size_t>(held);
      return index < column.codes.size() ? column.codes[index] : feel::Value();
    }
    case Held::number:
      if (held == (column.wide ? no_long : no_int)) return {};
      if (column.divisor == 1) return feel::Value::number(held);
      return feel::Value(feel::Decimal(held) / feel::Decimal(column.divisor));
    case Held::date:
      if (held == no_int) return {};
      return feel::Value::maybe(feel::date_of(held));
  }
  return {};
}

bool Population::put(int column, std::size_t person, const feel::Value& value) {
  const auto held = held_of(schema_[static_cast<std::size_t>(column)], value);
  if (held) hold(column, person, *held);
  return held.has_value();
}

void Population::hold(int column, std::size_t person, std::int64_t held) {
  switch (width_of(schema_[static_cast<std::size_t>(column)])) {
    case Width::bytes:
      bytes(column)[person] = static_cast<std::uint8_t>(held);
      break;
    case Width::shorts:
      shorts(column)[person] = static_cast<std::uint16_t>(held);
      break;
    case Width::ints:
      ints(column)[person] = static_cast<std::int32_t>(held);
      break;
    case Width::longs:
      longs(column)[person] = held;
      break;
  }
}

feel::Value Population::value(int column, std::size_t person) const {
  const Column& of = schema_[static_cast<std::size_t>(column)];
  const std::byte* memory = raw(column);
  switch (width_of(of)) {
    case Width::bytes:
      return value_of(of, reinterpret_cast<const std::uint8_t*>(memory)[person]);
    case Width::shorts:
      return value_of(of, reinterpret_cast<const std::uint16_t*>(memory)[person]);
    case Width::ints:
      return value_of(of, reinterpret_cast<const std::int32_t*>(memory)[person]);
    case Width::longs:
      return value_of(of, reinterpret_cast<const std::int64_t*>(memory)[person]);
  }
  return {};
}

feel::Context Population::facts(std::size_t person) const {
  std::vector<std::pair<std::string, feel::Value>> facts;
  facts.reserve(schema_.size());
  for (std::size_t c = 0; c < schema_.size(); ++c)
    facts.emplace_back(schema_[c].path, value(static_cast<int>(c), person));
  return nested(facts);
}

feel::Context nested(std::span<const std::pair<std::string, feel::Value>> facts) {
  // Those with the same first name become one context.
  std::vector<std::pair<std::string, std::vector<std::pair<std::string, feel::Value>>>> groups;
  feel::Context context;
  for (const auto& [path, value] : facts) {
    const std::size_t dot = path.find('.');
    if (dot == std::string::npos) {
      context.put(path, value);
      continue;
    }
    const std::string_view first = std::string_view(path).substr(0, dot);
    auto group = std::ranges::find_if(groups, [&](const auto& g) { return g.first == first; });
    if (group == groups.end()) {
      groups.emplace_back(std::string(first), std::vector<std::pair<std::string, feel::Value>>{});
      group = groups.end() - 1;
    }
    group->second.emplace_back(path.substr(dot + 1), value);
  }
  for (const auto& [name, entries] : groups) context.put(name, feel::Value(nested(entries)));
  return context;
}

}  // namespace zhulian::population
