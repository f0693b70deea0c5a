// The demonstration, made whole on both databases: what the published report counts is what the
// figures count, and nobody in it could be anybody.
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "app/commands.h"
#include "app/demo_load.h"
#include "app/demo_pictures.h"
#include "app/demo_random.h"
#include "app/demo_signins.h"
#include "figures/figures.h"
#include "packs/source.h"
#include "platform/files.h"
#include "test/databases.h"

namespace zhulian::app {
namespace {

constexpr std::string_view street = "421102001";

Area area(std::string_view code) {
  return Area::parse(code).value();
}

// An installation in a folder of its own, with the shipped packs; `pack` is a folder of a place.
class Installation {
 public:
  // How the pack differs from the shipped one: its sample is that of test/sample, or it has none.
  enum class With { small_sample, no_sample };

  Installation(const std::string& kind, const std::string& pack, With with) {
    std::string name = (fs::temp_directory_path() / "zhulian-demo-XXXXXX").string();
    if (!::mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
    folder_ = name;
    fs::create_directory(folder_ / "packs");
    for (const std::string& each : {std::string("cn"), pack})
      fs::copy("packs/" + each, folder_ / "packs" / each, fs::copy_options::recursive);
    pack_ = folder_ / "packs" / pack;
    fs::remove_all(pack_ / "sample");
    if (with == With::small_sample) fs::copy("test/sample", pack_ / "sample");
    where_ = {.db = kind == "sqlite" ? "sqlite:" + (folder_ / "zhulian.db").string()
                                     : test::fresh_url(kind),
              .data = folder_};
    const std::vector<packs::Source> sources{packs::read_folder("packs/cn").value(),
                                             packs::read_folder(pack_).value()};
    const auto made = House::make(where_, sources, now());
    if (!made) throw std::runtime_error(made.error().code + " " + made.error().field);
  }
  ~Installation() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }

  Exit demo() {
    return app::demo({.where = where_, .pack = pack_, .signins = folder_ / "signins.txt"}, {});
  }
  Exit verify() { return app::verify(where_, {}); }
  std::unique_ptr<House> open() { return House::open(where_).value(); }
  const fs::path& folder() const { return folder_; }

