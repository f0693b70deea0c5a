#include "registry/roster_village.h"

#include <algorithm>

#include "registry/roster_text.h"

namespace zhulian::registry::roster {
namespace {

struct Split {
  std::string rest;
  std::string kind;
};

// An ending taken off once, if a character remains.
Split split(const std::string& name, const std::vector<packs::PlaceSuffix>& suffixes) {
  for (const auto& [suffix, kind] : suffixes)
    if (name.size() > suffix.size() && name.ends_with(suffix))
      return {.rest = name.substr(0, name.size() - suffix.size()), .kind = kind};
  return {.rest = name, .kind = {}};
}

using ByName = std::unordered_map<std::string, std::vector<Area>>;

// Places of one level by each of the three ways a name is compared.
struct Table {
  std::vector<packs::PlaceSuffix> suffixes{};
  ByName whole{};
  ByName kind{};
  ByName rest{};

  void add(const Area& area, const std::string& name) {
    whole[name].push_back(area);
    const Split parts = split(name, suffixes);
    kind[parts.rest + '\n' + parts.kind].push_back(area);
    rest[parts.rest].push_back(area);
  }

  // What fits best; `holds` says which places count.
  template <class Holds>
  std::vector<Area> find(const std::string& name, Holds holds) const {
    const Split parts = split(name, suffixes);
    const auto pick = [&](const ByName& by, const std::string& key) {
      std::vector<Area> fitting;
      if (const auto found = by.find(key); found != by.end())
        std::ranges::copy_if(found->second, std::back_inserter(fitting), holds);
      return fitting;
    };
    if (auto found = pick(whole, name); !found.empty()) return found;
    if (auto found = pick(kind, parts.rest + '\n' + parts.kind); !found.empty()) return found;
    return pick(rest, parts.rest);
  }
};

}  // namespace

struct PlaceIndex::Names {
  Table towns{};
  Table villages{};
  // Of provinces, cities, counties and towns: what people write before a name.
  std::vector<Place> larger{};
};

PlaceIndex::PlaceIndex(const packs::RosterSheet& sheet, const std::vector<Place>& places,
                       std::vector<Area> within)
    : within_(std::move(within)), names_(std::make_unique<Names>()) {
  names_->towns.suffixes = sheet.town_suffixes;
  names_->villages.suffixes = sheet.village_suffixes;
  for (const Place& place : places) {
    const std::string name = fold(std::string_view(place.name));
    if (name.empty()) continue;
    if (place.area.level() == AreaLevel::village) names_->villages.add(place.area, name);
    if (place.area.level() == AreaLevel::town) names_->towns.add(place.area, name);
    if (place.area.level() < AreaLevel::village) names_->larger.push_back({place.area, name});
  }
}
PlaceIndex::~PlaceIndex() = default;
PlaceIndex::PlaceIndex(PlaceIndex&&) noexcept = default;

bool PlaceIndex::is_inside(const Area& area) const {
  return std::ranges::any_of(within_, [&](const Area& around) { return around.contains(area); });
}

bool PlaceIndex::meets(const Area& area) const {
  return std::ranges::any_of(
      within_, [&](const Area& around) { return around.contains(area) || area.contains(around); });
}

bool PlaceIndex::is_one_village() const {
  return within_.size() == 1 && within_.front().level() >= AreaLevel::village;
}

// "Huangzhou district Chibi street Huimin community": larger places are taken off in front.
std::string PlaceIndex::without_larger(std::string name, const std::vector<Area>& around) const {
  for (bool again = true; again;) {
    again = false;
    for (const Place& place : names_->larger) {
      if (name.size() <= place.name.size() || !name.starts_with(place.name)) continue;
      const bool fits = around.empty() || std::ranges::any_of(around, [&](const Area& town) {
                          return place.area.contains(town);
                        });
      if (!fits) continue;
      name.erase(0, place.name.size());
      again = true;
    }
  }
  return name;
}

std::vector<Area> PlaceIndex::towns_named(std::string name) const {
  const auto any = [](const Area&) { return true; };
  auto found = names_->towns.find(name, any);
  if (!found.empty()) return found;
  const std::string shorter = without_larger(name, {});
  return shorter == name ? found : names_->towns.find(shorter, any);
}

// In these towns; everywhere when there are none.
std::vector<Area> PlaceIndex::villages_named(std::string name,
                                             const std::vector<Area>& around) const {
  const auto holds = [&](const Area& village) {
    return around.empty() ||
           std::ranges::any_of(around, [&](const Area& place) { return place.contains(village); });
  };
  auto found = names_->villages.find(name, holds);
  if (!found.empty()) return found;
  const std::string shorter = without_larger(name, around);
  return shorter == name ? found : names_->villages.find(shorter, holds);
}

PlaceReading PlaceIndex::read(const std::string& town, const std::string& village) const {
  PlaceReading reading;
  std::vector<Area> towns;
  if (!town.empty()) {
    towns = towns_named(town);
    reading.town_unknown = towns.empty();
    std::vector<Area> near;
    std::ranges::copy_if(towns, std::back_inserter(near),
                         [&](const Area& area) { return meets(area); });
    reading.out_of_area = !towns.empty() && near.empty();
    if (!near.empty()) towns = std::move(near);
  }
  if (village.empty()) {
    if (is_one_village() && !reading.town_unknown && !reading.out_of_area)
      reading.area = within_.front();
    else
      reading.village_missing = true;
    return reading;
  }
  if (reading.town_unknown) {
    reading.village_unknown = true;
    return reading;
  }
  const auto inside = [&](std::vector<Area> places) {
    std::erase_if(places, [&](const Area& area) { return !meets(area); });
    return places;
  };
  // Where a town is named, within it; else where this import goes.
  auto found = villages_named(village, towns.empty() ? within_ : towns);
  if (found.empty() && towns.empty())  // The import's area may be a part of the village.
    found = inside(villages_named(village, {}));
  if (found.empty()) {
    const auto anywhere = villages_named(village, {});
    const bool elsewhere = !anywhere.empty() && inside(anywhere).empty();
    reading.out_of_area = reading.out_of_area || elsewhere;
    reading.village_unknown = !towns.empty() || anywhere.empty();
    return reading;
  }
  if (auto near = inside(found); !near.empty()) {
    found = std::move(near);
  } else {
    reading.out_of_area = true;
    return reading;
  }
  if (found.size() > 1) {
    reading.village_unknown = true;
    reading.ambiguous = true;
    return reading;
  }
  const bool is_part = is_one_village() && found.front().contains(within_.front());
  reading.area = is_part ? within_.front() : found.front();
  return reading;
}

const PlaceReading& PlaceIndex::find(const std::string& town, const std::string& village) const {
  const std::string key = town + '\n' + village;
  if (const auto known = answered_.find(key); known != answered_.end()) return known->second;
  return answered_.emplace(key, read(fold(std::string_view(town)), fold(std::string_view(village))))
      .first->second;
}

}  // namespace zhulian::registry::roster
