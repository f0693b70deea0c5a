// An independent slow count of events over the bare rows: what the figures of events must equal.
// It reads no view and none of the projections kept beside the rows.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "figures/figures.h"
#include "test/world.h"

namespace zhulian::figures::slow {

struct SlowEvent {
  std::string id, kind, type, area, campaign, money, lead;
  std::int64_t planned_for = 0;
  bool corrected = false;
  bool cancelled = false;
  bool held = false;
  std::int64_t held_on = 0, minutes = 0, walk_ins = 0, online = 0;
  std::vector<std::pair<std::string, std::int64_t>> deliverers;
  std::set<std::string> tags;
  bool counts() const { return held && !cancelled && !corrected; }
  std::int64_t on() const { return held ? held_on : planned_for; }
};
struct SlowMark {
  const SlowEvent* event;
  std::string person, area, household;
  bool meal;
};
struct SlowItem {
  const SlowEvent* event;
  std::int64_t quantity;
};
struct SlowPerson {
  std::string id, area;
  Day birth;
  bool holds;
};
struct SlowSpan {
  std::string person, area, mode;
  std::int64_t from, until;
};
struct SlowParcel {
  std::string area;
  std::int64_t frozen_on;
  std::optional<std::int64_t> delivered_on;
};

struct SlowSlot {
  const SlowEvent* event;
  std::int64_t places;
  std::int64_t booked;  // Heads of the bookings that nobody cancelled.
};

struct Rows {
  std::map<std::string, SlowEvent> events;
  std::vector<SlowMark> present;
  std::vector<SlowItem> items;
  std::vector<SlowSpan> enrolments;
  std::vector<SlowSpan> plans;
  std::vector<SlowParcel> parcels;
  std::map<std::string, SlowSlot> slots;
  std::vector<std::pair<std::string, std::int64_t>> campaigns;  // area, begins
  std::vector<SlowPerson> people;
};

// The bare rows; not one of the views, nor the projections beside the rows.
inline void read_events(const Call& call, Rows& rows) {
  for (const auto& row : call.tx.query(
           "SELECT id, kind, activity_type, area, coalesce(campaign_id, ''), money_source,"
           " planned_for FROM events_event")) {
    SlowEvent& event = rows.events[row.get<std::string>(0)];
    event.id = row.get<std::string>(0);
    event.kind = row.get<std::string>(1);
    event.type = row.get<std::string>(2);
    event.area = row.get<std::string>(3);
    event.campaign = row.get<std::string>(4);
    event.money = row.get<std::string>(5);
    event.planned_for = row.integer(6);
  }
  for (const auto& row :
       call.tx.query("SELECT corrects_id FROM events_event WHERE corrects_id IS NOT NULL"))
    rows.events.at(row.get<std::string>(0)).corrected = true;
  for (const auto& row : call.tx.query("SELECT event_id FROM events_cancellation"))
    rows.events.at(row.get<std::string>(0)).cancelled = true;
  for (const auto& row : call.tx.query("SELECT event_id, held_on, coalesce(minutes, 0), walk_ins, "
                                       "online FROM events_holding")) {
    SlowEvent& event = rows.events.at(row.get<std::string>(0));
    event.held = true;
    event.held_on = row.integer(1);
    event.minutes = row.integer(2);
    event.walk_ins = row.integer(3);
    event.online = row.integer(4);
  }
  for (const auto& row : call.tx.query(
           "SELECT event_id, kind, heads FROM events_deliverer ORDER BY event_id, position")) {
    SlowEvent& event = rows.events.at(row.get<std::string>(0));
    if (event.deliverers.empty()) event.lead = row.get<std::string>(1);
    event.deliverers.emplace_back(row.get<std::string>(1), row.integer(2));
  }
  for (const auto& row : call.tx.query("SELECT event_id, tag FROM events_tag"))
    rows.events.at(row.get<std::string>(0)).tags.insert(row.get<std::string>(1));
}

inline void read_rest(const Call& call, Rows& rows) {
  for (const auto& row :
       call.tx.query("SELECT event_id, person_id, area, household_id, mark, meal FROM events_roll"))
    if (row.text(4) == "present")
      rows.present.push_back({.event = &rows.events.at(row.get<std::string>(0)),
                              .person = row.get<std::string>(1),
                              .area = row.get<std::string>(2),
                              .household = row.get<std::string>(3),
                              .meal = row.get<bool>(5)});
  for (const auto& row : call.tx.query("SELECT event_id, quantity FROM events_item"))
    rows.items.push_back({&rows.events.at(row.get<std::string>(0)), row.integer(1)});
  for (const auto& row : call.tx.query(
           "SELECT person_id, area, care_mode, from_day, until_day FROM events_enrolment"))
    rows.enrolments.push_back({.person = row.get<std::string>(0),
                               .area = row.get<std::string>(1),
                               .mode = row.get<std::string>(2),
                               .from = row.integer(3),
                               .until = row.integer(4)});
  for (const auto& row :
       call.tx.query("SELECT person_id, area, kind, from_day, until_day FROM events_plan"))
    rows.plans.push_back({.person = row.get<std::string>(0),
                          .area = row.get<std::string>(1),
                          .mode = row.get<std::string>(2),
                          .from = row.integer(3),
                          .until = row.integer(4)});
  for (const auto& row : call.tx.query("SELECT area, from_day FROM events_campaign"))
    rows.campaigns.emplace_back(row.get<std::string>(0), row.integer(1));
  std::map<std::string, std::int64_t> handed_over;
  for (const auto& row :
       call.tx.query("SELECT campaign_id || person_id, event_id FROM events_parcel_delivery")) {
    const SlowEvent& event = rows.events.at(row.get<std::string>(1));
    if (event.counts()) handed_over[row.get<std::string>(0)] = event.held_on;
  }
  for (const auto& row :
       call.tx.query("SELECT p.campaign_id || p.person_id, p.area, l.frozen_on FROM events_parcel p"
                     " JOIN events_parcel_list l ON l.campaign_id = p.campaign_id")) {
    const auto found = handed_over.find(row.get<std::string>(0));
    rows.parcels.push_back(
        {.area = row.get<std::string>(1),
         .frozen_on = row.integer(2),
         .delivered_on = found == handed_over.end() ? std::nullopt : std::optional(found->second)});
  }
}

inline void read_slots(const Call& call, Rows& rows) {
  for (const auto& row : call.tx.query("SELECT id, event_id, places FROM events_slot"))
    rows.slots[row.get<std::string>(0)] = {
        .event = &rows.events.at(row.get<std::string>(1)), .places = row.integer(2), .booked = 0};
  std::set<std::string> given_back;
  for (const auto& row : call.tx.query("SELECT booking_id FROM events_booking_cancellation"))
    given_back.insert(row.get<std::string>(0));
  for (const auto& row : call.tx.query("SELECT id, slot_id, heads FROM events_booking"))
    if (!given_back.contains(row.get<std::string>(0)))
      rows.slots.at(row.get<std::string>(1)).booked += row.integer(2);
}

class SlowCount {
 public:
  SlowCount(const Rows& rows, const Scope& scope)
      : rows_(rows), scope_(scope), from_(number(scope.from)), to_(number(scope.to)) {}

