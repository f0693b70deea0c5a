#include "figures/report.h"

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include "figures/brief.h"
#include "packs/load.h"
#include "platform/disk.h"
#include "registry/areas.h"
#include "sheet/workbook.h"
#include "test/world.h"

namespace zhulian::figures {
namespace {

using test::area;
using test::day;

packs::Published said(std::string value, std::string bound, std::string kind = "actual") {
  return {.value = std::move(value), .bound = std::move(bound), .kind = std::move(kind)};
}

TEST(Outcomes, follow_the_bound_of_what_was_published) {
  EXPECT_EQ(outcome_of(404, said("404", "exact")), Outcome::equal);
  EXPECT_EQ(outcome_of(405, said("404", "exact")), Outcome::above);
  EXPECT_EQ(outcome_of(403, said("404", "exact")), Outcome::below);
  EXPECT_EQ(outcome_of(7.53, said("7.53", "exact")), Outcome::equal);
  EXPECT_EQ(outcome_of(20, said("20", "at_least")), Outcome::equal);
  EXPECT_EQ(outcome_of(20, said("20", "more_than")), Outcome::below);
  EXPECT_EQ(outcome_of(21, said("20", "more_than")), Outcome::equal);
  EXPECT_EQ(outcome_of(9134, said("9100", "about")), Outcome::equal);
  EXPECT_EQ(outcome_of(9150, said("9100", "about")), Outcome::above);
  EXPECT_EQ(outcome_of(9049, said("9100", "about")), Outcome::below);
  EXPECT_EQ(outcome_of(32.09, said("32.1", "about")), Outcome::equal);
  EXPECT_EQ(outcome_of(0, said("0", "about")), Outcome::equal);
}

TEST(Outcomes, of_a_target_are_met_or_not) {
  EXPECT_EQ(outcome_of(90, said("90", "exact", "target")), Outcome::target_met);
  EXPECT_EQ(outcome_of(95, said("90", "exact", "target")), Outcome::target_met);
  EXPECT_EQ(outcome_of(89.99, said("90", "exact", "target")), Outcome::target_missed);
  EXPECT_EQ(outcome_of(90, said("90", "more_than", "target")), Outcome::target_missed);
}

TEST(Outcomes, nothing_to_divide_by_is_compared_with_nothing) {
  EXPECT_EQ(outcome_of(std::nullopt, said("90", "exact")), Outcome::unknown);
  EXPECT_EQ(outcome_of(std::nullopt, said("90", "exact", "target")), Outcome::unknown);
}

class Reports : public test::InBothWorlds {
 protected:
  PlaceReport report(const Actor& actor) {
    const auto opened = as(actor, open_report, {.place = "huangzhou"});
    EXPECT_TRUE(opened) << opened.error().code;
    return *opened;
  }
};
ON_BOTH_DATABASES(Reports);

TEST_P(Reports, every_statement_is_the_figure_over_its_own_place_and_days) {
  const PlaceReport whole = report(world().district);
  EXPECT_EQ(whole.statements.size(), test::shipped_packs().report("huangzhou")->statements.size());
  for (const StatementLine& line : whole.statements) {
    if (!line.figure) {
      EXPECT_FALSE(line.value) << line.id;
      EXPECT_TRUE(line.outcome == Outcome::later || line.outcome == Outcome::practice) << line.id;
      EXPECT_TRUE(!line.later.empty() || !line.screen.empty()) << line.id;
      continue;
    }
    const auto lines =
        as(world().district, find_figures,
           {.area = line.area, .from = line.from, .to = line.to, .as_of = line.as_of});
    ASSERT_TRUE(lines);
    const auto same = std::ranges::find(*lines, *line.figure, &FigureLine::id);
    ASSERT_NE(same, lines->end()) << line.id;
    EXPECT_EQ(line.value, same->value) << line.id;
    EXPECT_EQ(line.unit, same->unit) << line.id;
    EXPECT_EQ(line.records, same->records) << line.id;
    // What the report says stands beside the figure on its own page too.
    if (line.published) {
      ASSERT_TRUE(same->published) << line.id;
      EXPECT_EQ(same->published->from, to_string(line.from)) << line.id;
    }
  }
}

TEST_P(Reports, nobody_sees_a_statement_about_a_place_outside_their_areas) {
  const PlaceReport whole = report(world().district);
  for (const Actor* actor : {&world().town, &world().liaison}) {
    const PlaceReport part = report(*actor);
    EXPECT_FALSE(part.statements.empty());
    for (const StatementLine& line : part.statements)
      EXPECT_TRUE(reaches(*actor, line.area)) << line.id;
    const auto seen = std::ranges::count_if(
        whole.statements, [&](const StatementLine& line) { return reaches(*actor, line.area); });
    EXPECT_EQ(part.statements.size(), static_cast<std::size_t>(seen));
    const auto places = as(*actor, find_places, {});
    ASSERT_EQ(places->size(), 1U);
    EXPECT_EQ(places->at(0).statements, seen);
  }
  EXPECT_TRUE(as(world().stranger, find_places, {})->empty());
  EXPECT_EQ(as(world().stranger, open_report, {.place = "huangzhou"}).error().fault,
            Fault::not_found);
  EXPECT_EQ(as(world().district, open_report, {.place = "nowhere"}).error().fault,
            Fault::not_found);
}

TEST_P(Reports, a_statement_moves_with_the_records_and_no_other_day) {
  const auto holders = [&] {
    for (const StatementLine& line : report(world().district).statements)
      if (line.figure == "holders") return line.value.value();
    return -1.0;
  };
  ASSERT_TRUE(as(world().district, registry::add_place,
                 {.parent = area("421102001015"), .level = AreaLevel::estate, .name = "E"}));
  const double before = holders();
  ASSERT_GE(before, 0);
  const auto add = [&](int order, std::string_view from) {
    const auto person = new_id<registry::Person>(world().now);
    ASSERT_TRUE(as(world().program, registry::add_person,
                   {.id = person,
                    .name = "P",
                    .citizen_id = test::citizen_id("1970-01-01", order),
                    .area = area("421102001015001"),
                    .phone = "",
                    .address = "",
                    .guardian = "",
                    .household_kind = "",
                    .certificate_number = test::citizen_id("1970-01-01", order) + "43",
                    .issued_on = day(from)}));
  };
  add(1, "2020-01-01");
  EXPECT_EQ(holders(), before + 1);
  add(3, "2024-01-01");  // After the report's day.
  EXPECT_EQ(holders(), before + 1);
}

TEST_P(Reports, the_command_line_answers_all_of_it_in_either_language) {
  world().within(world().program, [&](const Call& call) {
    const auto& packs = test::shipped_packs();
    const auto zh = answer_report(call.tx, packs, "huangzhou", call.today(), "zh");
    const auto en = answer_report(call.tx, packs, "huangzhou", call.today(), "en");
    ASSERT_TRUE(zh && en);
    ASSERT_EQ(zh->statements.size(), en->statements.size());
    EXPECT_NE(zh->statements.at(0).statement, en->statements.at(0).statement);
    EXPECT_EQ(zh->statements.at(0).value, en->statements.at(0).value);
    const auto none = answer_report(call.tx, packs, "atlantis", call.today(), "en");
    EXPECT_EQ(none.error().code, "figures.no_report");
  });
}

const Messages& sentences() {
  static const Messages all = [] {
    std::ifstream file("messages/figures.yaml");
    std::stringstream text;
    text << file.rdbuf();
    return packs::load_messages({{"messages/figures.yaml", text.str()}}).value();
  }();
  return all;
}

TEST_P(Reports, a_brief_holds_every_figure_with_its_unit_and_definition) {
  const Scope scope{.area = area("421102"),
                    .from = day("2026-01-01"),
                    .to = day("2026-11-05"),
                    .as_of = day("2026-11-05")};
  const auto lines =
      as(world().district, find_figures, {.area = scope.area, .from = scope.from, .to = scope.to});
  ASSERT_TRUE(lines);
  const disk::TemporaryFolder folder;
  const auto file = folder.path() / "brief.xlsx";
  ASSERT_TRUE(write_brief(file, {.scope = scope, .area_name = "A", .lines = *lines},
                          test::shipped_packs(), sentences(), Language::en, world().now));
  const auto book = sheet::Workbook::open(file);
  ASSERT_TRUE(book);
  std::size_t row_of_line = 0;
  ASSERT_TRUE((*book)->rows(0, [&](int row, std::span<const sheet::Cell> cells) {
    if (row == 1) {
      EXPECT_EQ(sheet::text_of(cells[0]), "Figure");
      return true;
    }
    const FigureLine& line = lines->at(row_of_line++);
    EXPECT_EQ(sheet::text_of(cells[0]), line.name);
    if (!line.value) {
      EXPECT_TRUE(sheet::is_empty(cells[1])) << line.id;
    } else {
      const double value = line.unit == "fen" ? *line.value / 100 : *line.value;
      EXPECT_DOUBLE_EQ(std::get<sheet::Number>(cells[1]).value, value) << line.id;
    }
    EXPECT_FALSE(sheet::text_of(cells[2]).empty()) << line.id;
    EXPECT_EQ(sheet::text_of(cells[8]), line.definition);
    EXPECT_EQ(sheet::text_of(cells[10]), line.id);
    return true;
  }));
  EXPECT_EQ(row_of_line, lines->size());
}

TEST_P(Reports, a_brief_of_another_place_is_not_given) {
  const Messages& messages = sentences();
  http::Program program{
      .database = world().db(), .deployment = world().deployment, .messages = messages};
  const auto brief = [&](const Actor& actor) {
    return download_brief(program, actor, world().now, http::Request{.verb = "GET"},
                          {.area = area("421102")});
  };
  const auto given = brief(world().district);
  ASSERT_TRUE(given);
  EXPECT_TRUE(given->body.starts_with("PK"));
  EXPECT_NE(given->header("Content-Disposition").find("brief-421102"), std::string_view::npos);
  EXPECT_EQ(brief(world().stranger).error().fault, Fault::not_found);
}

}  // namespace
}  // namespace zhulian::figures
