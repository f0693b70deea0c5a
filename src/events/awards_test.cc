// From nomination to award. Played in Jimo, which has kinds of awards of its own.
#include "events/awards.h"

#include "events/events_world.h"

namespace zhulian::events {
namespace {

using test::area;
using test::day;

class Awards : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override { world_ = std::make_unique<test::World>(GetParam(), "jimo"); }
  test::World& world() { return *world_; }
  template <class Out, class In>
  Result<Out> as(const Actor& actor, Result<Out> (*operation)(const Call&, const In&),
                 const std::type_identity_t<In>& input) {
    return world_->as(actor, operation, input);
  }

  NewAward a_nomination() {
    return {.id = new_id<Award>(world().now),
            .kind = "award_volunteer",
            .year = 2026,
            .person = world().person,
            .nominated_by = "the first branch",
            .reason = "came every week"};
  }
  AwardId nominated() {
    const NewAward award = a_nomination();
    const auto made = as(world().liaison, nominate, award);
    EXPECT_TRUE(made) << code_of(made) << ' ' << field_of(made);
    return award.id;
  }
  Result<AwardPage> reviewed(const AwardId& id, Verdict verdict = Verdict::passed) {
    return as(world().district, review_award,
              {.award = id, .verdict = verdict, .words = "looked into"});
  }
  Result<AwardPage> published(const AwardId& id) {
    return as(world().district, publish_award, {.award = id, .place = "the gate"});
  }
  Result<AwardPage> granted(const AwardId& id, const std::string& words = "") {
    return as(world().district, grant_award, {.award = id, .words = words});
  }
  AwardId on_notice() {
    const AwardId id = nominated();
    EXPECT_TRUE(reviewed(id));
    EXPECT_TRUE(published(id));
    return id;
  }
  AwardState state_of(const AwardId& id) {
    return as(world().district, open_award, {.award = id})->award.state;
  }
  std::int64_t awarded() { return world().count("events_award_public WHERE is_awarded = 1"); }
  void days_later(int days) { world().now += std::chrono::days{days}; }

