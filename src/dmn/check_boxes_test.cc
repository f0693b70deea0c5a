// Axes and boxes against counting: what the algebra says of random tables, a walk over all points
// says too.
#include "dmn/check_boxes.h"

#include <random>

#include <gtest/gtest.h>

#include "dmn/intervals.h"
#include "feel/feel.h"

namespace zhulian::dmn {
namespace {

using feel::Kind;
using feel::Value;

std::string shown(const std::vector<Segment>& axis) {
  std::string text;
  for (const Segment& segment : axis) {
    if (!text.empty()) text += ' ';
    const std::string example = feel::to_text(segment.example).value_or("?");
    switch (segment.shape) {
      case Segment::Shape::point:
        text += example;
        break;
      case Segment::Shape::between:
        text += "(" + feel::to_text(segment.low).value_or("") + "<" + example + "<" +
                feel::to_text(segment.high).value_or("") + ")";
        break;
      case Segment::Shape::other:
        text += "other";
        break;
      case Segment::Shape::none:
        text += "none";
        break;
    }
  }
  return text;
}

Value date(std::string_view text) {
  return Value(*feel::parse_date(text));
}

TEST(Intervals, numbers_are_cut_at_points_and_between_them) {
  const auto axis = segments({.kind = Kind::number}, {Value::number(3), Value::number(2)});
  ASSERT_TRUE(axis);
  EXPECT_EQ(shown(*axis), "(null<1<2) 2 (2<2.5<3) 3 (3<4<null)");
}

TEST(Intervals, whole_numbers_have_nothing_between_neighbours) {
  const auto axis =
      segments({.kind = Kind::number, .whole = true}, {Value::number(2), Value::number(3)});
  ASSERT_TRUE(axis);
  EXPECT_EQ(shown(*axis), "(null<1<2) 2 3 (3<4<null)");
}

TEST(Intervals, a_day_lies_between_two_dates_only_when_there_is_one) {
  const auto axis =
      segments({.kind = Kind::date}, {date("2020-02-28"), date("2020-03-01"), date("2020-02-29")});
  ASSERT_TRUE(axis);
  EXPECT_EQ(shown(*axis),
            "(null<2020-02-27<2020-02-28) 2020-02-28 2020-02-29 2020-03-01 "
            "(2020-03-01<2020-03-02<null)");
}

TEST(Intervals, what_is_not_allowed_is_no_segment) {
  const auto allowed = [](const Value& value) {
    const auto whole = value.as_number()->to_int64();
    return whole && *whole >= 1 && *whole <= 4;
  };
  const auto axis = segments({.kind = Kind::number, .admits = allowed},
                             {Value::number(1), Value::number(2), Value::number(4)});
  ASSERT_TRUE(axis);
  EXPECT_EQ(shown(*axis), "1 2 (2<3<4) 4");
}

TEST(Intervals, texts_are_those_mentioned_and_all_others) {
  const auto axis =
      segments({.kind = Kind::string, .may_be_null = true}, {Value("b"), Value("a"), Value("b")});
  ASSERT_TRUE(axis);
  EXPECT_EQ(shown(*axis), "a b other none");
}

TEST(Intervals, ordered_texts_have_texts_between_them) {
  const auto axis =
      segments({.kind = Kind::string, .ordered_texts = true}, {Value("a"), Value("b")});
  ASSERT_TRUE(axis);
  EXPECT_EQ(shown(*axis), "(null<<a) a (a<a~<b) b (b<b~<null)");
}

TEST(Intervals, the_other_text_is_none_that_is_mentioned) {
  const auto first = segments({.kind = Kind::string}, {Value("a")});
  ASSERT_TRUE(first);
  const Value other = first->back().example;
  const auto second = segments({.kind = Kind::string}, {Value("a"), other});
  ASSERT_TRUE(second);
  EXPECT_NE(*second->back().example.as_string(), *other.as_string());
}

TEST(Intervals, durations_and_moments_are_cut_too) {
  const auto days = segments({.kind = Kind::days_duration},
                             {Value(feel::DaysDuration{.nanos = feel::nanos_a_day})});
  ASSERT_TRUE(days);
  EXPECT_EQ(days->size(), 3u);
  const auto months = segments({.kind = Kind::months_duration},
                               {Value(feel::MonthsDuration{1}), Value(feel::MonthsDuration{2})});
  ASSERT_TRUE(months);
  EXPECT_EQ(months->size(), 4u);  // Nothing lies between one month and two.
  const auto times =
      segments({.kind = Kind::time}, {Value(feel::Time{}), Value(feel::Time{.hour = 8})});
  ASSERT_TRUE(times);
  EXPECT_EQ(times->size(), 4u);  // Nothing is before midnight.
  const auto moments = segments({.kind = Kind::date_time}, {Value(feel::DateTime{})});
  ASSERT_TRUE(moments);
  EXPECT_EQ(moments->size(), 3u);
}

TEST(Intervals, times_with_and_without_a_zone_cannot_be_ordered) {
  const feel::Time there{.hour = 8, .zone = *feel::zone_of_offset(0)};
  EXPECT_FALSE(segments({.kind = Kind::time}, {Value(feel::Time{}), Value(there)}));
}

// ---- boxes ----

// Random rows over axes of a few segments, and every point of the grid by counting.
struct Random {
  explicit Random(unsigned seed) : dice(seed) {}
  std::size_t below(std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(dice);
  }

