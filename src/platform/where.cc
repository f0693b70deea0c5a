#include "platform/where.h"

#include <charconv>

namespace zhulian {

std::string to_text(const Cursor& cursor) {
  return std::to_string(number(cursor.day)) + '.' + cursor.id;
}

Result<std::optional<Cursor>> read_cursor(const std::optional<std::string>& text) {
  if (!text) return std::nullopt;
  std::int64_t day = 0;
  const char* const end = text->data() + text->size();
  const auto [stop, problem] = std::from_chars(text->data(), end, day);
  if (problem != std::errc{} || stop == end || *stop != '.' || !is_uuid({stop + 1, end}))
    return fail(Fault::malformed, "platform.list.bad_cursor", "/cursor");
  return Cursor{.day = day_of_number(day), .id = std::string(stop + 1, end)};
}

void add_cursor(Where& where, const std::optional<Cursor>& cursor, std::string_view day_column,
                std::string_view id_column) {
  if (!cursor) return;
  const std::string day = where.bind(cursor->day);
  const std::string id = where.bind(cursor->id);
  where.add('(' + std::string(day_column) + ", " + std::string(id_column) + ") < (" + day + ", " +
            id + ')');
}

}  // namespace zhulian
