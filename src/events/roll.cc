#include "events/roll.h"

#include "base/record.h"
#include "events/clock.h"
#include "events/draft.h"
#include "events/pages.h"
#include "events/roll_store.h"
#include "events/steps.h"
#include "platform/audit.h"

namespace zhulian::events {
namespace {

// Whether the roll takes such a mark now.
Result<void> check_time(const Call& call, const store::EventRow& event, Mark mark) {
  switch (event.line.state) {
    case Stage::corrected:
      return corrected_already(call, event.line.id);
    case Stage::cancelled:
      return fail(Fault::conflict, "events.event.cancelled");
    case Stage::closed:
      return fail(Fault::conflict, "events.roll.closed");
    case Stage::held:
      if (mark == Mark::expected) return fail(Fault::invalid, "events.roll.not_expected", "/mark");
      return {};
    case Stage::planned:
      break;
  }
  const bool is_ahead = event.line.on > call.today();
  if (is_ahead && (mark == Mark::present || mark == Mark::absent))
    return fail(Fault::invalid, "events.roll.too_early", "/mark",
                {{"day", to_string(event.line.on)}});
  return {};
}

// The second of two: told what stands, unless they have seen it.
std::unexpected<Error> marked_already(const Call& call, const store::RollRow& known) {
  const RollLine line = line_of(call, known);
  return fail(Fault::conflict, "events.roll.marked", "/mark",
              {{"mark", std::string(word(known.mark))},
               {"current", boost::json::serialize(record::to_json(line))}});
}

}  // namespace

Result<RollLine> mark_known(const Call& call, const store::EventRow& event, const RollMark& input) {
  const EventId id = event.line.id;
  TRY(check_time(call, event, input.mark));
  const packs::EventKind* kind = kind_of(call, event.line.kind, event.line.area, event.line.on);
  if (!kind || kind->beneficiaries == packs::Beneficiaries::none)
    return fail(Fault::invalid, "events.roll.none_here", "/person");
  const auto person = store::person_on(call.tx, input.person, event.line.on);
  if (!person) return fail(Fault::not_found, "events.roll.stranger", "/person");
  if (person->died_on && *person->died_on <= event.line.on)
    return fail(Fault::invalid, "events.roll.dead", "/person",
                {{"day", to_string(*person->died_on)}});
  if (event.line.on < person->birth)
    return fail(Fault::invalid, "events.roll.unborn", "/person",
                {{"day", to_string(event.line.on)}});
  std::optional<std::int64_t> arrived;
  if (input.arrived_at) {
    arrived = read_clock(*input.arrived_at);
    if (!arrived) return fail(Fault::invalid, "events.event.bad_clock", "/arrived_at");
    if (input.mark != Mark::present)
      return fail(Fault::invalid, "events.roll.not_there", "/arrived_at");
  }
  if (input.meal.value_or(false) && input.mark != Mark::present)
    return fail(Fault::invalid, "events.roll.not_there", "/meal");

  // Who was on the roll before the consent ended, or comes off it, needs none.
  const auto before = store::find_mark(call.tx, id, input.person);
  const bool was_on = before && (before->mark == Mark::present || before->mark == Mark::expected);
  const bool comes_on = input.mark == Mark::present || input.mark == Mark::expected;
  if (comes_on && !was_on)
    TRY(check_consent(call, *kind, input.person, *person, event.line.on, "/person"));

  store::NewMark made{.event = id,
                      .person = input.person,
                      .mark = input.mark,
                      .arrived_min = arrived,
                      .meal = input.meal.value_or(false)};
  if (!store::add_mark(call, made, *person)) {
    const store::RollRow known = *store::find_mark(call.tx, id, input.person);
    const bool agrees = known.mark == input.mark;
    if (!agrees && known.mark != Mark::expected && input.replaces != known.mark)
      return marked_already(call, known);
    if (agrees) {  // What is not said again stays.
      if (!input.arrived_at) made.arrived_min = known.arrived_min;
      if (!input.meal) made.meal = known.meal;
      if (made.arrived_min == known.arrived_min && made.meal == known.meal)
        return line_of(call, known);
    }
    store::replace_mark(call, made);
  }
  store::refresh(call.tx, id);
  audit(call, "events.roll.marked", "events_event", id.text, event.line.area,
        {{"person", input.person.text}, {"mark", word(input.mark)}});
  return line_of(call, *store::find_mark(call.tx, id, input.person));
}

Result<RollLine> mark(const Call& call, const RollMark& input) {
  const store::EventRow event = TRY(locked(call, input.event));
  const bool is_on_roll = store::find_mark(call.tx, input.event, input.person).has_value();
  if (!is_on_roll && !registry::area_of(call, input.person))
    return fail(Fault::not_found, "events.roll.stranger", "/person");
  return mark_known(call, event, input);
}

}  // namespace zhulian::events
