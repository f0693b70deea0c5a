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
#include "figures/report.h"
#include "packs/source.h"
#include "platform/files.h"
#include "test/databases.h"

namespace zhulian::app {
namespace {

constexpr std::string_view estate = "421102001015001";

Area area(std::string_view code) {
  return Area::parse(code).value();
}

using Edits = std::vector<std::pair<std::string, std::string>>;

// An installation in a folder of its own, with the shipped packs.
class Installation {
 public:
  explicit Installation(const std::string& kind, const std::string& pack = "huangzhou",
                        const Edits& edits = {})
      : pack_("packs/" + pack) {
    std::string name = (fs::temp_directory_path() / "zhulian-demo-XXXXXX").string();
    if (!::mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
    folder_ = name;
    if (!edits.empty()) edit(pack, edits);
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
  std::string place() const { return pack_.filename().string(); }

 private:
  // A pack of its own, with other numbers in its sample.
  void edit(const std::string& pack, const Edits& edits) {
    fs::create_directory(folder_ / "packs");
    for (const std::string& each : {std::string("cn"), pack})
      fs::copy("packs/" + each, folder_ / "packs" / each, fs::copy_options::recursive);
    pack_ = folder_ / "packs" / pack;
    const fs::path file = pack_ / "sample/sample.yaml";
    std::stringstream text;
    text << std::ifstream(file).rdbuf();
    std::string words = text.str();
    for (const auto& [from, to] : edits) {
      const auto at = words.find(from);
      if (at == std::string::npos) throw std::runtime_error("not in the sample: " + from);
      words.replace(at, from.size(), to);
    }
    std::ofstream(file) << words;
  }

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

// Each sentence of the place's report comes out as it was published, or says why it cannot.
void expect_report(House& house, const std::string& place) {
  const Day today = day_at(now(), house.deployment().zone);
  const auto report = house.database().read(
      [&](Tx& tx) { return figures::answer_report(tx, house.catalogue(), place, today, "en"); });
  ASSERT_TRUE(report) << report.error().code;
  for (const figures::StatementLine& line : report->statements) {
    if (!line.figure || !line.sample.empty() || line.outcome == figures::Outcome::later) continue;
    const bool met = line.outcome == figures::Outcome::equal ||
                     line.outcome == figures::Outcome::target_met ||
                     (line.outcome == figures::Outcome::practice && line.value.value_or(0) > 0);
    EXPECT_TRUE(met) << line.id << ": " << word(line.outcome) << ", "
                     << (line.value ? std::to_string(*line.value) : "nothing");
  }
}

class Demo : public ::testing::TestWithParam<std::string> {};
ON_BOTH_DATABASES(Demo);

TEST_P(Demo, makes_the_estate_of_the_report_and_every_state) {
  Installation installation(GetParam());
  ASSERT_EQ(installation.demo(), Exit::done);
  const auto house = installation.open();
  const Day today = day_at(now(), house->deployment().zone);
  for (const Day day : {parse_day("2023-10-26").value(), today}) {
    const auto values = figures_of(*house, estate, day, day);
    EXPECT_EQ(values.at("households"), 2587) << to_string(day);
    EXPECT_EQ(values.at("residents"), 5365) << to_string(day);
    EXPECT_EQ(values.at("holders"), 404) << to_string(day);
  }
  expect_report(*house, installation.place());
  const auto found = states(*house);
  const auto expect_every = [&](std::string_view kind, const auto& names) {
    for (const auto& [state, name] : names.words)
      EXPECT_TRUE(found.contains(std::string(kind) + std::string(name))) << kind << name;
  };
  expect_every("need.", needs::need_state_names);
  expect_every("listing.", needs::listing_state_names);
  expect_every("claim.", needs::claim_state_names);

  // Nothing happens twice: not after the end ..
  const auto before = figures_of(*house, "421102", add_years(today, -1), today);
  ASSERT_EQ(installation.demo(), Exit::done);
  EXPECT_EQ(figures_of(*house, "421102", add_years(today, -1), today), before);
  EXPECT_EQ(states(*house), found);
  // .. and what was made is sound: rows, photos, the chain of the log.
  EXPECT_EQ(installation.verify(), Exit::done);
}

// With three tenths of its people: the others are made by the same bulk operation.
TEST_P(Demo, makes_the_volunteers_and_the_houses_of_the_other_report) {
  Installation installation(GetParam(), "jimo",
                            {{"households: 30120", "households: 9036"},
                             {"residents: 33776", "residents: 12044"},
                             {"holders: 31046", "holders: 9314"}});
  ASSERT_EQ(installation.demo(), Exit::done);
  const auto house = installation.open();
  const auto values = figures_of(*house, "370215", parse_day("2020-05-16").value(),
                                 parse_day("2021-05-19").value());
  EXPECT_EQ(values.at("holders"), 9314);
  EXPECT_EQ(values.at("chain_coverage"), 100);
  EXPECT_EQ(values.at("people_served_at_home"), 1857);
  EXPECT_EQ(values.at("services_at_home"), 1960);
  EXPECT_EQ(values.at("volunteer_members"), 2079);
  EXPECT_EQ(values.at("bodies_paired"), 12);
  EXPECT_EQ(installation.verify(), Exit::done);
}

TEST_P(Demo, writes_a_sign_in_for_each_role_that_only_its_owner_reads) {
  Installation installation(GetParam(), "pengjiang");
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

struct Planned {
  packs::Source source = packs::read_folder("packs/huangzhou").value();
  packs::Catalogue packs = packs::load({packs::read_folder("packs/cn").value(), source}).value();
  sample::Sample sample = sample::read(source, packs).value();

  sample::Folk folk(std::string_view today) const {
    return plan_folk(sample, parse_day(today).value(), packs.zone, public_words(sample, packs));
  }
};

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
  Planned planned;
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
      sample::read_year(planned.source, planned.packs, planned.sample).value();
  const sample::Folk folk = planned.folk("2026-11-22");
  const sample::Cast cast = cast_of(planned.sample, planned.packs,
                                    sample::names_of_areas(planned.packs, {}), planned.packs.zone);
  const auto deeds =
      plan_year(year, planned.sample, planned.packs, folk, cast, today, planned.packs.zone);
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
  const sample::Year year =
      sample::read_year(planned.source, planned.packs, planned.sample).value();
  const sample::Cast cast = cast_of(planned.sample, planned.packs,
                                    sample::names_of_areas(planned.packs, {}), planned.packs.zone);
  const auto deeds = plan_year(year, planned.sample, planned.packs, planned.folk("2026-11-22"),
                               cast, parse_day("2026-11-22").value(), planned.packs.zone);
  ASSERT_FALSE(deeds);
  EXPECT_EQ(deeds.error().code, "app.demo.too_few");
  EXPECT_TRUE(deeds.error().field.starts_with("packs/huangzhou/sample/year.yaml:"));
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