 private:
  std::unique_ptr<test::World> world_;
};
ON_BOTH_DATABASES(Awards);

TEST_P(Awards, go_from_one_step_to_the_next_and_no_other_way) {
  const AwardId id = nominated();
  EXPECT_EQ(code_of(published(id)), "events.award.not_passed");
  EXPECT_EQ(code_of(granted(id)), "events.award.not_published");
  EXPECT_EQ(code_of(as(world().liaison, object,
                       {.award = id, .id = new_id<Objection>(world().now), .words = "no"})),
            "events.award.not_published");
  ASSERT_TRUE(reviewed(id));
  EXPECT_EQ(state_of(id), AwardState::passed);
  EXPECT_EQ(code_of(granted(id)), "events.award.not_published");
  EXPECT_EQ(code_of(reviewed(id, Verdict::refused)), "events.award.reviewed");
  const auto notice = published(id);
  ASSERT_TRUE(notice);
  EXPECT_EQ(notice->notice_days, 5);
  EXPECT_EQ(notice->award.notice_from, day("2026-11-05"));
  EXPECT_EQ(notice->award.notice_last, day("2026-11-09"));  // Five days, both counted.
  days_later(4);
  EXPECT_EQ(code_of(granted(id)), "events.award.notice_runs");
  EXPECT_EQ(fault_of(granted(id)), Fault::conflict);
  EXPECT_EQ(awarded(), 0);
  days_later(1);
  const auto given = granted(id);
  ASSERT_TRUE(given) << code_of(given);
  EXPECT_EQ(given->award.granted_on, day("2026-11-10"));
  std::string steps;
  for (const StepLine& step : given->steps) steps += step.step + ' ';
  EXPECT_EQ(steps, "nominated passed published awarded ");
  EXPECT_EQ(awarded(), 1);
}

TEST_P(Awards, are_one_for_a_kind_a_year_and_a_nominee) {
  const AwardId first = nominated();
  EXPECT_EQ(code_of(as(world().district, nominate, a_nomination())), "events.award.there_already");
  NewAward other = a_nomination();
  other.year = 2025;
  EXPECT_TRUE(as(world().district, nominate, other));
  other = a_nomination();
  other.kind = "award_strength";
  EXPECT_TRUE(as(world().district, nominate, other));
  // Who was refused may be nominated anew, and so may who was taken back.
  ASSERT_TRUE(reviewed(first, Verdict::refused));
  EXPECT_EQ(code_of(published(first)), "events.award.refused");
  EXPECT_EQ(code_of(as(world().district, withdraw_award, {.award = first, .reason = "x"})),
            "events.award.refused");
  const AwardId second = nominated();
  ASSERT_TRUE(as(world().district, withdraw_award, {.award = second, .reason = "moved away"}));
  EXPECT_EQ(code_of(reviewed(second)), "events.award.withdrawn");
  nominated();
}

TEST_P(Awards, wait_for_an_answer_to_who_objects) {
  const AwardId id = on_notice();
  const NewObjection objection{
      .award = id, .id = new_id<Objection>(world().now), .words = "never saw him"};
  const auto told = as(world().liaison, object, objection);
  ASSERT_TRUE(told) << code_of(told);
  EXPECT_EQ(told->award.objections, 1);
  EXPECT_EQ(told->objections.at(0).words, "never saw him");  // Who wrote it down.
  const auto seen = as(world().auditor, open_award, {.award = id});
  EXPECT_EQ(seen->objections.at(0).words, "");
  EXPECT_TRUE(as(world().liaison, object, objection));  // Sent twice, it is one.
  EXPECT_EQ(world().count("events_award_objection"), 1);
  days_later(5);
  EXPECT_EQ(code_of(granted(id)), "events.award.objections_open");
  const auto given = granted(id, "asked three families");
  ASSERT_TRUE(given);
  EXPECT_EQ(given->steps.back().words, "asked three families");
  EXPECT_EQ(code_of(as(world().liaison, object,
                       {.award = id, .id = new_id<Objection>(world().now), .words = "late"})),
            "events.award.awarded");
}

TEST_P(Awards, that_are_taken_back_no_longer_count) {
  const AwardId id = on_notice();
  days_later(5);
  ASSERT_TRUE(granted(id));
  ASSERT_EQ(awarded(), 1);
  EXPECT_EQ(world().count("events_timeline_public WHERE kind = 'award.granted'"), 1);
  EXPECT_EQ(code_of(as(world().district, withdraw_award, {.award = id, .reason = " "})),
            "events.reason.empty");
  ASSERT_TRUE(as(world().district, withdraw_award, {.award = id, .reason = "was another"}));
  EXPECT_EQ(state_of(id), AwardState::withdrawn);
  EXPECT_EQ(awarded(), 0);
  EXPECT_EQ(world().count("events_timeline_public WHERE kind = 'award.granted'"), 0);
}

TEST_P(Awards, answer_the_same_when_a_step_comes_again) {
  const NewAward award = a_nomination();
  ASSERT_TRUE(as(world().liaison, nominate, award));
  ASSERT_TRUE(as(world().liaison, nominate, award));
  EXPECT_EQ(code_of(as(world().district, nominate, award)), "events.id_taken");
  for (int i = 0; i < 2; ++i) EXPECT_TRUE(reviewed(award.id));
  for (int i = 0; i < 2; ++i) EXPECT_TRUE(published(award.id));
  days_later(5);
  for (int i = 0; i < 2; ++i) EXPECT_TRUE(granted(award.id));
  EXPECT_EQ(code_of(granted(award.id, "other words")), "events.award.awarded");
  for (int i = 0; i < 2; ++i)
    EXPECT_TRUE(as(world().district, withdraw_award, {.award = award.id, .reason = "x"}));
  EXPECT_EQ(as(world().district, open_award, {.award = award.id})->steps.size(), 5U);
}

TEST_P(Awards, keep_what_is_said_of_somebody_sealed) {
  const AwardId id = on_notice();
  ASSERT_TRUE(as(world().district, object,
                 {.award = id, .id = new_id<Objection>(world().now), .words = "never saw him"}));
  world().within(world().program, [&](const Call& call) {
    for (const char* from :
         {"reason_sealed FROM events_award", "words_sealed FROM events_award_review",
          "words_sealed FROM events_award_objection"}) {
      const auto row = call.tx.one(std::string("SELECT ") + from, {});
      const std::string bytes(row->blob(0));
      for (const char* words : {"every week", "looked into", "never saw"})
        EXPECT_EQ(bytes.find(words), std::string::npos) << from;
    }
  });
}

TEST_P(Awards, are_refused_with_the_field_at_fault) {
  const auto refused = [&](const NewAward& award) {
    const auto made = as(world().district, nominate, award);
    return code_of(made) + ' ' + field_of(made);
  };
  NewAward award = a_nomination();
  award.kind = "award_nothing";
  EXPECT_EQ(refused(award), "events.code.unknown /kind");
  award = a_nomination();
  award.on = day("2020-05-05");  // Before Jimo had any.
  award.year = 2020;
  EXPECT_EQ(refused(award), "events.code.not_in_use /kind");
  award = a_nomination();
  award.on = day("2026-11-06");
  EXPECT_EQ(refused(award), "events.award.in_future /on");
  award = a_nomination();
  award.year = 2024;
  EXPECT_EQ(refused(award), "events.award.year /year");
  award = a_nomination();
  award.organisation = world().company;
  EXPECT_EQ(refused(award), "events.award.one_nominee /person");
  award.person.reset();
  award.reason = "  ";
  EXPECT_EQ(refused(award), "events.reason.empty /reason");
  award.organisation = new_id<registry::Organisation>(world().now);
  EXPECT_EQ(refused(award), "events.award.unknown_body /organisation");
  const auto elsewhere = as(world().stranger, nominate, a_nomination());
  EXPECT_EQ(code_of(elsewhere), "events.award.unknown_person");
  EXPECT_EQ(fault_of(elsewhere), Fault::not_found);

  const AwardId id = nominated();
  const auto early = as(world().district, review_award,
                        {.award = id,
                         .verdict = Verdict::passed,
                         .on = day("2026-11-04"),
                         .words = "before it was named"});
  EXPECT_EQ(code_of(early), "events.award.too_early");
  ASSERT_TRUE(reviewed(id));
  const auto brief =
      as(world().district, publish_award, {.award = id, .from = {}, .last = day("2026-11-08")});
  EXPECT_EQ(code_of(brief), "events.award.notice_short");
  EXPECT_EQ(field_of(brief), "/last");
  ASSERT_TRUE(published(id));
  days_later(5);
  const auto nowhere =
      as(world().district, grant_award, {.award = id, .event = new_id<Event>(world().now)});
  EXPECT_EQ(code_of(nowhere), "events.award.no_ceremony");
  EXPECT_EQ(code_of(as(world().stranger, open_award, {.award = id})), "events.award.absent");
}

TEST_P(Awards, are_found_by_nominee_year_and_state) {
  const AwardId id = nominated();
  NewAward of_body = a_nomination();
  of_body.kind = "award_partner";
  of_body.person.reset();
  of_body.organisation = world().company;
  const auto made = as(world().district, nominate, of_body);
  ASSERT_TRUE(made) << code_of(made);
  const auto found = [&](const AwardsQuery& query, const Actor& actor) {
    return as(actor, find_awards, query)->items.size();
  };
  EXPECT_EQ(found({}, world().district), 2U);
  EXPECT_EQ(found({.year = 2025}, world().district), 0U);
  EXPECT_EQ(found({.kind = "award_partner"}, world().district), 1U);
  EXPECT_EQ(found({.person = world().person}, world().district), 1U);
  EXPECT_EQ(found({.organisation = world().company}, world().district), 1U);
  EXPECT_EQ(found({.state = AwardState::passed}, world().district), 0U);
  ASSERT_TRUE(reviewed(id));
  EXPECT_EQ(found({.state = AwardState::passed}, world().district), 1U);
  EXPECT_EQ(found({}, world().stranger), 0U);
  const auto page = as(world().district, find_awards, {.limit = 1});
  ASSERT_TRUE(page->next_cursor);
  EXPECT_EQ(found({.cursor = page->next_cursor, .limit = 1}, world().district), 1U);
}

}  // namespace
}  // namespace zhulian::events
