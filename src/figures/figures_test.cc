#include "figures/figures.h"

#include <map>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "packs/views.h"
#include "registry/registry.h"
#include "test/world.h"

namespace zhulian::figures {
namespace {

using test::area;
using test::day;

class Figures : public test::InBothWorlds {
 protected:
  std::map<std::string, FigureLine> computed(const FiguresQuery& query) {
    std::map<std::string, FigureLine> lines;
    const auto found = as(world().district, find_figures, query);
    EXPECT_TRUE(found);
    for (const FigureLine& line : *found) lines.emplace(line.id, line);
    return lines;
  }

  // All pages of a figure's records.
  std::vector<FigureRecord> opened(const std::string& figure, const FiguresQuery& scope) {
    std::vector<FigureRecord> all;
    RecordsQuery query{.figure = figure,
                       .area = scope.area,
                       .from = scope.from,
                       .to = scope.to,
                       .as_of = scope.as_of,
                       .limit = 7};
    for (;;) {
      const auto page = as(world().district, records_of, query);
      EXPECT_TRUE(page) << figure;
      all.insert(all.end(), page->items.begin(), page->items.end());
      if (!page->next_cursor) return all;
      query.cursor = page->next_cursor;
    }
  }

  // People, certificates and needs at random, each row by hand: the law is about reading.
  void make_at_random(unsigned seed) {
    std::mt19937 random(seed);
    const auto pick = [&](int from, int to) {
      return std::uniform_int_distribution<int>(from, to)(random);
    };
    const std::vector<std::string> places{"421102001015", "421102001001", "421102001002",
                                          "421102001003", "421102002001"};
    const std::vector<std::string> channels{"visit", "phone", "window"};
    const std::int64_t today = number(day("2026-11-05"));
    for (int i = 0; i < 40; ++i) {
      const auto person = new_id<registry::Person>(world().now);
      const std::string& place = places[static_cast<std::size_t>(pick(0, 4))];
      ASSERT_TRUE(as(world().program, registry::add_person,
                     {.id = person,
                      .name = "P",
                      .citizen_id = test::citizen_id("1970-01-01", i * 2 + 1),
                      .area = area(place),
                      .phone = "",
                      .address = "",
                      .guardian = "",
                      .household_kind = ""}));
      for (int n = pick(0, 3); n > 0; --n) {
        const auto raised = today - pick(0, 400);
        const std::string need = new_uuid(world().now);
        world().within(world().program, [&](const Call& call) {
          call.tx.execute(
              "INSERT INTO needs_need (id, person_id, area, category, words, channel, mode, "
              "urgency,"
              " raised_on, recorded_at, recorded_by, proxy) VALUES ($1, $2, $3, 'medical.cataract',"
              " 'w', $4, 'home', 'soon', $5, 0, 'x', 0)",
              {need, person, place, channels[static_cast<std::size_t>(pick(0, 2))], raised});
        });
      }
    }
  }
};
ON_BOTH_DATABASES(Figures);

TEST_P(Figures, every_figure_opens_to_the_records_it_counts) {
  make_at_random(7);
  for (const char* code : {"421102", "421102001015", "421102002"}) {
    const FiguresQuery scope{
        .area = area(code), .from = day("2026-03-01"), .to = day("2026-11-05")};
    for (const auto& [id, line] : computed(scope)) {
      if (line.kind == "derived") continue;
      if (line.kind == "rate") {
        const auto lines = computed(scope);
        const double below = lines.at(*line.denominator).value.value_or(0);
        EXPECT_EQ(line.value.has_value(), below != 0) << id;
        if (line.value) {
          EXPECT_NEAR(*line.value, 100 * *lines.at(*line.numerator).value / below, 0.006) << id;
        }
        continue;
      }
      const auto records = opened(id, scope);
      std::set<std::string> distinct;
      double sum = 0;
      for (const FigureRecord& record : records) {
        distinct.insert(record.id);
        sum += record.amount.value_or(0);
        EXPECT_TRUE(area(code).contains(record.area)) << id;
      }
      EXPECT_EQ(distinct.size(), records.size()) << id;
      EXPECT_EQ(line.records, static_cast<std::int64_t>(records.size())) << id;
      EXPECT_NEAR(line.value.value(),
                  line.kind == "count" ? static_cast<double>(records.size()) : sum, 1e-9)
          << id;
    }
  }
}

TEST_P(Figures, what_is_counted_equals_a_slow_count_of_the_rows) {
  make_at_random(11);
  const FiguresQuery scope{
      .area = area("421102001"), .from = day("2026-06-01"), .to = day("2026-09-30")};
  const auto lines = computed(scope);
  std::int64_t raised = 0;
  std::int64_t by_phone = 0;
  std::set<std::string> people;
  world().within(world().program, [&](const Call& call) {
    for (const auto& row :
         call.tx.query("SELECT area, raised_on, channel, person_id FROM needs_need")) {
      if (!area("421102001").contains(row.area(0))) continue;
      if (row.day(1) < *scope.from || *scope.to < row.day(1)) continue;
      ++raised;
      by_phone += row.get<std::string>(2) == "phone";
      people.insert(row.get<std::string>(3));
    }
  });
  EXPECT_GT(raised, 0);
  EXPECT_EQ(lines.at("needs_raised").value, raised);
  EXPECT_EQ(lines.at("needs_by_channel_phone").value, by_phone);
  EXPECT_EQ(lines.at("people_with_needs").value, static_cast<double>(people.size()));
}

TEST_P(Figures, both_days_of_the_period_count) {
  make_at_random(3);
  const auto all =
      computed({.area = area("421102"), .from = day("2020-01-01"), .to = day("2026-11-05")});
  double sum = 0;
  for (Day at = day("2025-01-01"); at <= day("2026-11-05"); at += std::chrono::days{1})
    if (at >= day("2026-10-01") || at < day("2025-01-02"))
      sum += *computed({.area = area("421102"), .from = at, .to = at}).at("needs_raised").value;
  const auto part =
      computed({.area = area("421102"), .from = day("2026-10-01"), .to = day("2026-11-05")});
  EXPECT_EQ(*part.at("needs_raised").value, sum);
  EXPECT_GE(*all.at("needs_raised").value, sum);
}

TEST_P(Figures, an_area_elsewhere_does_not_exist) {
  const auto found = as(world().district, find_figures, {.area = area("440703")});
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().fault, Fault::not_found);
  EXPECT_EQ(
      as(world().stranger, records_of, {.figure = "holders", .area = area("421102")}).error().fault,
      Fault::not_found);
}

TEST_P(Figures, nothing_to_divide_by_is_no_number) {
  const auto lines =
      computed({.area = area("421102003"), .from = day("2026-01-01"), .to = day("2026-01-31")});
  EXPECT_FALSE(lines.at("chain_coverage").value);
  EXPECT_EQ(lines.at("holders").value, 0);
  EXPECT_EQ(lines.at("disability_day_ordinal").value, 36);  // 2026 - 1990.
}

TEST_P(Figures, every_view_and_column_that_packs_may_name_is_there) {
  world().within(world().program, [&](const Call& call) {
    for (const packs::View& view : packs::views()) {
      std::string columns;
      for (const packs::ViewColumn& column : view.columns)
        columns += (columns.empty() ? "" : ", ") + std::string(column.name);
      EXPECT_NO_THROW(
          call.tx.query("SELECT " + columns + " FROM " + std::string(view.name) + " LIMIT 1"))
          << view.name;
    }
  });
}

}  // namespace
}  // namespace zhulian::figures