  using OfEvent = std::function<bool(const SlowEvent&)>;
  using OfMark = std::function<bool(const SlowMark&)>;

  double sessions(const OfEvent& fits) const {
    return sum(fits, [](const SlowEvent&) { return 1; });
  }
  double sum(const OfEvent& fits, const std::function<std::int64_t(const SlowEvent&)>& of) const {
    double total = 0;
    for (const auto& [id, event] : rows_.events)
      if (event.counts() && inside(event.area) && during(event.held_on) && fits(event))
        total += static_cast<double>(of(event));
    return total;
  }
  double attendance(const OfEvent& fits) const {
    return sum(fits, [&](const SlowEvent& event) {
      std::int64_t people = event.walk_ins;
      for (const SlowMark& mark : rows_.present) people += mark.event->id == event.id;
      return people;
    });
  }
  std::set<std::string> people(const OfMark& fits) const {
    std::set<std::string> found;
    for (const SlowMark& mark : marks(fits)) found.insert(mark.person);
    return found;
  }
  double heads(const OfMark& fits) const { return static_cast<double>(marks(fits).size()); }
  double households(const OfMark& fits) const {
    std::set<std::string> found;
    for (const SlowMark& mark : marks(fits)) found.insert(mark.household);
    return static_cast<double>(found.size());
  }
  std::set<std::string> holders(int age) const {
    std::set<std::string> found;
    for (const SlowPerson& person : rows_.people)
      if (person.holds && inside(person.area) && years_between(person.birth, scope_.as_of) >= age)
        found.insert(person.id);
    return found;
  }
  double enrolled(const std::function<bool(const SlowSpan&)>& fits) const {
    std::set<std::string> found;
    for (const SlowSpan& span : rows_.enrolments)
      if (inside(span.area) && fits(span)) found.insert(span.person);
    return static_cast<double>(found.size());
  }
  double parcels(const std::function<bool(const SlowParcel&)>& fits) const {
    double total = 0;
    for (const SlowParcel& parcel : rows_.parcels) total += inside(parcel.area) && fits(parcel);
    return total;
  }
  double items(const OfEvent& fits) const {
    double total = 0;
    for (const SlowItem& item : rows_.items)
      if (item.event->counts() && inside(item.event->area) && during(item.event->held_on) &&
          fits(*item.event))
        total += static_cast<double>(item.quantity);
    return total;
  }
  // Different words that events bear, such as their types.
  double words(const OfEvent& fits,
               const std::function<std::vector<std::string>(const SlowEvent&)>& of) const {
    std::set<std::string> found;
    for (const auto& [id, event] : rows_.events)
      if (event.counts() && inside(event.area) && during(event.held_on) && fits(event))
        for (const std::string& word : of(event)) found.insert(word);
    return static_cast<double>(found.size());
  }
  double slots(const std::function<std::int64_t(const SlowSlot&)>& of) const {
    double total = 0;
    for (const auto& [id, slot] : rows_.slots)
      if (!slot.event->cancelled && !slot.event->corrected && inside(slot.event->area) &&
          during(slot.event->on()))
        total += static_cast<double>(of(slot));
    return total;
  }
  double planned() const {
    std::set<std::string> found;
    for (const SlowSpan& span : rows_.plans)
      if (inside(span.area) && span.from <= as_of() && as_of() < span.until)
        found.insert(span.person);
    return static_cast<double>(found.size());
  }
  double campaigns() const {
    double total = 0;
    for (const auto& [where, begins] : rows_.campaigns) total += inside(where) && during(begins);
    return total;
  }
  bool during(std::int64_t on) const { return from_ <= on && on <= to_; }
  std::int64_t as_of() const { return number(scope_.as_of); }
  std::int64_t from() const { return from_; }
  std::int64_t to() const { return to_; }

