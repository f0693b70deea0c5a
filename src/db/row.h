// One row of an answer. Columns count from 0.
//
// A Row is borrowed: it lives inside the callback of Tx::each. An OwnedRow keeps what it shows
// and may be copied cheaply. Both refuse, by DatabaseError, to read a null as a value, a text
// as a number, or a number beyond the asked type: an answer is never invented.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "db/error.h"
#include "db/value.h"

namespace zhulian {

// How a driver hands over one column.
struct Cell {
  // `decimal` is a number as text: what PostgreSQL answers to sum() and avg() of integers.
  enum class Kind : std::uint8_t { null, integer, real, decimal, text, blob };
  Kind kind = Kind::null;
  std::int64_t integer = 0;
  double real = 0;
  std::string_view bytes{};
};

class Row {
 public:
  explicit Row(std::span<const Cell> cells) : cells_(cells) {}

  std::size_t size() const { return cells_.size(); }
  const Cell& cell(std::size_t i) const;
  bool null(std::size_t i) const { return cell(i).kind == Cell::Kind::null; }

  std::int64_t integer(std::size_t i) const;  // Exact; a fraction is refused.
  double real(std::size_t i) const;
  std::string_view text(std::size_t i) const;  // As long as the row lives.
  std::string_view blob(std::size_t i) const;  // As long as the row lives.
  Day day(std::size_t i) const { return day_of_number(integer(i)); }
  Instant instant(std::size_t i) const { return instant_of_number(integer(i)); }
  Area area(std::size_t i) const;

  // bool, integers, double, std::string, std::string_view, Blob, Day, Instant, Area, Fen,
  // Id<X>, enums with a Names table (an unknown word throws), std::optional of these.
  template <class T>
  T get(std::size_t i) const;

 private:
  [[noreturn]] void refuse(std::size_t i, const char* why) const;

  std::span<const Cell> cells_;
};

class OwnedRow : public Row {
 public:
  explicit OwnedRow(const Row& row);

 private:
  struct Copy {
    std::shared_ptr<const std::byte[]> block;
    std::span<const Cell> cells;
  };
  explicit OwnedRow(Copy copy) : Row(copy.cells), block_(std::move(copy.block)) {}
  static Copy copy_of(const Row& row);

  std::shared_ptr<const std::byte[]> block_;
};

namespace detail {
template <class T>
struct Reading;  // One column as a T.

template <class T>
  requires(std::integral<T>)
struct Reading<T> {
  static T read(const Row& row, std::size_t i) {
    const std::int64_t number = row.integer(i);
    if constexpr (std::is_same_v<T, bool>) {
      if (number == 0 || number == 1) return number == 1;
    } else {
      if (std::in_range<T>(number)) return static_cast<T>(number);
    }
    throw DatabaseError(
        DatabaseError::Kind::other,
        "column " + std::to_string(i) + " is out of range: " + std::to_string(number));
  }
};
template <>
struct Reading<double> {
  static double read(const Row& row, std::size_t i) { return row.real(i); }
};
template <>
struct Reading<std::string> {
  static std::string read(const Row& row, std::size_t i) { return std::string(row.text(i)); }
};
template <>
struct Reading<std::string_view> {
  static std::string_view read(const Row& row, std::size_t i) { return row.text(i); }
};
template <>
struct Reading<Blob> {
  static Blob read(const Row& row, std::size_t i) { return {std::string(row.blob(i))}; }
};
template <>
struct Reading<Day> {
  static Day read(const Row& row, std::size_t i) { return row.day(i); }
};
template <>
struct Reading<Instant> {
  static Instant read(const Row& row, std::size_t i) { return row.instant(i); }
};
template <>
struct Reading<Area> {
  static Area read(const Row& row, std::size_t i) { return row.area(i); }
};
template <>
struct Reading<Fen> {
  static Fen read(const Row& row, std::size_t i) { return {row.integer(i)}; }
};
template <class Of>
struct Reading<Id<Of>> {
  static Id<Of> read(const Row& row, std::size_t i) { return {std::string(row.text(i))}; }
};
template <Named E>
struct Reading<E> {
  static E read(const Row& row, std::size_t i) {
    const auto found = names_of(E{}).find(row.text(i));
    if (found) return *found;
    throw DatabaseError(
        DatabaseError::Kind::other,
        "column " + std::to_string(i) + " holds an unknown word: " + std::string(row.text(i)));
  }
};
template <class T>
struct Reading<std::optional<T>> {
  static std::optional<T> read(const Row& row, std::size_t i) {
    if (row.null(i)) return std::nullopt;
    return Reading<T>::read(row, i);
  }
};
}  // namespace detail

template <class T>
T Row::get(std::size_t i) const {
  return detail::Reading<T>::read(*this, i);
}

}  // namespace zhulian
