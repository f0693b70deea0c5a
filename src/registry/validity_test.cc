#include "registry/validity.h"

#include <gtest/gtest.h>

namespace zhulian::registry {
namespace {

Day day(std::string_view iso) {
  return parse_day(iso).value();
}

Card card(std::string id, std::string_view issued, std::string_view expires,
          std::vector<CardEvent> events = {}) {
  return {.id = {std::move(id)},
          .category = 4,
          .level = 2,
          .issued = day(issued),
          .expires = day(expires),
          .events = std::move(events)};
}

std::string told(const std::vector<ValidSpan>& spans) {
  std::string text;
  for (const ValidSpan& span : spans)
    text += span.certificate.text + ' ' + to_string(span.from) + ".." + to_string(span.until) + ' ';
  return text;
}

TEST(Validity, lasts_from_the_issue_through_the_last_day) {
  EXPECT_EQ(told(valid_spans({card("a", "2015-03-01", "2025-02-28")}, {})),
            "a 2015-03-01..2025-03-01 ");
}

TEST(Validity, a_card_without_end_is_valid_while_the_world_stands) {
  const auto spans =
      valid_spans({{.id = {"a"}, .issued = day("2015-03-01"), .expires = last_day}}, {});
  ASSERT_EQ(spans.size(), 1u);
  EXPECT_EQ(spans[0].until, open_end);
}

TEST(Validity, pauses_while_frozen) {
  EXPECT_EQ(
      told(valid_spans(
          {card("a", "2015-03-01", "2025-02-28",
                {{Happening::frozen, day("2020-01-01")}, {Happening::thawed, day("2020-06-01")}})},
          {})),
      "a 2015-03-01..2020-01-01 a 2020-06-01..2025-03-01 ");
}

TEST(Validity, a_freeze_lifted_the_same_day_leaves_no_gap) {
  EXPECT_EQ(
      told(valid_spans(
          {card("a", "2015-03-01", "2025-02-28",
                {{Happening::frozen, day("2020-01-01")}, {Happening::thawed, day("2020-01-01")}})},
          {})),
      "a 2015-03-01..2025-03-01 ");
}

TEST(Validity, ends_with_cancelling_and_nothing_revives_it) {
  EXPECT_EQ(told(valid_spans({card("a", "2015-03-01", "2025-02-28",
                                   {{Happening::cancelled, day("2020-01-01")},
                                    {Happening::thawed, day("2021-01-01")}})},
                             {})),
            "a 2015-03-01..2020-01-01 ");
}

TEST(Validity, ends_on_the_day_of_death) {
  EXPECT_EQ(told(valid_spans({card("a", "2015-03-01", "2025-02-28")}, day("2021-04-05"))),
            "a 2015-03-01..2021-04-05 ");
}

TEST(Validity, a_superseded_card_hands_over_on_the_day) {
  EXPECT_EQ(told(valid_spans({card("a", "2015-03-01", "2025-02-28",
                                   {{Happening::superseded, day("2019-07-01")}}),
                              card("b", "2019-07-01", "2029-06-30")},
                             {})),
            "a 2015-03-01..2019-07-01 b 2019-07-01..2029-07-01 ");
}

TEST(Validity, a_card_with_an_earlier_issue_counts_only_after_the_one_it_replaced) {
  EXPECT_EQ(told(valid_spans({card("a", "2015-03-01", "2025-02-28",
                                   {{Happening::superseded, day("2019-07-01")}}),
                              card("b", "2015-03-01", "2025-02-28")},
                             {})),
            "a 2015-03-01..2019-07-01 b 2019-07-01..2025-03-01 ");
}

TEST(Validity, a_renewal_after_a_lapse_leaves_the_gap) {
  EXPECT_EQ(told(valid_spans({card("a", "2005-03-01", "2015-02-28",
                                   {{Happening::superseded, day("2016-05-01")}}),
                              card("b", "2016-05-01", "2026-04-30")},
                             {})),
            "a 2005-03-01..2015-03-01 b 2016-05-01..2026-05-01 ");
}

TEST(State, expiring_begins_so_many_days_before_the_last_day) {
  const Card one = card("a", "2016-11-05", "2026-11-04");
  const Day last = day("2026-11-04");
  EXPECT_EQ(state_on(one, last - std::chrono::days{184}, {}, 183), CertificateState::valid);
  EXPECT_EQ(state_on(one, last - std::chrono::days{183}, {}, 183), CertificateState::expiring);
  EXPECT_EQ(state_on(one, last, {}, 183), CertificateState::expiring);
  EXPECT_EQ(state_on(one, last + std::chrono::days{1}, {}, 183), CertificateState::expired);
}

TEST(State, is_none_before_the_issue) {
  EXPECT_EQ(state_on(card("a", "2020-01-01", "2029-12-31"), day("2019-12-31"), {}, 183),
            CertificateState::none);
}

TEST(State, frozen_outweighs_expired_and_death_outweighs_all) {
  const Card frozen =
      card("a", "2010-01-01", "2019-12-31", {{Happening::frozen, day("2015-01-01")}});
  EXPECT_EQ(state_on(frozen, day("2014-12-31"), {}, 183), CertificateState::valid);
  EXPECT_EQ(state_on(frozen, day("2020-05-01"), {}, 183), CertificateState::frozen);
  EXPECT_EQ(state_on(frozen, day("2020-05-01"), day("2020-05-01"), 183), CertificateState::dead);
}

}  // namespace
}  // namespace zhulian::registry