 private:
  bool inside(const std::string& code) const { return code.starts_with(scope_.area.code()); }
  std::vector<SlowMark> marks(const OfMark& fits) const {
    std::vector<SlowMark> found;
    for (const SlowMark& mark : rows_.present)
      if (mark.event->counts() && inside(mark.area) && during(mark.event->held_on) && fits(mark))
        found.push_back(mark);
    return found;
  }

  const Rows& rows_;
  const Scope& scope_;
  std::int64_t from_;
  std::int64_t to_;
};

inline std::set<std::string> both(const std::set<std::string>& a, const std::set<std::string>& b) {
  std::set<std::string> found;
  for (const std::string& each : a)
    if (b.contains(each)) found.insert(each);
  return found;
}

inline double size(const std::set<std::string>& set) {
  return static_cast<double>(set.size());
}

// The figures as sentences of C++, by id.
inline std::map<std::string, double> slow_figures(const SlowCount& slow) {
  const auto is = [](const char* kind) {
    return [kind](const SlowEvent& event) { return event.kind == kind; };
  };
  const auto of = [](const char* kind) {
    return [kind](const SlowMark& mark) { return mark.event->kind == kind; };
  };
  const std::set<std::string> session_kinds{"activity", "class", "clinic", "open_day", "tour_stop"};
  const auto is_session = [&](const SlowEvent& e) { return session_kinds.contains(e.kind); };
  const auto any = [](const auto&) { return true; };
  std::map<std::string, double> all{
      {"receptions", slow.attendance(is("reception"))},
      {"activities_held", slow.sessions(is("activity"))},
      {"activity_attendance", slow.attendance(is("activity"))},
      {"sessions_held", slow.sessions(is_session)},
      {"volunteer_sessions",
       slow.sessions([](const SlowEvent& e) { return e.lead == "volunteer"; })},
      {"activity_types_held",
       slow.words(is("activity"),
                  [](const SlowEvent& e) { return std::vector<std::string>{e.type}; })},
      {"deliverer_kinds_at_work", slow.words(any,
                                             [](const SlowEvent& e) {
                                               std::vector<std::string> kinds;
                                               for (const auto& each : e.deliverers)
                                                 kinds.push_back(each.first);
                                               return kinds;
                                             })},
      {"people_in_sessions",
       size(slow.people([&](const SlowMark& m) { return is_session(*m.event); }))},
      {"home_visits", slow.heads(of("home_visit"))},
      {"home_visits_by_social_workers", slow.heads([&](const SlowMark& m) {
         return m.event->kind == "home_visit" && m.event->lead == "social_worker";
       })},
      {"households_visited", slow.households([](const SlowMark& m) {
         return m.event->kind == "home_visit" || m.event->kind == "leader_visit";
       })},
      {"households_visited_by_leaders", slow.households(of("leader_visit"))},
      {"people_served_at_home", size(slow.people(of("home_service")))},
      {"services_at_home", slow.heads(of("home_service"))},
      {"people_served_by_volunteers",
       size(slow.people([](const SlowMark& m) { return m.event->lead == "volunteer"; }))},
      {"mediations", slow.sessions(is("mediation"))},
      {"solo_plans", slow.planned()},
      {"calls_made", slow.heads(of("call"))},
      {"counselling_sessions", slow.heads(of("counselling"))},
      {"clinics_held", slow.sessions(is("clinic"))},
      {"clinic_medics", slow.sum(is("clinic"),
                                 [](const SlowEvent& e) {
                                   std::int64_t heads = 0;
                                   for (const auto& [kind, count] : e.deliverers)
                                     heads += kind == "medic" ? count : 0;
                                   return heads;
                                 })},
      {"clinic_services", slow.items(is("clinic"))},
      {"home_care_people", size(slow.people(of("home_care_visit")))},
      {"home_care_visits", slow.heads(of("home_care_visit"))},
      {"home_care_minutes",
       slow.sum(is("home_care_visit"), [](const SlowEvent& e) { return e.minutes; })},
      {"elders_checked", size(both(slow.people(of("health_check")), slow.holders(60)))},
      {"holders_contacted", size(both(slow.people([](const SlowMark& m) {
         return m.event->kind != "training" && m.event->kind != "drill" &&
                m.event->kind != "tour_stop";
       }),
                                      slow.holders(0)))},
      {"enrolled", slow.enrolled([&](const SlowSpan& s) {
         return s.from <= slow.as_of() && slow.as_of() < s.until;
       })},
      {"day_care_in_period", slow.enrolled([&](const SlowSpan& s) {
         return s.mode == "day_care" && s.from <= slow.to() && s.until > slow.from();
       })},
      {"centre_people", size(slow.people(of("centre_day")))},
      {"centre_attendance", slow.heads(of("centre_day"))},
      {"centre_meals",
       slow.heads([](const SlowMark& m) { return m.event->kind == "centre_day" && m.meal; })},
      {"slot_places", slow.slots([](const SlowSlot& s) { return s.places; })},
      {"slot_places_booked", slow.slots([](const SlowSlot& s) { return s.booked; })},
      {"open_days_held", slow.sessions(is("open_day"))},
      {"drills_held", slow.sessions(is("drill"))},
      {"trainings_held", slow.sessions(is("training"))},
      {"campaigns_begun", slow.campaigns()},
      {"campaign_events", slow.sessions([](const SlowEvent& e) { return !e.campaign.empty(); })},
      {"parcels_listed",
       slow.parcels([&](const SlowParcel& p) { return slow.during(p.frozen_on); })},
      {"parcels_handed_over", slow.parcels([&](const SlowParcel& p) {
         return slow.during(p.frozen_on) && p.delivered_on && *p.delivered_on <= slow.as_of();
       })},
      {"parcels_waiting", slow.parcels([&](const SlowParcel& p) {
         return slow.during(p.frozen_on) && !(p.delivered_on && *p.delivered_on <= slow.as_of());
       })},
      {"parcels_delivered", slow.parcels([&](const SlowParcel& p) {
         return p.delivered_on && slow.during(*p.delivered_on);
       })},
      {"tour_stops", slow.sessions(is("tour_stop"))},
      {"tour_views", slow.sum(is("tour_stop"), [](const SlowEvent& e) { return e.online; })},
      {"party_life_events",
       slow.sessions([](const SlowEvent& e) { return e.tags.contains("party_life"); })},
      {"pledge_events",
       slow.sessions([](const SlowEvent& e) { return e.tags.contains("pledge"); })},
      {"events_held", slow.sessions(any)},
      {"events_paid_by_society", slow.sessions([](const SlowEvent& e) {
         return std::set<std::string>{"donation", "enterprise", "volunteer", "self"}.contains(
             e.money);
       })},
      {"events_paid_by_government", slow.sessions([](const SlowEvent& e) {
         return std::set<std::string>{"budget", "lottery", "purchased", "guarantee_fund"}.contains(
             e.money);
       })},
  };
  for (const char* type : {"birthday_party", "handicraft", "film_for_blind", "job_training",
                           "rehab_training", "lecture", "sport"})
    all[std::string("activities_") + type] =
        slow.sessions([&](const SlowEvent& e) { return e.kind == "activity" && e.type == type; });
  for (const char* mode : {"day_care", "boarding", "home_care"})
    all[std::string("enrolled_") + mode] = slow.enrolled([&](const SlowSpan& s) {
      return s.mode == mode && s.from <= slow.as_of() && slow.as_of() < s.until;
    });
  std::set<std::string> so_far;
  for (const char* type : {"reading", "film", "garden", "exhibition", "culture"}) {
    const auto did = slow.people([&](const SlowMark& m) { return m.event->type == type; });
    so_far = type == std::string("reading") ? did : both(so_far, did);
    all[type == std::string("culture") ? "five_ones_done" : std::string("five_ones_") + type] =
        size(so_far);
  }
  return all;
}

}  // namespace zhulian::figures::slow
