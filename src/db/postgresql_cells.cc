#include "db/postgresql_cells.h"

#include <charconv>

namespace zhulian::postgresql {
namespace {

template <class T>
T number(std::string_view text) {
  T value{};
  const auto [stop, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc{} || stop != text.data() + text.size())
    throw DatabaseError(DatabaseError::Kind::other, "not a number: " + std::string(text));
  return value;
}

int hex(char c) {
  return c <= '9' ? c - '0' : c - 'a' + 10;
}

template <class T>
void append_number(std::string& out, T value) {
  char text[32];
  const auto end = std::to_chars(text, text + sizeof text, value).ptr;
  out.append(text, end);
}

void append_value(std::string& out, const Value& value) {
  if (value.null()) {
    out += "\\N";
    return;
  }
  switch (value.kind()) {
    case Value::Kind::integer:
      return append_number(out, value.integer());
    case Value::Kind::real:
      return append_number(out, value.real());
    case Value::Kind::blob:
      out += "\\\\x";
      for (const char c : value.bytes()) {
        constexpr std::string_view digits = "0123456789abcdef";
        out += digits[static_cast<unsigned char>(c) >> 4];
        out += digits[static_cast<unsigned char>(c) & 15];
      }
      return;
    case Value::Kind::text:
    case Value::Kind::any:
      refuse_nul(value.bytes());
      for (const char c : value.bytes()) {
        if (c == '\\')
          out += "\\\\";
        else if (c == '\n')
          out += "\\n";
        else if (c == '\r')
          out += "\\r";
        else if (c == '\t')
          out += "\\t";
        else
          out += c;
      }
  }
}

}  // namespace

Cell CellReader::cell(const PGresult* result, int row, int column) {
  if (PQgetisnull(result, row, column) != 0) return {};
  const std::string_view text(PQgetvalue(result, row, column),
                              static_cast<std::size_t>(PQgetlength(result, row, column)));
  switch (PQftype(result, column)) {
    case oid_bool:
      return {.kind = Cell::Kind::integer, .integer = text == "t" ? 1 : 0};
    case oid_int2:
    case oid_int4:
    case oid_int8:
    case oid_oid:
      return {.kind = Cell::Kind::integer, .integer = number<std::int64_t>(text)};
    case oid_float4:
    case oid_float8:
      return {.kind = Cell::Kind::real, .real = number<double>(text)};
    case oid_numeric:
      return {.kind = Cell::Kind::decimal, .bytes = text};
    case oid_bytea: {
      const std::size_t from = bytes_.size();
      for (std::size_t i = 2; i + 1 < text.size(); i += 2)  // After "\x".
        bytes_ += static_cast<char>(hex(text[i]) * 16 + hex(text[i + 1]));
      return {.kind = Cell::Kind::blob, .bytes = std::string_view(bytes_).substr(from)};
    }
    default:
      return {.kind = Cell::Kind::text, .bytes = text};
  }
}

Row CellReader::row(const PGresult* result, int row) {
  const int columns = PQnfields(result);
  bytes_.clear();
  std::size_t room = 0;
  for (int i = 0; i < columns; ++i)
    if (PQftype(result, i) == oid_bytea)
      room += static_cast<std::size_t>(PQgetlength(result, row, i)) / 2;
  bytes_.reserve(room);  // Views into it must not move.
  cells_.clear();
  for (int i = 0; i < columns; ++i) cells_.push_back(cell(result, row, i));
  return Row(cells_);
}

void append_copy_line(std::string& out, const Values& row) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (i > 0) out += '\t';
    append_value(out, row[i]);
  }
  out += '\n';
}

}  // namespace zhulian::postgresql
