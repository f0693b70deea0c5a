#include "db/row.h"

#include <charconv>
#include <cstring>

namespace zhulian {

const Cell& Row::cell(std::size_t i) const {
  if (i >= cells_.size())
    throw std::logic_error("column " + std::to_string(i) + " of a row of " +
                           std::to_string(cells_.size()));
  return cells_[i];
}

void Row::refuse(std::size_t i, const char* why) const {
  throw DatabaseError(DatabaseError::Kind::other, "column " + std::to_string(i) + " " + why);
}

std::int64_t Row::integer(std::size_t i) const {
  const Cell& c = cell(i);
  if (c.kind == Cell::Kind::integer) return c.integer;
  if (c.kind == Cell::Kind::null) refuse(i, "is null");
  if (c.kind != Cell::Kind::decimal) refuse(i, "is no integer");
  std::int64_t number = 0;
  const char* const end = c.bytes.data() + c.bytes.size();
  const auto [stop, fault] = std::from_chars(c.bytes.data(), end, number);
  if (fault != std::errc{} || stop != end) refuse(i, "is no 64-bit integer");
  return number;
}

double Row::real(std::size_t i) const {
  const Cell& c = cell(i);
  if (c.kind == Cell::Kind::real) return c.real;
  if (c.kind == Cell::Kind::integer) return static_cast<double>(c.integer);
  if (c.kind == Cell::Kind::null) refuse(i, "is null");
  if (c.kind != Cell::Kind::decimal) refuse(i, "is no number");
  double number = 0;
  const char* const end = c.bytes.data() + c.bytes.size();
  const auto [stop, fault] = std::from_chars(c.bytes.data(), end, number);
  if (fault != std::errc{} || stop != end) refuse(i, "is no number");
  return number;
}

std::string_view Row::text(std::size_t i) const {
  const Cell& c = cell(i);
  if (c.kind == Cell::Kind::null) refuse(i, "is null");
  if (c.kind != Cell::Kind::text) refuse(i, "is no text");
  return c.bytes;
}

std::string_view Row::blob(std::size_t i) const {
  const Cell& c = cell(i);
  if (c.kind == Cell::Kind::null) refuse(i, "is null");
  if (c.kind != Cell::Kind::blob) refuse(i, "holds no bytes");
  return c.bytes;
}

Area Row::area(std::size_t i) const {
  auto area = Area::parse(text(i));
  if (!area) refuse(i, "is no area code");
  return *std::move(area);
}

OwnedRow::OwnedRow(const Row& row) : OwnedRow(copy_of(row)) {}

// Cells and bytes share one block: one allocation a row.
OwnedRow::Copy OwnedRow::copy_of(const Row& row) {
  const std::size_t n = row.size();
  std::size_t size = n * sizeof(Cell);
  for (std::size_t i = 0; i < n; ++i) size += row.cell(i).bytes.size();
  const auto block = std::make_shared<std::byte[]>(size);
  Cell* const cells = reinterpret_cast<Cell*>(block.get());
  char* bytes = reinterpret_cast<char*>(block.get() + n * sizeof(Cell));
  for (std::size_t i = 0; i < n; ++i) {
    const Cell& from = row.cell(i);
    Cell* const to = new (cells + i) Cell(from);
    if (from.bytes.empty()) continue;
    std::memcpy(bytes, from.bytes.data(), from.bytes.size());
    to->bytes = {bytes, from.bytes.size()};
    bytes += from.bytes.size();
  }
  return {.block = block, .cells = {cells, n}};
}

}  // namespace zhulian
