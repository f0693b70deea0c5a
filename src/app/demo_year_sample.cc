#include "app/demo_year_sample.h"

#include <algorithm>
#include <charconv>

#include "app/demo_items.h"
#include "app/demo_random.h"
#include "packs/event_rules.h"

namespace zhulian::app::sample {
namespace {

using packs::Item;

constexpr std::string_view file_name = "sample/year.yaml";
constexpr std::string_view before_today = "today-";

class Reader {
 public:
  Reader(const packs::Catalogue& packs, const Sample& sample, Day today)
      : packs_(packs), sample_(sample), today_(today) {}

  Year read(const Item& item) {
    item.only({"pools", "bodies", "sites", "ties", "consents", "qualifications", "groups",
               "campaigns", "enrolments", "watches", "series", "rounds", "pledges", "awards"});
    each(item, "pools", [&](const Item& one) { read_pool(one); });
    each(item, "bodies", [&](const Item& one) { read_body(one); });
    each(item, "sites", [&](const Item& one) { read_site(one); });
    each(item, "ties", [&](const Item& one) { read_tie(one); });
    each(item, "consents", [&](const Item& one) { read_consent(one); });
    each(item, "qualifications", [&](const Item& one) { read_qualification(one); });
    each(item, "groups", [&](const Item& one) { read_group(one); });
    each(item, "campaigns", [&](const Item& one) { read_campaign(one); });
    each(item, "enrolments", [&](const Item& one) { read_enrolments(one); });
    each(item, "watches", [&](const Item& one) { read_watch(one); });
    each(item, "series", [&](const Item& one) { read_series(one); });
    each(item, "rounds", [&](const Item& one) { read_round(one); });
    each(item, "pledges", [&](const Item& one) { read_pledge(one); });
    each(item, "awards", [&](const Item& one) { read_award(one); });
    return std::move(to_);
  }

 private:
  template <class F>
  static void each(const Item& parent, std::string_view key, F&& take) {
    const auto found = parent.find(key);
    if (!found) return;
    for (const Item& one : found->list()) take(one);
  }

  // A day of the calendar, or so many before today.
  Day day(const Item& parent, std::string_view key) const { return day(parent.at(key)); }
  Day day(const Item& item) const {
    const std::string text = item.text();
    int back = 0;
    const char* end = text.data() + text.size();
    if (text.starts_with(before_today) &&
        std::from_chars(text.data() + before_today.size(), end, back).ptr == end)
      return today_ - std::chrono::days{back};
    const auto day = parse_day(text);
    if (!day) item.fault("packs.yaml.expected_day", {{"text", text}});
    return day.value_or(Day{});
  }
  // "today" is said by leaving it away or by the word: the last day is yesterday.
  std::optional<Day> last_day(const Item& parent, std::string_view key) const {
    if (!parent.has(key) || parent.text(key) == "today") return std::nullopt;
    return day(parent, key);
  }
  static Area area(const Item& item) {
    const auto area = Area::parse(item.text());
    if (!area) item.fault("packs.bad_area", {{"code", item.text()}});
    return area.value_or(Area{});
  }
  static std::optional<Range> maybe_range(const Item& parent, std::string_view key) {
    const auto found = parent.find(key);
    return found ? std::optional(range_of(*found)) : std::nullopt;
  }
  static Range range_or(const Item& parent, std::string_view key, Range otherwise) {
    return maybe_range(parent, key).value_or(otherwise);
  }
  static std::optional<std::int64_t> maybe_number(const Item& parent, std::string_view key) {
    const auto found = parent.find(key);
    return found ? std::optional(number_of(*found)) : std::nullopt;
  }
  static std::optional<std::string> maybe_text(const Item& parent, std::string_view key) {
    return parent.has(key) ? std::optional(parent.text(key)) : std::nullopt;
  }
  static Weights weights_or_none(const Item& parent, std::string_view key) {
    const auto found = parent.find(key);
    return found ? weights_of(*found) : Weights{};
  }

