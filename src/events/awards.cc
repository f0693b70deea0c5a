#include "events/awards.h"

#include <charconv>

#include "base/text.h"
#include "events/award_store.h"
#include "events/event_store.h"
#include "events/roll_store.h"
#include "platform/audit.h"
#include "platform/input.h"
#include "registry/areas.h"
#include "registry/names.h"

namespace zhulian::events {
namespace {

// How long a notice of the kind hangs at least: the pack's word, which its checker has read.
std::int64_t notice_days_of(const Call& call, const std::string& kind) {
  const packs::Code* known = call.deployment.packs.code("award_kind", kind);
  std::int64_t days = 1;
  if (!known) return days;
  const auto told = known->flags.find("notice_days");
  if (told != known->flags.end())
    std::from_chars(told->second.data(), told->second.data() + told->second.size(), days);
  return days;
}

AwardLine shown(const Call& call, AwardLine line, registry::AreaNames& places) {
  line.where = places.place(line.area);
  if (line.nominee_kind == "person")
    line.nominee_name = registry::shown_name(call, line.nominee_name);
  return line;
}

StepLine step_of(const store::AwardStep& step) {
  return {.step = step.step, .at = step.at, .by = step.by, .words = step.words};
}

AwardPage page_of(const Call& call, store::AwardRow row) {
  registry::AreaNames places(call.tx);
  const AwardId id = row.line.id;
  AwardPage page{.award = shown(call, std::move(row.line), places),
                 .reason = std::move(row.reason),
                 .place = {},
                 .notice_days = 0,
                 .steps = {store::nomination_of(call.tx, id)},
                 .objections = store::objections_of(call, id)};
  page.notice_days = notice_days_of(call, page.award.kind);
  const auto notice = store::find_notice(call, id);
  if (notice) page.place = notice->place;
  for (const auto& step : {store::find_review(call, id), notice, store::find_granting(call, id),
                           store::find_withdrawal(call, id)})
    if (step) page.steps.push_back(step_of(*step));
  // Who objects, objects to those who decide.
  for (ObjectionLine& objection : page.objections)
    if (!call.actor.may(Right::campaigns_write) && objection.by != call.actor.id.text)
      objection.words.clear();
  return page;
}

// The award in the actor's hands; nobody else moves it on meanwhile.
Result<store::AwardRow> locked(const Call& call, const AwardId& id) {
  if (!store::find_award(call, id)) return fail(Fault::not_found, "events.award.absent");
  store::lock_award(call.tx, id);
  return *store::find_award(call, id);
}

// What has ended is moved on no more.
Result<store::AwardRow> movable(const Call& call, const AwardId& id) {
  store::AwardRow row = TRY(locked(call, id));
  if (row.line.state == AwardState::refused) return fail(Fault::conflict, "events.award.refused");
  if (row.line.state == AwardState::withdrawn)
    return fail(Fault::conflict, "events.award.withdrawn");
  return row;
}

// Within [from, today].
Result<void> check_day(const Call& call, Day on, Day from, const std::string& field) {
  if (on > call.today())
    return fail(Fault::invalid, "events.award.in_future", field, {{"day", to_string(on)}});
  if (on < from)
    return fail(Fault::invalid, "events.award.too_early", field, {{"day", to_string(from)}});
  return {};
}

bool by_me(const Call& call, const store::AwardStep& step) {
  return step.by == call.actor.id.text;
}

// Where an award of this nominee belongs; an error where the actor may not nominate them.
Result<Area> area_of(const Call& call, const NewAward& in, Day on) {
  if (in.person) {
    const auto person = store::person_on(call.tx, *in.person, on);
    if (!person || !registry::area_of(call, *in.person) || !reaches(call.actor, person->area))
      return fail(Fault::not_found, "events.award.unknown_person", "/person");
    return person->area;
  }
  const auto body = registry::open_organisation(call, *in.organisation);
  if (!body || call.actor.areas.empty())
    return fail(Fault::not_found, "events.award.unknown_body", "/organisation");
  return reaches(call.actor, body->area) ? body->area : call.actor.areas.front();
}

bool is_same(const Call& call, const NewAward& in, const store::AwardRow& known) {
  const std::string& nominee = in.person ? in.person->text : in.organisation->text;
  return known.recorded_by == call.actor.id.text && known.line.kind == in.kind &&
         known.line.year == in.year && known.line.nominee == nominee &&
         known.line.nominated_by == in.nominated_by.value_or("") && known.reason == in.reason &&
         (!in.on || known.line.nominated_on == *in.on);
}

Result<void> check_nomination(const Call& call, const NewAward& in, Day on) {
  Faults faults;
  const auto* kind = call.deployment.packs.code("award_kind", in.kind);
  if (!kind)
    faults.add("events.code.unknown", "/kind", {{"code", in.kind}});
  else if (!kind->holds_on(on))
    faults.add("events.code.not_in_use", "/kind", {{"code", in.kind}, {"day", to_string(on)}});
  const std::chrono::year_month_day day{on};
  const auto year = static_cast<std::int64_t>(static_cast<int>(day.year()));
  if (in.year < year - 1 || in.year > year)
    faults.add("events.award.year", "/year",
               {{"before", std::to_string(year - 1)}, {"year", std::to_string(year)}});
  if (in.reason.empty()) faults.add("events.reason.empty", "/reason");
  if (on > call.today()) faults.add("events.award.in_future", "/on", {{"day", to_string(on)}});
  return std::move(faults).verdict();
}

}  // namespace

Result<AwardPage> nominate(const Call& call, const NewAward& input) {
  NewAward in = input;
  in.reason = trimmed(in.reason);
  in.nominated_by = text::normalise(in.nominated_by.value_or(""));
  const Day on = in.on.value_or(call.today());
  if (in.person.has_value() == in.organisation.has_value())
    return fail(Fault::invalid, "events.award.one_nominee", "/person");
  if (const auto known = store::find_any_award(call, in.id)) {
    if (!is_same(call, in, *known)) return fail(Fault::conflict, "events.id_taken", "/id");
    return open_award(call, {in.id});
  }
  const Area area = TRY(area_of(call, in, on));
  TRY(check_nomination(call, in, on));
  if (!store::add_award(call, in, area, on)) {
    if (!store::find_standing(call, in)) return fail(Fault::conflict, "events.id_taken", "/id");
    return fail(Fault::conflict, "events.award.there_already",
                in.person ? "/person" : "/organisation", {{"year", std::to_string(in.year)}});
  }
  audit(call, "events.award.nominated", "events_award", in.id.text, area,
        {{"kind", in.kind}, {"year", in.year}});
  return open_award(call, {in.id});
}

Result<http::Page<AwardLine>> find_awards(const Call& call, const AwardsQuery& query) {
  store::AwardFilter filter{.query = query, .limit = query.limit.value_or(page_default)};
  filter.behind = TRY(read_cursor(query.cursor));
  auto rows = store::list_awards(call, filter);
  http::Page<AwardLine> page;
  if (std::ssize(rows) > filter.limit) {
    rows.pop_back();
    const AwardLine& last = rows.back().line;
    page.next_cursor = to_text({.day = last.nominated_on, .id = last.id.text});
  }
  registry::AreaNames places(call.tx);
  std::vector<Area> areas;
  for (const auto& row : rows) areas.push_back(row.line.area);
  places.load(areas);
  for (auto& row : rows) page.items.push_back(shown(call, std::move(row.line), places));
  return page;
}

Result<AwardPage> open_award(const Call& call, const AwardRef& ref) {
  auto row = store::find_award(call, ref.award);
  if (!row) return fail(Fault::not_found, "events.award.absent");
  return page_of(call, *std::move(row));
}

Result<AwardPage> review_award(const Call& call, const AwardReview& input) {
  AwardReview in = input;
  in.words = trimmed(in.words);
  const auto row = TRY(locked(call, in.award));
  if (const auto known = store::find_review(call, in.award)) {
    const bool same = by_me(call, *known) && known->step == word(in.verdict) &&
                      known->words == in.words && (!in.on || known->on == *in.on);
    if (!same) return fail(Fault::conflict, "events.award.reviewed");
    return open_award(call, {in.award});
  }
  if (row.line.state == AwardState::withdrawn)
    return fail(Fault::conflict, "events.award.withdrawn");
  const Day on = in.on.value_or(call.today());
  if (in.words.empty()) return fail(Fault::invalid, "events.reason.empty", "/words");
  TRY(check_day(call, on, row.line.nominated_on, "/on"));
  store::add_review(call, in, on);
  audit(call, "events.award.reviewed", "events_award", in.award.text, row.line.area,
        {{"verdict", word(in.verdict)}, {"on", to_string(on)}});
  return open_award(call, {in.award});
}

Result<AwardPage> publish_award(const Call& call, const AwardNotice& input) {
  AwardNotice in = input;
  in.place = text::normalise(in.place.value_or(""));
  const auto row = TRY(movable(call, in.award));
  const std::int64_t days_min = notice_days_of(call, row.line.kind);
  if (const auto known = store::find_notice(call, in.award)) {
    const bool same = by_me(call, *known) && known->place == *in.place &&
                      (!in.from || known->on == *in.from) && (!in.last || known->last == *in.last);
    if (!same) return fail(Fault::conflict, "events.award.published");
    return open_award(call, {in.award});
  }
  const auto review = store::find_review(call, in.award);
  if (!review) return fail(Fault::conflict, "events.award.not_passed");
  in.from = in.from.value_or(call.today());
  const Day earliest_end = *in.from + std::chrono::days{days_min - 1};
  in.last = in.last.value_or(earliest_end);
  TRY(check_day(call, *in.from, review->on, "/from"));
  if (*in.last < earliest_end)
    return fail(Fault::invalid, "events.award.notice_short", "/last",
                {{"days", std::to_string(days_min)}, {"day", to_string(earliest_end)}});
  store::add_notice(call, in);
  audit(call, "events.award.published", "events_award", in.award.text, row.line.area,
        {{"from", to_string(*in.from)}, {"last", to_string(*in.last)}});
  return open_award(call, {in.award});
}

Result<AwardPage> object(const Call& call, const NewObjection& input) {
  NewObjection in = input;
  in.words = trimmed(in.words);
  const auto row = TRY(movable(call, in.award));
  const Day on = in.on.value_or(call.today());
  if (const auto known = store::find_objection(call, in.id)) {
    const bool same = known->award == in.award && known->line.by == call.actor.id.text &&
                      known->line.words == in.words && (!in.on || known->line.on == on);
    if (!same) return fail(Fault::conflict, "events.id_taken", "/id");
    return open_award(call, {in.award});
  }
  if (row.line.state == AwardState::awarded) return fail(Fault::conflict, "events.award.awarded");
  if (row.line.state != AwardState::published)
    return fail(Fault::conflict, "events.award.not_published");
  if (in.words.empty()) return fail(Fault::invalid, "events.reason.empty", "/words");
  TRY(check_day(call, on, *row.line.notice_from, "/on"));
  if (!store::add_objection(call, in, on)) return fail(Fault::conflict, "events.id_taken", "/id");
  audit(call, "events.award.objected", "events_award", in.award.text, row.line.area,
        {{"objection", in.id.text}});
  return open_award(call, {in.award});
}

Result<AwardPage> grant_award(const Call& call, const Granting& input) {
  Granting in = input;
  in.words = trimmed(in.words.value_or(""));
  const auto row = TRY(movable(call, in.award));
  if (const auto known = store::find_granting(call, in.award)) {
    const bool same = by_me(call, *known) && known->words == *in.words &&
                      known->event == in.event && (!in.on || known->on == *in.on);
    if (!same) return fail(Fault::conflict, "events.award.awarded");
    return open_award(call, {in.award});
  }
  if (row.line.state != AwardState::published)
    return fail(Fault::conflict, "events.award.not_published");
  const Day on = in.on.value_or(call.today());
  if (on <= *row.line.notice_last)
    return fail(Fault::conflict, "events.award.notice_runs", "/on",
                {{"day", to_string(*row.line.notice_last)}});
  TRY(check_day(call, on, *row.line.notice_last, "/on"));
  if (row.line.objections > 0 && in.words->empty())
    return fail(Fault::invalid, "events.award.objections_open", "/words");
  if (in.event) {
    const auto event = store::find_event(call, *in.event);
    if (!event || event->line.state == Stage::cancelled || event->line.state == Stage::corrected)
      return fail(Fault::invalid, "events.award.no_ceremony", "/event");
  }
  store::add_granting(call, in, on);
  audit(call, "events.award.granted", "events_award", in.award.text, row.line.area,
        {{"on", to_string(on)}});
  return open_award(call, {in.award});
}

Result<AwardPage> withdraw_award(const Call& call, const AwardWithdrawal& input) {
  AwardWithdrawal in = input;
  in.reason = trimmed(in.reason);
  const auto row = TRY(locked(call, in.award));
  if (const auto known = store::find_withdrawal(call, in.award)) {
    const bool same = by_me(call, *known) && known->words == in.reason;
    if (!same) return fail(Fault::conflict, "events.award.withdrawn");
    return open_award(call, {in.award});
  }
  if (row.line.state == AwardState::refused) return fail(Fault::conflict, "events.award.refused");
  if (in.reason.empty()) return fail(Fault::invalid, "events.reason.empty", "/reason");
  store::add_withdrawal(call, in);
  audit(call, "events.award.withdrawn", "events_award", in.award.text, row.line.area,
        {{"from", word(row.line.state)}});
  return open_award(call, {in.award});
}

}  // namespace zhulian::events
