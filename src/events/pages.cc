#include "events/pages.h"

#include "events/bookings.h"
#include "events/clock.h"
#include "registry/areas.h"
#include "registry/names.h"

namespace zhulian::events {

RollLine line_of(const Call& call, store::RollRow row) {
  return {.person = row.person,
          .name = registry::shown_name(call, row.name),
          .area = row.area,
          .mark = row.mark,
          .arrived_at = clock_text(row.arrived_min),
          .meal = row.meal};
}

std::vector<EventLine> lines_of(const Call& call, std::vector<store::EventRow> rows) {
  registry::AreaNames places(call.tx);
  std::vector<Area> areas;
  areas.reserve(rows.size());
  for (const auto& row : rows) areas.push_back(row.line.area);
  places.load(areas);
  std::vector<EventLine> lines;
  lines.reserve(rows.size());
  for (auto& row : rows) {
    EventLine& line = lines.emplace_back(std::move(row.line));
    line.where = places.place(line.area);
  }
  return lines;
}

EventPage page_of(const Call& call, store::EventRow row) {
  const EventId id = row.line.id;
  EventPage page{.words = row.words};
  page.deliverers = store::deliverers_of(call.tx, id);
  for (store::RollRow& each : store::roll_of(call.tx, id))
    page.roll.push_back(line_of(call, std::move(each)));
  page.slots = slots_of(call, id);
  page.items = store::items_of(call.tx, id);
  page.evidence = store::evidence_of(call.tx, id);
  page.tags = store::tags_of(call.tx, id);
  page.accessibility = store::accessibility_of(call.tx, id);
  page.steps = store::steps_of(call.tx, id);
  page.corrected_by = store::newest_of(call.tx, id);
  std::vector<store::EventRow> rows;
  rows.push_back(std::move(row));
  page.event = std::move(lines_of(call, std::move(rows)).front());
  return page;
}

}  // namespace zhulian::events
