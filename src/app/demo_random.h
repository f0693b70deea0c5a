// Chance that can be repeated: the same seed makes the same sample on every machine, with every
// compiler. So nothing of <random> but arithmetic written down here (splitmix64).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time.h"

namespace zhulian::app::sample {

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  // An independent stream: what one part draws does not shift the others.
  Random(std::uint64_t seed, std::string_view part);

  std::uint64_t next();
  std::int64_t between(std::int64_t from, std::int64_t to);  // Both included; from <= to.
  bool per_mille(std::int64_t share) { return between(1, 1000) <= share; }

  template <class T>
  const T& one_of(const std::vector<T>& list) {  // Not empty.
    return list[static_cast<std::size_t>(between(0, std::ssize(list) - 1))];
  }
  template <class T>
  void shuffle(std::vector<T>& list) {
    for (std::size_t i = list.size(); i > 1; --i)
      std::swap(list[i - 1],
                list[static_cast<std::size_t>(between(0, static_cast<std::int64_t>(i) - 1))]);
  }
  // One value by weight.
  template <class T>
  const T& draw(const std::vector<std::pair<T, std::int64_t>>& weights) {
    std::int64_t sum = 0;
    for (const auto& entry : weights) sum += entry.second;
    std::int64_t left = between(1, sum);
    for (const auto& entry : weights)
      if ((left -= entry.second) <= 0) return entry.first;
    return weights.back().first;
  }

 private:
  std::uint64_t state_;
};

// How many of `total` each weight gets: exactly `total` together, by largest remainders.
std::vector<std::int64_t> shares(std::int64_t total, const std::vector<std::int64_t>& weights);

// `total` values in the proportion of their weights, shuffled: a deck to deal from.
template <class T>
std::vector<T> deck(std::int64_t total, const std::vector<std::pair<T, std::int64_t>>& weights,
                    Random& random) {
  std::vector<std::int64_t> plain;
  for (const auto& entry : weights) plain.push_back(entry.second);
  const auto counts = shares(total, plain);
  std::vector<T> cards;
  for (std::size_t i = 0; i < counts.size(); ++i)
    cards.insert(cards.end(), static_cast<std::size_t>(counts[i]), weights[i].first);
  random.shuffle(cards);
  return cards;
}

// A number of text and seed that is the same everywhere.
std::uint64_t mark_of(std::uint64_t seed, std::string_view text);

// A UUID of version 7 shape that always belongs to this label ("person/17").
std::string id_of(std::uint64_t seed, std::string_view label, Instant);

}  // namespace zhulian::app::sample
