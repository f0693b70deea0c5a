#include "app/demo_year.h"

#include <algorithm>
#include <charconv>

#include "app/demo_year_planner.h"

namespace zhulian::app::sample {
namespace {

using std::chrono::days;

// "08:30" as minutes after midnight; 0 for what is none: the operation will refuse it by name.
std::int64_t minutes_of(const std::string& clock) {
  std::int64_t hour = 0;
  std::int64_t minute = 0;
  if (clock.size() == 5) {
    std::from_chars(clock.data(), clock.data() + 2, hour);
    std::from_chars(clock.data() + 3, clock.data() + 5, minute);
  }
  return hour * 60 + minute;
}

bool is_among(const Words& beginnings, const Area& area) {
  return std::ranges::any_of(
      beginnings, [&](const std::string& beginning) { return area.code().starts_with(beginning); });
}

bool is_of(const PoolSample& sample, const Neighbour& one, bool is_uncertified) {
  if (sample.of == PoolSample::Of::holders) return one.holds;
  if (sample.of == PoolSample::Of::officers) return one.office == sample.nth;
  return is_uncertified && one.office == 0;
}

}  // namespace

Result<std::vector<YearDeed>> YearPlanner::plan() {
  names_ = names_of_areas(packs_, sample_.areas);
  TRY(fill_pools());
  add_bodies();
  for (const SitePlan& site : year_.sites) add_site(site);
  TRY(add_consents(false));
  for (const TiePlan& tie : year_.ties) TRY(add_ties(tie));
  TRY(add_consents(true));
  TRY(add_qualifications());
  for (const GroupPlan& group : year_.groups) TRY(add_groups(group));
  for (const SitePlan& site : year_.sites)
    if (site.openings) open_and_close(site);
  for (const CampaignPlan& campaign : year_.campaigns) add_campaign(campaign);
  for (const EnrolmentsPlan& enrolments : year_.enrolments) TRY(add_enrolments(enrolments));
  for (const WatchPlan& watch : year_.watches) TRY(add_watch(watch));
  for (const SeriesPlan& series : year_.series) TRY(add_series(series));
  for (const PledgePlan& pledge : year_.pledges) TRY(add_pledge(pledge));
  for (const AwardPlan& award : year_.awards) TRY(add_awards(award));
  std::ranges::stable_sort(happening_, {}, &YearDeed::at);
  std::ranges::move(happening_, std::back_inserter(standing_));
  return std::move(standing_);
}

std::unexpected<Error> YearPlanner::too_few(const std::string& place, std::int64_t have,
                                            std::int64_t need) {
  return fail(Fault::invalid, "app.demo.too_few", place,
              {{"have", std::to_string(have)}, {"need", std::to_string(need)}});
}

std::optional<std::size_t> YearPlanner::player(const std::string& user) const {
  for (std::size_t i = 0; i < cast_.players.size(); ++i)
    if (cast_.players[i].user == user) return i;
  return std::nullopt;
}

// ---- who and where -----------------------------------------------------------------------------

Result<void> YearPlanner::fill_pools() {
  for (const PoolSample& sample : year_.pools) {
    std::vector<std::size_t> fit;
    for (std::size_t i = 0; i < folk_.all.size(); ++i) {
      const Neighbour& one = folk_.all[i];
      const bool of = is_of(sample, one, i >= folk_.with_certificate);
      const bool here =
          (!sample.area || sample.area->contains(one.area)) && !is_among(sample.except, one.area);
      const bool aged = sample.ages.from <= one.age && one.age <= sample.ages.to;
      if (!of || !here || !aged) continue;
      const auto card_fits = [&](const std::set<std::string>& codes, int CardPlan::* field) {
        return codes.empty() ||
               (!one.cards.empty() && codes.contains(std::to_string(one.cards.front().*field)));
      };
      if (card_fits(sample.categories, &CardPlan::category) &&
          card_fits(sample.levels, &CardPlan::level))
        fit.push_back(i);
    }
    if (sample.of != PoolSample::Of::officers)
      Random(sample_.seed, "pool/" + sample.key).shuffle(fit);
    if (sample.count && std::ssize(fit) < *sample.count)
      return too_few(sample.place, std::ssize(fit), *sample.count);
    if (sample.count) fit.resize(static_cast<std::size_t>(*sample.count));
    pools_[sample.key] = std::move(fit);
  }
  return {};
}

std::vector<Area> YearPlanner::places_in(const Area& area, AreaLevel level) const {
  std::set<Area> found;
  for (const auto* rows : {&packs_.areas, &sample_.areas})
    for (const auto& row : *rows)
      if (row.level == level && area.contains(row.area)) found.insert(row.area);
  return {found.begin(), found.end()};
}

std::string YearPlanner::name_of(const Area& area) const {
  const auto known = names_.find(area.code());
  if (known == names_.end()) return area.code();
  return area.level() == AreaLevel::village ? short_name(packs_, known->second) : known->second;
}

void YearPlanner::add_bodies() {
  for (std::size_t i = 0; i < sample_.bodies.size(); ++i) {
    bodies_[sample_.bodies[i].key] = {cast_.bodies[i].id};
    places_[sample_.bodies[i].key] = {sample_.bodies[i].area};
  }
  const auto is_inhabited = [&](const Area& area) {
    if (!sample_.spread) return true;
    const auto village = sample_.spread->villages.lower_bound(area.code());
    return village != sample_.spread->villages.end() && village->first.starts_with(area.code());
  };
  for (const BodyPlan& body : year_.bodies) {
    std::vector<Area> areas;
    if (body.each) areas = places_in(body.area, *body.each);
    std::erase_if(areas, [&](const Area& area) {
      return is_among(body.except, area) || !is_inhabited(area);
    });
    const bool is_cut = body.each && body.count > 0 && std::ssize(areas) > body.count;
    if (is_cut) areas.resize(static_cast<std::size_t>(body.count));
    if (!body.each) areas.assign(static_cast<std::size_t>(body.count), body.area);
    places_[body.key] = areas;
    for (std::size_t n = 0; n < areas.size(); ++n) {
      const auto known = std::ranges::find_if(sample_.bodies, [&](const Body& one) {
        return body.each && one.kind == body.kind && one.area == areas[n];
      });
      if (known != sample_.bodies.end()) {
        bodies_[body.key].push_back(bodies_.at(known->key).front());
        continue;
      }
      registry::NewOrganisation made{
          .id = id<registry::Organisation>(fmt::format("body/{}/{}", body.key, n), body.from),
          .kind = body.kind,
          .name = fmt::format(fmt::runtime(body.name), fmt::arg("n", n + 1),
                              fmt::arg("area", name_of(areas[n]))),
          .area = areas[n],
          .from = body.from};
      bodies_[body.key].push_back(made.id);
      stand(at(body.from, 9), {}, std::move(made));
    }
  }
}

std::vector<YearPlanner::Party> YearPlanner::parties(const std::vector<Ref>& refs) const {
  std::vector<Party> found;
  const auto add = [&](std::string_view kind, const std::string& id) {
    found.push_back({std::string(kind), id});
  };
  for (const Ref& ref : refs) switch (ref.kind) {
      case Ref::Kind::body:
        for (const auto& body : bodies_.at(ref.key)) add("organisation", body.text);
        break;
      case Ref::Kind::site:
        add("site", site_ids_.at(ref.key).text);
        break;
      case Ref::Kind::pool:
        for (const std::size_t one : pools_.at(ref.key))
          found.push_back({"person", person(one).id.text, person(one).area, person(one).name});
        break;
      case Ref::Kind::user:
        add("user", cast_.players[player(ref.key).value()].actor.id.text);
        found.back().name = cast_.players[player(ref.key).value()].actor.name;
        break;
      case Ref::Kind::area:
        add("area", ref.key);
        break;
      case Ref::Kind::place:
        for (const Area& area : places_.at(ref.key)) add("area", area.code());
        break;
    }
  return found;
}

Result<void> YearPlanner::add_ties(const TiePlan& plan) {
  const auto from = parties(plan.from);
  const auto to = parties(plan.to);
  const auto longer = std::max(std::ssize(from), std::ssize(to));
  const auto count = plan.count.value_or(longer);
  if (from.empty() || to.empty() || count > longer) return too_few(plan.place, longer, count);
  const auto span = plan.until ? (*plan.until - plan.on).count() + 1 : 1;
  for (std::int64_t i = 0; i < count; ++i) {
    const Day on = plan.on + days{i * span / count};
    const Party& subject = from[static_cast<std::size_t>(i % std::ssize(from))];
    const Party& object = to[static_cast<std::size_t>(i % std::ssize(to))];
    const std::string label =
        fmt::format("tie/{}/{}/{}/{}", plan.kind, subject.id, object.id, number(on));
    stand(at(on, 10), {},
          registry::NewTie{.id = id<registry::Tie>(label, on),
                           .kind = plan.kind,
                           .from_kind = subject.kind,
                           .from_id = subject.id,
                           .to_kind = object.kind,
                           .to_id = object.id,
                           .title = plan.title.empty() ? subject.name : plan.title,
                           .from = on});
  }
  return {};
}

// Who stands in each part of the groups, one after another.
std::vector<std::vector<YearPlanner::Party>> YearPlanner::neighbours(const GroupPlan& plan) const {
  std::vector<std::vector<Party>> lists;
  for (const auto& [part, refs] : plan.parts) lists.push_back(parties(refs));
  if (!plan.near || lists.empty()) return lists;
  const auto village_of = [](const Party& party) {
    return party.area.at(AreaLevel::village).value_or(Area{});
  };
  std::vector<std::map<Area, std::vector<Party>>> by_village(lists.size());
  for (std::size_t part = 1; part < lists.size(); ++part)
    for (const Party& party : lists[part]) by_village[part][village_of(party)].push_back(party);
  std::vector<std::vector<Party>> near(lists.size());
  std::map<Area, std::size_t> turns;
  for (const Party& first : lists.front()) {
    const Area village = village_of(first);
    bool alone = village.empty();
    for (std::size_t part = 1; part < lists.size(); ++part)
      alone = alone || !by_village[part].contains(village);
    if (alone) continue;
    const std::size_t turn = turns[village]++;
    near.front().push_back(first);
    for (std::size_t part = 1; part < lists.size(); ++part) {
      const auto& there = by_village[part].at(village);
      near[part].push_back(there[turn % there.size()]);
    }
  }
  return near;
}

Result<void> YearPlanner::add_groups(const GroupPlan& plan) {
  const auto lists = neighbours(plan);
  for (const auto& list : lists)
    if (std::ssize(list) < plan.count) return too_few(plan.place, std::ssize(list), plan.count);
  for (std::size_t i = 0; i < static_cast<std::size_t>(plan.count); ++i) {
    registry::NewGroup group{.id = {}, .kind = plan.kind, .from = plan.on, .parts = {}};
    std::string label = "group/" + plan.kind;
    for (std::size_t part = 0; part < lists.size(); ++part) {
      const Party& party = lists[part][i];
      group.parts.push_back(
          {.part = plan.parts[part].first, .party_kind = party.kind, .party_id = party.id});
      label += "/" + party.id;
    }
    group.id = id<registry::Group>(label, plan.on);
    stand(at(plan.on, 11), {}, std::move(group));
  }
  return {};
}

// ---- sites -------------------------------------------------------------------------------------

void YearPlanner::add_site(const SitePlan& plan) {
  const auto by = player(plan.by);
  const Instant then = at(plan.from, 8);
  const auto site = id<registry::Site>("site/" + plan.key, plan.from);
  sites_[plan.key] = &plan;
  site_ids_[plan.key] = site;
  stand(then, by,
        registry::NewSite{.id = site,
                          .kind = plan.kind,
                          .name = plan.name,
                          .area = plan.area,
                          .address = plan.address,
                          .floor_dm2 = plan.floor_dm2,
                          .from = plan.from});
  for (const MovePlan& move : plan.moves)
    stand(at(move.on, 8), by,
          registry::NewAddress{.site = site,
                               .area = move.area,
                               .address = move.address,
                               .floor_dm2 = move.floor_dm2,
                               .from = move.on});
  furnish(plan, site, by);
}

void YearPlanner::furnish(const SitePlan& plan, const registry::SiteId& site,
                          std::optional<std::size_t> by) {
  const Instant then = at(plan.from, 8);
  for (std::size_t n = 0; n < plan.rooms.size(); ++n) {
    const RoomPlan& room = plan.rooms[n];
    const Day from = room.from.value_or(plan.from);
    stand(at(from, 8), by,
          registry::NewRoom{.site = site,
                            .id = id<registry::Room>(fmt::format("room/{}/{}", plan.key, n), from),
                            .name = room.name,
                            .function = room.function,
                            .area_dm2 = room.area_dm2,
                            .from = from});
  }
  for (const std::string& service : plan.services)
    stand(then, by, registry::NewService{.site = site, .service = service, .from = plan.from});
  for (const Area& village : plan.catchment)
    stand(then, by, registry::NewCatchment{.site = site, .area = village, .from = plan.from});
  for (const UsePlan& use : plan.uses) {
    const auto bodies = parties({use.of});
    for (const std::int64_t weekday : use.weekdays)
      stand(then, by,
            registry::NewUse{
                .site = site,
                .id = id<registry::SiteUse>(
                    fmt::format("use/{}/{}/{}", plan.key, weekday, use.opens), plan.from),
                .organisation = {bodies.at(0).id},
                .room = {},
                .weekday = weekday,
                .opens = use.opens,
                .closes = use.closes,
                .from = plan.from});
  }
  if (plan.weekdays.empty()) return;
  registry::NewHours hours{.site = site, .from = plan.from, .week = {}};
  for (const std::int64_t weekday : plan.weekdays)
    hours.week.push_back({.weekday = weekday, .opens = plan.opens, .closes = plan.closes});
  stand(then, by, std::move(hours));
}

// As its hours say, not on public holidays, and on the days that are worked instead. Of a year
// whose holidays nobody has published yet only the hours speak.
bool YearPlanner::is_open(const SitePlan& site, Day day) const {
  const bool of_hours =
      std::ranges::find(site.weekdays, packs::weekday_of(day)) != site.weekdays.end();
  const auto holiday = packs_.calendar.holiday(day);
  const auto works = packs_.calendar.is_working(day);
  if (!holiday || !works) return of_hours;
  return holiday->empty() && (of_hours || *works);
}

std::vector<Day> YearPlanner::opening_days(const SitePlan& site) const {
  std::vector<Day> found;
  for (Day day = site.openings->from; day <= std::min(site.openings->last.value_or(last_), last_);
       day += days{1})
    if (is_open(site, day)) found.push_back(day);
  return found;
}

void YearPlanner::open_and_close(const SitePlan& plan) {
  Random random(sample_.seed, "openings/" + plan.key);
  const auto by = player(plan.openings->by);
  const auto site = site_ids_.at(plan.key);
  const auto drawn = [&](const Range& range) { return random.between(range.from, range.to); };
  for (const Day day : opening_days(plan)) {
    const auto opening =
        id<registry::Opening>(fmt::format("opening/{}/{}", plan.key, number(day)), day);
    const Instant opened = at(day, 0, minutes_of(plan.opens) - drawn(plan.openings->early));
    const Instant closed = at(day, 0, minutes_of(plan.closes) + drawn(plan.openings->late));
    happen(opened, by, registry::NewOpening{.site = site, .id = opening, .opened_at = opened});
    happen(closed, by, registry::OpeningEnd{.site = site, .opening = opening, .closed_at = closed});
  }
}

Result<std::vector<YearDeed>> plan_year(const Year& year, const Sample& sample,
                                        const packs::Catalogue& packs, const Folk& folk,
                                        const Cast& cast, Day today, std::chrono::minutes zone) {
  return YearPlanner(year, sample, packs, folk, cast, today, zone).plan();
}

}  // namespace zhulian::app::sample
