// The views that figures may count over: what each column means, for the checker of packs and
// for the SQL that a filter becomes. A test holds this table against the real databases.
#pragma once

#include <string_view>
#include <vector>

namespace zhulian::packs {

enum class ColumnType {
  id,      // A key: counted distinct, never compared.
  code,    // A text from a code list, which `codes` names; "" when free.
  number,  // An integer.
  amount,  // A double: added up, never compared.
  truth,   // 0 or 1.
  day,     // Days since 1970-01-01.
  area,    // A code prefix.
};

struct ViewColumn {
  std::string_view name;
  ColumnType type;
  std::string_view codes = {};
};

// A view has an area. Its rows are spans (from_day, until_day) or carry days of their own.
struct View {
  std::string_view name;
  std::vector<ViewColumn> columns;

  bool is_span() const;
  const ViewColumn* column(std::string_view name) const;
};

// Columns that many views share.
inline constexpr ViewColumn area_column{"area", ColumnType::area};
inline constexpr ViewColumn person_id{"person_id", ColumnType::id};
inline constexpr ViewColumn site_id{"site_id", ColumnType::id};

std::vector<View> event_views();  // A part of views(); views_events.cc.

const std::vector<View>& views();
const View* view(std::string_view name);

}  // namespace zhulian::packs
