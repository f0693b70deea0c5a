// Slots of open days and who books them.
#include "events/bookings.h"

#include <map>
#include <thread>

#include "events/events_world.h"

namespace zhulian::events {
namespace {

class Bookings : public EventsTest {
 protected:
  void SetUp() override {
    EventsTest::SetUp();
    open_day = plan("open_day", "2026-11-09");
    morning = slot_of(open_day, "09:00", "10:00", 3);
    noon = slot_of(open_day, "11:00", "12:00", 2);
  }
  EventId plan(const std::string& kind, const std::string& on) {
    NewEvent event{.id = new_id<Event>(world().now),
                   .kind = kind,
                   .site = centre,
                   .on = test::day(on),
                   .held = false};
    return recorded(event);
  }
  NewSlot a_slot(const EventId& event, const std::string& from, const std::string& to,
                 std::int64_t places) {
    return {.event = event,
            .id = new_id<Slot>(world().now),
            .starts_at = from,
            .ends_at = to,
            .places = places};
  }
  SlotId slot_of(const EventId& event, const std::string& from, const std::string& to,
                 std::int64_t places) {
    const NewSlot in = a_slot(event, from, to, places);
    const auto made = as(world().town, add_slot, in);
    EXPECT_TRUE(made) << code_of(made);
    return in.id;
  }
  NewBooking for_person(const SlotId& slot, const PersonId& person) {
    return {.slot = slot, .id = new_id<Booking>(world().now), .person = person};
  }
  NewBooking for_party(const SlotId& slot, std::int64_t heads) {
    return {
        .slot = slot, .id = new_id<Booking>(world().now), .name = "First branch", .heads = heads};
  }
  std::string booked(const NewBooking& in) { return code_of(as(world().town, book, in)); }
  SlotLine line(const SlotId& slot) {
    for (const SlotLine& each : page(open_day).slots)
      if (each.id == slot) return each;
    ADD_FAILURE() << "no such slot";
    return {};
  }
  std::optional<Mark> mark_of(const PersonId& person) {
    for (const RollLine& each : page(open_day).roll)
      if (each.person == person) return each.mark;
    return std::nullopt;
  }
  std::vector<std::string> timeline(const PersonId& person) {
    std::vector<std::string> kinds;
    const auto page = as(world().district, registry::open_person, {.person = person});
    for (const auto& entry : page->timeline)
      if (entry.kind.starts_with("booking")) kinds.push_back(entry.kind + ' ' + entry.words);
    return kinds;
  }

