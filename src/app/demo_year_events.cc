#include <algorithm>
#include <numeric>

#include "app/demo_year_planner.h"

namespace zhulian::app::sample {
namespace {

using std::chrono::days;

// `total` over so many places: one each first where it goes round, the rest by chance, none more
// than `most`. `total` is at most count * most.
std::vector<std::int64_t> portions(std::int64_t total, std::size_t count, std::int64_t most,
                                   Random& random) {
  std::vector<std::int64_t> sizes(count, 0);
  const auto places = static_cast<std::int64_t>(count);
  if (total <= places) {
    for (std::int64_t i = 0; i < total; ++i) sizes[static_cast<std::size_t>(i)] = 1;
    random.shuffle(sizes);
    return sizes;
  }
  std::vector<std::int64_t> weights;
  for (std::size_t i = 0; i < count; ++i) weights.push_back(random.between(60, 140));
  const auto more = shares(total - places, weights);
  std::int64_t over = 0;
  for (std::size_t i = 0; i < count; ++i) {
    sizes[i] = std::min(most, 1 + more[i]);
    over += 1 + more[i] - sizes[i];
  }
  for (std::size_t i = 0; over > 0; i = (i + 1) % count)
    if (sizes[i] < most) ++sizes[i], --over;
  return sizes;
}

// So many cards by weight, or that many empty ones.
std::vector<std::string> deck_or_none(std::int64_t count, const Weights& weights, Random& random) {
  if (weights.empty()) return std::vector<std::string>(static_cast<std::size_t>(count));
  return deck(count, weights, random);
}

std::optional<std::string> maybe(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

}  // namespace

// ---- campaigns and parcels ---------------------------------------------------------------------

void YearPlanner::add_campaign(const CampaignPlan& plan) {
  const auto by = player(plan.by);
  const auto campaign = id<events::Campaign>("campaign/" + plan.key, plan.from);
  campaigns_[plan.key] = campaign;
  happen(at(plan.from, 7), by,
         events::NewCampaign{.id = campaign,
                             .kind = plan.kind,
                             .name = plan.name,
                             .theme = maybe(plan.theme),
                             .area = plan.area,
                             .from = plan.from,
                             .last = plan.last});
  if (!plan.parcels) return;
  const ParcelsPlan& parcels = *plan.parcels;
  happen(at(parcels.on, 8), by,
         events::Freeze{.campaign = campaign, .day = parcels.on, .when = parcels.when});
  const auto span = (parcels.last - parcels.from).count() + 1;
  const auto by_day =
      shares(parcels.hand_over, std::vector<std::int64_t>(static_cast<std::size_t>(span), 1));
  for (std::int64_t n = 0; n < span; ++n) {
    const Day on = parcels.from + days{n};
    if (by_day[static_cast<std::size_t>(n)] > 0 && on <= last_)
      happen(at(on, 18), player(parcels.by),
             HandOver{.campaign = campaign,
                      .on = on,
                      .count = by_day[static_cast<std::size_t>(n)],
                      .deliverer = parcels.deliverer});
  }
}

// ---- enrolments and days at a site -------------------------------------------------------------

Result<void> YearPlanner::add_enrolments(const EnrolmentsPlan& plan) {
  Random random(sample_.seed, "enrolments/" + plan.site + "/" + plan.pool);
  std::vector<std::size_t> people;
  for (const std::size_t one : pools_.at(plan.pool)) {
    // Whoever is enrolled is certified by then: the rules ask for category and level.
    const auto& cards = person(one).cards;
    const bool certified = cards.empty() || cards.front().issued <= plan.from;
    if (certified && person(one).birth <= plan.from) people.push_back(one);
  }
  people.erase(people.begin(), people.begin() + std::min(plan.skip, std::ssize(people)));
  if (std::ssize(people) < plan.count) return too_few(plan.place, std::ssize(people), plan.count);
  people.resize(static_cast<std::size_t>(plan.count));
  for (const std::size_t one : people) {
    const Day from = plan.from + days{random.between(0, (plan.last - plan.from).count())};
    happen(at(from, 8, 10), player(plan.by),
           events::NewEnrolment{
               .id = id<events::Enrolment>(
                   fmt::format("enrolment/{}/{}", plan.site, person(one).id.text), from),
               .site = site_ids_.at(plan.site),
               .person = person(one).id,
               .care_mode = plan.care_mode,
               .from = from});
  }
  keep_days(plan, people);
  return {};
}

void YearPlanner::keep_days(const EnrolmentsPlan& plan, const std::vector<std::size_t>& people) {
  const SitePlan& site = *sites_.at(plan.site);
  if (plan.days == 0 || !site.openings) return;
  Random random(sample_.seed, "days/" + plan.site + "/" + plan.pool);
  std::vector<Day> open = opening_days(site);
  std::erase_if(open, [&](Day day) { return day < plan.last; });
  if (std::ssize(open) > plan.days)
    open.erase(open.begin(), open.end() - static_cast<std::ptrdiff_t>(plan.days));
  for (const Day day : open)
    for (const std::size_t one : people) {
      const auto drawn = random.between(1, 1000);
      events::DayMark mark{.site = site_ids_.at(plan.site), .on = day, .person = person(one).id};
      mark.mark = events::Mark::absent;
      if (drawn <= plan.present + plan.leave) mark.mark = events::Mark::leave;
      if (drawn <= plan.present) {
        mark.mark = events::Mark::present;
        mark.arrived_at = fmt::format("08:{:02}", random.between(30, 59));
        mark.meal = random.per_mille(plan.meals);
      }
      happen(at(day, 9, 5), player(plan.by), std::move(mark));
    }
}

Result<void> YearPlanner::add_watch(const WatchPlan& plan) {
  const auto& people = pools_.at(plan.pool);
  if (people.empty()) return too_few(plan.place, 0, 1);
  for (const std::size_t one : people)
    happen(
        at(plan.from, 8, 30), player(plan.by),
        events::NewPlan{.id = id<events::Plan>(
                            fmt::format("plan/{}/{}", plan.kind, person(one).id.text), plan.from),
                        .kind = plan.kind,
                        .person = person(one).id,
                        .cycle_days = {},
                        .from = plan.from,
                        .words = {}});
  return {};
}

// ---- events ------------------------------------------------------------------------------------

std::vector<Day> YearPlanner::days_of(const SeriesPlan& plan) const {
  // Of a site whose doors are watched, from whatever day on, the hours and holidays hold before
  // too.
  const auto is_shut = [&](const std::string& key, Day day) {
    const SitePlan& site = *sites_.at(key);
    return day < site.from || (site.openings && !is_open(site, day));
  };
  std::vector<Day> found;
  for (Day day = plan.from; day <= std::min(plan.last.value_or(last_), last_); day += days{1}) {
    const bool of_week =
        std::ranges::find(plan.weekdays, packs::weekday_of(day)) != plan.weekdays.end();
    const bool open = std::ranges::none_of(
        plan.sites, [&](const std::string& site) { return is_shut(site, day); });
    if (of_week && open) found.push_back(day);
  }
  return found;
}

// Each of the pool on a day of their own in each so many days, or on the next one that fits.
Result<YearPlanner::Planned> YearPlanner::round(const SeriesPlan& plan, Random& random) const {
  const std::vector<Day> open = days_of(plan);
  if (open.empty()) return too_few(plan.place, 0, 1);
  std::vector<std::pair<Day, std::size_t>> visits;
  for (const std::size_t one : pools_.at(*plan.pool))
    for (Day on = plan.from + days{random.between(0, *plan.every - 1)}; on <= open.back();
         on += days{*plan.every})
      visits.emplace_back(*std::ranges::lower_bound(open, on), one);
  std::ranges::sort(visits);
  Planned planned;
  for (const auto& [day, one] : visits) {
    planned.days.push_back(day);
    planned.persons.push_back({one});
  }
  planned.walk_ins.assign(visits.size(), 0);
  return planned;
}

Result<YearPlanner::Planned> YearPlanner::spread(const SeriesPlan& plan, Random& random) const {
  if (plan.every) return round(plan, random);
  Planned planned;
  const auto count = static_cast<std::size_t>(plan.events);
  const std::vector<Day> open = plan.on.empty() ? days_of(plan) : plan.on;
  if (count == 0) return planned;
  if (open.empty()) return too_few(plan.place, 0, 1);
  const auto of = std::ssize(open);
  for (std::int64_t i = 0; i < plan.events; ++i) {
    const auto place =
        plan.on.empty() ? (i * of + random.between(0, of - 1)) / plan.events : i % of;
    planned.days.push_back(open[static_cast<std::size_t>(std::min(place, of - 1))]);
  }

  std::vector<std::size_t> people;
  if (plan.pool)
    for (const std::size_t one : pools_.at(*plan.pool))
      if (person(one).birth <= plan.from) people.push_back(one);
  random.shuffle(people);
  const std::int64_t known = plan.attendance.value_or(plan.events) - plan.walk_ins;
  const std::int64_t persons = plan.persons.value_or(std::min(known, std::ssize(people)));
  if (std::ssize(people) < persons) return too_few(plan.place, std::ssize(people), persons);
  if (known > persons * plan.events) return too_few(plan.place, persons, known / plan.events + 1);
  people.resize(static_cast<std::size_t>(persons));

  // Round and round through the people, an event at a time: nobody comes twice to one, and all
  // come at least once. The events take their turn in an order of their own.
  const auto sizes =
      known == 0 ? std::vector<std::int64_t>(count, 0) : portions(known, count, persons, random);
  std::vector<std::size_t> turns(count);
  std::iota(turns.begin(), turns.end(), std::size_t{0});
  random.shuffle(turns);
  planned.persons.resize(count);
  std::size_t next = 0;
  for (const std::size_t turn : turns)
    for (std::int64_t n = 0; n < sizes[turn]; ++n)
      planned.persons[turn].push_back(people[next++ % people.size()]);

  // Whom nobody knows by name: first where nobody else was.
  planned.walk_ins.assign(count, 0);
  std::int64_t left = plan.walk_ins;
  for (std::size_t i = 0; i < count && left > 0; ++i)
    if (sizes[i] == 0) ++planned.walk_ins[i], --left;
  if (left > 0) {
    const auto more = portions(left, count, left, random);
    for (std::size_t i = 0; i < count; ++i) planned.walk_ins[i] += more[i];
  }
  return planned;
}

std::vector<events::Deliverer> YearPlanner::deliverers_of(const SeriesPlan& plan, Random& random) {
  std::vector<events::Deliverer> made;
  for (const DelivererPlan& one : plan.deliverers) {
    events::Deliverer deliverer{.kind = one.kind};
    if (one.of && one.of->kind == Ref::Kind::body)
      deliverer.organisation = random.one_of(bodies_.at(one.of->key));
    if (one.of && one.of->kind == Ref::Kind::pool)
      deliverer.person = person(random.one_of(pools_.at(one.of->key))).id;
    deliverer.name = maybe(one.name);
    deliverer.heads = random.between(one.heads.from, one.heads.to);
    made.push_back(std::move(deliverer));
  }
  return made;
}

events::NewEvent YearPlanner::event_of(const SeriesPlan& plan, std::string_view label,
                                       std::size_t turn, Day on, Random& random) {
  events::NewEvent event{.id = id<events::Event>(fmt::format("event/{}/{}", plan.key, label), on),
                         .kind = plan.kind};
  if (!plan.sites.empty()) event.site = site_ids_.at(plan.sites[turn % plan.sites.size()]);
  if (plan.campaign) event.campaign = campaigns_.at(*plan.campaign);
  event.area = plan.area;
  event.place = maybe(plan.where);
  event.on = on;
  event.starts_at = fmt::format("{:02}:{:02}", random.between(plan.hours.from, plan.hours.to),
                                random.between(0, 3) * 15);
  if (plan.minutes) event.minutes = random.between(plan.minutes->from, plan.minutes->to);
  event.deliverers = deliverers_of(plan, random);
  event.tags = plan.tags;
  event.accessibility = plan.accessibility;
  return event;
}

namespace {

// What its type asks for: a film for blind people is described.
void take_type(events::NewEvent& event, const std::string& type, const packs::Catalogue& packs,
               const WordsBy& titles, Random& random) {
  event.activity_type = maybe(type);
  const auto* code = type.empty() ? nullptr : packs.code("activity_type", type);
  if (code)
    if (const auto need = code->flags.find("access");
        need != code->flags.end() && !need->second.empty() &&
        std::ranges::find(event.accessibility, need->second) == event.accessibility.end())
      event.accessibility.push_back(need->second);
  auto list = titles.find(type);
  if (list == titles.end()) list = titles.find("default");
  if (list != titles.end()) event.title = random.one_of(list->second);
}

}  // namespace

Result<void> YearPlanner::add_series(const SeriesPlan& plan) {
  Random random(sample_.seed, "series/" + plan.key);
  const Planned planned = TRY(spread(plan, random));
  const auto count = std::ssize(planned.days);
  const auto types = deck_or_none(count, plan.types, random);
  const auto aid_fields = deck_or_none(count, plan.aid_fields, random);
  const auto money = deck_or_none(count, plan.money, random);
  const auto by = player(plan.by);
  for (std::size_t i = 0; i < planned.days.size(); ++i) {
    const Day on = planned.days[i];
    events::NewEvent event = event_of(plan, std::to_string(i), i, on, random);
    take_type(event, types[i], packs_, plan.titles, random);
    event.aid_field = maybe(aid_fields[i]);
    event.money_source = maybe(money[i]);
    event.held = true;
    if (planned.walk_ins[i] > 0) event.walk_ins = planned.walk_ins[i];
    if (plan.online) event.online = random.between(plan.online->from, plan.online->to);
    for (const std::size_t one : planned.persons[i]) {
      event.persons.push_back(person(one).id);
      if (!plan.items.empty())
        event.items.push_back({.item = random.draw(plan.items),
                               .person = person(one).id,
                               .quantity = {},
                               .value_fen = {}});
    }
    if (!plan.words.empty()) event.words = random.one_of(plan.words);
    // Written down in the evening.
    happen(at(on, 19, static_cast<std::int64_t>(i % 60)), by, std::move(event));
  }
  add_cancelled(plan, random);
  add_ahead(plan, random);
  return {};
}

// Where it is to be: at a site, in a place, or with somebody.
void YearPlanner::expect_somebody(const SeriesPlan& plan, events::NewEvent& event,
                                  Random& random) const {
  if (event.site || event.area || !plan.pool) return;
  const auto& people = pools_.at(*plan.pool);
  if (!people.empty()) event.persons = {person(random.one_of(people)).id};
}

void YearPlanner::add_cancelled(const SeriesPlan& plan, Random& random) {
  std::vector<Day> open = days_of(plan);
  std::erase_if(open, [&](Day day) { return day < plan.from + days{7}; });  // Planned a week ahead.
  for (std::int64_t n = 0; n < plan.cancelled && !open.empty(); ++n) {
    const Day on = random.one_of(open);
    events::NewEvent event =
        event_of(plan, fmt::format("cancelled/{}", n), static_cast<std::size_t>(n), on, random);
    take_type(event, plan.types.empty() ? std::string() : random.draw(plan.types), packs_,
              plan.titles, random);
    expect_somebody(plan, event, random);
    events::Cancellation cancellation{.event = event.id, .reason = plan.cancel_reason};
    happen(at(on - days{6}, 16), player(plan.by), std::move(event));
    happen(at(on - days{1}, 16), player(plan.by), std::move(cancellation));
  }
}

void YearPlanner::add_ahead(const SeriesPlan& plan, Random& random) {
  Day on = today_;
  for (std::int64_t n = 0; n < plan.planned; ++n) {
    const auto turn = static_cast<std::size_t>(n);
    const SitePlan* site =
        plan.sites.empty() ? nullptr : sites_.at(plan.sites[turn % plan.sites.size()]);
    do on += days{random.between(1, 4)};
    while (site && site->openings && !is_open(*site, on) && on < today_ + days{40});
    events::NewEvent event =
        event_of(plan, fmt::format("planned/{}/{}", number(today_), n), turn, on, random);
    take_type(event, plan.types.empty() ? std::string() : random.draw(plan.types), packs_,
              plan.titles, random);
    expect_somebody(plan, event, random);
    happen(at(last_, 20, n), player(plan.by), std::move(event));
  }
}

}  // namespace zhulian::app::sample
