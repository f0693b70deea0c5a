#include "sheet/normal.h"

#include "sheet/fixtures.h"

namespace zhulian::sheet {
namespace {

using Kind = DayReading::Kind;

TEST(Normal, reads_a_day_in_every_usual_spelling) {
  const DayReading expected{.kind = Kind::day, .day = day(2016, 7, 22)};
  for (const auto* text : {
           "2016/07/22",
           "2016/7/22",
           "2016.7.22",
           "2016-7-22",
           "2016-07-22",
           "20160722",
           "2016\u5e747\u670822\u65e5",
           "2016\u5e747\u6708 22 \u65e5",
           "2016 \u5e74 07 \u6708 22 \u65e5",
           "2016\u5e747\u670822",
           "2016\u5e747\u670822\u53f7",
           "\uff12\uff10\uff11\uff16\uff0d\uff10\uff17\uff0d\uff12\uff12",
           "\uff12\uff10\uff11\uff16\u5e74\uff17\u6708\uff12\uff12\u65e5",
           "\u4e8c\u3007\u4e00\u516d\u5e74\u4e03\u6708\u4e8c\u5341\u4e8c\u65e5",
           "\u4e8c\u96f6\u4e00\u516d\u5e74\u4e03\u6708\u4e8c\u5341\u4e8c\u65e5",
           "\u4e8c\u25cb\u4e00\u516d\u5e74\u4e03\u6708\u4e8c\u5341\u4e8c\u65e5",
           "2016-07-22 00:00:00",
           "2016-07-22T13:05:09.000Z",
           "2016/7/22 0:00",
           "  2016.07.22\u3000",
           "2016. 7. 22",
           "2016\u30027\u300222",
           "2016\uff0e7\uff0e22",
           "2016.7.22.",
           "2016\u20137\u201322",
           "\u200b2016-07-22",
       })
    EXPECT_EQ(read_day_text(text), expected) << text;
  EXPECT_EQ(read_day_text("\u4e8c\u3007\u4e8c\u3007\u5e74\u5341\u4e8c\u6708\u5341\u65e5").day,
            day(2020, 12, 10));
  EXPECT_EQ(read_day_text("\u4e8c\u3007\u4e8c\u3007\u5e74\u5341\u6708\u4e09\u5341\u4e00\u65e5").day,
            day(2020, 10, 31));
  EXPECT_EQ(read_day_text("\u4e8c\u3007\u4e8c\u3007\u5e74\u5341\u4e00\u6708\u4e8c\u5341\u65e5").day,
            day(2020, 11, 20));
}

TEST(Normal, tells_impossible_from_unreadable) {
  for (const auto* text : {"2019-02-30", "20190230", "2019.13.1", "2019/0/1",
                           "2019\u5e742\u670829\u65e5", "0016-07-22", "00000000"})
    EXPECT_EQ(read_day_text(text).kind, Kind::impossible) << text;
  for (const auto* text :
       {"16-07-22", "16.7.22", "2016-07", "2016\u5e747\u6708", "7/22/2016", "hello", "2016-07-22x",
        "2016-7-222", "201607", "2016--7-22", "12345", "2016-07-22 25:00", "1990\u5e74", "\u5341",
        "\u5e74\u6708\u65e5", "-", "2016-07-22 2017-07-22"})
    EXPECT_EQ(read_day_text(text).kind, Kind::unreadable) << text;
  for (const auto* text : {"", " ", "\u3000\u200b"})
    EXPECT_EQ(read_day_text(text).kind, Kind::blank);
  EXPECT_EQ(read_day_text("2020-02-29").kind, Kind::day);
}

TEST(Normal, long_term_is_an_outcome_of_its_own) {
  for (const auto* text :
       {"\u957f\u671f", " \u957f\u3000\u671f ", "\u957f\u671f\u6709\u6548", "\u6c38\u4e45"})
    EXPECT_EQ(read_day_text(text).kind, Kind::long_term) << text;
}

TEST(Normal, reads_days_that_were_stored_as_numbers) {
  const auto number = [](double value) { return Cell(Number{.value = value, .stored = ""}); };
  EXPECT_EQ(read_day(number(42'573)).day, day(2016, 7, 22));
  EXPECT_EQ(read_day(number(42'573.75)).day, day(2016, 7, 22));
  EXPECT_EQ(read_day(number(41'111), true).day, day(2016, 7, 22));
  EXPECT_EQ(read_day(number(20'160'722)).day, day(2016, 7, 22));
  EXPECT_EQ(read_day(number(20'000)).day, day(1954, 10, 3));
  EXPECT_EQ(read_day(number(80'000)).kind, Kind::day);
  EXPECT_EQ(read_day(number(20'190'230)).kind, Kind::impossible);
  for (const double value : {19'999.0, 80'001.0, 2016.7, 0.0, -1.0, 4.2e17})
    EXPECT_EQ(read_day(number(value)).kind, Kind::unreadable) << value;
  EXPECT_EQ(read_day(Moment{.day = day(2016, 7, 22), .second_of_day = 60}).day, day(2016, 7, 22));
  EXPECT_EQ(read_day(Empty{}).kind, Kind::blank);
  EXPECT_EQ(read_day(CellFault{"#REF!"}).kind, Kind::unreadable);
  EXPECT_EQ(read_day(Cell(std::string("2016-7-22"))).kind, Kind::day);
}

}  // namespace
}  // namespace zhulian::sheet
