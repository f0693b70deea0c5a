// Rows in bulk from a list of things, made one by one while they are written: nothing holds them
// all as Values.
#pragma once

#include <ranges>
#include <string>
#include <string_view>
#include <vector>

#include "db/db.h"

namespace zhulian {

// One row an element, as `row_of(element)` answers it; none where that is empty. Rows inserted.
template <std::ranges::input_range List, class F>
std::int64_t insert_each(Tx& tx, std::string_view table, const std::vector<std::string>& columns,
                         const List& list, F row_of) {
  auto at = std::ranges::begin(list);
  return tx.insert_many(table, columns, [&](Values& row) {
    while (row.empty() && at != std::ranges::end(list)) row = row_of(*at++);
    return !row.empty();
  });
}

}  // namespace zhulian
