// Events: which kinds there are, recording one, reading them.
#include "events/events.h"

#include "events/draft.h"
#include "events/event_store.h"
#include "events/pages.h"
#include "platform/audit.h"
#include "platform/outbox.h"

namespace zhulian::events {
namespace {

// The phone sent it again because it never saw the answer. The roll may have grown since.
bool is_same(const Call& call, const NewEvent& event, const store::EventRow& known) {
  const EventLine& line = known.line;
  return known.recorded_by == call.actor.id.text && !line.corrects && line.kind == event.kind &&
         known.planned_for == event.on && line.site == event.site &&
         line.campaign == event.campaign && line.title == event.title.value_or("") &&
         line.place == event.place.value_or("") &&
         line.activity_type == event.activity_type.value_or("") &&
         (line.state != Stage::planned || known.words == event.words.value_or(""));
}

}  // namespace

Result<std::vector<KindLine>> find_kinds(const Call& call) {
  const Area here = call.actor.areas.empty() ? Area{} : call.actor.areas.front();
  std::vector<KindLine> lines;
  for (const packs::Code& code : call.deployment.packs.list("event_kind").codes) {
    const packs::EventKind* kind = kind_of(call, code.code, here, call.today());
    if (!kind) continue;
    lines.push_back({.key = kind->key,
                     .beneficiaries = std::string(word(kind->beneficiaries)),
                     .walk_ins = kind->walk_ins,
                     .online = kind->online,
                     .site = std::string(word(kind->site)),
                     .type = std::string(word(kind->type)),
                     .length = std::string(word(kind->length)),
                     .aid_field = std::string(word(kind->aid_field)),
                     .may_plan = kind->may_plan,
                     .slots = kind->slots,
                     .photos_min = kind->photos_min,
                     .note_min = kind->note_min,
                     .items = kind->items,
                     .deliverers = kind->deliverers});
  }
  return lines;
}

Result<EventPage> record_event(const Call& call, const NewEvent& input) {
  const NewEvent event = tidied(input);
  if (const auto known = store::find_any_event(call.tx, event.id)) {
    if (!is_same(call, event, *known)) return fail(Fault::conflict, "events.id_taken", "/id");
    return open_event(call, {event.id});
  }
  const Settled settled = TRY(settle(call, event, {}));
  TRY(keep(call, event, settled));
  audit(call, settled.is_held ? "events.event.held" : "events.event.planned", "events_event",
        event.id.text, settled.area,
        {{"kind", event.kind},
         {"on", to_string(event.on)},
         {"persons", event.persons.size()},
         {"walk_ins", event.walk_ins.value_or(0)}});
  emit(call, settled.is_held ? "events.held" : "events.planned", event.id.text,
       {{"kind", event.kind}});
  return open_event(call, {event.id});
}

Result<EventPage> open_event(const Call& call, const EventRef& ref) {
  auto row = store::find_event(call, ref.event);
  if (!row) return fail(Fault::not_found, "events.event.absent");
  return page_of(call, *std::move(row));
}

Result<http::Page<EventLine>> find_events(const Call& call, const EventsQuery& query) {
  store::EventFilter filter{.query = query, .limit = query.limit.value_or(page_default)};
  filter.behind = TRY(read_cursor(query.cursor));
  auto rows = store::list_events(call, filter);
  http::Page<EventLine> page;
  if (std::ssize(rows) > filter.limit) {
    rows.pop_back();
    page.next_cursor = to_text({.day = rows.back().line.on, .id = rows.back().line.id.text});
  }
  page.items = lines_of(call, std::move(rows));
  return page;
}

}  // namespace zhulian::events