  std::string code(const Item& parent, std::string_view key, std::string_view list) const {
    std::string code = parent.text(key);
    if (!packs_.code(list, code)) parent.at(key).fault("app.demo.unknown_code", {{"code", code}});
    return code;
  }
  Weights codes(const Item& parent, std::string_view key, std::string_view list) const {
    Weights weights = weights_or_none(parent, key);
    for (const auto& entry : weights)
      if (!packs_.code(list, entry.first))
        parent.at(key).fault("app.demo.unknown_code", {{"code", entry.first}});
    return weights;
  }
  Words code_list(const Item& parent, std::string_view key, std::string_view list) const {
    Words words = parent.texts(key);
    for (const std::string& word : words)
      if (!packs_.code(list, word)) parent.at(key).fault("app.demo.unknown_code", {{"code", word}});
    return words;
  }

  template <class List>
  static bool has_key(const List& list, std::string_view key) {
    return std::ranges::any_of(list, [&](const auto& one) { return one.key == key; });
  }
  bool is_known(const Ref& ref) const {
    switch (ref.kind) {
      case Ref::Kind::body:
      case Ref::Kind::place:
        return has_key(sample_.bodies, ref.key) || has_key(to_.bodies, ref.key);
      case Ref::Kind::site:
        return has_key(to_.sites, ref.key);
      case Ref::Kind::pool:
        return has_key(to_.pools, ref.key);
      case Ref::Kind::user:
        return is_user(ref.key);
      case Ref::Kind::area:
        return Area::parse(ref.key).has_value();
    }
    return false;
  }
  bool is_user(std::string_view name) const {
    return std::ranges::any_of(sample_.staff, [&](const Staff& one) { return one.user == name; });
  }
  std::vector<Ref> refs(const Item& parent, std::string_view key) const {
    const Item item = parent.at(key);
    std::vector<Ref> found;
    if (item.is_text()) return {ref(item)};
    for (const Item& one : item.list()) found.push_back(ref(one));
    return found;
  }
  Ref ref(const Item& item) const {
    const std::string text = item.text();
    const auto dot = text.find('.');
    const std::string head = text.substr(0, dot);
    Ref ref;
    if (dot != std::string::npos) ref.key = text.substr(dot + 1);
    const std::vector<std::pair<std::string_view, Ref::Kind>> heads{
        {"bodies", Ref::Kind::body}, {"sites", Ref::Kind::site}, {"pools", Ref::Kind::pool},
        {"users", Ref::Kind::user},  {"areas", Ref::Kind::area}, {"places", Ref::Kind::place}};
    const auto known =
        std::ranges::find(heads, head, &std::pair<std::string_view, Ref::Kind>::first);
    if (known != heads.end()) ref.kind = known->second;
    if (known == heads.end() || !is_known(ref)) item.fault("app.demo.unknown_ref", {{"ref", text}});
    return ref;
  }
  // The key of one of a list that was read before.
  template <class List>
  std::string key_of(const Item& parent, std::string_view key, const List& list) const {
    std::string text = parent.text(key);
    if (!has_key(list, text)) parent.at(key).fault("app.demo.unknown_ref", {{"ref", text}});
    return text;
  }
  std::string user(const Item& parent, std::string_view key) const {
    std::string name = parent.text(key);
    if (!is_user(name)) parent.at(key).fault("app.demo.unknown_ref", {{"ref", name}});
    return name;
  }

  void read_pool(const Item& item);
  void read_body(const Item& item);
  void add_villages(std::vector<Area>& villages, const Area& area) const;
  SitePlan likeness(const Item& item) const;
  void read_site(const Item& item);
  void read_tie(const Item& item);
  void read_consent(const Item& item);
  void read_qualification(const Item& item);
  void read_group(const Item& item);
  void read_campaign(const Item& item);
  void read_enrolments(const Item& item);
  void read_watch(const Item& item);
  void read_series(const Item& item);
  void read_deliverers(const Item& item, SeriesPlan& series) const;
  void read_round(const Item& item);
  void read_pledge(const Item& item);
  void read_award(const Item& item);
  std::optional<Day> maybe_day(const Item& parent, std::string_view key) const {
    return parent.has(key) ? std::optional(day(parent, key)) : std::nullopt;
  }

