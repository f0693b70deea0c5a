#include "app/demo_people.h"

#include <algorithm>
#include <map>
#include <numeric>

#include <fmt/format.h>

#include "app/demo_random.h"

namespace zhulian::app::sample {
namespace {

using registry::HouseholdRelation;
using std::chrono::days;

constexpr int valid_years = 10;
constexpr std::int64_t expiring_margin = 184;  // Beyond any pack's window of reminding.
constexpr int grown_up = 18;
constexpr Day beginning{};

class Planner {
 public:
  Planner(const Sample& sample, Day today, std::chrono::minutes zone, const Words& public_words)
      : sample_(sample),
        mix_(sample.people),
        today_(today),
        zone_(zone),
        public_words_(public_words),
        counted_(sample.holders_valid_from) {
    const Area& place = sample.spread ? sample.spread->area : sample.estate;
    for (const auto& area : sample.areas)
      if (area.level == AreaLevel::grid && place.contains(area.area)) grids_.push_back(area.area);
    if (grids_.empty()) grids_.push_back(sample.estate);
  }

  Folk plan() {
    make_people();
    make_cards();
    make_homes();
    if (sample_.spread && sample_.spread->pilot) put_first(*sample_.spread->pilot);
    name_people();
    make_contacts();
    return std::move(folk_);
  }

 private:
  void make_people();
  void make_cards();
  void make_homes();
  std::vector<Area> grids_of_homes(std::int64_t homes, Random&) const;
  void house_officers();
  void put_first(const Pilot&);
  void name_people();
  void make_contacts();

  Neighbour born(const Range& ages, Random& random);
  void give_cards(Neighbour&, int category, int level, Random&);
  void give_expiring(Neighbour&, int category, int level, Random&);
  void give_past(Neighbour&, const std::string& state, int category, int level, Random&);
  std::string name_of(const Neighbour&, const std::string& surname, Random&);
  std::string phone(Random&);
  bool expires_soon(Day day) const {
    return day >= today_ && day <= today_ + days{expiring_margin};
  }

