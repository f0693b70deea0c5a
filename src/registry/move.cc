#include "registry/move.h"

#include "base/text.h"
#include "platform/outbox.h"
#include "registry/search.h"

namespace zhulian::registry {

void store_change(const Call& call, const store::PersonRecord& before, store::PersonRecord& after,
                  Day day) {
  if (after.name != before.name) after.sort_key = text::sort_key(after.name);
  store::change_person(call, before, after);
  const bool moved = after.area != before.area;
  if (moved || after.name != before.name) {
    store::drop_search_keys(call.tx, before.id, before.area,
                            search_keys(call.deployment.keys, before.name, before.citizen_id));
    store::add_search_keys(call.tx, after.id, after.area,
                           search_keys(call.deployment.keys, after.name, after.citizen_id));
  }
  if (!moved) return;
  store::move_residence(call.tx, after.id, day, after.area);
  store::move_copies(call.tx, after.id, after.area);
  if (before.area.at(AreaLevel::village) != after.area.at(AreaLevel::village))
    emit(call, "registry.person.moved", after.id.text,
         {{"from", before.area.code()}, {"to", after.area.code()}, {"on", to_string(day)}});
}

}  // namespace zhulian::registry
