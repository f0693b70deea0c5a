// Recording, reading and ending needs.
#include "needs/needs_world.h"

namespace zhulian::needs {
namespace {

class Needs : public NeedsTest {};
ON_BOTH_DATABASES(Needs);

TEST_P(Needs, are_recorded_by_staff_and_by_the_person) {
  const auto need = as(world().liaison, record_need, a_need(world().person));
  ASSERT_TRUE(need) << code_of(need);
  EXPECT_EQ(need->state, NeedState::open);
  EXPECT_EQ(need->words, wish);
  EXPECT_EQ(need->raised_on, test::day("2026-11-05"));
  EXPECT_NE(need->place, "");
  EXPECT_TRUE(as(world().resident, record_need, a_need(world().person)));
  EXPECT_EQ(rows("needs_need"), 2);
  EXPECT_EQ(world().count("platform_audit WHERE deed = 'needs.need.recorded'"), 2);
  EXPECT_EQ(world().count("platform_event WHERE event = 'needs.recorded'"), 2);
}

TEST_P(Needs, are_not_recorded_for_people_out_of_sight) {
  EXPECT_EQ(fault_of(as(world().stranger, record_need, a_need(world().person))), Fault::not_found);
  EXPECT_EQ(fault_of(as(world().resident, record_need, a_need(people[1]))), Fault::not_found);
  EXPECT_EQ(rows("needs_need"), 0);
  EXPECT_EQ(world().count("platform_audit WHERE deed LIKE 'needs.%'"), 0);
}

TEST_P(Needs, sent_twice_are_one_need) {
  const NewNeed need = a_need(world().person);
  ASSERT_TRUE(as(world().liaison, record_need, need));
  ASSERT_TRUE(as(world().liaison, record_need, need));
  EXPECT_EQ(rows("needs_need"), 1);
  EXPECT_EQ(world().count("platform_audit WHERE deed = 'needs.need.recorded'"), 1);
}

TEST_P(Needs, of_one_id_with_other_words_are_a_conflict) {
  NewNeed need = a_need(world().person);
  ASSERT_TRUE(as(world().liaison, record_need, need));
  need.words += "!";
  EXPECT_EQ(code_of(as(world().liaison, record_need, need)), "needs.id_taken");
  need.words = wish;
  EXPECT_EQ(code_of(as(world().district, record_need, need)), "needs.id_taken");
}

TEST_P(Needs, tell_every_fault_at_once) {
  NewNeed need = a_need(world().person);
  need.words = " ";
  need.category = "nonsense";
  need.urgency = "never";
  need.raised_on = test::day("2026-11-06");
  const auto refused = as(world().liaison, record_need, need);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fault, Fault::invalid);
  EXPECT_EQ(refused.error().field, "/words");
  ASSERT_EQ(refused.error().others.size(), 3U);
  EXPECT_EQ(refused.error().others[0].field, "/category");
  EXPECT_EQ(refused.error().others[1].field, "/urgency");
  EXPECT_EQ(refused.error().others[2].code, "needs.need.raised_in_future");
  EXPECT_EQ(rows("needs_need"), 0);
}

TEST_P(Needs, are_raised_neither_tomorrow_nor_before_birth) {
  NewNeed need = a_need(world().person);
  need.raised_on = test::day("1969-12-31");
  EXPECT_NE(code_of(as(world().liaison, record_need, need)), "fine");
  need.raised_on = test::day("2026-11-05");
  EXPECT_TRUE(as(world().liaison, record_need, need));
}

TEST_P(Needs, have_as_many_characters_as_the_pack_allows) {
  NewNeed need = a_need(world().person);
  need.words.clear();
  for (int i = 0; i < 500; ++i) need.words += "\u5761";
  EXPECT_TRUE(as(world().liaison, record_need, need));
  need.id = new_id<Need>(world().now);
  need.words += "\u5761";
  EXPECT_EQ(code_of(as(world().liaison, record_need, need)), "needs.words.too_long");
}

TEST_P(Needs, of_the_dead_are_refused) {
  world().run("UPDATE registry_person SET died_on = 20700 WHERE id = '" + world().person.text +
              "'");
  EXPECT_EQ(code_of(as(world().liaison, record_need, a_need(world().person))),
            "needs.need.person_dead");
}

TEST_P(Needs, are_seen_by_area_and_by_relation) {
  const auto own = recorded();
  const auto other = recorded(people[1]);
  EXPECT_TRUE(as(world().district, open_need, {.need = own}));
  EXPECT_TRUE(as(world().resident, open_need, {.need = own}));
  EXPECT_EQ(fault_of(as(world().resident, open_need, {.need = other})), Fault::not_found);
  EXPECT_EQ(fault_of(as(world().stranger, open_need, {.need = own})), Fault::not_found);
  EXPECT_EQ(fault_of(as(world().claimant, open_need, {.need = own})), Fault::not_found);
  EXPECT_EQ(as(world().district, find_needs, {})->items.size(), 2U);
  EXPECT_EQ(as(world().resident, find_needs, {})->items.size(), 1U);
  EXPECT_TRUE(as(world().stranger, find_needs, {})->items.empty());
  EXPECT_TRUE(as(world().claimant, find_needs, {})->items.empty());
  // An area outside one's own shows nothing, rather than everything.
  EXPECT_TRUE(
      as(world().stranger, find_needs, {.village = test::area("421102001015")})->items.empty());
}

TEST_P(Needs, show_a_name_only_to_who_may_read_people) {
  const auto need = recorded();
  Actor blind = world().district;
  blind.rights = {Right::needs_read};
  const auto masked = as(blind, open_need, {.need = need})->person_name;
  const auto full = as(world().district, open_need, {.need = need})->person_name;
  EXPECT_NE(masked, full);
  EXPECT_NE(masked.find('*'), std::string::npos);
}

TEST_P(Needs, are_listed_page_by_page_without_gap_or_twin) {
  std::set<std::string> made;
  for (int i = 0; i < 7; ++i) {
    NewNeed need = a_need(people[static_cast<std::size_t>(i) % 3]);
    need.raised_on = test::day("2026-10-0" + std::to_string(1 + i / 2));
    ASSERT_TRUE(as(world().liaison, record_need, need));
    made.insert(need.id.text);
  }
  std::set<std::string> seen;
  NeedsQuery query{.limit = 3};
  std::optional<Day> last;
  do {
    const auto page = as(world().district, find_needs, query);
    ASSERT_TRUE(page);
    for (const auto& line : page->items) {
      EXPECT_TRUE(seen.insert(line.id.text).second);
      EXPECT_LE(line.raised_on, last.value_or(line.raised_on));
      last = line.raised_on;
    }
    query.cursor = page->next_cursor;
  } while (query.cursor);
  EXPECT_EQ(seen, made);
  query.cursor = "12.nonsense";
  EXPECT_EQ(code_of(as(world().district, find_needs, query)), "platform.list.bad_cursor");
}

TEST_P(Needs, are_filtered_and_searched_literally) {
  NewNeed need = a_need(world().person);
  need.words = "100% of it, a_b";
  ASSERT_TRUE(as(world().liaison, record_need, need));
  recorded();
  const auto found = [&](NeedsQuery query) {
    return as(world().district, find_needs, query)->items.size();
  };
  EXPECT_EQ(found({.q = "100%"}), 1U);
  EXPECT_EQ(found({.q = "%"}), 1U);
  EXPECT_EQ(found({.q = "a_b"}), 1U);
  EXPECT_EQ(found({.q = "axb"}), 0U);
  EXPECT_EQ(found({.q = "!"}), 0U);
  EXPECT_EQ(found({.q = "' OR 1=1 --"}), 0U);
  EXPECT_EQ(found({.category = category()}), 2U);
  EXPECT_EQ(found({.category = category().substr(0, category().find('.'))}), 2U);
  EXPECT_EQ(found({.category = "nonsense"}), 0U);
  EXPECT_EQ(found({.urgency = "urgent"}), 0U);
  EXPECT_EQ(found({.village = test::area("421102001015")}), 2U);
  EXPECT_EQ(found({.village = test::area("421102002")}), 0U);
  EXPECT_EQ(found({.person = people[1]}), 0U);
}

TEST_P(Needs, are_withdrawn_by_the_person_until_they_are_served) {
  const auto need = recorded();
  const auto listing = published({need});
  const auto ended = as(world().resident, end_need,
                        {.need = need, .kind = EndingKind::withdrawn, .reason = "a son did it"});
  ASSERT_TRUE(ended) << code_of(ended);
  EXPECT_EQ(ended->state, NeedState::withdrawn);
  EXPECT_EQ(state_of_listing(listing), ListingState::withdrawn);
  EXPECT_EQ(code_of(as(world().claimant, claim, a_claim(listing))),
            "needs.claim.listing_withdrawn");
  // Again is the same; another ending is a conflict.
  EXPECT_TRUE(as(world().resident, end_need,
                 {.need = need, .kind = EndingKind::withdrawn, .reason = "a son did it"}));
  EXPECT_EQ(code_of(as(world().town, end_need,
                       {.need = need, .kind = EndingKind::withdrawn, .reason = "x"})),
            "needs.need.ended");
}

TEST_P(Needs, served_ones_do_not_end) {
  const auto delivery = served();
  const auto need = as(world().district, open_delivery, {.delivery = delivery})->need;
  EXPECT_EQ(code_of(as(world().resident, end_need,
                       {.need = need, .kind = EndingKind::withdrawn, .reason = "late"})),
            "needs.need.delivered");
}

TEST_P(Needs, are_merged_and_rejected_by_the_office_while_they_are_open) {
  const auto one = recorded();
  const auto two = recorded();
  const auto merge = [&](const Actor& actor, const Id<Need>& need, std::optional<Id<Need>> into) {
    return code_of(as(actor, end_need,
                      {.need = need, .kind = EndingKind::merged, .into = into, .reason = "same"}));
  };
  EXPECT_EQ(merge(world().resident, one, two), "needs.ending.office_only");
  EXPECT_EQ(merge(world().town, one, std::nullopt), "needs.ending.into");
  EXPECT_EQ(merge(world().town, one, one), "needs.ending.into_itself");
  EXPECT_EQ(merge(world().town, one, new_id<Need>(world().now)), "needs.need.absent");
  EXPECT_EQ(merge(world().stranger, one, two), "needs.need.absent");
  EXPECT_EQ(merge(world().town, one, two), "fine");
  EXPECT_EQ(state_of_need(one), NeedState::merged);
  EXPECT_EQ(merge(world().town, two, one), "needs.ending.into_ended");
  published({two});
  EXPECT_EQ(code_of(as(world().town, end_need,
                       {.need = two, .kind = EndingKind::rejected, .reason = "no"})),
            "needs.need.on_listing");
}

}  // namespace
}  // namespace zhulian::needs
