#include "registry/areas.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "platform/audit.h"
#include "registry/area_store.h"
#include "registry/names.h"
#include "registry/validity.h"

namespace zhulian::registry {
namespace {

constexpr std::int64_t found_max = 50;

std::vector<Area> upwards(const Area& area) {
  std::vector<Area> places;
  for (auto level = static_cast<int>(AreaLevel::province); level <= static_cast<int>(area.level());
       ++level)
    if (const auto place = area.at(static_cast<AreaLevel>(level))) places.push_back(*place);
  return places;
}

// The nearest larger place whose digits do not say "in none".
Area parent_of(const Area& area) {
  for (int level = static_cast<int>(area.level()) - 1; level > 0; --level)
    if (const auto place = area.at(static_cast<AreaLevel>(level))) return *place;
  return {};
}

store::AreaRecord record_of(const Area& code, std::string_view level, const std::string& name) {
  const auto sound = text::sound_of(name);
  return {.code = code,
          .parent = parent_of(code),
          .level = std::string(level),
          .name = name,
          .sort_key = text::sort_key(name),
          .pinyin = sound.pinyin,
          .initials = sound.initials};
}

AreaLine line_of(const store::FoundArea& found, AreaNames& names) {
  return {.code = found.code,
          .level = found.level,
          .name = found.name,
          .path = names.path(found.code),
          .children = found.children};
}

// Digits of a level below the village: three each, the ones left out "000".
std::optional<Area> numbered(const Area& parent, AreaLevel level, std::int64_t number) {
  std::string code = parent.code();
  for (int at = static_cast<int>(parent.level()) + 1; at < static_cast<int>(level); ++at)
    code += "000";
  std::string digits = std::to_string(number);
  return Area::parse(code + std::string(3 - digits.size(), '0') + digits);
}

Result<Area> find_or_make(const Call& call, const Area& parent, AreaLevel level,
                          const std::string& name) {
  const auto known = store::areas_named(call.tx, parent, word(level), name);
  if (!known.empty()) return known.front();
  constexpr std::int64_t most = 999;
  const std::string first = numbered(parent, level, 1)->code();
  const std::string last =
      store::last_code(call.tx, first.substr(0, first.size() - 3), word(level));
  std::int64_t number = last.empty() ? 1 : std::stoll(last.substr(last.size() - 3)) + 1;
  for (; number <= most; ++number) {
    store::AreaRecord area = record_of(*numbered(parent, level, number), word(level), name);
    area.from = zhulian::number(call.today());
    area.until = zhulian::number(open_end);
    area.source = "local";
    if (!store::insert_area(call.tx, area)) continue;  // Somebody else was first.
    audit(call, "registry.area.added", "registry_area", area.code.code(), area.code,
          {{"level", area.level}});
    return area.code;
  }
  return fail(Fault::conflict, "registry.area.full", {}, {{"area", told_place(call.tx, parent)}});
}

}  // namespace

// ---- names -----------------------------------------------------------------------------------

void AreaNames::load(const std::vector<Area>& areas) {
  std::set<std::string> wanted;
  for (const Area& area : areas)
    for (const Area& place : upwards(area))
      if (!names_.contains(place.code())) wanted.insert(place.code());
  for (const std::string& code : wanted) names_[code];
  for (auto& [code, name] : store::names_of_areas(tx_, {wanted.begin(), wanted.end()}))
    names_[code] = std::move(name);
}

const std::string& AreaNames::name(const Area& area) {
  if (!names_.contains(area.code())) load({area});
  return names_[area.code()];
}

std::string AreaNames::place(const Area& area) {
  std::string words;
  for (const AreaLevel level : {AreaLevel::town, AreaLevel::village})
    if (const auto at = area.at(level)) words += (words.empty() ? "" : " ") + name(*at);
  return words;
}

std::string AreaNames::path(const Area& area) {
  std::string words;
  for (const Area& place : upwards(area)) {
    // Above the county there is nothing to tell apart; a province itself still has a name.
    if (place.level() < AreaLevel::county && area.level() >= AreaLevel::county) continue;
    words += (words.empty() ? "" : " ") + name(place);
  }
  return words;
}

bool is_known(Tx& tx, const Area& area) {
  return !store::names_of_areas(tx, {area.code()}).empty();
}

// ---- loading ---------------------------------------------------------------------------------

Result<std::int64_t> load_areas(const Call& call, const std::vector<packs::AreaRow>& rows) {
  std::map<std::string, store::AreaRecord, std::less<>> known;
  for (auto& area : store::all_areas(call.tx)) known.emplace(area.code.code(), std::move(area));
  std::vector<store::AreaRecord> fresh;
  std::int64_t changed = 0;
  for (const packs::AreaRow& row : rows) {
    const auto found = known.find(row.area.code());
    const auto until = number(std::min(row.until, open_end));
    if (found != known.end()) {
      const auto& old = found->second;
      if (old.name == row.name && old.level == word(row.level) && old.from == number(row.from) &&
          old.until == until && old.source == row.source)
        continue;
    }
    store::AreaRecord area = record_of(row.area, word(row.level), row.name);
    area.from = number(row.from);
    area.until = until;
    area.source = row.source;
    if (found != known.end()) {
      store::update_area(call.tx, area);
      ++changed;
    } else {
      fresh.push_back(std::move(area));
    }
  }
  store::insert_areas(call.tx, fresh);
  return changed + static_cast<std::int64_t>(fresh.size());
}

Result<std::int64_t> load_areas(const Call& call) {
  return load_areas(call, call.deployment.packs.areas);
}

// ---- finding ---------------------------------------------------------------------------------

// Names of places are public: whoever may read areas may read all of them.
Result<http::Page<AreaLine>> find_areas(const Call& call, const AreaQuery& query) {
  std::vector<store::FoundArea> found;
  const std::string q = query.q ? text::normalise(*query.q) : std::string();
  if (!q.empty()) {
    std::string lower = q;
    for (char& c : lower)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    Condition where{.text = "(1 = 1)", .values = {}};
    if (query.parent)
      where = within(*query.parent, "a.code", 1);
    else if (!call.actor.areas.empty())
      where = within_areas(call.actor, "a.code", 1);
    found = store::areas_like(call.tx, where, lower, call.today(), found_max);
  } else if (query.parent) {
    found = store::children_of(call.tx, *query.parent, call.today());
  } else {
    const bool everywhere =
        call.actor.areas.empty() || std::ranges::any_of(call.actor.areas, &Area::empty);
    found = everywhere ? store::children_of(call.tx, Area{}, call.today())
                       : store::areas_by_code(call.tx, call.actor.areas);
  }
  AreaNames names(call.tx);
  std::vector<Area> codes;
  for (const auto& area : found) codes.push_back(area.code);
  names.load(codes);
  http::Page<AreaLine> page;
  for (const auto& area : found) page.items.push_back(line_of(area, names));
  return page;
}

Result<std::string> area_name(const Call& call, const Area& area) {
  if (area.empty()) return std::string();
  const auto names = store::names_of_areas(call.tx, {area.code()});
  if (names.empty())
    return fail(Fault::not_found, "registry.area.unknown", {}, {{"area", area.code()}});
  return names.front().name;
}

// ---- below the village -----------------------------------------------------------------------

Result<Area> place_below(const Call& call, const Area& village, const Below& below) {
  Area place = village;
  if (!below.estate.empty())
    place = TRY(find_or_make(call, place, AreaLevel::estate, below.estate));
  if (!below.group.empty()) place = TRY(find_or_make(call, place, AreaLevel::group, below.group));
  if (!below.grid.empty()) place = TRY(find_or_make(call, place, AreaLevel::grid, below.grid));
  return place;
}

Result<AreaLine> add_place(const Call& call, const NewPlace& place) {
  const std::string name = text::normalise(place.name);
  if (name.empty()) return fail(Fault::invalid, "registry.name.blank", "/name");
  if (!reaches(call.actor, place.parent) || !is_known(call.tx, place.parent))
    return fail(Fault::not_found, "registry.area.unknown", "/parent",
                {{"area", place.parent.code()}});
  if (place.parent.level() < AreaLevel::village || place.level <= place.parent.level())
    return fail(Fault::invalid, "registry.area.level", "/level");
  const Area area = TRY(find_or_make(call, place.parent, place.level, name));
  AreaNames names(call.tx);
  return line_of(store::areas_by_code(call.tx, {area}).front(), names);
}

}  // namespace zhulian::registry