  void make() {
    sizes.clear();
    rows.clear();
    const std::size_t axes = 1 + below(4);
    for (std::size_t i = 0; i < axes; ++i) sizes.push_back(1 + below(5));
    const std::size_t count = below(9);
    for (std::size_t row = 0; row < count; ++row) {
      Box box;
      for (const std::size_t size : sizes) {
        Bits side(size, below(3) == 0);
        for (std::size_t i = 0; i < size; ++i)
          if (below(2) == 0) side.set(i);
        box.push_back(std::move(side));
      }
      rows.push_back(std::move(box));
    }
  }
  Boxes boxes() const {
    Boxes made(sizes);
    for (const Box& row : rows) {
      std::vector<int> cells;
      for (std::size_t axis = 0; axis < sizes.size(); ++axis)
        cells.push_back(made.cell(axis, row[axis]));
      made.add(std::move(cells));
    }
    return made;
  }
  // Calls `take` with every point.
  template <class Take>
  void each_point(Take take) const {
    std::vector<std::size_t> point(sizes.size(), 0);
    while (true) {
      take(point);
      std::size_t axis = 0;
      while (axis < sizes.size() && ++point[axis] == sizes[axis]) point[axis++] = 0;
      if (axis == sizes.size()) return;
    }
  }
  static bool in(const Box& box, const std::vector<std::size_t>& point) {
    for (std::size_t axis = 0; axis < point.size(); ++axis)
      if (!box[axis].at(point[axis])) return false;
    return true;
  }

