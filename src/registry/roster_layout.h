// Where the table stands in a workbook and what its columns mean.
//
// Offices put titles above the heading, split it over two rows, merge cells, call a column
// by any of a dozen names, and leave other sheets in the file. The one idea: every possible
// heading is scored by how many of its cells are known headings, and the best one is taken.
// What is still unknown is told, so that a person can say what it means (Mapping).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "packs/catalogue.h"
#include "sheet/workbook.h"

namespace zhulian::registry::roster {

// What a person said: a heading of the sheet, or the letter of a column ("D"), is the column
// of this key; "" for "not needed". A heading goes before a letter.
using Mapping = std::map<std::string, std::string, std::less<>>;

struct HeadColumn {
  std::size_t index = 0;
  std::string heading;                 // As in the sheet, tidied; "" where a letter was mapped.
  std::string key{};                   // "" when nobody knows, or when it is not needed.
  bool is_mapped = false;              // A person said so.
  bool is_twin = false;                // Another column has the key; that one is taken.
  std::vector<std::string> samples{};  // Of the first rows below.
};

struct Layout {
  std::size_t sheet = 0;
  std::string sheet_name;
  int first_row = 0;  // Of the heading ..
  int last_row = 0;   // .. and its last; data begins below.
  std::vector<HeadColumn> columns;
  std::vector<std::string> missing;  // Keys without which the sheet cannot be taken.
  bool days_from_1904 = false;
  std::vector<std::string> other_sheets;  // Visible, passed over.

  const HeadColumn* find(std::string_view key) const;  // nullptr when absent.
};

// `village_known`: the import names one village, so the sheet need not.
// Errors: those of reading, and roster.no_heading where no row of any visible sheet could be a
// heading. A layout with `missing` columns is an answer: see check_layout.
Result<Layout> find_layout(sheet::Workbook&, const packs::RosterSheet&, const Mapping& = {},
                           bool village_known = false);

// roster.columns_missing with the names of what is missing and of what was found.
// roster.mapping_unknown for a key no column has.
Result<void> check_layout(const Layout&, const packs::RosterSheet&, const Mapping& = {});

// The same head again in the middle of the data, or the numbers of its columns below it.
bool repeats_heading(const Layout&, std::span<const sheet::Cell> cells);

}  // namespace zhulian::registry::roster
