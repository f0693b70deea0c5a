#include "needs/where.h"

namespace zhulian::needs {

void add_category(Where& where, const std::optional<std::string>& category,
                  std::string_view column) {
  if (!category) return;
  const std::string name(column);
  const std::string same = where.bind(*category);
  const std::string first = where.bind(*category + '.');
  const std::string last = where.bind(*category + ".~");
  where.add('(' + name + " = " + same + " OR " + name + " BETWEEN " + first + " AND " + last + ')');
}

}  // namespace zhulian::needs
