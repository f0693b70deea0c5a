// Places by name: for pages that show where somebody is, and for papers that only know names.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "packs/catalogue.h"
#include "registry/registry.h"

namespace zhulian::registry {

// Names of places, each read once. Lives as long as the call.
class AreaNames {
 public:
  explicit AreaNames(Tx& tx) : tx_(tx) {}

  // Reads the names of these and of all places around them, at once.
  void load(const std::vector<Area>&);

  const std::string& name(const Area&);  // "" when the code is unknown.
  std::string place(const Area&);        // Town and village: "Chibi Huimin"; finer ones left out.
  std::string path(const Area&);         // From the county down.

 private:
  Tx& tx_;
  std::map<std::string, std::string, std::less<>> names_;
};

bool is_known(Tx&, const Area&);

// Puts places into the register: how many were new or changed. What is known and not named
// here stays. load_areas(call) does it with the packs' own; a demonstration adds its own below.
Result<std::int64_t> load_areas(const Call&, const std::vector<packs::AreaRow>&);

// Places below a village as a sheet names them; "" where it names none.
struct Below {
  std::string estate;
  std::string group;
  std::string grid;
};
// The deepest of them, found by name within the village or made there. `village` is a known
// village. registry.area.full after 999 of a kind.
Result<Area> place_below(const Call&, const Area& village, const Below&);

// A place below the village, entered by hand.
struct NewPlace {
  Area parent;  // The village, estate or group it lies in.
  AreaLevel level;
  std::string name;
};
ZHULIAN_RECORD(NewPlace, parent, level, name);
constexpr auto record_notes(const NewPlace*) {
  return std::array{record::Note{.field = "name", .max_length = 60, .min_length = 1}};
}
// The same name at the same place twice is one place.
//   registry.area.level    not an estate, group or grid, or not smaller than its parent
//   registry.area.unknown  the parent (not found)
Result<AreaLine> add_place(const Call&, const NewPlace&);

}  // namespace zhulian::registry
