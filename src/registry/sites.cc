// Entering a site, moving it, ending it, finding it.
#include "registry/sites.h"

#include <algorithm>

#include "base/text.h"
#include "packs/catalogue.h"
#include "platform/audit.h"
#include "platform/input.h"
#include "platform/outbox.h"
#include "registry/areas.h"
#include "registry/names.h"
#include "registry/site_page.h"
#include "registry/site_use_store.h"
#include "registry/site_weeks.h"
#include "registry/validity.h"

namespace zhulian::registry {
namespace {

// A site stands in a town or in a place below it.
Result<void> check_area(const Call& call, const Area& area) {
  if (!reaches(call.actor, area))
    return fail(Fault::invalid, "registry.area.outside", "/area",
                {{"area", told_place(call.tx, area)}});
  if (!is_known(call.tx, area))
    return fail(Fault::invalid, "registry.area.unknown", "/area", {{"area", area.code()}});
  if (area.level() < AreaLevel::town) return fail(Fault::invalid, "registry.site.area", "/area");
  return {};
}

bool is_same_address(const store::AddressRow& row, const Area& area, const std::string& address,
                     std::optional<std::int64_t> floor_dm2) {
  return row.area == area && row.address == address && row.floor_dm2 == floor_dm2;
}

// The same id a second time.
Result<SitePage> repeated(const Call& call, const NewSite& in, const store::SiteRow& known) {
  const auto first = store::addresses(call.tx, in.id).back();
  const bool is_same = known.kind == in.kind && known.name == in.name && known.from == in.from &&
                       is_same_address(first, in.area, in.address, in.floor_dm2);
  if (!is_same || !reaches(call.actor, known.area))
    return fail(Fault::conflict, "registry.site.id_taken", "/id");
  return page_of(call, known);
}

}  // namespace

// ---- what others ask ---------------------------------------------------------------------------

Result<Area> site_area(const Call& call, const SiteId& id) {
  if (!store::is_visible(call, id)) return no_site();
  return store::find_site(call.tx, id, call.today())->area;
}

std::string site_kind(const Call& call, const SiteId& id) {
  const auto site = store::find_site(call.tx, id, call.today());
  return site ? site->kind : std::string();
}

std::optional<SiteEnding> ending_of(const Call& call, const SiteId& id) {
  const auto site = store::find_site(call.tx, id, call.today());
  if (!site || !site->until) return std::nullopt;
  return SiteEnding{.on = *site->until, .reason = site->end_reason};
}

// ---- finding -----------------------------------------------------------------------------------

Result<http::Page<SiteLine>> find_sites(const Call& call, const SiteQuery& in) {
  store::SiteFilter filter{.area = in.area, .kind = in.kind};
  if (in.q) filter.q = text::normalise(*in.q);
  if (in.cursor) {
    const auto dot = in.cursor->rfind('.');
    if (dot == std::string::npos) return fail(Fault::malformed, "registry.cursor", "/cursor");
    filter.after_key = in.cursor->substr(0, dot);
    filter.after_id = in.cursor->substr(dot + 1);
  }
  const std::int64_t limit = in.limit.value_or(page_default);
  filter.limit = limit + 1;
  auto rows = store::list_sites(call, filter);
  http::Page<SiteLine> page;
  if (std::ssize(rows) > limit) {
    rows.pop_back();
    page.next_cursor = rows.back().sort_key + '.' + rows.back().id.text;
  }
  page.items = lines_of(call, rows);
  return page;
}

Result<SitePage> open_site(const Call& call, const SiteRef& in) {
  if (!store::is_visible(call, in.site)) return no_site();
  return page_of(call, in.site);
}

// ---- entering ----------------------------------------------------------------------------------

Result<SitePage> add_site(const Call& call, const NewSite& input) {
  NewSite in = input;
  in.name = text::normalise(in.name);
  in.address = text::normalise(in.address);
  if (const auto known = store::find_site(call.tx, in.id, call.today()))
    return repeated(call, in, *known);
  Faults faults;
  const packs::Code* kind = call.deployment.packs.code("site_kind", in.kind);
  if (!kind) faults.add("registry.site.kind", "/kind", {{"kind", in.kind}});
  if (in.name.empty()) faults.add("registry.name.blank", "/name");
  TRY(std::move(faults).verdict());
  TRY(check_area(call, in.area));
  if (!store::add_site(call, in, text::sort_key(in.name)))
    return fail(Fault::conflict, "registry.site.id_taken", "/id");
  const NewAddress address{.site = in.id,
                           .area = in.area,
                           .address = in.address,
                           .floor_dm2 = in.floor_dm2,
                           .from = in.from};
  store::add_address(call, address, {});
  audit(call, "registry.site.added", "registry_site", in.id.text, in.area, {{"kind", in.kind}});
  return page_of(call, in.id);
}

// ---- moving ------------------------------------------------------------------------------------

Result<SitePage> move_site(const Call& call, const NewAddress& input) {
  NewAddress in = input;
  in.address = text::normalise(in.address);
  const auto site = TRY(site_to_change(call, in.site));
  TRY(check_area(call, in.area));
  const auto last = store::addresses(call.tx, in.site).front();
  if (last.from == in.from && is_same_address(last, in.area, in.address, in.floor_dm2))
    return page_of(call, site);
  TRY(check_begin(site, in.from, "/from"));
  if (in.from <= last.from)
    return fail(Fault::invalid, "registry.site.moved_later", "/from",
                {{"day", to_string(last.from)}});
  store::end_address(call.tx, in.site, last.from, in.from);
  store::add_address(call, in, site.until);
  resettle_weeks(call, in.site, in.from, call.today());
  audit(call, "registry.site.moved", "registry_site", in.site.text, in.area,
        {{"from", last.area.code()}, {"on", to_string(in.from)}});
  return page_of(call, in.site);
}

// ---- ending ------------------------------------------------------------------------------------

Result<SitePage> end_site(const Call& call, const SiteEnd& input) {
  SiteEnd in = input;
  in.reason = trimmed(in.reason);
  if (in.reason.empty()) return fail(Fault::invalid, "registry.site.reason", "/reason");
  const auto site = TRY(site_to_change(call, in.site));
  if (site.until) {
    if (*site.until == in.on && site.end_reason == in.reason) return page_of(call, site);
    return fail(Fault::conflict, "registry.site.ended", {}, {{"day", to_string(*site.until)}});
  }
  TRY(check_end(site, site.from, in.on));
  if (store::goes_on(call.tx, in.site, in.on))
    return fail(Fault::invalid, "registry.site.goes_on", "/on", {{"day", to_string(in.on)}});
  store::end_site(call.tx, in);
  store::end_uses(call, in.site, {}, in.on);
  resettle_weeks(call, in.site, in.on, open_end);
  audit(call, "registry.site.ended", "registry_site", in.site.text, site.area,
        {{"on", to_string(in.on)}});
  emit(call, "registry.site.ended", in.site.text, {{"on", to_string(in.on)}});
  return page_of(call, in.site);
}

}  // namespace zhulian::registry
