// Whom an actor may see: the right lets somebody ask, the area or the relation says about whom.
//
// The role's reach (pack data) decides: `area` all people of the actor's areas, `person` the
// person the actor is and whom they speak for (a guardian their ward), `party` nobody, because an
// organisation meets people only through the needs it serves.
#pragma once

#include <string_view>

#include "packs/catalogue.h"
#include "platform/call.h"

namespace zhulian::registry {

packs::Reach reach_of(const Call&);

// True for the people the actor may see, to stand inside a WHERE. The columns hold the person's
// area and id, "p.area" and "p.id"; placeholders from $next on.
Condition visible_people(const Call&, std::string_view area_column, std::string_view id_column,
                         int next);
// The same of one person.
bool may_see(const Call&, const Area& area, std::string_view person_id);

}  // namespace zhulian::registry
