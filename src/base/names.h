// An enum's words: the same text in SQL, in JSON, in the log and in packs.
#pragma once

#include <array>
#include <cassert>
#include <optional>
#include <string_view>
#include <utility>

namespace zhulian {

template <class E, std::size_t N>
struct Names {
  std::array<std::pair<E, std::string_view>, N> words;

  constexpr std::string_view operator[](E value) const {
    for (const auto& [known, word] : words)
      if (known == value) return word;
    assert(!"enum value without a name");
    return {};
  }

  constexpr std::optional<E> find(std::string_view text) const {
    for (const auto& [known, word] : words)
      if (word == text) return known;
    return std::nullopt;
  }
};

template <class E, class... Rest>
Names(std::array<std::pair<E, std::string_view>, sizeof...(Rest)>) -> Names<E, sizeof...(Rest)>;

// An enum that has a Names table says so by an overload found by its namespace:
//   constexpr const auto& names_of(State) { return state_names; }
template <class E>
concept Named = std::is_enum_v<E> && requires(E e) { names_of(e); };

template <Named E>
constexpr std::string_view word(E value) {
  return names_of(value)[value];
}

}  // namespace zhulian