  const Sample& sample_;
  const People& mix_;
  Day today_;
  std::chrono::minutes zone_;
  const Words& public_words_;
  Day counted_;  // The day the holders are counted; ages are reckoned on it.
  std::vector<Area> grids_;
  std::set<std::string> numbers_;
  std::vector<std::string> surnames_;  // Of a neighbour's household, by place.
  Folk folk_;
};

Neighbour Planner::born(const Range& ages, Random& random) {
  Neighbour one;
  one.age = random.between(ages.from, ages.to);
  const Day youngest = add_years(counted_, -static_cast<int>(one.age));
  const Day oldest = add_years(counted_, -static_cast<int>(one.age) - 1) + days{1};
  one.birth = day_of_number(random.between(number(oldest), number(youngest)));
  one.from = std::max(sample_.registered_since, one.birth);
  return one;
}

void Planner::make_people() {
  Random random(sample_.seed, "people");
  std::int64_t past = 0;
  for (const auto& [state, count] : mix_.no_longer)
    if (state != "dead") past += count;
  const auto dead = mix_.no_longer.contains("dead") ? mix_.no_longer.at("dead") : 0;
  const std::int64_t with = mix_.holders + past + dead;
  const std::int64_t all = mix_.residents + dead;
  const std::int64_t officers = sample_.officers();
  const auto holder_ages = deck(with, mix_.ages_holders, random);
  auto other_ages = deck(all - with - officers, mix_.ages_residents, random);
  other_ages.insert(other_ages.end(), static_cast<std::size_t>(officers), mix_.officer_ages);
  const auto sexes = deck(all, mix_.sex, random);
  for (std::int64_t i = 0; i < all; ++i) {
    const auto at = static_cast<std::size_t>(i);
    Neighbour one =
        born(i < with ? holder_ages[at] : other_ages[at - static_cast<std::size_t>(with)], random);
    one.sex = sexes[at] == "male" ? Sex::male : Sex::female;
    if (i >= all - officers) one.office = (i - (all - officers)) % mix_.officers_each + 1;
    one.id = {id_of(sample_.seed, fmt::format("person/{}", i), start_of(one.from, zone_))};
    folk_.all.push_back(std::move(one));
  }
  folk_.with_certificate = static_cast<std::size_t>(with);
}

// Cards one after another, each of ten years, so that the holder holds from the day of counting
// until today and is not about to expire.
void Planner::give_cards(Neighbour& one, int category, int level, Random& random) {
  const Day earliest = std::max({one.birth + days{200}, add_years(counted_, -valid_years) + days{2},
                                 mix_.cards_since.value_or(beginning)});
  for (;;) {
    one.cards.clear();
    for (Day from =
             day_of_number(random.between(number(std::min(earliest, counted_)), number(counted_)));
         ;) {
      const Day expires = add_years(from, valid_years) - days{1};
      one.cards.push_back(
          {.category = category, .level = level, .issued = from, .expires = expires});
      if (expires >= today_) break;
      from = expires + days{1};
    }
    if (!expires_soon(one.cards.back().expires)) return;
    // Only a small child's few possible days may all fall into the window: then it holds longer.
    if (earliest + days{expiring_margin + 1} > counted_) {
      one.cards.back().expires = today_ + days{expiring_margin + 1 + random.between(0, 300)};
      return;
    }
  }
}

void Planner::give_expiring(Neighbour& one, int category, int level, Random& random) {
  const Day last = today_ + days{random.between(5, 150)};
  Day expires = last;
  for (;;) {
    const Day issued = add_years(expires + days{1}, -valid_years);
    one.cards.insert(one.cards.begin(),
                     {.category = category, .level = level, .issued = issued, .expires = expires});
    if (issued <= counted_) break;
    expires = issued - days{1};
  }
  one.cards.front().issued = std::max(one.cards.front().issued, one.birth + days{30});
}

void Planner::give_past(Neighbour& one, const std::string& state, int category, int level,
                        Random& random) {
  const Day since = one.from;
  Day issued = add_years(counted_, -4) + days{random.between(0, 900)};
  if (state == "expired")
    issued = add_years(counted_, -valid_years) - days{random.between(30, 700)};
  issued = std::max(issued, one.birth + days{30});
  if (state != "expired") issued = std::max(issued, mix_.cards_since.value_or(beginning));
  one.cards.push_back({.category = category,
                       .level = level,
                       .issued = issued,
                       .expires = add_years(issued, valid_years) - days{1}});
  if (state == "expired") {
    one.cards.back().expires =
        std::min(one.cards.back().expires, counted_ - days{random.between(1, 25)});
    return;
  }
  const Day first = std::max(since, issued) + days{1};
  one.halt = Halt{state, day_of_number(random.between(number(std::min(first, counted_ - days{1})),
                                                      number(counted_) - 1))};
}

void Planner::make_cards() {
  Random random(sample_.seed, "cards");
  const auto with = static_cast<std::int64_t>(folk_.with_certificate);
  const auto categories = deck(with, mix_.categories, random);
  // The holders' levels are exactly in the proportion that is asked for.
  auto levels = deck(mix_.holders, mix_.levels, random);
  for (const std::string& level : deck(with - mix_.holders, mix_.levels, random))
    levels.push_back(level);
  const auto kinds = deck(with, mix_.household_kind, random);

  std::int64_t expiring = mix_.expiring;
  std::int64_t reissued = mix_.reissued;
  std::int64_t i = 0;
  const auto next = [&](auto give) {
    const auto at = static_cast<std::size_t>(i++);
    give(folk_.all[at], std::stoi(categories[at]), std::stoi(levels[at]));
    folk_.all[at].household_kind = kinds[at];
    folk_.all[at].low_income = random.per_mille(mix_.low_income_per_mille);
  };
  while (i < mix_.holders)
    next([&](Neighbour& one, int category, int level) {
      one.holds = true;
      const bool grown = one.age >= 25;
      if (grown && expiring > 0) {
        --expiring;
        return give_expiring(one, category, level, random);
      }
      give_cards(one, category, level, random);
      // A lost card is replaced by one that bears B1 and ends on the same day.
      const CardPlan first = one.cards.front();
      if (!grown || reissued == 0 || one.cards.size() > 1 || first.issued + days{400} > counted_)
        return;
      --reissued;
      CardPlan again = first;
      again.reissue = 1;
      again.issued = day_of_number(random.between(number(first.issued) + 200, number(counted_)));
      one.cards.push_back(again);
    });
  for (const auto& [state, count] : mix_.no_longer)
    if (state != "dead")
      for (std::int64_t n = 0; n < count; ++n)
        next([&](Neighbour& one, int category, int level) {
          give_past(one, state, category, level, random);
        });
  while (i < with)
    next([&](Neighbour& one, int category, int level) {
      give_past(one, "dead", category, level, random);
    });
  for (std::size_t at = 0; at < folk_.with_certificate; ++at) {
    Neighbour& one = folk_.all[at];
    int order = one.sex == Sex::male ? 1 : 2;
    CitizenId id = invented_id(sample_.id_prefix, one.birth, one.sex, order);
    while (!numbers_.insert(id.text).second)
      id = invented_id(sample_.id_prefix, one.birth, one.sex, order += 2);
    one.citizen_id = id;
  }
}

HouseholdRelation relation(const Neighbour& head, const Neighbour& member, bool has_spouse) {
  const auto younger = head.age - member.age;
  if (younger >= 16) return HouseholdRelation::child;
  if (younger <= -16) return HouseholdRelation::parent;
  if (!has_spouse && member.age >= 20 && head.age >= 20 && member.sex != head.sex)
    return HouseholdRelation::spouse;
  return HouseholdRelation::other;
}

// Of a sample that is spread over a place: one for each home. Villages are of unlike size, but for
// those whose homes were counted.
std::vector<Area> Planner::grids_of_homes(std::int64_t homes, Random& random) const {
  std::vector<Area> grids;
  if (!sample_.spread) return grids;
  std::map<Area, std::int64_t> weight_of;
  std::vector<std::int64_t> weights;
  for (const Area& grid : grids_) {
    auto& weight = weight_of[*grid.at(AreaLevel::village)];
    if (weight == 0) weight = random.between(50, 150);
    weights.push_back(weight);
  }
  std::map<Area, std::vector<std::size_t>> counted;  // Village -> its grids, by place in grids_.
  for (std::size_t i = 0; i < grids_.size(); ++i)
    if (const Area village = *grids_[i].at(AreaLevel::village);
        sample_.spread->homes.contains(village)) {
      counted[village].push_back(i);
      weights[i] = 0;
    }
  for (const auto& [village, count] : sample_.spread->homes) homes -= count;
  auto counts = shares(homes, weights);
  for (const auto& [village, places] : counted) {
    const auto each =
        shares(sample_.spread->homes.at(village), std::vector<std::int64_t>(places.size(), 1));
    for (std::size_t n = 0; n < places.size(); ++n) counts[places[n]] = each[n];
  }
  for (std::size_t i = 0; i < counts.size(); ++i)
    grids.insert(grids.end(), static_cast<std::size_t>(counts[i]), grids_[i]);
  return grids;
}

// Each in a home alone, in the first grid of the village: villages in the order of their codes.
void Planner::house_officers() {
  if (sample_.officers() == 0) return;
  std::map<Area, Area> grid_of;
  for (const Area& grid : grids_) grid_of.try_emplace(*grid.at(AreaLevel::village), grid);
  auto at = folk_.all.size() - static_cast<std::size_t>(sample_.officers());
  for (const auto& [village, name] : sample_.spread->villages)
    for (std::int64_t n = 0; n < mix_.officers_each; ++n, ++at) {
      Neighbour& one = folk_.all[at];
      one.area = grid_of.at(Area::parse(village).value());
      folk_.homes.push_back({.id = {id_of(sample_.seed, fmt::format("household/of/{}", at),
                                          start_of(sample_.registered_since, zone_))},
                             .area = one.area,
                             .members = {{at, HouseholdRelation::head}}});
    }
}

void Planner::make_homes() {
  Random random(sample_.seed, "homes");
  const std::int64_t homes = mix_.households - sample_.officers();
  std::vector<std::int64_t> sizes;
  for (const std::string& size : deck(homes, mix_.household_sizes, random))
    sizes.push_back(std::stoll(size));
  std::int64_t most = 1;
  for (const auto& entry : mix_.household_sizes)
    most = std::max<std::int64_t>(most, std::stoll(entry.first));
  // The shares come near the number of residents; single homes grow or shrink to meet it.
  const auto dealt = std::accumulate(sizes.begin(), sizes.end(), 0LL);
  for (std::int64_t off = mix_.residents - sample_.officers() - dealt; off != 0;) {
    std::int64_t& size = sizes[static_cast<std::size_t>(random.between(0, std::ssize(sizes) - 1))];
    if (off > 0 && size < most) ++size, --off;
    if (off < 0 && size > 1) --size, ++off;
  }

  const std::vector<Area> grids = grids_of_homes(homes, random);

  std::vector<std::size_t> grown;
  std::vector<std::size_t> rest;
  for (std::size_t i = 0; i < folk_.all.size(); ++i) {
    if (folk_.all[i].office > 0 || (folk_.all[i].halt && folk_.all[i].halt->kind == "dead"))
      continue;
    (folk_.all[i].age >= grown_up ? grown : rest).push_back(i);
  }
  random.shuffle(grown);
  while (std::ssize(grown) > homes) {
    rest.push_back(grown.back());
    grown.pop_back();
  }
  random.shuffle(rest);

  surnames_.resize(folk_.all.size());
  for (std::int64_t h = 0; h < homes; ++h) {
    Home home{.id = {id_of(sample_.seed, fmt::format("household/{}", h),
                           start_of(sample_.registered_since, zone_))}};
    std::int64_t building = h * sample_.addresses.buildings / homes;
    std::string place;
    if (sample_.spread) {
      building = random.between(0, sample_.addresses.buildings - 1);
      home.area = grids[static_cast<std::size_t>(h)];
      place = sample_.spread->villages.at(home.area.at(AreaLevel::village)->code());
    } else {
      home.area = grids_[static_cast<std::size_t>(building * std::ssize(grids_) /
                                                  sample_.addresses.buildings)];
    }
    const std::string address = fmt::format(
        fmt::runtime(sample_.addresses.pattern), fmt::arg("place", place),
        fmt::arg("building", building + 1),
        fmt::arg("unit", random.between(1, sample_.addresses.units)),
        fmt::arg("floor", random.between(1, sample_.addresses.floors)),
        fmt::arg("door", fmt::format("{:02}", random.between(1, sample_.addresses.doors))));
    const std::string surname = random.draw(sample_.names.surnames);
    bool has_spouse = false;
    for (std::int64_t m = 0; m < sizes[static_cast<std::size_t>(h)]; ++m) {
      auto& from = m == 0 && !grown.empty() ? grown : rest;
      if (from.empty()) break;
      const std::size_t at = from.back();
      from.pop_back();
      auto how = HouseholdRelation::head;
      if (m > 0) how = relation(folk_.all[home.members.front().first], folk_.all[at], has_spouse);
      has_spouse |= how == HouseholdRelation::spouse;
      const bool same = how == HouseholdRelation::head || how == HouseholdRelation::child;
      surnames_[at] = same ? surname : random.draw(sample_.names.surnames);
      folk_.all[at].address = address;
      folk_.all[at].area = home.area;
      home.members.emplace_back(at, how);
    }
    folk_.homes.push_back(std::move(home));
  }
  house_officers();
  // Some holders hang on no group or on no grid yet, so that the chain has gaps to close.
  for (std::size_t i = 0; i < folk_.with_certificate; ++i) {
    Neighbour& one = folk_.all[i];
    if (one.area.empty()) one.area = sample_.estate;
    if (random.per_mille(mix_.no_group_per_mille))
      one.area = sample_.spread ? *one.area.at(AreaLevel::village) : sample_.estate;
    else if (const auto group = one.area.at(AreaLevel::group);
             group && random.per_mille(mix_.no_grid_per_mille))
      one.area = *group;
  }
}

// Those of the pilot hold their certificates from before it, and were placed later.
void Planner::put_first(const Pilot& pilot) {
  Random random(sample_.seed, "pilot");
  for (std::size_t i = 0; i < folk_.with_certificate; ++i) {
    Neighbour& one = folk_.all[i];
    if (!pilot.area.contains(one.area) || one.birth + days{60} > pilot.registered_since) continue;
    one.from = pilot.registered_since;
    if (one.area.level() > AreaLevel::village) one.placed_on = pilot.placed_on;
    if (!one.holds || one.cards.size() > 1) continue;
    CardPlan& card = one.cards.front();
    card.issued =
        std::max(one.birth + days{30}, pilot.registered_since - days{random.between(30, 900)});
    card.expires = add_years(card.issued, valid_years) - days{1};
  }
}

std::string Planner::name_of(const Neighbour& one, const std::string& surname, Random& random) {
  const int year = static_cast<int>(std::chrono::year_month_day(one.birth).year());
  const auto fits = std::ranges::find_if(sample_.names.given, [&](const Generation& generation) {
    return year <= generation.born_until;
  });
  const Generation& generation =
      fits == sample_.names.given.end() ? sample_.names.given.back() : *fits;
  const Words& characters = one.sex == Sex::male ? generation.male : generation.female;
  for (int tries = 0;; ++tries) {
    const std::string first = random.one_of(characters);
    std::string name = surname + first;
    if (random.per_mille(sample_.names.two_per_mille) || tries > 50) {
      const std::string second = random.one_of(characters);
      name += second == first ? "" : second;
    }
    const bool is_public = std::ranges::any_of(public_words_, [&](const std::string& words) {
      return words.find(name) != std::string::npos;
    });
    if (!is_public) return name;
  }
}

void Planner::name_people() {
  Random random(sample_.seed, "names");
  for (std::size_t i = 0; i < folk_.all.size(); ++i) {
    const std::string surname =
        surnames_[i].empty() ? random.draw(sample_.names.surnames) : surnames_[i];
    folk_.all[i].name = name_of(folk_.all[i], surname, random);
  }
}

std::string Planner::phone(Random& random) {
  std::string number = random.one_of(sample_.phones.prefixes);
  while (std::ssize(number) < sample_.phones.digits)
    number += static_cast<char>('0' + random.between(0, 9));
  return number;
}

void Planner::make_contacts() {
  Random random(sample_.seed, "contacts");
  for (std::size_t i = 0; i < folk_.with_certificate; ++i) folk_.all[i].phone = phone(random);
  for (const Home& home : folk_.homes)
    for (const auto& [at, how] : home.members) {
      Neighbour& one = folk_.all[at];
      const bool needs_one = one.age < grown_up || random.per_mille(mix_.guardian_per_mille);
      if (at >= folk_.with_certificate || !needs_one) continue;
      // Somebody grown up of the same home, where there is one.
      for (const auto& [other, other_how] : home.members)
        if (other != at && folk_.all[other].age >= grown_up) one.guardian = folk_.all[other].name;
      if (one.guardian.empty()) {
        Neighbour relative = one;
        relative.birth = add_years(counted_, -45);
        one.guardian = name_of(relative, random.draw(sample_.names.surnames), random);
      }
      one.guardian_phone = phone(random);
    }
}

}  // namespace

CitizenId invented_id(const std::string& prefix, Day birth, Sex sex, int order) {
  std::string digits = prefix;
  for (const char c : to_string(birth))
    if (c != '-') digits += c;
  digits += fmt::format("{:03}", order);
  return {.text = digits + citizen_id_check(digits), .birth = birth, .sex = sex};
}

Folk plan_folk(const Sample& sample, Day today, std::chrono::minutes zone,
               const Words& public_words) {
  return Planner(sample, today, zone, public_words).plan();
}

}  // namespace zhulian::app::sample
