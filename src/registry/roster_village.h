// Villages by the names offices write: with or without the ending that says what kind of body
// governs them, with the town before the name or in a column of its own.
//
// The idea (packs/README.md, "sheets"): the whole name is tried first, then the name without
// its ending together with the kind the ending tells, then the bare name where only one place
// has it. Two places that fit are no answer: nobody is put into a village by chance.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/area.h"
#include "packs/catalogue.h"

namespace zhulian::registry::roster {

struct Place {
  Area area;
  std::string name;
};

// Any number of these may be true of one row.
struct PlaceReading {
  std::optional<Area> area{};  // The one place meant, if nothing else below is true.
  bool town_unknown = false;
  bool village_missing = false;
  bool village_unknown = false;
  bool ambiguous = false;    // Unknown, because several places fit.
  bool out_of_area = false;  // Known, and not where this import goes.
};

class PlaceIndex {
 public:
  // `places` are all the register knows, from provinces to villages: a place outside `within`
  // must be known to be told from one nobody knows. `within` is where people may be put.
  PlaceIndex(const packs::RosterSheet&, const std::vector<Place>& places, std::vector<Area> within);
  ~PlaceIndex();
  PlaceIndex(PlaceIndex&&) noexcept;

  // Either may be "". Without a village the import's own area counts, where it is one.
  const PlaceReading& find(const std::string& town, const std::string& village) const;

  // The import goes to one village, or to a part of one.
  bool is_one_village() const;

 private:
  struct Names;
  PlaceReading read(const std::string& town, const std::string& village) const;
  std::vector<Area> towns_named(std::string name) const;
  std::vector<Area> villages_named(std::string name, const std::vector<Area>& around) const;
  std::string without_larger(std::string name, const std::vector<Area>& around) const;
  bool is_inside(const Area&) const;
  bool meets(const Area&) const;

  std::vector<Area> within_;
  std::unique_ptr<Names> names_;
  mutable std::unordered_map<std::string, PlaceReading> answered_;
};

}  // namespace zhulian::registry::roster
