#include "registry/naming.h"

#include <algorithm>

#include "base/text.h"
#include "registry/people_store.h"

namespace zhulian::registry {
namespace {

constexpr std::size_t name_length_min = 2;
constexpr std::size_t address_length_min = 5;  // Shorter ones are a village's name.

std::string squeezed(std::string_view words) {
  std::string text = text::normalise(words);
  std::erase_if(text, [](char c) { return c == ' ' || c == '-'; });
  return text;
}

bool stands_in(const std::string& words, std::string_view part, std::size_t length_min) {
  const std::string squeezed_part = squeezed(part);
  return text::length(squeezed_part) >= length_min &&
         words.find(squeezed_part) != std::string::npos;
}

}  // namespace

std::optional<Naming> naming_in(const Call& call, const std::vector<PersonId>& people,
                                std::string_view words) {
  const std::string text = squeezed(words);
  for (const PersonId& id : people) {
    const auto person = store::find_person(call, id, false);
    if (!person) continue;
    if (stands_in(text, person->name, name_length_min)) return Naming::name;
    if (stands_in(text, person->guardian, name_length_min)) return Naming::guardian;
    if (stands_in(text, person->address, address_length_min) ||
        stands_in(text, person->registered_address, address_length_min))
      return Naming::address;
    if (stands_in(text, person->phone, 7) || stands_in(text, person->guardian_phone, 7))
      return Naming::phone;
    if (stands_in(text, person->citizen_id, 15)) return Naming::citizen_id;
  }
  return std::nullopt;
}

}  // namespace zhulian::registry
