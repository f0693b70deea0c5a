#include <fstream>

#include <gtest/gtest.h>

#include "db/migrate.h"
#include "packs/packs_world.h"
#include "packs/views.h"
#include "test/databases.h"

namespace zhulian::packs {
namespace {

TEST(Packs, every_shipped_pack_is_sound) {
  for (const char* place : {"huangzhou", "jimo", "pengjiang", "heshan", "quanzhou"}) {
    const auto loaded = load(shipped({"cn", place}));
    ASSERT_TRUE(loaded) << place << ": " << told(loaded.error()).front();
    EXPECT_EQ(loaded->zone, std::chrono::hours{8});
    EXPECT_GT(loaded->areas.size(), 100U);
  }
}

TEST(Packs, a_place_needs_the_national_pack_before_it) {
  const auto loaded = load(shipped({"huangzhou"}));
  ASSERT_FALSE(loaded);
  EXPECT_EQ(told(loaded.error()).front(), "packs/huangzhou/pack.yaml:6 packs.needs_other");
}

TEST(Packs, every_fault_is_told_with_its_file_and_line) {
  EXPECT_EQ(faults_with("roles.yaml",
                        "roles:\n  clerk:\n    name: {zh: a, en: b}\n    scope: moon\n"
                        "    rights: [people.read, people.eat]\n"),
            (std::vector<std::string>{"packs/huangzhou/roles.yaml:5 packs.roles.unknown_right",
                                      "packs/huangzhou/roles.yaml:4 packs.roles.unknown_scope"}));
  EXPECT_EQ(faults_with("roles.yaml", "roles: [\n"),
            std::vector<std::string>{"packs/huangzhou/roles.yaml:2 packs.yaml.syntax"});
  EXPECT_EQ(faults_with("secrets.yaml", "a: b\n"),
            std::vector<std::string>{"packs/huangzhou/secrets.yaml:1 packs.unknown_file"});
  EXPECT_EQ(faults_with("codes/urgency.csv", "code,name_zh,name_en\nsoon,,Soon\n"),
            std::vector<std::string>{"packs/huangzhou/codes/urgency.csv:2 packs.codes.no_name"});
  EXPECT_EQ(faults_with("areas.csv", "code,name,level,from,source\n42110,x,town,2023-06-30,s\n"),
            std::vector<std::string>{"packs/huangzhou/areas.csv:2 packs.bad_area"});
}

TEST(Packs, nobody_is_refused_by_a_condition_without_words) {
  const auto group = [](const std::string& holder) {
    return "groups:\n  - kind: triple\n    document: product-default\n    parts:\n      - part: "
           "holder\n        parties: [person]\n" +
           holder + "      - {part: volunteer, parties: [person, user]}\n";
  };
  EXPECT_TRUE(faults_with("ties.yaml", group("        when: level <= 2\n"
                                             "        who: {zh: a, en: b}\n"))
                  .empty());
  EXPECT_EQ(faults_with("ties.yaml", group("        when: level <= 2\n")),
            std::vector<std::string>{"packs/huangzhou/ties.yaml:7 packs.ties.no_who"});
  EXPECT_EQ(faults_with("ties.yaml", group("        who: {zh: a, en: b}\n")),
            std::vector<std::string>{"packs/huangzhou/ties.yaml:7 packs.ties.who_of_nothing"});
  EXPECT_EQ(
      faults_with("ties.yaml", group("        when: level <= 2\n        who: {zh: a}\n")).size(),
      1U);
}

TEST(Packs, a_kind_of_award_says_how_long_its_notice_hangs) {
  const auto faults = [](const std::string& days) {
    return faults_with("codes/award_kind.csv",
                       "code,name_zh,name_en,notice_days\nbest,b,B," + days + "\n");
  };
  EXPECT_TRUE(faults("5").empty());
  for (const char* days : {"", "0", "-1", "5 days", "367", "1.5"})
    EXPECT_EQ(faults(days),
              std::vector<std::string>{"codes/award_kind.csv packs.codes.notice_days"})
        << days;
}

std::string figure(const std::string& rest) {
  return "figures:\n  - id: mine\n    name: {zh: a, en: b}\n    definition: {zh: a, en: b}\n"
         "    unit: person\n    mechanisms: [\"000-06\"]\n" +
         rest;
}

TEST(Packs, a_figure_is_checked_down_to_its_condition) {
  const std::string measure =
      "    kind: count\n    measure: {view: needs_need_public, distinct: need_id}\n"
      "    time: {during: raised_on}\n";
  EXPECT_TRUE(
      faults_with("figures/x.yaml", figure(measure + "    filter: channel = \"visit\"\n")).empty());
  EXPECT_EQ(faults_with("figures/x.yaml", figure(measure + "    filter: chanel = \"visit\"\n")),
            std::vector<std::string>{"packs/huangzhou/figures/x.yaml:10 feel.check.unknown_name"});
  EXPECT_EQ(faults_with("figures/x.yaml", figure(measure + "    filter: channel = \"pigeon\"\n")),
            std::vector<std::string>{"packs/huangzhou/figures/x.yaml:10 feel.check.unknown_code"});
  EXPECT_EQ(
      faults_with("figures/x.yaml",
                  figure("    kind: count\n    measure: {view: registry_person, distinct: id}\n")),
      std::vector<std::string>{"packs/huangzhou/figures/x.yaml:8 packs.figures.unknown_view"});
  EXPECT_EQ(faults_with("figures/x.yaml",
                        figure("    kind: rate\n    numerator: mine\n    denominator: holders\n")),
            std::vector<std::string>{"packs/huangzhou/figures/x.yaml:2 packs.figures.circle"});
}

TEST(Packs, a_rule_of_the_place_comes_before_the_national_one) {
  auto sources = shipped({"cn", "huangzhou"});
  sources[1].files["needs.yaml"] =
      "windows:\n  - key: claim\n    name: {zh: a, en: b}\n    after: published\n    days: 7\n"
      "    min: 1\n    max: 90\n    from: \"2026-01-01\"\n    document: product-default\n";
  const auto packs = load(sources);
  ASSERT_TRUE(packs) << told(packs.error()).front();
  const Area here = *Area::parse("421102001015");
  const Area elsewhere = *Area::parse("440703001");
  EXPECT_EQ(packs->needs_rules(here, *parse_day("2026-05-01")).claim_days, 7);
  EXPECT_EQ(packs->needs_rules(here, *parse_day("2025-05-01")).claim_days, 10);
  EXPECT_EQ(packs->needs_rules(elsewhere, *parse_day("2026-05-01")).claim_days, 10);
}

class StoredPacks : public test::OnBothDatabases {};
ON_BOTH_DATABASES(StoredPacks);

TEST_P(StoredPacks, come_back_as_they_were_without_their_sample) {
  std::ifstream schema("schema/0002_packs.sql");
  const std::string sql{std::istreambuf_iterator<char>(schema), {}};
  const Migration step{.number = 1, .name = "0001_packs", .sql = sql};
  ASSERT_TRUE(migrate(db(), {&step, 1}));
  const auto sources = shipped({"cn", "huangzhou"});
  const Instant now = *parse_instant("2026-11-05T01:00:00Z");
  const auto keep = [&] { return db().write([&](Tx& tx) { return store(tx, sources, now); }); };
  EXPECT_TRUE(keep().value());
  EXPECT_FALSE(keep().value());  // Nothing changes the second time.
  const auto again = db().read([](Tx& tx) { return stored(tx); });
  ASSERT_EQ(again.size(), 2U);
  EXPECT_EQ(again[0].folder, "cn");
  for (std::size_t i = 0; i < 2; ++i) {
    auto kept = sources[i].files;
    EXPECT_GT(
        std::erase_if(kept, [](const auto& file) { return file.first.starts_with("sample/"); }),
        0U);
    EXPECT_EQ(again[i].files, kept);
  }
  EXPECT_TRUE(load(again));
}

}  // namespace
}  // namespace zhulian::packs
