#include <algorithm>
#include <fstream>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "packs/load.h"

namespace zhulian::packs {
namespace {

Result<Catalogue> load_with(const std::string& report) {
  std::vector<Source> sources{read_folder("packs/cn").value(),
                              read_folder("packs/huangzhou").value()};
  sources[1].files["report.yaml"] = report;
  return load(sources);
}

// Every fault as "line code".
std::vector<std::string> faults_of(const std::string& report) {
  const auto loaded = load_with(report);
  if (loaded) return {};
  constexpr std::string_view file = "packs/huangzhou/report.yaml:";
  const auto told = [&](const Error& error) {
    EXPECT_TRUE(error.field.starts_with(file)) << error.field;
    return error.field.substr(file.size()) + " " + error.code;
  };
  std::vector<std::string> all{told(loaded.error())};
  for (const Error& other : loaded.error().others) all.push_back(told(other));
  return all;
}

using Told = std::vector<std::string>;

const std::string head =
    "title: {zh: a, en: b}\n"
    "document: report-huangzhou-2023\n"
    "statements:\n";
const std::string begins =
    "  - id: one\n"
    "    statement: {zh: a, en: b}\n"
    "    mechanisms: [\"001-01\"]\n";
const std::string scope =
    "    scope: {area: \"421102\", from: \"2023-01-01\", to: \"2023-10-26\"}\n";
const std::string published =
    "    published: {value: 404, bound: exact, kind: actual, basis: holders}\n";

TEST(Reports, a_statement_without_a_figure_is_told_with_its_line) {
  EXPECT_EQ(faults_of(head + begins), Told{"4 packs.report.no_figure"});
  EXPECT_EQ(faults_of(head + begins + scope), Told{"4 packs.report.no_figure"});
  EXPECT_EQ(faults_of(head + begins + scope + published),
            (Told{"4 packs.report.no_figure", "8 packs.report.no_figure"}));
  // A number beside a mere screen has nothing computed beside it either.
  EXPECT_EQ(faults_of(head + begins + scope + published + "    shows: /people\n"),
            Told{"8 packs.report.no_figure"});
  EXPECT_EQ(faults_of(head + begins + "    figure: holder\n" + scope),
            Told{"7 packs.figures.unknown_figure"});
  EXPECT_EQ(faults_of(head + begins + "    figure: holders\n"), Told{});
  EXPECT_EQ(faults_of(head + begins + "    figure: holders\n" + published),
            Told{"4 packs.yaml.missing"});
}

TEST(Reports, a_statement_is_answered_by_a_figure_a_screen_or_a_reason) {
  EXPECT_EQ(faults_of(head + begins + "    figure: holders\n" + scope + published +
                      "    screen: /people\n"),
            Told{});
  EXPECT_EQ(faults_of(head + begins + "    shows: /organisations?kind=party_branch\n"), Told{});
  EXPECT_EQ(faults_of(head + begins + "    later: {zh: a, en: b}\n" + scope + published), Told{});
  EXPECT_EQ(faults_of(head + begins + "    later: {zh: a, en: b}\n    shows: /people\n"),
            Told{"4 packs.report.both"});
  EXPECT_EQ(faults_of(head + begins + "    later: {zh: a}\n"), Told{"7 packs.yaml.missing"});
}

TEST(Reports, every_other_fault_is_told_too) {
  const std::string shows = "    shows: /people\n";
  EXPECT_EQ(faults_of(head + begins + shows + begins + shows), Told{"8 packs.report.twice"});
  for (const char* screen :
       {"people", "//evil.example", "https://evil.example", "/a\\\\b", "\"/ x\""})
    EXPECT_EQ(faults_of(head + begins + "    shows: " + screen + "\n"),
              Told{"7 packs.report.bad_screen"})
        << screen;
  EXPECT_EQ(
      faults_of(head + "  - id: one\n    statement: {zh: a, en: b}\n    mechanisms: []\n" + shows),
      Told{"4 packs.report.no_mechanism"});
  for (const char* mechanism : {"1-01", "001_01", "00101-", "001-1", "abc-de", "0-1-01"})
    EXPECT_EQ(faults_of(head + "  - id: one\n    statement: {zh: a, en: b}\n    mechanisms: [\"" +
                        mechanism + "\"]\n" + shows),
              Told{"6 packs.report.bad_mechanism"})
        << mechanism;
  const std::string measured = begins + "    figure: holders\n";
  EXPECT_EQ(faults_of(head + measured +
                      "    scope: {area: \"370215\", from: \"2023-01-01\", to: \"2023-10-26\"}\n"),
            Told{"8 packs.report.elsewhere"});
  EXPECT_EQ(faults_of(head + measured +
                      "    scope: {area: \"421102\", from: \"2023-12-01\", to: \"2023-10-26\"}\n"),
            Told{"8 packs.report.backwards"});
  EXPECT_EQ(faults_of(head + measured + "    scope: {from: \"2023-02-30\", to: \"2023-10-26\"}\n"),
            Told{"8 packs.yaml.expected_day"});
  // A mere practice may be told until today; a number is published of a period.
  const std::string until_today = "    scope: {area: \"421102\"}\n";
  EXPECT_EQ(faults_of(head + measured + until_today), Told{});
  EXPECT_EQ(faults_of(head + measured + until_today + published),
            (Told{"8 packs.yaml.missing", "8 packs.yaml.missing"}));
  for (const char* value : {"many", "1,817", "404 people", "nan", "inf"})
    EXPECT_EQ(faults_of(head + measured + scope + "    published: {value: \"" + value +
                        "\", bound: exact, kind: actual, basis: holders}\n"),
              Told{"9 packs.report.not_a_number"})
        << value;
  EXPECT_EQ(faults_of(head + measured + scope +
                      "    published: {value: 4, bound: nearly, kind: hope, basis: holders}\n"),
            (Told{"9 packs.figures.unknown_word", "9 packs.figures.unknown_word"}));
  EXPECT_EQ(faults_of("title: {zh: a, en: b}\ndocument: gossip\nstatements: []\n"),
            Told{"2 packs.unknown_document"});
  EXPECT_EQ(
      faults_of(head + "  - id: one\n    shows: /people\n    number: 3\n"),
      (Told{"6 packs.yaml.unknown_key", "4 packs.yaml.missing", "4 packs.report.no_mechanism"}));
}

TEST(Reports, only_a_place_has_one) {
  std::vector<Source> sources{read_folder("packs/cn").value()};
  sources[0].files["report.yaml"] = head + begins + "    shows: /people\n";
  const auto loaded = load(sources);
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().code, "packs.report.no_place");
}

TEST(Reports, what_is_published_stands_beside_the_figure) {
  const auto packs = load_with(head + begins + "    figure: holders_severe\n" + scope + published);
  ASSERT_TRUE(packs);
  const Report* report = packs->report("huangzhou");
  ASSERT_TRUE(report);
  EXPECT_FALSE(report->document.zh.empty());
  EXPECT_EQ(report->statements.at(0).to, parse_day("2023-10-26"));
  EXPECT_FALSE(report->statements.at(0).as_of);
  const auto& beside = packs->figure("holders_severe")->published;
  ASSERT_EQ(beside.size(), 1U);
  EXPECT_EQ(beside[0].value, "404");
  EXPECT_EQ(beside[0].area, "421102");
  EXPECT_EQ(beside[0].to, "2023-10-26");
}

// The ids of docs/mechanisms.csv by place.
std::map<std::string, std::set<std::string>> listed() {
  std::map<std::string, std::set<std::string>> ids;
  std::ifstream file("docs/mechanisms.csv");
  for (std::string line; std::getline(file, line);)
    if (line.size() > 7 && line[3] == '-')
      ids[line.substr(7, line.find(',', 7) - 7)].insert(line.substr(0, 6));
  return ids;
}

TEST(Reports, every_mechanism_of_a_place_with_a_report_has_a_statement_and_no_other) {
  const auto mechanisms = listed();
  for (const char* place : {"jimo", "huangzhou"}) {
    const auto packs =
        load({read_folder("packs/cn").value(), read_folder(std::string("packs/") + place).value()});
    ASSERT_TRUE(packs) << packs.error().field << ' ' << packs.error().code;
    const Report* report = packs->report(place);
    ASSERT_TRUE(report) << place;
    std::set<std::string> stated;
    for (const Statement& statement : report->statements)
      stated.insert(statement.mechanisms.begin(), statement.mechanisms.end());
    EXPECT_EQ(stated, mechanisms.at(place)) << place;
  }
}

}  // namespace
}  // namespace zhulian::packs
