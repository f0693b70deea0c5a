// What hangs on a site for a time: rooms, services, the villages it serves.
#include <algorithm>

#include "base/text.h"
#include "packs/catalogue.h"
#include "platform/audit.h"
#include "registry/areas.h"
#include "registry/names.h"
#include "registry/site_page.h"
#include "registry/site_parts_store.h"
#include "registry/site_use_store.h"

namespace zhulian::registry {
namespace {

std::unexpected<Error> overlap(Day until) {
  return fail(Fault::conflict, "registry.span.overlap", "/from", {{"day", to_string(until)}});
}

// What an end finds: the latest span, ended already on that day, on another one, or open.
template <class Line>
Result<bool> is_ended(const Line& line, Day on) {
  if (!line.until) return false;
  if (*line.until == on) return true;  // The same POST came twice.
  return fail(Fault::conflict, "registry.span.ended", "/on", {{"day", to_string(*line.until)}});
}

void audit_part(const Call& call, std::string_view deed, const store::SiteRow& site,
                boost::json::object details) {
  audit(call, deed, "registry_site", site.id.text, site.area, details);
}

}  // namespace

// ---- rooms -------------------------------------------------------------------------------------

Result<SitePage> add_room(const Call& call, const NewRoom& input) {
  NewRoom in = input;
  in.name = text::normalise(in.name);
  const auto site = TRY(site_to_change(call, in.site));
  if (const auto known = store::find_room(call.tx, in.id)) {
    const bool is_same = known->site == in.site && known->name == in.name &&
                         known->function == in.function && known->area_dm2 == in.area_dm2 &&
                         known->from == in.from;
    if (!is_same) return fail(Fault::conflict, "registry.room.id_taken", "/id");
    return page_of(call, site);
  }
  if (in.name.empty()) return fail(Fault::invalid, "registry.name.blank", "/name");
  if (!call.deployment.packs.code("room_function", in.function))
    return fail(Fault::invalid, "registry.room.function", "/function", {{"code", in.function}});
  TRY(check_begin(site, in.from, "/from"));
  if (!store::add_room(call, in)) return fail(Fault::conflict, "registry.room.id_taken", "/id");
  audit_part(call, "registry.site.room_added", site,
             {{"room", in.id.text}, {"function", in.function}, {"area_dm2", in.area_dm2}});
  return page_of(call, site);
}

Result<SitePage> end_room(const Call& call, const RoomEnd& in) {
  const auto site = TRY(site_to_change(call, in.site));
  const auto room = store::find_room(call.tx, in.room);
  if (!room || room->site != in.site) return fail(Fault::not_found, "registry.room.absent");
  const bool done = TRY(is_ended(*room, in.on));
  if (done) return page_of(call, site);
  TRY(check_end(site, room->from, in.on));
  const auto used = store::last_use_of(call.tx, in.room);
  if (used && *used >= in.on)
    return fail(Fault::invalid, "registry.room.used", "/on", {{"day", to_string(*used)}});
  store::end_room(call.tx, in.room, in.on);
  store::end_uses(call, in.site, in.room, in.on);
  audit_part(call, "registry.site.room_ended", site,
             {{"room", in.room.text}, {"on", to_string(in.on)}});
  return page_of(call, site);
}

// ---- services ----------------------------------------------------------------------------------

Result<SitePage> add_service(const Call& call, const NewService& in) {
  const auto site = TRY(site_to_change(call, in.site));
  if (!call.deployment.packs.code("site_service", in.service))
    return fail(Fault::invalid, "registry.service.kind", "/service", {{"code", in.service}});
  TRY(check_begin(site, in.from, "/from"));
  for (const ServiceLine& known : store::services(call.tx, in.site, in.service)) {
    if (known.from == in.from) return page_of(call, site);
    if (!known.until) return fail(Fault::conflict, "registry.service.offered", "/service");
    if (*known.until > in.from) return overlap(*known.until);
  }
  if (!store::add_service(call, in))
    return fail(Fault::conflict, "registry.service.offered", "/service");
  audit_part(call, "registry.site.service_added", site,
             {{"service", in.service}, {"from", to_string(in.from)}});
  return page_of(call, site);
}

Result<SitePage> end_service(const Call& call, const ServiceEnd& in) {
  const auto site = TRY(site_to_change(call, in.site));
  const auto known = store::services(call.tx, in.site, in.service);
  if (known.empty())
    return fail(Fault::not_found, "registry.service.absent", {},
                call.deployment.packs.worded("code", "site_service", {in.service}));
  const bool done = TRY(is_ended(known.front(), in.on));
  if (done) return page_of(call, site);
  TRY(check_end(site, known.front().from, in.on));
  store::end_service(call.tx, in.site, in.service, known.front().from, in.on);
  audit_part(call, "registry.site.service_ended", site,
             {{"service", in.service}, {"on", to_string(in.on)}});
  return page_of(call, site);
}

// ---- villages served ---------------------------------------------------------------------------

namespace {

// The village is another site's, or this one's on those days already.
std::unexpected<Error> taken(const Call& call, const store::CatchmentRow& by) {
  const auto other = store::find_site(call.tx, by.site, call.today());
  return fail(Fault::conflict, "registry.catchment.taken", "/area",
              {{"area", told_place(call.tx, by.area)},
               {"site", other ? other->name : by.site.text},
               {"day", to_string(by.from)}});
}

}  // namespace

Result<SitePage> add_catchment(const Call& call, const NewCatchment& in) {
  const auto site = TRY(site_to_change(call, in.site));
  if (!reaches(call.actor, in.area))
    return fail(Fault::invalid, "registry.area.outside", "/area",
                {{"area", told_place(call.tx, in.area)}});
  if (!is_known(call.tx, in.area))
    return fail(Fault::invalid, "registry.area.unknown", "/area", {{"area", in.area.code()}});
  if (in.area.level() != AreaLevel::village)
    return fail(Fault::invalid, "registry.catchment.level", "/area");
  TRY(check_begin(site, in.from, "/from"));
  for (const auto& known : store::catchments_of(call.tx, site.kind, in.area, in.from)) {
    if (known.site == in.site && known.from == in.from) return page_of(call, site);
    return taken(call, known);
  }
  if (!store::add_catchment(call, in, site.kind)) {
    // Somebody else was first, just now.
    const auto others = store::catchments_of(call.tx, site.kind, in.area, in.from);
    if (others.empty()) return fail(Fault::conflict, "registry.catchment.raced", "/area");
    return taken(call, others.front());
  }
  audit_part(call, "registry.site.catchment_added", site,
             {{"village", in.area.code()}, {"from", to_string(in.from)}});
  return page_of(call, site);
}

Result<SitePage> end_catchment(const Call& call, const CatchmentEnd& in) {
  const auto site = TRY(site_to_change(call, in.site));
  const auto rows = store::catchment(call.tx, in.site);
  const auto known = std::ranges::find(rows, in.area, &store::CatchmentRow::area);
  if (known == rows.end())
    return fail(Fault::not_found, "registry.catchment.absent", {},
                {{"area", told_place(call.tx, in.area)}});
  const bool done = TRY(is_ended(*known, in.on));
  if (done) return page_of(call, site);
  TRY(check_end(site, known->from, in.on));
  store::end_catchment(call.tx, in.site, in.area, known->from, in.on);
  audit_part(call, "registry.site.catchment_ended", site,
             {{"village", in.area.code()}, {"on", to_string(in.on)}});
  return page_of(call, site);
}

}  // namespace zhulian::registry
