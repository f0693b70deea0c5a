#include "platform/settings.h"

namespace zhulian {

std::optional<std::string> find_setting(Tx& tx, std::string_view key) {
  const auto row = tx.one("SELECT value FROM platform_setting WHERE name = $1", {key});
  if (!row) return std::nullopt;
  return std::string(row->text(0));
}

void set_setting(Tx& tx, std::string_view key, std::string_view value, Instant now) {
  tx.execute(
      "INSERT INTO platform_setting (name, value, changed_at) VALUES ($1, $2, $3)"
      " ON CONFLICT (name) DO UPDATE SET value = $2, changed_at = $3",
      {key, value, now});
}

}  // namespace zhulian
