// sites.yaml: how often a kind of site is to be open.
#include <algorithm>

#include "packs/reader.h"

namespace zhulian::packs {
namespace {

constexpr std::int64_t days_max = 7;
constexpr std::int64_t minutes_max = 24 * 60;

std::int64_t number_within(const Item& item, std::string_view key, std::int64_t most) {
  const std::int64_t value = item.number(key);
  if (value < 1 || value > most)
    item.at(key).fault("packs.sites.range",
                       {{"key", std::string(key)}, {"max", std::to_string(most)}});
  return value;
}

}  // namespace

void read_sites(Reading& reading, const Item& file) {
  file.only({"floors"});
  std::vector<SiteFloor> own;
  for (const Item& item : file.at("floors").list()) {
    item.only({"kind", "days_a_week", "minutes_a_day", "holidays", "from", "to", "document"});
    SiteFloor floor{.kind = item.text("kind"),
                    .area = reading.area,
                    .from = item.day_or("from", beginning_of_time),
                    .until = open_end,
                    .days_a_week = number_within(item, "days_a_week", days_max),
                    .minutes_a_day = number_within(item, "minutes_a_day", minutes_max),
                    .lowered_by_holidays = true,
                    .document = item.text("document")};
    if (item.has("to")) floor.until = item.day_or("to", open_end) + std::chrono::days{1};
    const std::string holidays = item.text("holidays");
    if (holidays != "lower" && holidays != "keep")
      item.at("holidays").fault("packs.sites.holidays", {{"word", holidays}});
    floor.lowered_by_holidays = holidays != "keep";
    if (!reading.catalogue.code("site_kind", floor.kind))
      item.at("kind").fault("packs.sites.kind", {{"kind", floor.kind}});
    reading.check_document(item, floor.document);
    const bool overlaps = std::ranges::any_of(own, [&](const SiteFloor& other) {
      return other.kind == floor.kind && other.from < floor.until && floor.from < other.until;
    });
    if (overlaps) item.fault("packs.sites.overlap", {{"kind", floor.kind}});
    own.push_back(std::move(floor));
  }
  auto& floors = reading.catalogue.sites.floors;
  floors.insert(floors.end(), own.begin(), own.end());
}

}  // namespace zhulian::packs
