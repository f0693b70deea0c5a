// A population in memory: one array a fact, one entry a person.
//
// One idea: what a rule asks of a person fits in a small integer. A coded fact is the place of its
// code in a dictionary, a yes-or-no is 1 or 0, a date is days since 1970-01-01, an amount is a
// whole number of fen. One further value of each array says that the fact is not known. Rows stand
// in the order of areas, so that the people of an area are a span of every array.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "feel/value.h"

namespace zhulian::population {

enum class Held : std::uint8_t { boolean, code, number, date };

struct Column {
  // As expressions write it, the input data first: "person.level", or "level" alone.
  std::string path;
  Held held = Held::boolean;
  // Held::code: what code 0, 1, 2 .. stands for: strings or numbers, each once, at most 65,534.
  std::vector<feel::Value> codes{};
  // Held::number: the number of the rules is what is held divided by this: 100 where fen are held
  // and rules speak of yuan.
  std::int64_t divisor = 1;
  // Held::number: eight bytes a person instead of four.
  bool wide = false;
  // The absence of this fact is an answer (no date of death: alive): null, and never unknown.
  bool null_means_none = false;
};

using Schema = std::vector<Column>;

inline constexpr std::int32_t no_int = std::numeric_limits<std::int32_t>::min();
inline constexpr std::int64_t no_long = std::numeric_limits<std::int64_t>::min();

// The entry of a boolean or coded column for a fact that is not known: the code after the last.
constexpr std::size_t no_code(const Column& column) {
  return column.held == Held::boolean ? 2 : column.codes.size();
}

// How a column is laid out.
enum class Width : std::uint8_t { bytes, shorts, ints, longs };
constexpr Width width_of(const Column& column) {
  switch (column.held) {
    case Held::boolean:
      return Width::bytes;
    case Held::code:
      return column.codes.size() < 256 ? Width::bytes : Width::shorts;
    case Held::number:
      return column.wide ? Width::longs : Width::ints;
    case Held::date:
      return Width::ints;
  }
  return Width::bytes;
}

// Index of the column of that path, -1 when there is none.
int find_column(const Schema& schema, std::string_view path);

class Population {
 public:
  // So many persons of whom nothing is known. The memory may be more than the machine has:
  // then std::bad_alloc.
  Population(Schema schema, std::size_t persons);

  const Schema& schema() const { return schema_; }
  std::size_t persons() const { return persons_; }

  // The array of a column by its layout. Whoever fills it keeps to codes the column has.
  std::span<std::uint8_t> bytes(int column) { return array<std::uint8_t>(column); }
  std::span<std::uint16_t> shorts(int column) { return array<std::uint16_t>(column); }
  std::span<std::int32_t> ints(int column) { return array<std::int32_t>(column); }
  std::span<std::int64_t> longs(int column) { return array<std::int64_t>(column); }

  // The fact of one person as a value; null is "not known" (or "none", see Column). False, and
  // nothing put, when the column cannot hold the value.
  bool put(int column, std::size_t person, const feel::Value& value);
  // The same by the entry that held_of() answers.
  void hold(int column, std::size_t person, std::int64_t held);
  feel::Value value(int column, std::size_t person) const;
  // All facts of one person, under the names of the input data: what an interpreter reads.
  feel::Context facts(std::size_t person) const;

  // For the kernel, which reads up to 64 bytes past the last person.
  const std::byte* raw(int column) const { return arrays_[static_cast<std::size_t>(column)].get(); }

 private:
  struct Free {
    void operator()(std::byte* memory) const;
  };
  template <class T>
  std::span<T> array(int column) {
    return {reinterpret_cast<T*>(arrays_[static_cast<std::size_t>(column)].get()), persons_};
  }
  Schema schema_;
  std::size_t persons_;
  std::vector<std::unique_ptr<std::byte[], Free>> arrays_;
};

// What stands in a context under "a.b.c"; nullptr where there is nothing.
const feel::Value* entry_at(const feel::Context&, std::string_view path);
// The value a held entry stands for.
feel::Value value_of(const Column& column, std::int64_t held);
// The entry that stands for the value; nullopt when the column cannot hold it.
std::optional<std::int64_t> held_of(const Column& column, const feel::Value& value);

// Values at paths ("person.level") as the contexts expressions see.
feel::Context nested(std::span<const std::pair<std::string, feel::Value>> facts);

}  // namespace zhulian::population
