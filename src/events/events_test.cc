// Planning, holding, closing, cancelling and correcting.
#include "events/events_world.h"

namespace zhulian::events {
namespace {

class Events : public EventsTest {};
ON_BOTH_DATABASES(Events);

TEST_P(Events, are_planned_held_and_closed) {
  const auto id = recorded(an_activity("2026-11-07"));
  EXPECT_EQ(state_of(id), Stage::planned);
  EXPECT_EQ(code_of(as(world().town, hold, {.event = id})), "events.event.in_future");
  EXPECT_EQ(code_of(as(world().town, close, {.event = id})), "events.event.not_held");
  days_later(2);
  const Holding holding{.event = id, .minutes = 90, .walk_ins = 7, .persons = {wang, li}};
  const auto held = as(world().town, hold, holding);
  ASSERT_TRUE(held) << code_of(held);
  EXPECT_EQ(held->event.state, Stage::held);
  EXPECT_EQ(held->event.attendance, 9);
  EXPECT_EQ(held->event.minutes, 90);
  EXPECT_TRUE(as(world().town, hold, holding));  // The answer was lost on the way.
  EXPECT_EQ(code_of(as(world().district, hold, holding)), "events.event.held_already");
  const auto closed = as(world().town, close, {.event = id, .words = "Good."});
  ASSERT_TRUE(closed) << code_of(closed);
  EXPECT_EQ(closed->event.state, Stage::closed);
  ASSERT_EQ(closed->steps.size(), 3U);
  EXPECT_EQ(closed->steps[2].step, "closed");
  EXPECT_EQ(closed->steps[2].words, "Good.");
  EXPECT_EQ(rows("events_holding"), 1);
}

TEST_P(Events, of_a_day_that_is_over_are_recorded_as_held) {
  const auto visit = a_visit(wang, "2026-11-03");
  const auto id = recorded(visit);
  EXPECT_EQ(state_of(id), Stage::held);
  EXPECT_EQ(page(id).event.area, test::area("421102001015"));  // Where the person lives.
  EXPECT_EQ(page(id).event.deliverer_kind, "social_worker");
  EXPECT_TRUE(as(world().town, record_event, visit));
  EXPECT_EQ(rows("events_event"), 1);
  auto other = visit;
  other.on = test::day("2026-11-02");
  EXPECT_EQ(code_of(as(world().town, record_event, other)), "events.id_taken");
}

TEST_P(Events, of_tomorrow_cannot_have_been_held) {
  auto visit = a_visit(wang, "2026-11-06");
  visit.held = true;
  EXPECT_EQ(code_of(as(world().town, record_event, visit)), "events.event.in_future");
  auto reception = a_visit(wang, "2026-11-06");
  reception.kind = "reception";
  EXPECT_EQ(code_of(as(world().town, record_event, reception)), "events.event.no_plans");
  auto late = an_activity("2026-11-04");
  late.held = false;
  EXPECT_EQ(code_of(as(world().town, record_event, late)), "events.event.plan_in_past");
  EXPECT_EQ(rows("events_event"), 0);
}

TEST_P(Events, keep_to_what_the_pack_says_of_their_kind) {
  const auto refused = [&](NewEvent event) {
    const auto made = as(world().town, record_event, event);
    return code_of(made) + ' ' + field_of(made);
  };
  auto event = a_visit(wang, "2026-11-03");
  event.kind = "party";
  EXPECT_EQ(refused(event), "events.kind.unknown /kind");
  event = a_visit(wang, "2026-11-03");
  event.walk_ins = 3;
  EXPECT_EQ(refused(event), "events.event.no_walk_ins /walk_ins");
  event = a_visit(wang, "2026-11-03");
  event.deliverers[0].kind = "leader";
  EXPECT_EQ(refused(event), "events.deliverer.may_not_lead /deliverers/0/kind");
  event = a_visit(wang, "2026-11-03");
  event.words = "x";
  EXPECT_EQ(refused(event), "events.event.note_short /words");
  event = a_visit(wang, "2026-11-03");
  event.persons = {};
  event.area = test::area("421102001");
  EXPECT_EQ(refused(event), "events.event.nobody /persons");
  event = an_activity("2026-11-03");
  event.activity_type.reset();
  EXPECT_EQ(refused(event), "events.event.missing /activity_type");
  event = an_activity("2026-11-03");
  event.activity_type = "film_for_blind";
  EXPECT_EQ(refused(event), "events.event.access_missing /accessibility");
  event.accessibility = {"described_film"};
  EXPECT_EQ(refused(event), "fine ");
  event = an_activity("2026-11-03");
  event.tags = {"party_life", "nonsense"};
  EXPECT_EQ(refused(event), "events.code.unknown /tags/1");
  event = an_activity("2026-11-03");
  event.items = {{.item = "book", .person = li, .quantity = {}, .value_fen = {}}};
  EXPECT_EQ(refused(event), "events.item.not_on_roll /items/0/person");
  event = an_activity("2026-11-03");
  event.kind = "drill";
  event.activity_type.reset();
  EXPECT_EQ(refused(event), "events.event.missing /site");
  event = an_activity("2026-11-03");
  event.kind = "home_care_visit";
  event.activity_type.reset();
  event.persons = {wang};
  event.words = "Washed and fed.";
  EXPECT_EQ(refused(event), "events.event.missing /minutes");
  event = an_activity("2026-11-03");
  event.starts_at = "24:00";
  EXPECT_EQ(refused(event), "events.event.bad_clock /starts_at");
}

TEST_P(Events, tell_every_fault_of_a_roll_at_once) {
  const auto outsider = add_person("\u5f20", "421102002001", "1970-01-01", 21);
  const auto dead = add_person("\u8bb8", "421102001015", "1970-01-01", 22, "52");
  die(dead, "2026-11-03");
  auto event = an_activity("2026-11-03");
  event.persons = {wang, outsider, dead, wang, new_id<registry::Person>(world().now)};
  const auto made = as(world().town, record_event, event);
  ASSERT_FALSE(made);
  std::vector<std::string> told{made.error().code + made.error().field};
  for (const Error& other : made.error().others) told.push_back(other.code + other.field);
  EXPECT_EQ(told, (std::vector<std::string>{
                      "events.roll.stranger/persons/1", "events.roll.dead/persons/2",
                      "events.roll.twice/persons/3", "events.roll.stranger/persons/4"}));
  EXPECT_EQ(rows("events_event"), 0);
}

TEST_P(Events, who_died_counts_until_the_day_before) {
  die(wang, "2026-11-04");
  EXPECT_EQ(code_of(as(world().town, record_event, a_visit(wang, "2026-11-04"))),
            "events.roll.dead");
  EXPECT_EQ(code_of(as(world().town, record_event, a_visit(wang, "2026-11-03"))), "fine");
}

TEST_P(Events, are_cancelled_with_a_reason_until_they_are_held) {
  const auto id = recorded(an_activity("2026-11-07"));
  EXPECT_EQ(code_of(as(world().town, cancel, {.event = id, .reason = " "})), "events.reason.empty");
  const Cancellation rain{.event = id, .reason = "rain"};
  ASSERT_TRUE(as(world().town, cancel, rain));
  EXPECT_TRUE(as(world().town, cancel, rain));
  EXPECT_EQ(state_of(id), Stage::cancelled);
  days_later(3);
  EXPECT_EQ(code_of(as(world().town, hold, {.event = id})), "events.event.cancelled");
  const auto held = recorded(a_visit(wang, "2026-11-03"));
  EXPECT_EQ(code_of(as(world().town, cancel, {.event = held, .reason = "x"})),
            "events.event.cannot_cancel");
}

TEST_P(Events, are_corrected_by_new_ones_and_the_old_count_no_more) {
  const auto old = recorded(a_visit(wang, "2026-11-03"));
  const auto instead = a_visit(li, "2026-11-02");
  const Correction correction{.event = old, .reason = "the wrong door", .instead = instead};
  const auto corrected = as(world().town, correct, correction);
  ASSERT_TRUE(corrected) << code_of(corrected) << field_of(corrected);
  EXPECT_EQ(corrected->event.id, instead.id);
  EXPECT_EQ(corrected->event.corrects, old);
  EXPECT_EQ(state_of(old), Stage::corrected);
  EXPECT_EQ(page(old).corrected_by, instead.id);
  EXPECT_TRUE(as(world().town, correct, correction));
  EXPECT_EQ(rows("events_event"), 2);
  EXPECT_EQ(rows("events_attendance_public"), 1);

  // The newest may be corrected again; who corrects an older one is told which is the newest.
  const auto last = a_visit(wang, "2026-11-01");
  ASSERT_TRUE(as(world().town, correct, {.event = instead.id, .reason = "again", .instead = last}));
  const auto late = as(world().town, correct,
                       {.event = old, .reason = "x", .instead = a_visit(li, "2026-11-01")});
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().fault, Fault::conflict);
  EXPECT_EQ(late.error().code, "events.event.corrected");
  EXPECT_EQ(late.error().arguments, (std::vector<Argument>{{"newest", last.id.text}}));
  EXPECT_EQ(code_of(as(world().town, close, {.event = old})), "events.event.corrected");
  EXPECT_EQ(rows("events_attendance_public"), 1);
}

TEST_P(Events, that_never_took_place_are_voided) {
  const auto old = recorded(a_visit(wang, "2026-11-03"));
  const auto instead = a_visit(wang, "2026-11-03");
  const Correction correction{
      .event = old, .reason = "nobody was in", .took_place = false, .instead = instead};
  const auto voided = as(world().town, correct, correction);
  ASSERT_TRUE(voided) << code_of(voided);
  EXPECT_EQ(voided->event.state, Stage::cancelled);
  EXPECT_EQ(rows("events_attendance_public"), 0);
  EXPECT_EQ(rows("events_event_public WHERE is_held = 1"), 0);
  // .. and a voiding is a record like others: it may itself have been wrong.
  EXPECT_TRUE(
      as(world().town, correct,
         {.event = instead.id, .reason = "it did", .instead = a_visit(wang, "2026-11-03")}));
  EXPECT_EQ(rows("events_attendance_public"), 1);
}

TEST_P(Events, faults_of_a_correction_stand_below_instead) {
  const auto old = recorded(a_visit(wang, "2026-11-03"));
  auto instead = a_visit(wang, "2026-11-03");
  instead.words = "x";
  EXPECT_EQ(field_of(as(world().town, correct, {.event = old, .reason = "r", .instead = instead})),
            "/instead/words");
  EXPECT_EQ(state_of(old), Stage::held);
}

TEST_P(Events, are_seen_within_ones_areas_only) {
  const auto id = recorded(a_visit(wang, "2026-11-03"));
  EXPECT_TRUE(as(world().liaison, open_event, {.event = id}));
  EXPECT_EQ(fault_of(as(world().stranger, open_event, {.event = id})), Fault::not_found);
  EXPECT_EQ(fault_of(as(world().stranger, close, {.event = id})), Fault::not_found);
  EXPECT_EQ(fault_of(as(world().resident, open_event, {.event = id})), Fault::not_found);
  EXPECT_TRUE(as(world().stranger, find_events, {})->items.empty());
  EXPECT_TRUE(as(world().resident, find_events, {})->items.empty());
  auto elsewhere = an_activity("2026-11-03");
  elsewhere.area = test::area("440703");
  EXPECT_EQ(code_of(as(world().town, record_event, elsewhere)), "events.area.absent");
}

TEST_P(Events, lists_are_filtered_and_paged_newest_first) {
  std::vector<EventId> visits;
  for (int i = 1; i <= 5; ++i)
    visits.push_back(recorded(a_visit(i % 2 ? wang : li, "2026-10-0" + std::to_string(i))));
  auto tagged = an_activity("2026-10-20");
  tagged.tags = {"party_life"};
  const auto activity = recorded(tagged);
  EventsQuery query{.limit = 2};
  std::vector<EventId> seen;
  for (;;) {
    const auto found = as(world().district, find_events, query);
    ASSERT_TRUE(found);
    for (const EventLine& line : found->items) seen.push_back(line.id);
    if (!found->next_cursor) break;
    query.cursor = found->next_cursor;
  }
  EXPECT_EQ(seen, (std::vector<EventId>{activity, visits[4], visits[3], visits[2], visits[1],
                                        visits[0]}));
  const auto count = [&](const EventsQuery& asked) {
    return as(world().district, find_events, asked)->items.size();
  };
  EXPECT_EQ(count({.kind = "home_visit"}), 5U);
  EXPECT_EQ(count({.person = wang}), 3U);
  EXPECT_EQ(count({.tag = "party_life"}), 1U);
  EXPECT_EQ(count({.from = test::day("2026-10-03"), .to = test::day("2026-10-05")}), 3U);
  EXPECT_EQ(count({.area = test::area("421102001015")}), 6U);
  EXPECT_EQ(count({.area = test::area("421102001001")}), 0U);
  EXPECT_EQ(count({.state = Stage::planned}), 0U);
  EXPECT_EQ(code_of(as(world().district, find_events, {.cursor = "x"})),
            "platform.list.bad_cursor");
}

TEST_P(Events, a_photo_proves_one_event_and_its_correction) {
  const auto photo = [&](const Actor& by) {
    return world().within(by, [&](const Call& call) {
      const auto id = new_id<StoredFile>(call.now);
      EXPECT_TRUE(call.deployment.files.add(
          call, {.stored_as = id.text, .kind = FileKind::png, .bytes = 1, .sha256 = id.text},
          {.id = id, .name = "a.png", .purpose = "event.evidence", .area = test::area("421102")}));
      return id.text;
    });
  };
  auto visit = a_visit(wang, "2026-11-03");
  visit.evidence = {photo(world().district)};
  EXPECT_EQ(code_of(as(world().town, record_event, visit)), "events.evidence.absent");
  visit.evidence = {photo(world().town)};
  const auto old = recorded(visit);
  auto other = a_visit(li, "2026-11-03");
  other.evidence = visit.evidence;
  EXPECT_EQ(code_of(as(world().town, record_event, other)), "events.evidence.twice");
  EXPECT_EQ(code_of(as(world().town, correct, {.event = old, .reason = "r", .instead = other})),
            "fine");
}

TEST_P(Events, at_a_site_that_moved_are_where_it_was_that_day) {
  ASSERT_TRUE(as(world().district, registry::move_site,
                 {.site = centre,
                  .area = test::area("421102001001"),
                  .address = "2",
                  .from = test::day("2026-11-04")}));
  auto before = an_activity("2026-11-03");
  before.area.reset();
  before.site = centre;
  auto after = an_activity("2026-11-04");
  after.area.reset();
  after.site = centre;
  EXPECT_EQ(page(recorded(before)).event.area, test::area("421102001015"));
  EXPECT_EQ(page(recorded(after)).event.area, test::area("421102001001"));
  auto wrong = an_activity("2026-11-04");
  wrong.site = centre;  // .. said to be in Huimin still.
  EXPECT_EQ(code_of(as(world().town, record_event, wrong)), "events.site.elsewhere");
}

TEST_P(Events, two_who_correct_one_event_at_once_are_settled) {
  const auto old = recorded(a_visit(wang, "2026-11-03"));
  ASSERT_TRUE(as(world().town, correct,
                 {.event = old, .reason = "a", .instead = a_visit(li, "2026-11-03")}));
  EXPECT_EQ(code_of(as(world().district, correct,
                       {.event = old, .reason = "b", .instead = a_visit(li, "2026-11-03")})),
            "events.event.corrected");
  EXPECT_ANY_THROW(world().run("UPDATE events_event SET corrects_id = '" + old.text +
                               "', reason = 'x' WHERE corrects_id IS NULL AND id = '" + old.text +
                               "'"));
}

}  // namespace
}  // namespace zhulian::events
