#include "registry/roster_store.h"

namespace zhulian::registry::store {

std::vector<PersonId> holders_in(Tx& tx, const Area& area) {
  const Condition where = within(area, "p.area", 1);
  std::vector<PersonId> found;
  tx.each(
      "SELECT p.id FROM registry_person p JOIN registry_certificate c"
      " ON c.person_id = p.id AND c.current = 1"
      " WHERE " +
          where.text +
          " AND p.died_on IS NULL"
          " AND c.halt NOT IN ('cancelled', 'dead') ORDER BY p.area, p.sort_key, p.id",
      where.values, [&](const Row& row) { found.push_back(row.get<PersonId>(0)); });
  return found;
}

}  // namespace zhulian::registry::store
