#include <gtest/gtest.h>

#include "base/area.h"
#include "base/id.h"
#include "base/identity.h"
#include "base/time.h"

namespace zhulian {

TEST(Days, a_day_that_does_not_exist_is_refused) {
  EXPECT_FALSE(parse_day("2019-02-30"));
  EXPECT_FALSE(parse_day("2023-02-29"));
  EXPECT_TRUE(parse_day("2024-02-29"));
  EXPECT_FALSE(parse_day("2024-2-9"));
  EXPECT_EQ(to_string(*parse_day("2026-11-05")), "2026-11-05");
}

TEST(Days, who_is_born_on_a_leap_day_grows_older_in_common_years) {
  const Day birth = *parse_day("2004-02-29");
  EXPECT_EQ(years_between(birth, *parse_day("2023-02-28")), 18);
  EXPECT_EQ(years_between(birth, *parse_day("2023-03-01")), 19);
  EXPECT_EQ(add_years(birth, 1), *parse_day("2005-02-28"));
  EXPECT_EQ(add_months(*parse_day("2024-01-31"), 1), *parse_day("2024-02-29"));
}

TEST(Instants, the_day_is_the_one_where_the_person_lives) {
  const auto instant = *parse_instant("2026-11-05T16:30:00Z");
  EXPECT_EQ(to_string(day_at(instant, std::chrono::hours{8})), "2026-11-06");
  EXPECT_EQ(to_string(start_of(*parse_day("2026-11-06"), std::chrono::hours{8})),
            "2026-11-05T16:00:00Z");
  EXPECT_EQ(wall_time(instant, std::chrono::hours{8}), "2026-11-06 00:30");
  EXPECT_EQ(wall_time(*parse_instant("2024-02-28T16:00:00Z"), std::chrono::hours{8}),
            "2024-02-29 00:00");
}

TEST(Ids, are_ordered_by_the_time_they_were_made) {
  const std::string early = new_uuid(*parse_instant("2026-01-01T00:00:00Z"));
  const std::string late = new_uuid(*parse_instant("2026-01-02T00:00:00Z"));
  EXPECT_TRUE(is_uuid(early));
  EXPECT_LT(early, late);
  EXPECT_FALSE(is_uuid("ramp"));
}

TEST(Ids, of_one_instant_rise_in_the_order_they_were_made) {
  const auto now = *parse_instant("2026-01-01T00:00:00Z");
  std::string before;
  for (int i = 0; i < 10'000; ++i) {
    const std::string id = new_uuid(now);
    ASSERT_TRUE(is_uuid(id));
    ASSERT_LT(before, id);
    before = id;
  }
  EXPECT_EQ(before[14], '7');
}

TEST(Areas, a_prefix_contains_what_lies_in_it) {
  const Area district = *Area::parse("421102");
  const Area grid = *Area::parse("421102001015001002003");
  EXPECT_TRUE(district.contains(grid));
  EXPECT_EQ(grid.level(), AreaLevel::grid);
  EXPECT_EQ(grid.at(AreaLevel::estate)->code(), "421102001015001");
  EXPECT_FALSE(Area::parse("421102001015000002003")->at(AreaLevel::estate));
  EXPECT_FALSE(district.at(AreaLevel::town));
  EXPECT_FALSE(Area::parse("4211020"));
  EXPECT_FALSE(Area::parse("42110a"));
}

TEST(CitizenIds, the_check_character_may_be_x) {
  EXPECT_EQ(citizen_id_check("42119919550712087"), 'X');
  const auto reading = read_citizen_id("42119919550712087x");
  ASSERT_TRUE(reading.id);
  EXPECT_EQ(reading.id->text, "42119919550712087X");
  EXPECT_EQ(to_string(reading.id->birth), "1955-07-12");
  EXPECT_EQ(reading.id->sex, Sex::male);
}

TEST(CitizenIds, each_fault_has_its_name) {
  EXPECT_EQ(read_citizen_id("421199195507120871").fault, CitizenIdFault::check_digit);
  EXPECT_EQ(read_citizen_id("42119919551312087X").fault, CitizenIdFault::malformed);
  EXPECT_EQ(read_citizen_id("4211991955071208").fault, CitizenIdFault::malformed);
}

TEST(CertificateNumbers, hold_category_level_and_reissue) {
  const auto number = read_certificate_number("42119919550712087X14B2");
  ASSERT_TRUE(number);
  EXPECT_EQ(number->category, 1);
  EXPECT_EQ(number->level, 4);
  EXPECT_EQ(number->reissue, 2);
  EXPECT_EQ(number->text(), "42119919550712087X14B2");
  EXPECT_TRUE(read_certificate_number("42119919550712087X49"));  // Level 9: a fault of its own.
  EXPECT_FALSE(read_certificate_number("42119919550712087X84"));
  EXPECT_FALSE(read_certificate_number("42119919550712087X14B0"));
  EXPECT_FALSE(read_certificate_number("42119919550712087X1"));
}

}  // namespace zhulian