 private:
  fs::path pack_;
  fs::path folder_;
  Where where_;
};

std::map<std::string, std::optional<double>> figures_of(House& house, std::string_view place,
                                                        Day from, Day to) {
  const auto lines = house.database().read([&](Tx& tx) {
    return figures::compute(tx, house.catalogue(),
                            {.area = area(place), .from = from, .to = to, .as_of = to}, "en");
  });
  std::map<std::string, std::optional<double>> values;
  for (const auto& line : lines.value()) values[line.id] = line.value;
  return values;
}

std::map<std::string, std::int64_t> states(House& house) {
  return house.database().read([&](Tx& tx) {
    const Call call{
        .tx = tx, .actor = house.operator_actor(), .now = now(), .deployment = house.deployment()};
    std::map<std::string, std::int64_t> found;
    const auto every = [&](std::string_view kind, auto find, auto query, auto state) {
      query.limit = 200;
      for (;;) {
        const auto page = find(call, query).value();
        for (const auto& item : page.items)
          ++found[std::string(kind) + std::string(word(state(item)))];
        if (!page.next_cursor) return;
        query.cursor = page.next_cursor;
      }
    };
    every("need.", needs::find_needs, needs::NeedsQuery{}, [](auto& need) { return need.state; });
    every("listing.", needs::board, needs::BoardQuery{}, [](auto& entry) { return entry.state; });
    every("listing.", needs::board, needs::BoardQuery{.state = needs::ListingState::withdrawn},
          [](auto& entry) { return entry.state; });
    every("claim.", needs::find_claims, needs::ClaimsQuery{},
          [](auto& claim) { return claim.state; });
    return found;
  });
}

class Demo : public ::testing::TestWithParam<std::string> {};
ON_BOTH_DATABASES(Demo);

// What a sample counts is what the figures count. The shipped samples are loaded whole by
// tools/samples.py; this one is small and has every idea of their files.
TEST_P(Demo, makes_what_the_files_count_and_every_state) {
  Installation installation(GetParam(), "huangzhou", Installation::With::small_sample);
  ASSERT_EQ(installation.demo(), Exit::done);
  const auto house = installation.open();
  const Day today = day_at(now(), house->deployment().zone);
  const Day counted = parse_day("2023-10-26").value();
  for (const Day day : {counted, today}) {
    const auto values = figures_of(*house, street, day, day);
    EXPECT_EQ(values.at("households"), 300) << to_string(day);
    EXPECT_EQ(values.at("residents"), 400) << to_string(day);
    EXPECT_EQ(values.at("holders"), 260) << to_string(day);
    EXPECT_EQ(values.at("villages_with_association"), 24) << to_string(day);
    EXPECT_EQ(values.at("villages_with_both"), 24) << to_string(day);
    EXPECT_EQ(values.at("chairs_concurrent"), 24) << to_string(day);
    EXPECT_EQ(values.at("team_members"), 36) << to_string(day);
    EXPECT_EQ(values.at("care_centres"), 2) << to_string(day);
    EXPECT_EQ(values.at("centre_rooms"), 4) << to_string(day);
    EXPECT_EQ(values.at("centres_with_counselling"), 2) << to_string(day);
  }
  const auto values =
      figures_of(*house, "421102", parse_day("2024-01-01").value(), add_years(today, 1));
  EXPECT_EQ(values.at("villages_served_by_centres"), 9);  // One, and a street of eight.
  EXPECT_EQ(values.at("triples"), 12);
  EXPECT_EQ(values.at("enrolled_day_care"), 20);
  EXPECT_EQ(values.at("receptions"), 36);
  EXPECT_EQ(values.at("activities_held"), 9);
  EXPECT_EQ(values.at("parcels_handed_over"), 90);
  EXPECT_EQ(values.at("site_days"), 20 + 20);  // Openings; the other site has the same.
  EXPECT_EQ(values.at("solo_plans"), 9);
  EXPECT_GE(values.at("calls_made").value_or(0), 9 * 3);  // Each of them each ten days.

  const auto found = states(*house);
  const auto expect_every = [&](std::string_view kind, const auto& names) {
    for (const auto& [state, name] : names.words)
      EXPECT_TRUE(found.contains(std::string(kind) + std::string(name))) << kind << name;
  };
  expect_every("need.", needs::need_state_names);
  expect_every("listing.", needs::listing_state_names);
  expect_every("claim.", needs::claim_state_names);

  // Nothing happens twice: not after the end ..
  const auto whole = figures_of(*house, "421102", counted, today);
  ASSERT_EQ(installation.demo(), Exit::done);
  EXPECT_EQ(figures_of(*house, "421102", counted, today), whole);
  EXPECT_EQ(states(*house), found);
  // .. and what was made is sound: rows, photos, the chain of the log.
  EXPECT_EQ(installation.verify(), Exit::done);
}

// A pack without a sample gets somebody of each role, and one person.
TEST_P(Demo, writes_a_sign_in_for_each_role_that_only_its_owner_reads) {
  Installation installation(GetParam(), "pengjiang", Installation::With::no_sample);
  ASSERT_EQ(installation.demo(), Exit::done);
  const auto house = installation.open();
  const fs::path file = installation.folder() / "signins.txt";
  struct stat status{};
  ASSERT_EQ(::stat(file.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600u);
  std::ifstream lines(file);
  std::set<std::string> roles;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with('#')) continue;
    const auto role = line.substr(0, line.find('\t'));
    const auto user =
        line.substr(role.size() + 1, line.find('\t', role.size() + 1) - role.size() - 1);
    roles.insert(role);
    const auto known = house->database().read([&](Tx& tx) { return find_user_named(tx, user); });
    ASSERT_TRUE(known) << line;
    EXPECT_EQ(known->role, role);
    EXPECT_EQ(known->organisation.has_value(), role == "claimant");
    EXPECT_EQ(known->person.has_value(), role == "resident");
  }
  for (const auto& [role, what] : house->catalogue().roles) EXPECT_TRUE(roles.contains(role));
}

// ---- what is planned, without a database -----------------------------------------------------

// What the packs say is read once: it is the same for all.
const packs::Catalogue& catalogue() {
  static const packs::Catalogue known = packs::load({packs::read_folder("packs/cn").value(),
                                                     packs::read_folder("packs/huangzhou").value()})
                                            .value();
  return known;
}

struct Planned {
  packs::Source source = packs::read_folder("packs/huangzhou").value();
  const packs::Catalogue& packs = catalogue();
  sample::Sample sample = sample::read(source, packs).value();

