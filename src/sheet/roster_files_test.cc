// Real files: the rosters an environment may provide (ZHULIAN_ROSTERS names their folder).
#include <cstdio>
#include <filesystem>

#include "sheet/fixtures.h"
#include "sheet/normal.h"

namespace zhulian::sheet {
namespace {

std::filesystem::path rosters() {
  const char* folder = std::getenv("ZHULIAN_ROSTERS");
  return folder ? folder : "../shared/rosters";
}

#define NEED_ROSTERS()                                                                 \
  if (!std::filesystem::exists(rosters() / "roster-404.xlsx")) {                       \
    std::printf("no rosters at %s: nothing to compare\n", rosters().string().c_str()); \
    return;                                                                            \
  }

Rows rows_of_file(const char* name) {
  const auto book = Workbook::open(rosters() / name);
  EXPECT_TRUE(book) << book.error().code;
  return book ? rows_of(**book) : Rows{};
}

TEST(RosterFiles, the_same_table_saved_by_two_programs_reads_the_same) {
  NEED_ROSTERS();
  const Rows one = rows_of_file("roster-404.xlsx");
  const Rows other = rows_of_file("roster-404-libreoffice.xlsx");
  EXPECT_EQ(one.size(), 405u);
  EXPECT_EQ(one, other);
  for (const auto& [row, cells] : one) {
    if (row == 1) continue;
    EXPECT_TRUE(is_text(cells.at(3))) << row;
    EXPECT_EQ(read_day(cells.at(13)).kind, DayReading::Kind::day) << row;
  }
}

TEST(RosterFiles, the_messy_one_keeps_its_row_numbers_kinds_and_dates) {
  NEED_ROSTERS();
  const auto book = Workbook::open(rosters() / "roster-messy.xlsx").value();
  EXPECT_EQ(book->sheets().size(), 2u);
  EXPECT_EQ(book->merges(0)->size(), 1u);
  const Rows rows = rows_of(*book);
  EXPECT_FALSE(rows.contains(3));
  EXPECT_TRUE(is_number(rows.at(278).at(3)));
  EXPECT_TRUE(is_number(rows.at(300).at(3)));
  int impossible = 0;
  for (const auto& [row, cells] : rows) {
    if (row < 5 || row == 306) continue;
    for (const std::size_t column : {13u, 14u}) {
      if (cells.size() <= column) continue;
      const auto kind = read_day(cells[column]).kind;
      EXPECT_NE(kind, DayReading::Kind::unreadable) << row << ' ' << text_of(cells[column]);
      impossible += kind == DayReading::Kind::impossible;
    }
  }
  EXPECT_EQ(impossible, 3);
}

}  // namespace
}  // namespace zhulian::sheet
