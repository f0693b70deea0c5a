// How PostgreSQL writes values: rows of an answer in text, lines for COPY.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <libpq-fe.h>

#include "db/row.h"

namespace zhulian::postgresql {

// Types of pg_type.dat; their numbers never change.
constexpr Oid oid_bool = 16;
constexpr Oid oid_bytea = 17;
constexpr Oid oid_int8 = 20;
constexpr Oid oid_int2 = 21;
constexpr Oid oid_int4 = 23;
constexpr Oid oid_text = 25;
constexpr Oid oid_oid = 26;
constexpr Oid oid_float4 = 700;
constexpr Oid oid_float8 = 701;
constexpr Oid oid_numeric = 1700;

class CellReader {
 public:
  // Valid until the next call, and as long as the result.
  Row row(const PGresult* result, int row);

 private:
  Cell cell(const PGresult* result, int row, int column);
  std::vector<Cell> cells_;
  std::string bytes_;  // Decoded blobs of the row.
};

// One line of COPY .. FROM STDIN in text format, with its end.
void append_copy_line(std::string& out, const Values& row);

// DatabaseError{check}: PostgreSQL has no NUL in texts, and libpq would cut there.
void refuse_nul(std::string_view text);

}  // namespace zhulian::postgresql