  const packs::Catalogue& packs_;
  const Sample& sample_;
  Day today_;
  Year to_;
};

void Reader::read_pool(const Item& item) {
  item.only({"key", "of", "nth", "area", "except", "ages", "categories", "levels", "count"});
  PoolSample pool{.key = item.text("key"), .place = item.place()};
  const std::string of = item.text("of");
  if (of != "holders" && of != "residents" && of != "officers")
    item.at("of").fault("app.demo.unknown_ref", {{"ref", of}});
  if (of == "holders") pool.of = PoolSample::Of::holders;
  if (of == "officers") pool.of = PoolSample::Of::officers;
  pool.nth = number_or(item, "nth", 1);
  if (pool.nth < 1 || pool.nth > std::max<std::int64_t>(1, sample_.people.officers_each))
    item.fault("app.demo.numbers");
  if (const auto found = item.find("area")) pool.area = area(*found);
  pool.except = item.texts("except");
  pool.ages = range_or(item, "ages", pool.ages);
  for (const std::string& one : code_list(item, "categories", "disability_category"))
    pool.categories.insert(one);
  for (const std::string& one : code_list(item, "levels", "disability_level"))
    pool.levels.insert(one);
  pool.count = maybe_number(item, "count");
  to_.pools.push_back(std::move(pool));
}

void Reader::read_body(const Item& item) {
  item.only({"key", "kind", "name", "area", "from", "count", "each", "except"});
  BodyPlan body{.key = item.text("key"),
                .kind = code(item, "kind", "organisation_kind"),
                .place = item.place(),
                .name = pattern_of(item, "name", {"n", "area"}),
                .area = area(item.at("area")),
                .from = day(item, "from")};
  if (const auto each = item.find("each")) {
    const auto level = area_level_names.find(each->text());
    if (!level) each->fault("app.demo.unknown_code", {{"code", each->text()}});
    body.each = level.value_or(AreaLevel::village);
    body.count = 0;
  }
  body.count = number_or(item, "count", body.count);
  body.except = item.texts("except");
  to_.bodies.push_back(std::move(body));
}

// A village, or all of a larger place.
void Reader::add_villages(std::vector<Area>& villages, const Area& area) const {
  if (area.level() >= AreaLevel::village) return villages.push_back(area);
  for (const auto& row : packs_.areas)
    if (row.level == AreaLevel::village && area.contains(row.area)) villages.push_back(row.area);
}

// What a site is like another in: all but its place, its moves and whom it serves.
SitePlan Reader::likeness(const Item& item) const {
  if (!item.has("like")) return {};
  const std::string key = key_of(item, "like", to_.sites);
  const auto known = std::ranges::find(to_.sites, key, &SitePlan::key);
  if (known == to_.sites.end()) return {};
  SitePlan site = *known;
  site.address.clear();
  site.floor_dm2.reset();
  site.moves.clear();
  site.catchment.clear();
  site.uses.clear();
  for (RoomPlan& room : site.rooms) room.from.reset();
  return site;
}

void Reader::read_site(const Item& item) {
  item.only({"key", "like", "kind", "name", "area", "address", "by", "from", "floor_dm2", "rooms",
             "services", "catchment", "hours", "uses", "openings", "moves"});
  SitePlan site = likeness(item);
  const bool is_like = !site.key.empty();
  site.key = item.text("key");
  if (!is_like || item.has("kind")) site.kind = code(item, "kind", "site_kind");
  site.name = item.text("name");
  site.address = item.text_or("address", "");
  site.place = item.place();
  site.area = area(item.at("area"));
  if (item.has("by")) site.by = user(item, "by");
  if (!is_like || item.has("from")) site.from = day(item, "from");
  if (item.has("floor_dm2")) site.floor_dm2 = maybe_number(item, "floor_dm2");
  if (item.has("rooms")) site.rooms.clear();
  each(item, "rooms", [&](const Item& room) {
    room.only({"name", "function", "area_dm2", "from"});
    site.rooms.push_back({.name = room.text("name"),
                          .function = code(room, "function", "room_function"),
                          .area_dm2 = room.number("area_dm2")});
    if (room.has("from")) site.rooms.back().from = day(room, "from");
  });
  each(item, "moves", [&](const Item& move) {
    move.only({"area", "address", "floor_dm2", "on"});
    site.moves.push_back({.area = area(move.at("area")),
                          .address = move.text("address"),
                          .floor_dm2 = maybe_number(move, "floor_dm2"),
                          .on = day(move, "on")});
    if (site.moves.back().on <= site.from) move.fault("app.demo.numbers");
  });
  if (item.has("services")) site.services = code_list(item, "services", "site_service");
  each(item, "catchment", [&](const Item& one) { add_villages(site.catchment, area(one)); });
  if (const auto hours = item.find("hours")) {
    hours->only({"weekdays", "opens", "closes"});
    site.weekdays = weekdays_or(*hours, "weekdays", {1, 2, 3, 4, 5});
    site.opens = hours->text("opens");
    site.closes = hours->text("closes");
  }
  each(item, "uses", [&](const Item& use) {
    use.only({"of", "weekdays", "opens", "closes"});
    site.uses.push_back({.of = ref(use.at("of")),
                         .weekdays = weekdays_or(use, "weekdays", {}),
                         .opens = use.text("opens"),
                         .closes = use.text("closes")});
    if (site.uses.back().of.kind != Ref::Kind::body || site.uses.back().weekdays.empty())
      use.fault("app.demo.numbers");
  });
  if (const auto openings = item.find("openings")) {
    openings->only({"by", "from", "to", "early", "late"});
    OpeningsPlan plan{.by = user(*openings, "by"),
                      .from = openings->has("from") ? day(*openings, "from") : site.from,
                      .last = last_day(*openings, "to")};
    plan.early = range_or(*openings, "early", plan.early);
    plan.late = range_or(*openings, "late", plan.late);
    site.openings = std::move(plan);
  }
  if (site.openings && (site.weekdays.empty() || site.openings->from < site.from))
    item.fault("app.demo.numbers");
  to_.sites.push_back(std::move(site));
}

void Reader::read_tie(const Item& item) {
  item.only({"kind", "from", "to", "on", "until", "count", "title"});
  to_.ties.push_back({.kind = code(item, "kind", "relation_kind"),
                      .title = item.text_or("title", ""),
                      .place = item.place(),
                      .from = refs(item, "from"),
                      .to = refs(item, "to"),
                      .on = day(item, "on"),
                      .until = last_day(item, "until"),
                      .count = maybe_number(item, "count")});
  if (to_.ties.back().until && *to_.ties.back().until < to_.ties.back().on)
    item.fault("app.demo.numbers");
}

void Reader::read_consent(const Item& item) {
  item.only({"pool", "purpose", "way", "by", "count", "on"});
  to_.consents.push_back({.pool = key_of(item, "pool", to_.pools),
                          .purpose = code(item, "purpose", "consent_purpose"),
                          .way = code(item, "way", "consent_way"),
                          .place = item.place(),
                          .count = maybe_number(item, "count"),
                          .on = day(item, "on")});
  if (item.has("by")) to_.consents.back().by = key_of(item, "by", to_.pools);
}

void Reader::read_qualification(const Item& item) {
  item.only({"pool", "qualification", "level", "count", "from"});
  to_.qualifications.push_back({.pool = key_of(item, "pool", to_.pools),
                                .qualification = code(item, "qualification", "qualification"),
                                .level = code(item, "level", "qualification_level"),
                                .place = item.place(),
                                .count = maybe_number(item, "count"),
                                .from = day(item, "from")});
}

void Reader::read_group(const Item& item) {
  item.only({"kind", "on", "count", "near", "parts"});
  GroupPlan group{.kind = code(item, "kind", "group_kind"),
                  .place = item.place(),
                  .on = day(item, "on"),
                  .count = number_or(item, "count", 1)};
  if (const auto near = item.find("near")) {
    if (near->text() != "village") near->fault("app.demo.unknown_code", {{"code", near->text()}});
    group.near = true;
  }
  const Item parts = item.at("parts");
  for (const auto& [part, who] : parts.map()) {
    if (!packs_.code("group_part", part)) who.fault("app.demo.unknown_code", {{"code", part}});
    group.parts.emplace_back(part, refs(parts, part));
  }
  to_.groups.push_back(std::move(group));
}

void Reader::read_campaign(const Item& item) {
  item.only({"key", "kind", "name", "theme", "area", "from", "to", "by", "parcels"});
  CampaignPlan campaign{.key = item.text("key"),
                        .kind = code(item, "kind", "campaign_kind"),
                        .name = item.text("name"),
                        .theme = item.text_or("theme", ""),
                        .by = user(item, "by"),
                        .place = item.place(),
                        .area = area(item.at("area")),
                        .from = day(item, "from"),
                        .last = last_day(item, "to")};
  if (const auto parcels = item.find("parcels")) {
    parcels->only({"on", "when", "hand_over", "from", "to", "by", "deliverer"});
    campaign.parcels = ParcelsPlan{.on = day(*parcels, "on"),
                                   .when = maybe_text(*parcels, "when"),
                                   .hand_over = parcels->number("hand_over"),
                                   .from = day(*parcels, "from"),
                                   .last = day(*parcels, "to"),
                                   .by = user(*parcels, "by"),
                                   .deliverer = code(*parcels, "deliverer", "deliverer_kind")};
    if (campaign.parcels->from < campaign.parcels->on ||
        campaign.parcels->last < campaign.parcels->from)
      parcels->fault("app.demo.numbers");
  }
  to_.campaigns.push_back(std::move(campaign));
}

void Reader::read_enrolments(const Item& item) {
  item.only({"site", "pool", "care_mode", "by", "count", "skip", "from", "to", "days",
             "present_per_mille", "leave_per_mille", "meals_per_mille"});
  EnrolmentsPlan plan{.place = item.place(),
                      .site = key_of(item, "site", to_.sites),
                      .pool = key_of(item, "pool", to_.pools),
                      .care_mode = code(item, "care_mode", "care_mode"),
                      .by = user(item, "by"),
                      .count = item.number("count"),
                      .from = day(item, "from"),
                      .last = day(item, "to")};
  plan.skip = number_or(item, "skip", 0);
  plan.days = number_or(item, "days", 0);
  plan.present = number_or(item, "present_per_mille", plan.present);
  plan.leave = number_or(item, "leave_per_mille", plan.leave);
  plan.meals = number_or(item, "meals_per_mille", plan.meals);
  if (plan.last < plan.from || plan.present + plan.leave > 1000) item.fault("app.demo.numbers");
  to_.enrolments.push_back(std::move(plan));
}

void Reader::read_watch(const Item& item) {
  item.only({"kind", "pool", "by", "from"});
  to_.watches.push_back({.kind = code(item, "kind", "watch_kind"),
                         .pool = key_of(item, "pool", to_.pools),
                         .by = user(item, "by"),
                         .place = item.place(),
                         .from = day(item, "from")});
}

void Reader::read_deliverers(const Item& item, SeriesPlan& series) const {
  each(item, "deliverers", [&](const Item& one) {
    one.only({"kind", "of", "name", "heads"});
    DelivererPlan deliverer{.kind = code(one, "kind", "deliverer_kind"),
                            .name = one.text_or("name", "")};
    if (one.has("of")) deliverer.of = ref(one.at("of"));
    deliverer.heads = range_or(one, "heads", deliverer.heads);
    series.deliverers.push_back(std::move(deliverer));
  });
}

// Every so many days with each of the pool: then nothing else says how many.
bool is_round(const Item& item, const SeriesPlan& series) {
  return !series.every ||
         (*series.every > 0 && series.pool && series.on.empty() && !item.has("events") &&
          !item.has("attendance") && !item.has("persons") && !item.has("walk_ins"));
}

void Reader::read_series(const Item& item) {
  item.only(
      {"key",    "kind",       "by",         "site",         "pool",    "campaign", "area",
       "events", "every_days", "attendance", "walk_ins",     "persons", "online",   "from",
       "to",     "on",         "weekdays",   "hours",        "minutes", "types",    "aid_fields",
       "money",  "items",      "deliverers", "titles",       "words",   "tags",     "accessibility",
       "where",  "planned",    "cancelled",  "cancel_reason"});
  SeriesPlan series{.key = item.text("key"),
                    .kind = code(item, "kind", "event_kind"),
                    .by = user(item, "by"),
                    .place = item.place()};
  if (item.has("site") && item.at("site").is_text())
    series.sites = {key_of(item, "site", to_.sites)};
  else
    each(item, "site", [&](const Item& one) {
      series.sites.push_back(one.text());
      if (!has_key(to_.sites, series.sites.back()))
        one.fault("app.demo.unknown_ref", {{"ref", series.sites.back()}});
    });
  if (item.has("pool")) series.pool = key_of(item, "pool", to_.pools);
  if (item.has("campaign")) series.campaign = key_of(item, "campaign", to_.campaigns);
  if (const auto found = item.find("area")) series.area = area(*found);
  series.every = maybe_number(item, "every_days");
  series.events = series.every ? 0 : item.number("events");
  series.attendance = maybe_number(item, "attendance");
  series.walk_ins = number_or(item, "walk_ins", 0);
  series.persons = maybe_number(item, "persons");
  series.online = maybe_range(item, "online");
  each(item, "on", [&](const Item& one) { series.on.push_back(day(one)); });
  if (series.on.empty())
    series.from = day(item, "from");
  else
    series.from = *std::ranges::min_element(series.on);
  series.last = last_day(item, "to");
  series.weekdays = weekdays_or(item, "weekdays", series.weekdays);
  series.hours = range_or(item, "hours", series.hours);
  series.minutes = maybe_range(item, "minutes");
  series.types = codes(item, "types", "activity_type");
  series.aid_fields = codes(item, "aid_fields", "aid_field");
  series.money = codes(item, "money", "money_source");
  series.items = codes(item, "items", "event_item");
  read_deliverers(item, series);
  if (const auto titles = item.find("titles")) series.titles = words_by(*titles);
  if (const auto words = item.find("words")) series.words = words_of(*words);
  series.tags = code_list(item, "tags", "event_tag");
  series.accessibility = code_list(item, "accessibility", "accessibility_need");
  series.where = item.text_or("where", "");
  series.planned = number_or(item, "planned", 0);
  series.cancelled = number_or(item, "cancelled", 0);
  if (series.cancelled > 0) series.cancel_reason = item.text("cancel_reason");
  const std::int64_t known = series.attendance.value_or(series.events) - series.walk_ins;
  const bool sound = known >= 0 && series.persons.value_or(0) <= known && series.hours.to <= 22 &&
                     (known == 0 || series.pool) && is_round(item, series) &&
                     (series.walk_ins == 0 || series.events > 0) &&
                     (!series.last || *series.last >= series.from);
  if (!sound) item.fault("app.demo.numbers");
  to_.series.push_back(std::move(series));
}

void Reader::read_round(const Item& item) {
  item.only({"ends", "months", "total", "batches", "channels", "reached"});
  RoundPlan round{.ends = day(item, "ends")};
  round.months = static_cast<int>(std::clamp<std::int64_t>(item.number("months"), 1, 120));
  round.total = item.number("total");
  round.batches = std::clamp<std::int64_t>(item.number("batches"), 2, 60);
  round.channels =
      item.has("channels") ? codes(item, "channels", "need_channel") : sample_.needs.channels;
  round.reached = item.has("reached") ? weights_of(item.at("reached")) : sample_.needs.reached;
  to_.rounds.push_back(std::move(round));
}

std::int64_t year_of(Day day) {
  return static_cast<int>(std::chrono::year_month_day{day}.year());
}

void Reader::read_pledge(const Item& item) {
  item.only({"name", "figure", "target", "area", "year", "lead", "by", "on", "words", "changed",
             "closed"});
  PledgePlan pledge{.name = item.text("name"),
                    .figure = item.text("figure"),
                    .by = user(item, "by"),
                    .words = item.text_or("words", ""),
                    .place = item.place(),
                    .area = area(item.at("area")),
                    .target = item.number("target"),
                    .on = day(item, "on"),
                    .closed_on = maybe_day(item, "closed")};
  pledge.year = number_or(item, "year", year_of(pledge.on));
  if (!packs_.figure(pledge.figure))
    item.at("figure").fault("packs.figures.unknown_figure", {{"figure", pledge.figure}});
  if (item.has("lead")) pledge.lead = ref(item.at("lead"));
  if (const auto changed = item.find("changed")) {
    changed->only({"to", "on", "reason"});
    pledge.changed_to = changed->number("to");
    pledge.changed_on = day(*changed, "on");
    pledge.change_reason = changed->text("reason");
  }
  to_.pledges.push_back(std::move(pledge));
}

void Reader::read_award(const Item& item) {
  item.only({"kind", "to", "count", "skip", "year", "by", "nominated_by", "on", "reason",
             "reviewed", "review", "published", "notice_place", "granted"});
  AwardPlan award{.kind = code(item, "kind", "award_kind"),
                  .by = user(item, "by"),
                  .nominated_by = item.text_or("nominated_by", ""),
                  .reason = item.text("reason"),
                  .review = item.text_or("review", ""),
                  .notice_place = item.text_or("notice_place", ""),
                  .place = item.place(),
                  .to = ref(item.at("to")),
                  .count = number_or(item, "count", 1),
                  .skip = number_or(item, "skip", 0),
                  .on = day(item, "on"),
                  .reviewed = maybe_day(item, "reviewed"),
                  .published = maybe_day(item, "published"),
                  .granted = maybe_day(item, "granted")};
  award.year = number_or(item, "year", year_of(award.on));
  const bool is_sound = (award.to.kind == Ref::Kind::body || award.to.kind == Ref::Kind::pool) &&
                        award.count >= 1 && award.skip >= 0 &&
                        (award.reviewed || !award.published) && (award.published || !award.granted);
  if (!is_sound) item.fault("app.demo.numbers");
  to_.awards.push_back(std::move(award));
}

}  // namespace

Sample sample_of(const RoundPlan& round, Sample sample) {
  sample.seed = mark_of(sample.seed, "round/" + to_string(round.ends));
  sample.months = round.months;
  sample.needs.total = round.total;
  sample.needs.batches = round.batches;
  sample.needs.channels = round.channels;
  sample.needs.reached = round.reached;
  return sample;
}

Result<Year> read_year(const packs::Source& source, const packs::Catalogue& packs,
                       const Sample& sample, Day today) {
  Year year;
  const auto found = source.files.find(file_name);
  if (found == source.files.end()) return year;
  packs::Faults faults;
  const std::string file = source.folder + "/" + std::string(file_name);
  if (const auto item = Item::parse(file, found->second, faults))
    year = Reader(packs, sample, today).read(*item);
  TRY(std::move(faults).verdict());
  return year;
}

}  // namespace zhulian::app::sample