  std::mt19937 dice;
  std::vector<std::size_t> sizes;
  std::vector<Box> rows;
};

TEST(Boxes, what_is_uncovered_is_exactly_what_no_row_holds) {
  Random random(1);
  for (int round = 0; round < 3000; ++round) {
    random.make();
    const Boxes boxes = random.boxes();
    std::vector<int> rows;
    for (std::size_t i = 0; i < boxes.size(); ++i)
      if (random.below(4)) rows.push_back(static_cast<int>(i));
    const Box within = random.rows.empty() || random.below(2) ? boxes.everything() : random.rows[0];
    Allowance allowance{.left = 1'000'000};
    const auto found = boxes.uncovered(within, rows, 100'000, allowance);
    ASSERT_TRUE(found);
    random.each_point([&](const auto& point) {
      bool covered = false;
      for (const int row : rows)
        covered |= Random::in(random.rows[static_cast<std::size_t>(row)], point);
      std::size_t told = 0;
      for (const Box& box : *found) told += Random::in(box, point);
      const std::size_t expected = Random::in(within, point) && !covered ? 1 : 0;
      ASSERT_EQ(told, expected) << "round " << round;
    });
  }
}

TEST(Boxes, rows_that_meet_and_rows_that_hold_are_found_as_by_counting) {
  Random random(2);
  for (int round = 0; round < 2000; ++round) {
    random.make();
    const Boxes boxes = random.boxes();
    Allowance allowance{.left = 1'000'000};
    const auto check = [&](auto each, auto related) {
      std::size_t seen = 0;
      const bool done = each([&](std::size_t row, const Bits& others) {
        ++seen;
        for (std::size_t i = 0; i < boxes.size(); ++i) {
          const bool expected = i != row && related(random.rows[row], random.rows[i]);
          EXPECT_EQ(others.at(i), expected) << "round " << round;
        }
        return true;
      });
      EXPECT_TRUE(done);
      EXPECT_EQ(seen, boxes.size());
    };
    check([&](auto take) { return boxes.each_meeting(allowance, take); },
          [](const Box& a, const Box& b) {
            for (std::size_t i = 0; i < a.size(); ++i)
              if (!a[i].meets(b[i])) return false;
            return true;
          });
    check([&](auto take) { return boxes.each_holding(allowance, take); },
          [](const Box& a, const Box& b) {
            for (std::size_t i = 0; i < a.size(); ++i)
              if (!b[i].holds(a[i])) return false;
            return true;
          });
  }
}

TEST(Boxes, a_search_without_end_is_given_up_soon) {
  // Forty columns and four hundred rows, every row asking three columns for one of two values:
  // whether they cover everything is a hard question.
  Random random(3);
  random.sizes.assign(40, 2);
  for (int row = 0; row < 180; ++row) {
    Box box;
    for (std::size_t axis = 0; axis < 40; ++axis) box.emplace_back(2, true);
    for (int k = 0; k < 3; ++k) box[random.below(40)].reset(random.below(2));
    random.rows.push_back(std::move(box));
  }
  const Boxes boxes = random.boxes();
  std::vector<int> rows;
  for (int i = 0; i < 180; ++i) rows.push_back(i);
  Allowance allowance{.left = 2'000'000};
  const auto found = boxes.uncovered(boxes.everything(), rows, 1, allowance);
  EXPECT_TRUE(!found || found->size() <= 1);
}

TEST(Boxes, sixty_columns_of_one_question_each_are_no_trouble) {
  // Row k says yes to column k; the last row says no to all.
  Boxes boxes(std::vector<std::size_t>(60, 2));
  std::vector<int> rows;
  for (std::size_t row = 0; row <= 60; ++row) {
    std::vector<int> cells;
    for (std::size_t axis = 0; axis < 60; ++axis) {
      Bits side(2, true);
      if (row == axis) side.reset(1);
      if (row == 60) side.reset(0);
      cells.push_back(boxes.cell(axis, side));
    }
    boxes.add(std::move(cells));
    rows.push_back(static_cast<int>(row));
  }
  Allowance allowance{.left = 1'000'000};
  const auto whole = boxes.uncovered(boxes.everything(), rows, 10, allowance);
  ASSERT_TRUE(whole);
  EXPECT_TRUE(whole->empty());
  rows.pop_back();
  const auto gap = boxes.uncovered(boxes.everything(), rows, 10, allowance);
  ASSERT_TRUE(gap);
  EXPECT_EQ(gap->size(), 1u);
}

TEST(Boxes, more_columns_than_the_stack_bears_are_refused) {
  constexpr std::size_t columns = 100'000;
  Boxes boxes(std::vector<std::size_t>(columns, 2));
  std::vector<int> cells;
  Bits yes(2);
  yes.set(0);
  for (std::size_t axis = 0; axis < columns; ++axis) cells.push_back(boxes.cell(axis, yes));
  boxes.add(std::move(cells));
  Allowance allowance{.left = 100'000'000};
  EXPECT_FALSE(boxes.uncovered(boxes.everything(), {0}, 1, allowance));
}

}  // namespace
}  // namespace zhulian::dmn
