// The timetable of a place that several bodies share: whose hours are whose.
#include <algorithm>

#include "platform/audit.h"
#include "platform/input.h"
#include "registry/site_page.h"
#include "registry/site_parts_store.h"
#include "registry/site_times.h"
#include "registry/site_use_store.h"

namespace zhulian::registry {
namespace {

// The room is the site's, and is there from that day on until it is known to end.
Result<void> check_room(const Call& call, const NewUse& in) {
  if (!in.room) return {};
  const auto room = store::find_room(call.tx, *in.room);
  if (!room || room->site != in.site) return fail(Fault::invalid, "registry.room.absent", "/room");
  if (in.from < room->from)
    return fail(Fault::invalid, "registry.use.room_not_yet", "/from",
                {{"room", room->name}, {"day", to_string(room->from)}});
  if (room->until && in.from >= *room->until)
    return fail(Fault::invalid, "registry.use.room_ended", "/room",
                {{"room", room->name}, {"day", to_string(*room->until)}});
  return {};
}

// Those hours of a place, on days from `in.from` on. Who has the whole site has every room of it.
bool clashes(const NewUse& in, std::int64_t opens, std::int64_t closes, const store::UseRow& row) {
  const UseLine& other = row.line;
  const bool same_place = !in.room || !other.room || *in.room == *other.room;
  const bool same_days = !other.until || in.from < *other.until;
  return same_place && same_days && other.weekday == in.weekday && opens < row.closes &&
         row.opens < closes;
}

std::unexpected<Error> clash(const NewUse& in, const UseLine& other) {
  const bool is_own = other.organisation == in.organisation;
  return fail(Fault::conflict, is_own ? "registry.use.own" : "registry.use.clash", "/opens",
              {{"body", other.name},
               {"opens", other.opens},
               {"closes", other.closes},
               {"day", to_string(other.from)}});
}

bool is_same(const NewUse& in, const UseLine& known) {
  return known.organisation == in.organisation && known.room == in.room &&
         known.weekday == in.weekday && known.opens == in.opens && known.closes == in.closes &&
         known.from == in.from;
}

}  // namespace

Result<SitePage> add_use(const Call& call, const NewUse& in) {
  const auto site = TRY(site_to_change(call, in.site));
  if (const auto known = store::find_use(call.tx, in.id)) {
    if (known->site != in.site || !is_same(in, known->line))
      return fail(Fault::conflict, "registry.use.id_taken", "/id");
    return page_of(call, site);
  }
  Faults faults;
  const auto opens = minutes_of(in.opens);
  const auto closes = minutes_of(in.closes);
  if (!opens) faults.add("registry.hours.time", "/opens", {{"text", in.opens}});
  if (!closes) faults.add("registry.hours.time", "/closes", {{"text", in.closes}});
  if (opens && closes && *opens >= *closes)
    faults.add("registry.hours.order", "/closes", {{"time", in.opens}});
  const auto body = open_organisation(call, in.organisation);
  if (!body) faults.add("registry.organisation.absent", "/organisation");
  TRY(std::move(faults).verdict());
  TRY(check_begin(site, in.from, "/from"));
  TRY(check_room(call, in));
  // The site is locked: whoever comes at the same time waits, and is then told of this body.
  for (const store::UseRow& other : store::uses(call.tx, in.site))
    if (clashes(in, *opens, *closes, other)) return clash(in, other.line);
  if (!store::add_use(call, in, *opens, *closes))
    return fail(Fault::conflict, "registry.use.id_taken", "/id");
  // A room or a site that is known to end takes the hours along.
  std::optional<Day> until = site.until;
  if (in.room)
    if (const auto ends = store::find_room(call.tx, *in.room)->until)
      until = until ? std::min(*until, *ends) : *ends;
  if (until) store::end_use(call, in.id, *until);
  audit(call, "registry.site.use_added", "registry_site", site.id.text, site.area,
        {{"use", in.id.text},
         {"organisation", in.organisation.text},
         {"weekday", in.weekday},
         {"opens", in.opens},
         {"closes", in.closes}});
  return page_of(call, site);
}

Result<SitePage> end_use(const Call& call, const UseEnd& in) {
  const auto site = TRY(site_to_change(call, in.site));
  const auto use = store::find_use(call.tx, in.use);
  if (!use || use->site != in.site) return fail(Fault::not_found, "registry.use.absent");
  if (use->line.until) {
    if (*use->line.until == in.on) return page_of(call, site);
    return fail(Fault::conflict, "registry.span.ended", "/on",
                {{"day", to_string(*use->line.until)}});
  }
  TRY(check_end(site, use->line.from, in.on));
  store::end_use(call, in.use, in.on);
  audit(call, "registry.site.use_ended", "registry_site", site.id.text, site.area,
        {{"use", in.use.text}, {"on", to_string(in.on)}});
  return page_of(call, site);
}

}  // namespace zhulian::registry