  EventId open_day;  // On Monday, at the centre.
  SlotId morning;    // Three places.
  SlotId noon;       // Two places.
};
ON_BOTH_DATABASES(Bookings);

TEST_P(Bookings, are_of_kinds_that_the_packs_open_for_them) {
  const auto activity = recorded([&] {
    NewEvent event = an_activity("2026-11-09");
    event.held = false;
    return event;
  }());
  EXPECT_EQ(code_of(as(world().town, add_slot, a_slot(activity, "09:00", "10:00", 3))),
            "events.slot.none_here");
  EXPECT_EQ(field_of(as(world().town, add_slot, a_slot(open_day, "10:00", "10:00", 3))),
            "/ends_at");
  EXPECT_EQ(code_of(as(world().town, add_slot, a_slot(open_day, "9:00", "10:00", 3))),
            "events.event.bad_clock");
  NewSlot twice = a_slot(open_day, "14:00", "15:00", 5);
  EXPECT_TRUE(as(world().town, add_slot, twice));
  EXPECT_EQ(as(world().town, add_slot, twice)->slots.size(), 3U);
  twice.places = 6;
  EXPECT_EQ(code_of(as(world().town, add_slot, twice)), "events.id_taken");
  EXPECT_EQ(code_of(as(world().stranger, add_slot, a_slot(open_day, "09:00", "10:00", 3))),
            "events.event.absent");
}

TEST_P(Bookings, never_take_more_than_the_places) {
  EXPECT_EQ(booked(for_person(morning, wang)), "fine");
  EXPECT_EQ(booked(for_party(morning, 3)), "events.booking.full");
  const NewBooking party = for_party(morning, 2);
  EXPECT_EQ(booked(party), "fine");
  EXPECT_EQ(booked(party), "fine");  // Sent twice.
  const auto full = as(world().town, book, for_person(morning, li));
  EXPECT_EQ(code_of(full), "events.booking.full");
  EXPECT_EQ(fault_of(full), Fault::conflict);
  EXPECT_EQ(full.error().arguments.at(0).value, "0");
  EXPECT_EQ(line(morning).booked, 3);
  // What is given back may be taken again; the row stays.
  const BookingCancellation back{.booking = party.id, .reason = "snow"};
  EXPECT_EQ(as(world().town, cancel_booking, back)->state, BookingState::cancelled);
  EXPECT_EQ(as(world().town, cancel_booking, back)->reason, "snow");
  EXPECT_EQ(code_of(as(world().town, cancel_booking, {.booking = party.id, .reason = "rain"})),
            "events.booking.cancelled");
  EXPECT_EQ(line(morning).booked, 1);
  EXPECT_EQ(booked(for_person(morning, li)), "fine");
  EXPECT_EQ(line(morning).bookings.size(), 3U);
  EXPECT_ANY_THROW(world().run("UPDATE events_slot SET booked = places + 1"));
}

TEST_P(Bookings, two_at_once_are_settled_by_the_database) {
  std::vector<PersonId> people;
  for (int i = 0; i < 8; ++i)
    people.push_back(add_person("\u8bb8", "421102001015", "1990-01-01", 40 + i));
  std::vector<std::string> answers(people.size());
  {
    std::vector<std::jthread> phones;
    for (std::size_t i = 0; i < people.size(); ++i)
      phones.emplace_back([&, i, in = for_person(morning, people[i])] {
        answers[i] = code_of(world().as(world().town, book, in));
      });
  }
  EXPECT_EQ(std::ranges::count(answers, "fine"), 3);
  EXPECT_EQ(std::ranges::count(answers, "events.booking.full"), 5);
  EXPECT_EQ(rows("events_booking"), 3);
  EXPECT_EQ(line(morning).booked, 3);
}

TEST_P(Bookings, of_one_person_stand_in_one_slot_of_an_event) {
  EXPECT_EQ(booked(for_person(morning, wang)), "fine");
  const auto second = as(world().town, book, for_person(noon, wang));
  EXPECT_EQ(code_of(second), "events.booking.other_slot");
  EXPECT_EQ(fault_of(second), Fault::conflict);
  EXPECT_EQ(second.error().arguments.at(0).value, "09:00");
  EXPECT_EQ(second.error().arguments.at(2).value, morning.text);
  const auto elsewhere = plan("open_day", "2026-11-10");
  EXPECT_EQ(booked(for_person(slot_of(elsewhere, "09:00", "10:00", 1), wang)), "fine");
  // Two screens at once, two slots: one of them stands.
  std::array<std::string, 2> answers;
  {
    std::array<std::jthread, 2> both;
    for (std::size_t i = 0; i < 2; ++i)
      both[i] = std::jthread([&, i, in = for_person(i ? morning : noon, li)] {
        answers[i] = code_of(world().as(world().town, book, in));
      });
  }
  EXPECT_EQ(std::ranges::count(answers, "fine"), 1);
  EXPECT_EQ(rows("events_booking WHERE person_id = '" + li.text + "'"), 1);
  EXPECT_ANY_THROW(world().run(
      "INSERT INTO events_booking (id, slot_id, event_id, person_id, name, heads, words,"
      " recorded_at, recorded_by) VALUES ('x', '" +
      noon.text + "', '" + open_day.text + "', '" + wang.text + "', '', 1, '', 0, 'x')"));
}

TEST_P(Bookings, say_who_comes_in_one_way) {
  NewBooking in = for_person(morning, wang);
  in.name = "and friends";
  EXPECT_EQ(booked(in), "events.booking.who");
  in.name.reset();
  in.heads = 2;
  EXPECT_EQ(booked(in), "events.booking.one_place");
  in.person.reset();
  EXPECT_EQ(booked(in), "events.booking.who");
  in.organisation = world().company;
  EXPECT_EQ(booked(in), "fine");
  EXPECT_EQ(line(morning).bookings[0].name,
            as(world().district, registry::open_organisation, world().company)->name);
  EXPECT_EQ(booked(for_person(morning, PersonId{new_uuid(world().now)})), "events.roll.stranger");
  const auto late = add_person("\u8bb8", "421102001015", "1950-01-01", 60, "52");
  die(late, "2026-11-04");
  EXPECT_EQ(booked(for_person(noon, late)), "events.roll.dead");
  EXPECT_EQ(code_of(as(world().stranger, book, for_person(noon, wang))), "events.slot.absent");
}

TEST_P(Bookings, put_people_on_the_roll_and_who_came_is_marked_there) {
  const NewBooking first = for_person(morning, wang);
  EXPECT_EQ(booked(first), "fine");
  EXPECT_EQ(mark_of(wang), Mark::expected);
  EXPECT_TRUE(as(world().town, cancel_booking, {.booking = first.id, .reason = "ill"}));
  EXPECT_EQ(mark_of(wang), Mark::leave);
  EXPECT_EQ(booked(for_person(noon, wang)), "fine");
  EXPECT_EQ(mark_of(wang), Mark::expected);
  days_later(4);
  EXPECT_TRUE(as(world().town, hold, {.event = open_day}));
  EXPECT_TRUE(as(world().town, mark, {.event = open_day, .person = wang, .mark = Mark::present}));
  EXPECT_EQ(line(noon).bookings.at(0).mark, Mark::present);
  EXPECT_EQ(page(open_day).event.attendance, 1);
  // What was held is booked no more and given back no more.
  EXPECT_EQ(booked(for_person(morning, li)), "events.event.not_planned");
  EXPECT_EQ(code_of(as(world().town, cancel_booking,
                       {.booking = line(noon).bookings.at(0).id, .reason = "ill"})),
            "events.event.not_planned");
}

TEST_P(Bookings, end_with_the_slot_at_the_minute) {
  world().now = parse_instant("2026-11-09T01:59:59Z").value();  // 09:59 there.
  EXPECT_EQ(as(world().town, find_offers, {})->size(), 2U);
  EXPECT_EQ(booked(for_person(morning, wang)), "fine");
  world().now += std::chrono::seconds{1};
  EXPECT_EQ(booked(for_person(morning, li)), "events.booking.over");
  ASSERT_EQ(as(world().town, find_offers, {})->size(), 1U);
  EXPECT_EQ(as(world().town, find_offers, {})->front().slot, noon);
  days_later(1);
  EXPECT_EQ(booked(for_person(noon, li)), "events.booking.over");
}

TEST_P(Bookings, are_told_when_the_event_is_called_off) {
  EXPECT_EQ(booked(for_person(morning, wang)), "fine");
  EXPECT_EQ(timeline(wang), (std::vector<std::string>{"booking.made "}));
  const NewBooking given_back = for_party(noon, 2);
  EXPECT_EQ(booked(given_back), "fine");
  EXPECT_TRUE(as(world().town, cancel_booking, {.booking = given_back.id, .reason = "ill"}));
  EXPECT_TRUE(as(world().town, cancel, {.event = open_day, .reason = "flood"}));
  const BookingLine told = line(morning).bookings.at(0);
  EXPECT_EQ(told.state, BookingState::called_off);
  EXPECT_EQ(told.reason, "flood");
  EXPECT_EQ(line(noon).bookings.at(0).state, BookingState::cancelled);
  EXPECT_EQ(timeline(wang), (std::vector<std::string>{"booking.called_off flood"}));
  EXPECT_EQ(rows("platform_event WHERE event = 'events.booking_called_off'"), 1);
  EXPECT_EQ(booked(for_person(noon, li)), "events.event.cancelled");
  EXPECT_EQ(as(world().town, find_offers, {})->size(), 0U);
  EXPECT_EQ(rows("events_slot_public"), 0);  // Nothing was offered, then.
  EXPECT_EQ(rows("events_booking_public"), 0);
}

TEST_P(Bookings, go_over_to_the_event_that_stands_for_theirs) {
  EXPECT_EQ(booked(for_person(morning, wang)), "fine");
  NewEvent instead{.id = new_id<Event>(world().now),
                   .kind = "activity",
                   .activity_type = "handicraft",
                   .site = centre,
                   .on = test::day("2026-11-10"),
                   .held = false};
  Correction correction{
      .event = open_day, .reason = "another day", .took_place = {}, .instead = instead};
  const auto other_kind = as(world().town, correct, correction);
  EXPECT_EQ(code_of(other_kind), "events.slot.booked");
  EXPECT_EQ(field_of(other_kind), "/instead/kind");
  correction.instead.kind = "open_day";
  correction.instead.activity_type.reset();
  const auto made = as(world().town, correct, correction);
  ASSERT_TRUE(made) << code_of(made);
  ASSERT_EQ(made->slots.size(), 2U);
  EXPECT_EQ(made->slots[0].bookings.at(0).state, BookingState::booked);
  EXPECT_EQ(made->roll.at(0).mark, Mark::expected);
  EXPECT_EQ(rows("events_booking_public WHERE on_day = 20767"), 1);
}

TEST_P(Bookings, stay_when_what_was_planned_or_called_off_took_place_after_all) {
  const auto late = add_person("\u8bb8", "421102001015", "1950-01-01", 60, "52");
  for (const PersonId& person : {wang, late})
    EXPECT_EQ(booked(for_person(morning, person)), "fine");
  EXPECT_EQ(booked(for_person(noon, li)), "fine");
  const NewBooking given_back = for_person(noon, zhao);
  EXPECT_EQ(booked(given_back), "fine");
  EXPECT_TRUE(as(world().town, cancel_booking, {.booking = given_back.id, .reason = "ill"}));
  EXPECT_TRUE(as(world().town, cancel, {.event = open_day, .reason = "flood"}));
  days_later(4);
  die(late, "2026-11-08");
  // It took place, and wang came.
  const NewEvent instead{.id = new_id<Event>(world().now),
                         .kind = "open_day",
                         .site = centre,
                         .on = test::day("2026-11-09"),
                         .held = true,
                         .persons = {wang}};
  const auto made =
      as(world().town, correct,
         {.event = open_day, .reason = "the water fell", .took_place = {}, .instead = instead});
  ASSERT_TRUE(made) << code_of(made);
  EXPECT_EQ(made->event.state, Stage::held);
  EXPECT_EQ(made->event.attendance, 1);
  std::map<PersonId, Mark> marks;
  for (const RollLine& each : made->roll) marks[each.person] = each.mark;
  // Who booked and is not named has not been marked yet; the dead and who gave back are not there.
  EXPECT_EQ(marks, (std::map<PersonId, Mark>{{wang, Mark::present}, {li, Mark::expected}}));
  EXPECT_EQ(made->slots[0].bookings.at(0).state, BookingState::booked);
  EXPECT_EQ(made->slots[0].bookings.at(0).mark, Mark::present);
  EXPECT_EQ(made->slots[1].bookings.at(0).mark, Mark::expected);
  EXPECT_TRUE(as(world().town, mark, {.event = instead.id, .person = li, .mark = Mark::absent}));
  // Corrected once more, who was marked as absent stays so.
  NewEvent again = instead;
  again.id = new_id<Event>(world().now);
  again.walk_ins = 2;
  const auto newest =
      as(world().town, correct, {.event = instead.id, .reason = "two more", .instead = again});
  ASSERT_TRUE(newest) << code_of(newest);
  EXPECT_EQ(newest->slots[1].bookings.at(0).mark, Mark::absent);
  EXPECT_EQ(newest->event.attendance, 3);
}

TEST_P(Bookings, places_may_grow_and_shrink_to_what_is_booked) {
  const auto changed = [&](std::int64_t places) {
    return as(world().town, change_places, {.slot = morning, .places = places});
  };
  EXPECT_EQ(booked(for_party(morning, 3)), "fine");
  EXPECT_EQ(booked(for_person(morning, wang)), "events.booking.full");
  EXPECT_TRUE(changed(5));
  EXPECT_EQ(booked(for_person(morning, wang)), "fine");
  const auto refused = changed(3);
  EXPECT_EQ(code_of(refused), "events.slot.taken");
  EXPECT_EQ(fault_of(refused), Fault::conflict);
  EXPECT_EQ(refused.error().arguments.at(0).value, "4");
  EXPECT_EQ(refused.error().arguments.at(1).value, "3");
  EXPECT_TRUE(changed(4));
  EXPECT_TRUE(changed(4));  // Sent twice.
  EXPECT_EQ(line(morning).places, 4);
  EXPECT_EQ(booked(for_person(morning, li)), "events.booking.full");
  // Each step is a row: from how many to how many, by whom.
  EXPECT_EQ(rows("events_slot_places"), 2);
  EXPECT_EQ(rows("events_slot_places WHERE number = 1 AND before = 3 AND places = 5"), 1);
  EXPECT_EQ(rows("events_slot_places WHERE number = 2 AND before = 5 AND places = 4"
                 " AND recorded_by = '" +
                 world().town.id.text + "'"),
            1);
  EXPECT_EQ(code_of(as(world().stranger, change_places, {.slot = morning, .places = 9})),
            "events.slot.absent");
  EXPECT_TRUE(as(world().town, cancel, {.event = open_day, .reason = "flood"}));
  EXPECT_EQ(code_of(changed(6)), "events.event.cancelled");
}

TEST_P(Bookings, and_fewer_places_at_once_are_settled_by_the_database) {
  std::string booking;
  std::string shrinking;
  {
    std::jthread one(
        [&, in = for_party(morning, 3)] { booking = code_of(world().as(world().town, book, in)); });
    std::jthread other([&] {
      shrinking = code_of(world().as(world().town, change_places, {.slot = morning, .places = 2}));
    });
  }
  EXPECT_NE(booking == "fine", shrinking == "fine");
  EXPECT_EQ(rows("events_slot WHERE booked > places"), 0);
}

TEST_P(Bookings, of_a_ward_are_seen_and_made_by_who_speaks_for_them) {
  const Actor& resident = world().resident;
  EXPECT_EQ(code_of(as(resident, find_offers, {.person = li})), "events.roll.stranger");
  ASSERT_TRUE(as(world().district, registry::add_tie,
                 {.id = new_id<registry::Tie>(world().now),
                  .kind = "guardian",
                  .from_kind = "person",
                  .from_id = wang.text,
                  .to_kind = "person",
                  .to_id = li.text,
                  .title = "",
                  .from = test::day("2026-11-01")}));
  const NewBooking in = for_person(noon, li);
  ASSERT_TRUE(as(resident, book, in));
  EXPECT_FALSE(as(resident, find_offers, {})->at(1).own);
  const auto offers = as(resident, find_offers, {.person = li});
  EXPECT_EQ(offers->at(1).own, in.id);
  EXPECT_EQ(offers->at(1).site_name.substr(0, 2), "S ");
  EXPECT_TRUE(as(resident, cancel_booking, {.booking = in.id, .reason = "school"}));
  EXPECT_FALSE(as(resident, find_offers, {.person = li})->at(1).own);
}

TEST_P(Bookings, a_person_books_for_themselves_in_their_county) {
  const Actor& resident = world().resident;
  const auto offers = as(resident, find_offers, {});
  ASSERT_EQ(offers->size(), 2U);
  EXPECT_EQ(offers->at(0).free, 3);
  EXPECT_FALSE(offers->at(0).own);
  NewBooking in{.slot = morning, .id = new_id<Booking>(world().now)};
  const auto made = as(resident, book, in);
  ASSERT_TRUE(made) << code_of(made);
  EXPECT_EQ(made->person, wang);
  EXPECT_EQ(as(resident, find_offers, {})->at(0).own, in.id);
  EXPECT_EQ(as(resident, find_offers, {})->at(0).free, 2);
  EXPECT_EQ(code_of(as(resident, book, for_person(noon, li))), "events.roll.stranger");
  EXPECT_EQ(code_of(as(resident, book, for_party(noon, 2))), "events.booking.own_only");
  const NewBooking others = for_person(noon, li);
  EXPECT_EQ(booked(others), "fine");
  EXPECT_EQ(code_of(as(resident, cancel_booking, {.booking = others.id, .reason = "x"})),
            "events.booking.absent");
  EXPECT_TRUE(as(resident, cancel_booking, {.booking = in.id, .reason = "ill"}));
  // Another county's events are none of theirs.
  Actor far = resident;
  world().run("UPDATE events_event SET area = '440703001001'");
  EXPECT_EQ(as(far, find_offers, {})->size(), 0U);
  EXPECT_EQ(code_of(as(far, book, in)), "events.slot.absent");
}

TEST_P(Bookings, of_the_dead_are_cancelled) {
  const auto late = add_person("\u8bb8", "421102001015", "1950-01-01", 60, "52");
  EXPECT_EQ(booked(for_person(morning, late)), "fine");
  die(late, "2026-11-05");
  EXPECT_TRUE(world().within(
      world().program, [&](const Call& call) { return cancel_bookings_of(call, late, "died"); }));
  EXPECT_EQ(line(morning).bookings.at(0).state, BookingState::cancelled);
  EXPECT_EQ(line(morning).bookings.at(0).reason, "died");
  EXPECT_EQ(line(morning).booked, 0);
  EXPECT_EQ(mark_of(late), Mark::leave);
}

// ---- a site that ends ---------------------------------------------------------------------------

TEST_P(Bookings, planned_at_a_site_that_ended_are_listed_and_left_to_people) {
  const auto before = plan("open_day", "2026-11-07");
  ASSERT_TRUE(enrolled(wang, "2026-11-01"));
  ASSERT_TRUE(as(world().district, registry::end_site,
                 {.site = centre, .on = test::day("2026-11-08"), .reason = "sold"}));
  EXPECT_EQ(page(open_day).event.state, Stage::planned);
  EXPECT_EQ(page(open_day).event.site_ended, test::day("2026-11-08"));
  EXPECT_FALSE(page(before).event.site_ended);
  const auto told = as(world().town, find_events, {.site_ended = true});
  ASSERT_EQ(told->items.size(), 1U);
  EXPECT_EQ(told->items[0].id, open_day);
  EXPECT_EQ(as(world().town, find_events, {.site_ended = false})->items.size(), 1U);
  // Nothing new is planned there, and nobody is enrolled.
  NewEvent more{.id = new_id<Event>(world().now),
                .kind = "open_day",
                .site = centre,
                .on = test::day("2026-11-08"),
                .held = false};
  EXPECT_EQ(code_of(as(world().town, record_event, more)), "events.site.ended");
  EXPECT_EQ(code_of(enrolled(li, "2026-11-08")), "events.site.ended");
  EXPECT_TRUE(world().within(world().program, [&](const Call& call) {
    return end_enrolments_at(call, centre, "the site ended");
  }));
  const auto ended = as(world().district, find_enrolments, {.site = centre})->items.at(0);
  EXPECT_EQ(ended.until, test::day("2026-11-08"));
  EXPECT_EQ(ended.end_reason, "the site ended");
  EXPECT_TRUE(as(world().town, cancel, {.event = open_day, .reason = "no house"}));
  EXPECT_EQ(as(world().town, find_events, {.site_ended = true})->items.size(), 0U);
}

}  // namespace
}  // namespace zhulian::events
