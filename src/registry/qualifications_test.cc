// Qualifications: what holds when, what is entered twice, and the number that stays sealed.
#include "registry/qualifications.h"

#include <gtest/gtest.h>

#include "registry/registry_world.h"

namespace zhulian::registry {
namespace {

using test::day;

class Qualifications : public test::InBothWorlds {
 protected:
  NewQualification one(const std::string& from, const std::optional<Day>& until = {}) {
    return {.person = world().person,
            .id = new_id<Qualification>(world().now),
            .qualification = "social_worker",
            .level = "assistant",
            .number = "2024004211001234",
            .document = "",
            .from = day(from),
            .until = until};
  }
  std::string add(const NewQualification& in) {
    return code_of(as(world().town, add_qualification, in));
  }
  std::string end(const NewQualification& in, const std::string& on) {
    return code_of(as(world().town, end_qualification,
                      {.qualification = in.id, .on = day(on), .reason = "given back"}));
  }
  std::vector<QualificationLine> all() {
    return as(world().auditor, find_qualifications, {.person = world().person}).value();
  }
};
ON_BOTH_DATABASES(Qualifications);

TEST_P(Qualifications, hold_on_the_days_they_say) {
  const auto first = one("2020-01-01", day("2024-01-01"));
  EXPECT_EQ(add(first), "fine");
  EXPECT_EQ(add(first), "fine");  // The same POST came twice.
  EXPECT_EQ(add(one("2023-12-31")), "registry.qualification.held/qualification");
  const auto second = one("2024-01-01");
  EXPECT_EQ(add(second), "fine");
  auto higher = one("2025-01-01");
  higher.level = "intermediate";
  EXPECT_EQ(add(higher), "fine");
  EXPECT_EQ(end(first, "2024-06-01"), "registry.qualification.ended/on");
  EXPECT_EQ(end(second, "2026-01-01"), "fine");
  EXPECT_EQ(end(second, "2026-01-01"), "fine");
  EXPECT_EQ(end(second, "2026-02-01"), "registry.qualification.ended/on");
  ASSERT_EQ(all().size(), 3u);
  EXPECT_EQ(all()[1].until, day("2026-01-01"));
  EXPECT_EQ(all()[1].end_reason, "given back");
}

TEST_P(Qualifications, that_were_a_mistake_never_held) {
  const auto in = one("2024-01-01");
  EXPECT_EQ(add(in), "fine");
  EXPECT_EQ(end(in, "2023-12-31"), "registry.qualification.order/on");
  EXPECT_EQ(end(in, "2024-01-01"), "fine");
  EXPECT_TRUE(all().empty());
  EXPECT_EQ(add(one("2024-01-01")), "fine");
}

TEST_P(Qualifications, show_the_end_of_their_number_only) {
  EXPECT_EQ(add(one("2024-01-01")), "fine");
  EXPECT_EQ(all().at(0).number_masked, "************1234");
  EXPECT_EQ(world().count("platform_audit WHERE details LIKE '%1234%'"), 0);
  EXPECT_EQ(code_of(as(world().stranger, find_qualifications, {.person = world().person})),
            "registry.person.absent");
}

TEST_P(Qualifications, are_refused_where_they_cannot_be) {
  auto in = one("2026-11-06");
  EXPECT_EQ(add(in), "registry.qualification.later/from");
  in = one("2024-01-01", day("2024-01-01"));
  EXPECT_EQ(add(in), "registry.qualification.order/until");
  in = one("2024-01-01");
  in.qualification = "magician";
  EXPECT_EQ(add(in), "registry.qualification.kind/qualification");
  in = one("2024-01-01");
  in.level = "grand";
  EXPECT_EQ(add(in), "registry.qualification.level/level");
  EXPECT_EQ(add(one("1900-01-01")), "registry.qualification.kind/qualification");
}

}  // namespace
}  // namespace zhulian::registry
