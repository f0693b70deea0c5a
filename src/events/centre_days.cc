#include "events/centre_days.h"

#include <algorithm>

#include "events/centre_day_store.h"
#include "events/clock.h"
#include "events/draft.h"
#include "events/roll.h"
#include "events/steps.h"
#include "platform/audit.h"
#include "platform/input.h"
#include "platform/outbox.h"
#include "registry/names.h"

namespace zhulian::events {
namespace {

EnrolmentLine line_of(const Call& call, store::EnrolmentRow row) {
  row.line.person_name = registry::shown_name(call, row.line.person_name);
  return std::move(row.line);
}

// "4,5" -> {4, 5}: the parts of a multiple disability, as the fact says them.
std::vector<std::int64_t> digits_of(std::string_view text) {
  std::vector<std::int64_t> found;
  for (const char c : text)
    if (c >= '1' && c <= '6') found.push_back(c - '0');
  return found;
}

// What is known of the person on the day.
Result<packs::Candidate> candidate_of(const Call& call, const PersonId& person, Day day) {
  const auto page = registry::open_person(call, {person});
  if (!page) return fail(Fault::not_found, "events.roll.stranger", "/person");
  packs::Candidate found{.age = years_between(page->birth, day), .sex = page->sex};
  if (const auto certified = store::certified_on(call.tx, person, day)) {
    found.category = certified->category;
    found.level = certified->level;
  }
  for (const registry::FactLine& fact : page->facts)
    if (fact.kind == "components" && fact.from <= day && (!fact.until || day <= *fact.until))
      found.components = digits_of(fact.value);
  return found;
}

Result<void> check_eligible(const Call& call, const NewEnrolment& in, Day from,
                            const packs::EnrolmentRule* rule) {
  const auto candidate = TRY(candidate_of(call, in.person, from));
  if (!rule) return {};
  const packs::Eligibility answer = packs::eligible(*rule, candidate);
  if (!answer.verdict) {
    // One fault for each thing to find out: category, level, components, age, sex.
    Faults faults;
    for (const std::string& name : answer.unknown)
      faults.add("events.enrolment.unknown." + name, "/person");
    TRY(std::move(faults).verdict());
  }
  if (!answer.verdict.value_or(false))
    return fail(Fault::invalid, "events.enrolment.not_eligible", "/person",
                {{"who@zh", rule->who.zh}, {"who@en", rule->who.en}});
  return {};
}

// Not twice at one site, and in one mode of care at a time where the packs say so.
Result<void> check_others(const Call& call, const NewEnrolment& in, Day from,
                          const packs::EnrolmentRule* rule) {
  for (const store::OtherEnrolment& other : store::enrolments_since(call.tx, in.person, from)) {
    if (other.site == in.site)
      return fail(Fault::conflict, "events.enrolment.there_already", "/person",
                  {{"day", to_string(other.from)}});
    if (rule && rule->one_mode && other.care_mode != in.care_mode)
      return fail(Fault::conflict, "events.enrolment.other_mode", "/care_mode",
                  {{"mode", other.care_mode}});
  }
  return {};
}

Result<EnrolmentLine> open_enrolment(const Call& call, const Id<Enrolment>& id) {
  auto row = store::find_enrolment(call, id);
  if (!row) return fail(Fault::not_found, "events.enrolment.absent");
  return line_of(call, *std::move(row));
}

}  // namespace

Result<EnrolmentLine> enrol(const Call& call, const NewEnrolment& input) {
  NewEnrolment in = input;
  in.words = trimmed(in.words.value_or(""));
  const Day from = in.from.value_or(call.today());
  if (const auto known = store::find_any_enrolment(call.tx, in.id)) {
    const bool same = known->line.person == in.person && known->line.site == in.site &&
                      known->line.care_mode == in.care_mode &&
                      known->recorded_by == call.actor.id.text &&
                      (!in.from || known->line.from == from);
    if (!same) return fail(Fault::conflict, "events.id_taken", "/id");
    return open_enrolment(call, in.id);
  }
  const auto area = registry::site_area(call, in.site);
  if (!area || !reaches(call.actor, *area))
    return fail(Fault::not_found, "events.site.absent", "/site");
  TRY(check_site_stands(call, in.site, from));
  const auto* mode = call.deployment.packs.code("care_mode", in.care_mode);
  if (!mode || !mode->holds_on(from))
    return fail(Fault::invalid, "events.code.unknown", "/care_mode", {{"code", in.care_mode}});
  const auto person = store::person_on(call.tx, in.person, from);
  if (person && person->died_on)
    return fail(Fault::invalid, "events.roll.dead", "/person",
                {{"day", to_string(*person->died_on)}});
  const packs::EnrolmentRule* rule =
      call.deployment.packs.events->enrolment(registry::site_kind(call, in.site), *area, from);
  TRY(check_eligible(call, in, from, rule));
  TRY(check_others(call, in, from, rule));
  if (!store::add_enrolment(call, in, *area, from))
    return fail(Fault::conflict, "events.enrolment.there_already", "/person",
                {{"day", to_string(from)}});
  audit(call, "events.enrolment.begun", "events_enrolment", in.id.text, *area,
        {{"person", in.person.text}, {"care_mode", in.care_mode}, {"from", to_string(from)}});
  emit(call, "events.enrolled", in.id.text, {{"person", in.person.text}});
  return open_enrolment(call, in.id);
}

Result<EnrolmentLine> end_enrolment(const Call& call, const EnrolmentEnd& input) {
  EnrolmentEnd end = input;
  end.reason = trimmed(end.reason);
  if (end.reason.empty()) return fail(Fault::invalid, "events.reason.empty", "/reason");
  const auto row = store::find_enrolment(call, end.enrolment);
  if (!row) return fail(Fault::not_found, "events.enrolment.absent");
  if (row->line.until) {
    const bool same = *row->line.until == end.on && row->line.end_reason == end.reason &&
                      row->ended_by == call.actor.id.text;
    if (!same) return fail(Fault::conflict, "events.enrolment.ended");
    return open_enrolment(call, end.enrolment);
  }
  if (end.on <= row->line.from)
    return fail(Fault::invalid, "events.enrolment.order", "/on",
                {{"day", to_string(row->line.from)}});
  store::end_enrolment(call, end);
  audit(call, "events.enrolment.ended", "events_enrolment", end.enrolment.text, row->area,
        {{"on", to_string(end.on)}});
  emit(call, "events.enrolment_ended", end.enrolment.text, {{"person", row->line.person.text}});
  return open_enrolment(call, end.enrolment);
}

namespace {

// What begins after the last day was a mistake; the span keeps one day.
void end_all(const Call& call, const std::vector<store::OtherEnrolment>& live, Day last,
             const std::string& reason) {
  for (const store::OtherEnrolment& each : live) {
    const Day on = std::max(last, each.from + std::chrono::days{1});
    store::end_enrolment(call, {.enrolment = each.id, .on = on, .reason = reason});
    audit(call, "events.enrolment.ended", "events_enrolment", each.id.text, each.area,
          {{"on", to_string(on)}});
  }
}

}  // namespace

Result<void> end_enrolments_of(const Call& call, const PersonId& person,
                               const std::string& reason) {
  const auto known = store::person_on(call.tx, person, call.today());
  if (known && known->died_on)
    end_all(call, store::enrolments_since(call.tx, person, call.today()), *known->died_on, reason);
  return {};
}

Result<void> end_enrolments_at(const Call& call, const SiteId& site, const std::string& reason) {
  if (const auto ending = registry::ending_of(call, site))
    end_all(call, store::enrolments_at(call.tx, site, ending->on), ending->on, reason);
  return {};
}

Result<http::Page<EnrolmentLine>> find_enrolments(const Call& call, const EnrolmentQuery& query) {
  store::EnrolmentFilter filter{.query = query, .limit = query.limit.value_or(page_default)};
  filter.behind = TRY(read_cursor(query.cursor));
  auto rows = store::list_enrolments(call, filter);
  http::Page<EnrolmentLine> page;
  if (std::ssize(rows) > filter.limit) {
    rows.pop_back();
    page.next_cursor = to_text({.day = rows.back().line.from, .id = rows.back().line.id.text});
  }
  for (auto& row : rows) page.items.push_back(line_of(call, std::move(row)));
  return page;
}

namespace {

// Somebody's birthday in a year; 29 February of a common year is kept on 1 March, the day from
// which the year counts as lived.
Day birthday_in(Day birth, std::chrono::year year) {
  const std::chrono::year_month_day born{birth};
  const std::chrono::year_month_day day{year, born.month(), born.day()};
  if (day.ok()) return Day{day};
  return Day{year / std::chrono::March / 1};
}

std::vector<Birthday> birthdays_of(const Call& call, const std::vector<store::Enrolled>& people,
                                   Day on) {
  const std::chrono::year_month_day date{on};
  std::vector<Birthday> found;
  for (const store::Enrolled& each : people) {
    const Day day = birthday_in(each.birth, date.year());
    const std::chrono::year_month_day kept{day};
    if (kept.month() != date.month() || (each.died_on && *each.died_on <= on)) continue;
    found.push_back({.person = each.person,
                     .name = registry::shown_name(call, each.name),
                     .on = day,
                     .turns = years_between(each.birth, day)});
  }
  std::ranges::stable_sort(found, {}, &Birthday::on);
  return found;
}

Result<Area> site_seen(const Call& call, const SiteId& site) {
  const auto area = registry::site_area(call, site);
  if (!area || !reaches(call.actor, *area)) return fail(Fault::not_found, "events.site.absent");
  return *area;
}

}  // namespace

Result<CentreDay> open_day(const Call& call, const DayQuery& query) {
  TRY(site_seen(call, query.site));
  const Day on = query.on.value_or(call.today());
  CentreDay day{.site = query.site, .on = on};
  const auto enrolled = store::enrolled_on(call.tx, query.site, on);
  std::vector<store::RollRow> roll;
  if (const auto id = store::find_site_day(call.tx, query.site, on)) {
    day.event = *id;
    day.state = store::find_any_event(call.tx, *id)->line.state;
    roll = store::roll_of(call.tx, *id);
  }
  const auto marked = [](DayPerson& person, const store::RollRow& row) {
    person.mark = row.mark;
    person.arrived_at = clock_text(row.arrived_min);
    person.meal = row.meal;
  };
  for (const store::Enrolled& each : enrolled) {
    const auto row = std::ranges::find(roll, each.person, &store::RollRow::person);
    if (row == roll.end() && each.died_on && *each.died_on <= on) continue;  // Nobody calls them.
    DayPerson& person = day.people.emplace_back(DayPerson{
        .person = each.person,
        .name = registry::shown_name(call, each.name),
        .care_mode = each.care_mode,
        .mark = {},
        .arrived_at = {},
        .meal = false,
        .birthday = birthday_in(each.birth, std::chrono::year_month_day{on}.year()) == on});
    if (row == roll.end()) continue;
    marked(person, *row);
    roll.erase(row);
  }
  for (const store::RollRow& row : roll) {  // Marked, and their enrolment taken back since.
    DayPerson& person =
        day.people.emplace_back(DayPerson{.person = row.person,
                                          .name = registry::shown_name(call, row.name),
                                          .care_mode = "",
                                          .mark = {},
                                          .arrived_at = {},
                                          .meal = false,
                                          .birthday = false});
    marked(person, row);
  }
  day.birthdays = birthdays_of(call, enrolled, on);
  return day;
}

namespace {

// The event of the day, made by whoever is first.
Result<EventId> event_of_day(const Call& call, const SiteId& site, Day on) {
  if (const auto known = store::find_site_day(call.tx, site, on)) return *known;
  const NewEvent made{.id = new_id<Event>(call.now),
                      .kind = std::string(day_kind),
                      .site = site,
                      .on = on,
                      .held = true};
  const Settled settled = TRY(settle(call, made, {}));
  if (const auto kept = keep(call, made, settled); !kept) {
    // Another tablet was quicker: theirs is the day.
    if (const auto theirs = store::find_site_day(call.tx, site, on)) return *theirs;
    return std::unexpected(kept.error());
  }
  audit(call, "events.event.held", "events_event", made.id.text, settled.area,
        {{"kind", made.kind}, {"on", to_string(on)}});
  emit(call, "events.held", made.id.text, {{"kind", made.kind}});
  return made.id;
}

}  // namespace

Result<RollLine> mark_day(const Call& call, const DayMark& input) {
  TRY(site_seen(call, input.site));
  const Day on = input.on.value_or(call.today());
  if (on > call.today())
    return fail(Fault::invalid, "events.event.in_future", "/on", {{"day", to_string(on)}});
  if (!store::is_enrolled(call.tx, input.site, input.person, on))
    return fail(Fault::not_found, "events.day.not_enrolled", "/person");
  const EventId id = TRY(event_of_day(call, input.site, on));
  const store::EventRow event = TRY(locked(call, id));
  return mark_known(call, event,
                    {.event = id,
                     .person = input.person,
                     .mark = input.mark,
                     .arrived_at = input.arrived_at,
                     .meal = input.meal,
                     .replaces = input.replaces});
}

}  // namespace zhulian::events
