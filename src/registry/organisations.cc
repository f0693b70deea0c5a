// Bodies: federations, village associations, and whoever claims what is published.
#include <algorithm>

#include "base/text.h"
#include "platform/audit.h"
#include "platform/where.h"
#include "registry/areas.h"
#include "registry/names.h"
#include "registry/party_store.h"

namespace zhulian::registry {
namespace {

constexpr std::size_t name_max = 120;

std::unexpected<Error> no_organisation() {
  return fail(Fault::not_found, "registry.organisation.absent");
}

// Bodies are public to whoever may read them: a notice names who serves. Somebody with areas
// sees those that work there, or around there; an organisation and a resident see them all.
bool shows(const Actor& actor, const Area& area) {
  if (actor.areas.empty()) return true;
  return std::ranges::any_of(
      actor.areas, [&](const Area& own) { return own.contains(area) || area.contains(own); });
}

Result<void> check(const Call& call, const NewOrganisation& in) {
  const packs::Code* kind = call.deployment.packs.code("organisation_kind", in.kind);
  if (!kind)
    return fail(Fault::invalid, "registry.organisation.kind", "/kind", {{"kind", in.kind}});
  if (!reaches(call.actor, in.area))
    return fail(Fault::invalid, "registry.area.outside", "/area",
                {{"area", told_place(call.tx, in.area)}});
  if (!in.area.empty() && !is_known(call.tx, in.area))
    return fail(Fault::invalid, "registry.area.unknown", "/area", {{"area", in.area.code()}});
  if (in.parent && (*in.parent == in.id || !store::find_organisation(call.tx, *in.parent)))
    return fail(Fault::invalid, "registry.organisation.parent", "/parent");
  return {};
}

}  // namespace

Result<OrganisationLine> add_organisation(const Call& call, const NewOrganisation& in) {
  if (const auto known = store::find_organisation(call.tx, in.id)) {
    if (known->kind != in.kind || known->area != in.area)
      return fail(Fault::conflict, "registry.organisation.id_taken", "/id");
    return *known;
  }
  TRY(check(call, in));
  OrganisationLine line{.id = in.id,
                        .kind = in.kind,
                        .name = text::normalise(in.name),
                        .area = in.area,
                        .parent = in.parent,
                        .contact = text::normalise(in.contact),
                        .strengths = text::normalise(in.strengths),
                        .from = in.from.value_or(call.today()),
                        .until = {}};
  if (line.name.empty()) return fail(Fault::invalid, "registry.name.blank", "/name");
  if (text::length(line.name) > name_max)
    return fail(Fault::invalid, "registry.name.long", "/name", {{"max", std::to_string(name_max)}});
  store::insert_organisation(call, line, text::sort_key(line.name));
  audit(call, "registry.organisation.added", "registry_organisation", line.id.text, line.area,
        {{"kind", line.kind}});
  return line;
}

Result<OrganisationLine> open_organisation(const Call& call, const OrganisationId& id) {
  auto found = store::find_organisation(call.tx, id);
  const bool own = call.actor.organisation && *call.actor.organisation == id;
  if (!found || !(own || shows(call.actor, found->area))) return no_organisation();
  return *std::move(found);
}

Result<http::Page<OrganisationLine>> find_organisations(const Call& call,
                                                        const OrganisationQuery& in) {
  http::Page<OrganisationLine> page;
  store::OrganisationFilter filter{.areas = {}, .around = true};
  if (in.area) {
    if (!shows(call.actor, *in.area)) return page;
    // Asked for one place: what works in it, not what works around it.
    filter.areas = {*in.area};
    filter.around = false;
    if (!call.actor.areas.empty() && !reaches(call.actor, *in.area))
      filter.areas = call.actor.areas;
  } else {
    filter.areas = call.actor.areas;
  }
  filter.kind = in.kind;
  if (in.q) filter.q = text::normalise(*in.q);
  if (in.cursor) {
    const auto dot = in.cursor->find('.');
    if (dot == std::string::npos) return fail(Fault::malformed, "registry.cursor", "/cursor");
    filter.after_key = in.cursor->substr(0, dot);
    filter.after_id = in.cursor->substr(dot + 1);
  }
  const std::int64_t limit = in.limit.value_or(page_default);
  filter.limit = limit + 1;
  auto found = store::organisations(call.tx, filter);
  if (static_cast<std::int64_t>(found.size()) > limit) {
    found.pop_back();
    page.next_cursor = found.back().sort_key + '.' + found.back().line.id.text;
  }
  for (auto& each : found) page.items.push_back(std::move(each.line));
  return page;
}

}  // namespace zhulian::registry
