// Writing a plan through the program's own operations, piece by piece: each piece is one
// transaction that also says it is done, so a demonstration that was killed goes on where it
// stopped and nothing is made twice.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "app/demo_cast.h"
#include "app/demo_needs.h"
#include "app/demo_year.h"
#include "app/house.h"

namespace zhulian::app::sample {

struct Plan {
  std::string source = "synthetic";
  std::uint64_t seed = 0;
  std::vector<packs::AreaRow> areas;
  Cast cast;
  Folk folk;
  std::vector<Deed> deeds;
  std::vector<YearDeed> year;
  Area place;        // Where it all is: for the log.
  Day registered{};  // Since when the register knows its people.
};

// What a plan comes to, by the names of the summary: households, residents, holders, needs, ..
std::map<std::string, std::int64_t> counts(const Plan&);

// `prepare` runs before the transaction and may be slow; `act` may run more than once.
struct Piece {
  std::function<Result<void>()> prepare;
  std::function<Result<void>(Tx&)> act;
};
std::vector<Piece> pieces_of(const Plan&, const House&, Instant now);

}  // namespace zhulian::app::sample