  sample::Folk folk(std::string_view today) const {
    return plan_folk(sample, parse_day(today).value(), packs.zone, public_words(sample, packs));
  }
  sample::Cast cast() const {
    return cast_of(sample, packs, sample::names_of_areas(packs, {}), packs.zone);
  }
  Result<std::vector<sample::YearDeed>> deeds(std::string_view on) const {
    const Day today = parse_day(on).value();
    const sample::Year year = TRY(sample::read_year(source, packs, sample, today));
    return plan_year(year, sample, packs, folk(on), cast(), today, packs.zone);
  }
};

// The same packs with the sample of test/sample.
Planned small() {
  packs::Source source = packs::read_folder("packs/huangzhou").value();
  std::erase_if(source.files, [](const auto& file) { return file.first.starts_with("sample/"); });
  for (const char* name : {"sample.yaml", "year.yaml"}) {
    std::stringstream text;
    text << std::ifstream(fs::path("test/sample") / name).rdbuf();
    source.files["sample/" + std::string(name)] = text.str();
  }
  return {.source = source, .sample = sample::read(source, catalogue()).value()};
}

TEST(DemoPlan, gives_nobody_a_number_that_could_be_somebodys) {
  const Planned planned;
  std::set<std::string> seen;
  for (const auto& one : planned.folk("2026-11-22").all) {
    if (!one.citizen_id) continue;
    const auto read = read_citizen_id(one.citizen_id->text);
    ASSERT_TRUE(read.id) << one.citizen_id->text;
    EXPECT_EQ(one.citizen_id->text.substr(4, 2), "99");
    EXPECT_EQ(read.id->birth, one.birth);
    EXPECT_EQ(read.id->sex, one.sex);
    EXPECT_TRUE(seen.insert(one.citizen_id->text).second);
  }
}

TEST(DemoPlan, keeps_every_holder_valid_until_any_today) {
  const Planned planned;
  for (const char* today : {"2023-10-26", "2024-02-29", "2026-11-22", "2034-07-01", "2051-01-01"}) {
    std::int64_t holders = 0;
    std::int64_t expiring = 0;
    const Day day = parse_day(today).value();
    for (const auto& one : planned.folk(today).all) {
      if (!one.holds) continue;
      ++holders;
      EXPECT_LE(one.cards.front().issued, planned.sample.holders_valid_from) << today;
      EXPECT_GE(one.cards.front().issued, one.birth) << today;
      EXPECT_GE(one.cards.back().expires, day) << today;
      EXPECT_LE(one.cards.back().issued, day) << today;
      for (std::size_t i = 1; i < one.cards.size(); ++i)
        EXPECT_LE(one.cards[i].issued, one.cards[i - 1].expires + std::chrono::days{1}) << today;
      expiring += one.cards.back().expires <= day + std::chrono::days{183};
    }
    EXPECT_EQ(holders, 404) << today;
    EXPECT_EQ(expiring, planned.sample.people.expiring) << today;
  }
}

TEST(DemoPlan, is_the_same_for_the_same_seed_and_another_for_another) {
  Planned planned = small();
  const auto names = [&] {
    std::string all;
    for (const auto& one : planned.folk("2026-11-22").all) all += one.name + one.id.text;
    return all;
  };
  const std::string first = names();
  EXPECT_EQ(names(), first);
  ++planned.sample.seed;
  EXPECT_NE(names(), first);
}

TEST(DemoPlan, makes_exactly_what_a_series_says) {
  Planned planned;
  const Day today = parse_day("2026-11-22").value();
  const sample::Year year =
      sample::read_year(planned.source, planned.packs, planned.sample, today).value();
  const auto deeds = planned.deeds("2026-11-22");
  ASSERT_TRUE(deeds) << deeds.error().code << deeds.error().field;
  for (const sample::SeriesPlan& series : year.series) {
    std::int64_t held = 0;
    std::int64_t attendance = 0;
    std::set<std::string> persons;
    for (const sample::YearDeed& deed : *deeds) {
      const auto* event = std::get_if<events::NewEvent>(&deed.act);
      if (!event || event->kind != series.kind || !event->held.value_or(false)) continue;
      const bool ours = event->on >= series.from && event->on <= series.last.value_or(today) &&
                        event->words.has_value() == !series.words.empty();
      if (!ours) continue;
      ++held;
      attendance += std::ssize(event->persons) + event->walk_ins.value_or(0);
      std::set<std::string> once;
      for (const auto& person : event->persons) {
        EXPECT_TRUE(once.insert(person.text).second) << series.key;
        persons.insert(person.text);
      }
    }
    if (series.key == "receptions" || series.key == "activities") {
      EXPECT_EQ(held, series.events) << series.key;
      EXPECT_EQ(attendance, series.attendance) << series.key;
      EXPECT_EQ(std::ssize(persons), series.persons) << series.key;
    }
  }
}

TEST(DemoPlan, refuses_a_year_that_asks_for_more_people_than_there_are) {
  Planned planned;
  std::string& words = planned.source.files.at("sample/year.yaml");
  words.replace(words.find("persons: 352"), 12, "persons: 900");
  const auto deeds = planned.deeds("2026-11-22");
  ASSERT_FALSE(deeds);
  EXPECT_EQ(deeds.error().code, "app.demo.too_few");
  EXPECT_TRUE(deeds.error().field.starts_with("packs/huangzhou/sample/year.yaml:"));
}

TEST(DemoPlan, gives_each_village_its_officers_and_each_counted_village_its_homes) {
  const Planned planned = small();
  const sample::Folk folk = planned.folk("2026-11-22");
  std::map<std::string, std::vector<std::int64_t>> officers;
  for (const auto& one : folk.all)
    if (one.office > 0) {
      EXPECT_GE(one.age, 28);
      EXPECT_LE(one.age, 58);
      EXPECT_FALSE(one.citizen_id);
      officers[one.area.at(AreaLevel::village)->code()].push_back(one.office);
    }
  EXPECT_EQ(officers.size(), 24u);
  for (const auto& [village, offices] : officers)
    EXPECT_EQ(offices, (std::vector<std::int64_t>{1, 2, 3})) << village;
  EXPECT_FALSE(officers.contains("421102001001"));  // Left out of the spread.
  EXPECT_EQ(folk.homes.size(), 300u);
  const auto homes = std::ranges::count_if(folk.homes, [](const sample::Home& home) {
    return area("421102001015").contains(home.area);
  });
  EXPECT_EQ(homes, 90 + 3);
}

TEST(DemoPlan, binds_neighbours_of_one_village_and_meets_each_again_and_again) {
  const Planned planned = small();
  const auto deeds = planned.deeds("2026-11-22");
  ASSERT_TRUE(deeds) << deeds.error().code << deeds.error().field;
  std::map<std::string, std::string> village_of;
  for (const auto& one : planned.folk("2026-11-22").all)
    village_of[one.id.text] = one.area.at(AreaLevel::village)->code();
  std::map<std::string, std::vector<Day>> calls;
  std::int64_t groups = 0;
  for (const sample::YearDeed& deed : *deeds) {
    if (const auto* group = std::get_if<registry::NewGroup>(&deed.act)) {
      ++groups;
      for (const auto& part : group->parts)
        EXPECT_EQ(village_of.at(part.party_id), village_of.at(group->parts.front().party_id));
    }
    const auto* tie = std::get_if<registry::NewTie>(&deed.act);
    // Who it is stands in the list of an office.
    if (tie && tie->from_kind == "person") {
      EXPECT_FALSE(tie->title.empty());
    }
    const auto* event = std::get_if<events::NewEvent>(&deed.act);
    if (event && event->kind == "call") calls[event->persons.at(0).text].push_back(event->on);
  }
  EXPECT_EQ(groups, 12);
  EXPECT_EQ(calls.size(), 9u);
  for (const auto& [person, days] : calls)
    for (std::size_t i = 1; i < days.size(); ++i) {  // Ten days, or as far as to a working day.
      EXPECT_GE(days[i] - days[i - 1], std::chrono::days{8}) << person;
      EXPECT_LE(days[i] - days[i - 1], std::chrono::days{12}) << person;
    }
}

TEST(DemoPlan, tells_file_and_line_of_what_a_year_cannot_mean) {
  const auto refused = [](std::string_view from, std::string_view to) {
    Planned planned = small();
    std::string& words = planned.source.files.at("sample/year.yaml");
    const auto at = words.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    words.replace(at, from.size(), to);
    const auto deeds = planned.deeds("2026-11-22");
    if (deeds) return std::string("planned");
    EXPECT_TRUE(deeds.error().field.starts_with("packs/huangzhou/sample/year.yaml:"));
    return deeds.error().code;
  };
  EXPECT_EQ(refused("nth: 3", "nth: 4"), "app.demo.numbers");
  EXPECT_EQ(refused("like: first", "like: third"), "app.demo.unknown_ref");
  EXPECT_EQ(refused("places.associations", "places.nobody"), "app.demo.unknown_ref");
  EXPECT_EQ(refused("near: village", "near: town"), "app.demo.unknown_code");
  EXPECT_EQ(refused("every_days: 10", "every_days: 10, events: 3"), "app.demo.numbers");
  EXPECT_EQ(refused("from: today-39", "from: today-x"), "packs.yaml.expected_day");
  EXPECT_EQ(refused("count: 12, near", "count: 1200, near"), "app.demo.too_few");
  EXPECT_EQ(refused("on: \"2023-06-05\"}]", "on: \"2022-06-05\"}]"), "app.demo.numbers");
}

TEST(DemoPlan, tells_file_and_line_of_a_fault) {
  Planned planned;
  std::string& words = planned.source.files.at("sample/sample.yaml");
  words.replace(words.find("id_prefix: \"421199\""), 19, "id_prefix: \"421102\"");
  const auto read = sample::read(planned.source, planned.packs);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, "app.demo.id_prefix");
  EXPECT_TRUE(read.error().field.starts_with("packs/huangzhou/sample/sample.yaml:"));
}

TEST(DemoRandom, shares_add_up_to_the_total) {
  EXPECT_EQ(sample::shares(10, {1, 1, 1}), (std::vector<std::int64_t>{4, 3, 3}));
  EXPECT_EQ(sample::shares(404, {50, 118, 138, 98}), (std::vector<std::int64_t>{50, 118, 138, 98}));
  const Instant at = parse_instant("2026-11-05T01:00:00Z").value();
  EXPECT_TRUE(is_uuid(sample::id_of(1, "need/1", at)));
  EXPECT_EQ(sample::id_of(1, "need/1", at), sample::id_of(1, "need/1", at));
  EXPECT_NE(sample::id_of(1, "need/1", at), sample::id_of(1, "need/2", at));
}

TEST(DemoPictures, are_sound_photos) {
  const std::string picture = sample::draw_picture(42);
  EXPECT_EQ(sniff_file(picture), FileKind::png);
  EXPECT_EQ(sample::draw_picture(42), picture);
  EXPECT_NE(sample::draw_picture(43), picture);
}

}  // namespace
}  // namespace zhulian::app
