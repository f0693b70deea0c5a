#include "app/demo_sample.h"

#include <algorithm>
#include <filesystem>
#include <iterator>

#include <fmt/format.h>

#include "app/demo_items.h"
#include "packs/reader.h"
#include "packs/yaml.h"

namespace zhulian::app::sample {
namespace {

using packs::Item;

class Reader {
 public:
  Reader(const packs::Source& source, const packs::Source* base, const packs::Catalogue& packs,
         packs::Faults& faults)
      : source_(source), base_(base), packs_(packs), faults_(faults) {}

  Sample read() {
    with("sample.yaml", [&](const Item& item) { read_main(item); });
    with("wishes.yaml", [&](const Item& item) { read_wishes(item); });
    with("letters.yaml", [&](const Item& item) { read_letters(item); });
    with("words.yaml", [&](const Item& item) { read_words(item); });
    read_areas();
    return std::move(to_);
  }

 private:
  template <class F>
  void with(const std::string& name, F&& take) {
    for (const packs::Source* source : {&source_, base_}) {
      if (!source) continue;
      const auto found = source->files.find("sample/" + name);
      if (found == source->files.end()) continue;
      if (const auto item = Item::parse(source->folder + "/sample/" + name, found->second, faults_))
        take(*item);
      return;
    }
    faults_.add(source_.folder + "/sample/" + name, 1, "app.demo.no_file");
  }

  Area area(const Item& parent, std::string_view key) {
    const auto area = Area::parse(parent.text(key));
    if (!area) parent.at(key).fault("packs.bad_area", {{"code", parent.text(key)}});
    return area.value_or(Area{});
  }
  std::string code(const Item& parent, std::string_view key, std::string_view list) {
    const std::string code = parent.text(key);
    if (!packs_.code(list, code)) parent.at(key).fault("app.demo.unknown_code", {{"code", code}});
    return code;
  }
  Weights codes(const Item& parent, std::string_view key, std::string_view list) {
    const Item item = parent.at(key);
    const Weights weights = weights_of(item);
    for (const auto& entry : weights)
      if (!packs_.code(list, entry.first))
        item.fault("app.demo.unknown_code", {{"code", entry.first}});
    return weights;
  }

  void read_main(const Item& item);
  void read_spread(const Item& item);
  void read_people(const Item& item);
  void read_names(const Item& item);
  void read_needs(const Item& item);
  void read_bodies(const Item& item);
  void read_wishes(const Item& item);
  void read_letters(const Item& item);
  void read_words(const Item& item);
  void read_areas();

  const packs::Source& source_;
  const packs::Source* base_;
  const packs::Catalogue& packs_;
  packs::Faults& faults_;
  Sample to_;
};

void Reader::read_main(const Item& item) {
  item.only({"base", "source", "seed", "id_prefix", "place", "spread", "period",
             "organisations_since", "registered_since", "holders_valid_from", "people", "names",
             "addresses", "phones", "organisations", "staff", "needs"});
  to_.source = item.text("source");
  to_.seed = static_cast<std::uint64_t>(item.number("seed"));
  to_.id_prefix = item.text("id_prefix");
  // Invented people may never bear a number that could be somebody's.
  if (to_.id_prefix.size() != 6 || !to_.id_prefix.ends_with("99"))
    item.at("id_prefix").fault("app.demo.id_prefix");
  const Item place = item.at("place");
  place.only({"estate", "village", "town", "county"});
  to_.estate = area(place, "estate");
  to_.village = area(place, "village");
  to_.town = area(place, "town");
  to_.county = area(place, "county");
  if (const auto spread = item.find("spread")) read_spread(*spread);
  const Item period = item.at("period");
  period.only({"ends", "months"});
  if (period.text("ends") != "today") to_.ends = period.day_or("ends", {});
  to_.months = static_cast<int>(std::clamp<std::int64_t>(period.number("months"), 1, 120));
  item.at("organisations_since");
  item.at("registered_since");
  item.at("holders_valid_from");
  to_.organisations_since = item.day_or("organisations_since", {});
  to_.registered_since = item.day_or("registered_since", {});
  to_.holders_valid_from = item.day_or("holders_valid_from", {});
  read_people(item.at("people"));
  if (item.has("names"))
    read_names(item.at("names"));
  else
    with("names.yaml", [&](const Item& names) { read_names(names); });
  const Item addresses = item.at("addresses");
  addresses.only({"pattern", "buildings", "units", "floors", "doors"});
  to_.addresses = {
      .pattern = pattern_of(addresses, "pattern", {"place", "building", "unit", "floor", "door"}),
      .buildings = std::max<std::int64_t>(1, addresses.number("buildings")),
      .units = std::max<std::int64_t>(1, addresses.number("units")),
      .floors = std::max<std::int64_t>(1, addresses.number("floors")),
      .doors = std::max<std::int64_t>(1, addresses.number("doors"))};
  const Item phones = item.at("phones");
  phones.only({"prefixes", "digits"});
  to_.phones = {.prefixes = words_of(phones.at("prefixes")),
                .digits = std::clamp<std::int64_t>(phones.number("digits"), 5, 15)};
  read_bodies(item);
  read_needs(item.at("needs"));
}

// Below each village of the place: groups, and grids in them, with codes of their own.
void Reader::read_spread(const Item& item) {
  item.only(
      {"area", "groups", "grids", "except", "homes", "group_name", "grid_name", "from", "pilot"});
  Spread spread{.area = area(item, "area"),
                .groups = std::clamp<std::int64_t>(item.number("groups"), 1, 99),
                .grids = std::clamp<std::int64_t>(item.number("grids"), 1, 99)};
  const std::vector<std::string> except = item.texts("except");
  const std::string group_name = pattern_of(item, "group_name", {"n"});
  const std::string grid_name = pattern_of(item, "grid_name", {"n"});
  item.at("from");
  const Day from = item.day_or("from", {});
  const auto add = [&](const std::string& code, AreaLevel level, const std::string& name,
                       std::int64_t n) {
    to_.areas.push_back({.area = Area::parse(code).value(),
                         .level = level,
                         .name = fmt::format(fmt::runtime(name), fmt::arg("n", n)),
                         .from = from,
                         .until = open_end,
                         .source = to_.source});
  };
  for (const auto& row : packs_.areas) {
    const bool left_out = std::ranges::any_of(
        except, [&](const std::string& code) { return row.area.code().starts_with(code); });
    if (row.level != AreaLevel::village || !spread.area.contains(row.area) || left_out) continue;
    spread.villages[row.area.code()] = short_name(packs_, row.name);
    for (std::int64_t group = 1; group <= spread.groups; ++group) {
      const std::string code = fmt::format("{}000{:03}", row.area.code(), group);
      add(code, AreaLevel::group, group_name, group);
      for (std::int64_t grid = 1; grid <= spread.grids; ++grid)
        add(fmt::format("{}{:03}", code, grid), AreaLevel::grid, grid_name,
            (group - 1) * spread.grids + grid);
    }
  }
  if (to_.areas.empty()) item.at("area").fault("app.demo.numbers");
  if (const auto homes = item.find("homes"))
    for (const auto& [code, count] : homes->map()) {
      if (!spread.villages.contains(code)) count.fault("app.demo.unknown_code", {{"code", code}});
      if (const auto village = Area::parse(code)) spread.homes[*village] = number_of(count);
    }
  if (const auto pilot = item.find("pilot")) {
    pilot->only({"area", "registered_since", "placed_on"});
    pilot->at("registered_since");
    pilot->at("placed_on");
    spread.pilot = Pilot{.area = area(*pilot, "area"),
                         .registered_since = pilot->day_or("registered_since", {}),
                         .placed_on = pilot->day_or("placed_on", {})};
    if (spread.pilot->placed_on <= spread.pilot->registered_since) pilot->fault("app.demo.numbers");
  }
  to_.spread = spread;
}

void Reader::read_people(const Item& item) {
  item.only({"households", "residents", "holders", "no_longer_holders", "expiring", "reissued",
             "low_income_per_mille", "guardian_per_mille", "household_sizes",
             "chain_gaps_per_mille", "sex", "household_kind", "ages_residents", "ages_holders",
             "categories", "levels", "cards_since", "officers"});
  People& people = to_.people;
  if (item.has("cards_since")) people.cards_since = item.day_or("cards_since", {});
  people.households = item.number("households");
  people.residents = item.number("residents");
  people.holders = item.number("holders");
  if (const auto officers = item.find("officers")) {
    officers->only({"each", "ages"});
    people.officers_each = number_of(officers->at("each"));
    people.officer_ages = range_of(officers->at("ages"));
    if (!to_.spread || people.officer_ages.from < 18) officers->fault("app.demo.numbers");
  }
  std::int64_t homes = people.households - to_.officers();
  std::int64_t of_residents = people.holders + to_.officers();
  for (const auto& [state, count] : item.at("no_longer_holders").map()) {
    if (state != "expired" && state != "frozen" && state != "cancelled" && state != "dead")
      count.fault("app.demo.unknown_code", {{"code", state}});
    people.no_longer[state] = number_of(count);
    if (state != "dead") of_residents += people.no_longer[state];
  }
  people.expiring = item.number("expiring");
  people.reissued = item.number("reissued");
  people.low_income_per_mille = item.number("low_income_per_mille");
  people.guardian_per_mille = item.number("guardian_per_mille");
  people.household_sizes = weights_of(item.at("household_sizes"));
  std::int64_t largest = 0;
  for (const auto& entry : people.household_sizes) {
    const auto size = std::atoll(entry.first.c_str());
    if (size < 1 || size > 20) item.at("household_sizes").fault("app.demo.numbers");
    largest = std::max<std::int64_t>(largest, size);
  }
  const std::int64_t in_homes = people.residents - to_.officers();
  bool fits = homes >= 1 && in_homes >= homes && in_homes <= homes * largest;
  if (to_.spread) {
    for (const auto& [village, count] : to_.spread->homes) homes -= count;
    // The others need a village that was not counted.
    fits = fits && (homes == 0 || to_.spread->homes.size() < to_.spread->villages.size());
  }
  fits = fits && homes >= 0 && of_residents <= people.residents &&
         people.expiring + people.reissued <= people.holders;
  if (!fits) item.fault("app.demo.numbers");
  const Item gaps = item.at("chain_gaps_per_mille");
  gaps.only({"group", "grid"});
  people.no_group_per_mille = gaps.number("group");
  people.no_grid_per_mille = gaps.number("grid");
  people.sex = codes(item, "sex", "sex");
  people.household_kind = codes(item, "household_kind", "household_kind");
  people.ages_residents = bands_of(item.at("ages_residents"));
  people.ages_holders = bands_of(item.at("ages_holders"));
  people.categories = codes(item, "categories", "disability_category");
  people.levels = codes(item, "levels", "disability_level");
}

void Reader::read_names(const Item& item) {
  item.only({"surnames", "two_per_mille", "given"});
  to_.names.surnames = weights_of(item.at("surnames"));
  to_.names.two_per_mille = item.number("two_per_mille");
  for (const Item& given : item.at("given").list()) {
    given.only({"born_until", "male", "female"});
    to_.names.given.push_back({.born_until = static_cast<int>(given.number("born_until")),
                               .male = characters_of(given.at("male")),
                               .female = characters_of(given.at("female"))});
  }
  if (to_.names.given.empty()) item.fault("packs.yaml.missing", {{"key", "given"}});
}

void Reader::read_bodies(const Item& item) {
  for (const Item& body : item.at("organisations").list()) {
    body.only({"key", "kind", "name", "area"});
    to_.bodies.push_back({.key = body.text("key"),
                          .kind = code(body, "kind", "organisation_kind"),
                          .name = body.text("name"),
                          .area = area(body, "area")});
  }
  for (const Item& staff : item.at("staff").list()) {
    staff.only({"user", "role", "name", "area", "party"});
    to_.staff.push_back({.user = staff.text("user"),
                         .role = staff.text("role"),
                         .name = staff.text_or("name", ""),
                         .area = area(staff, "area"),
                         .party = staff.text_or("party", "")});
    if (!packs_.roles.contains(to_.staff.back().role))
      staff.at("role").fault("app.demo.unknown_code", {{"code", to_.staff.back().role}});
    if (!to_.staff.back().party.empty() &&
        std::ranges::find(to_.bodies, to_.staff.back().party, &Body::key) == to_.bodies.end())
      staff.at("party").fault("app.demo.unknown_code", {{"code", to_.staff.back().party}});
  }
  for (const char* role : {"town", "association", "liaison"})
    if (std::ranges::find(to_.staff, role, &Staff::role) == to_.staff.end())
      item.at("staff").fault("app.demo.no_staff", {{"role", role}});
}

void Reader::read_needs(const Item& item) {
  item.only({"total", "batches", "channels", "urgency", "reached", "needs_per_listing",
             "joint_percent", "contested_percent", "days_to_list", "days_to_claim",
             "days_to_select", "days_to_deliver", "days_to_evaluate", "stars_person",
             "stars_community"});
  NeedsMix& needs = to_.needs;
  needs.total = item.number("total");
  needs.batches = std::clamp<std::int64_t>(item.number("batches"), 2, 60);
  needs.channels = codes(item, "channels", "need_channel");
  needs.urgency = codes(item, "urgency", "urgency");
  needs.reached = weights_of(item.at("reached"));
  needs.stars_person = weights_of(item.at("stars_person"));
  needs.stars_community = weights_of(item.at("stars_community"));
  needs.per_listing = range_of(item.at("needs_per_listing"));
  needs.to_list = range_of(item.at("days_to_list"));
  needs.to_claim = range_of(item.at("days_to_claim"));
  needs.to_select = range_of(item.at("days_to_select"));
  needs.to_deliver = range_of(item.at("days_to_deliver"));
  needs.to_evaluate = range_of(item.at("days_to_evaluate"));
  needs.joint_percent = item.number("joint_percent");
  needs.contested_percent = item.number("contested_percent");
  if (needs.per_listing.from < 1) item.at("needs_per_listing").fault("app.demo.numbers");
}

void Reader::read_wishes(const Item& item) {
  item.only({"wishes"});
  for (const Item& wish : item.at("wishes").list()) {
    wish.only({"category", "mode", "text", "for", "ages"});
    to_.wishes.push_back({.category = code(wish, "category", "need_category"),
                          .mode = code(wish, "mode", "need_mode"),
                          .text = wish.text("text")});
    for (const std::string& category : wish.texts("for")) to_.wishes.back().suits.insert(category);
    if (const auto ages = wish.find("ages")) to_.wishes.back().ages = range_of(*ages);
  }
}

void Reader::read_letters(const Item& item) {
  item.only({"letters"});
  for (const Item& letter : item.at("letters").list()) {
    letter.only({"groups", "kinds", "strengths", "approach", "outcome"});
    LetterSample sample{.letter = {.strengths = letter.text("strengths"),
                                   .approach = letter.text("approach"),
                                   .outcome = letter.text("outcome")}};
    for (const std::string& group : letter.texts("groups")) sample.groups.insert(group);
    for (const std::string& kind : letter.texts("kinds")) sample.kinds.insert(kind);
    to_.letters.push_back(std::move(sample));
  }
}

void Reader::read_words(const Item& item) {
  item.only({"listing_titles", "listing_scope", "batch_names", "places", "selection_reasons",
             "ending_reasons", "claim_withdrawal_reasons", "listing_withdrawal_reasons",
             "delivery_notes", "comments_person", "comments_community"});
  Phrases& words = to_.words;
  words.titles = words_by(item.at("listing_titles"));
  if (!words.titles.contains("default"))
    item.at("listing_titles").fault("packs.yaml.missing", {{"key", "default"}});
  words.scope = pattern_of(item, "listing_scope", {"items", "modes", "count"});
  words.batches = words_of(item.at("batch_names"));
  words.places = words_of(item.at("places"));
  words.selection_reasons = words_of(item.at("selection_reasons"));
  words.endings = words_by(item.at("ending_reasons"));
  for (const char* kind : {"withdrawn", "merged", "rejected"})
    if (!words.endings.contains(kind))
      item.at("ending_reasons").fault("packs.yaml.missing", {{"key", kind}});
  words.claim_withdrawals = words_of(item.at("claim_withdrawal_reasons"));
  words.listing_withdrawals = words_of(item.at("listing_withdrawal_reasons"));
  words.deliveries = words_of(item.at("delivery_notes"));
  words.comments_person = words_by(item.at("comments_person"));
  words.comments_community = words_by(item.at("comments_community"));
}

void Reader::read_areas() {
  const auto found = source_.files.find("sample/areas.csv");
  if (found == source_.files.end()) return;
  packs::Catalogue own;
  packs::PackInfo pack;
  packs::Documents documents;
  packs::Reading reading{.catalogue = own, .faults = faults_, .pack = pack, .documents = documents};
  packs::read_areas(reading, source_.folder + "/sample/areas.csv", found->second);
  std::ranges::move(own.areas, std::back_inserter(to_.areas));
}

}  // namespace

std::string short_name(const packs::Catalogue& packs, const std::string& village) {
  for (const auto& ending : packs.roster.village_suffixes)
    if (village.ends_with(ending.suffix) && village.size() > ending.suffix.size())
      return village.substr(0, village.size() - ending.suffix.size());
  return village;
}

bool has_sample(const packs::Source& source) {
  return source.files.contains("sample/sample.yaml");
}

Result<std::optional<packs::Source>> base_of(const packs::Source& source) {
  const auto own = source.files.find("sample/sample.yaml");
  if (own == source.files.end()) return std::nullopt;
  packs::Faults faults;
  std::string base;
  if (const auto item = Item::parse(source.folder + "/sample/sample.yaml", own->second, faults))
    base = item->text_or("base", "");
  TRY(std::move(faults).verdict());
  if (base.empty()) return std::nullopt;
  return TRY(packs::read_folder(std::filesystem::path(source.folder).parent_path() / base));
}

Result<Sample> read(const packs::Source& source, const packs::Catalogue& packs) {
  const auto base = TRY(base_of(source));
  packs::Faults faults;
  Sample sample = Reader(source, base ? &*base : nullptr, packs, faults).read();
  TRY(std::move(faults).verdict());
  return sample;
}

}  // namespace zhulian::app::sample
