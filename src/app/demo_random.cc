#include "app/demo_random.h"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

namespace zhulian::app::sample {

Random::Random(std::uint64_t seed, std::string_view part) : state_(mark_of(seed, part)) {}

// Steele, Lea, Flood: Fast splittable pseudorandom number generators (2014).
std::uint64_t Random::next() {
  std::uint64_t z = (state_ += 0x9e3779b97f4a7c15);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

std::int64_t Random::between(std::int64_t from, std::int64_t to) {
  const auto span = static_cast<std::uint64_t>(to - from) + 1;
  return from + static_cast<std::int64_t>(next() % span);
}

std::vector<std::int64_t> shares(std::int64_t total, const std::vector<std::int64_t>& weights) {
  const std::int64_t sum = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
  std::vector<std::int64_t> counts(weights.size());
  if (sum <= 0) return counts;
  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::int64_t given = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) given += counts[i] = total * weights[i] / sum;
  std::ranges::stable_sort(order, std::greater{},
                           [&](std::size_t i) { return total * weights[i] % sum; });
  for (std::size_t i = 0; given < total; ++i, ++given) ++counts[order[i]];
  return counts;
}

std::uint64_t mark_of(std::uint64_t seed, std::string_view text) {
  std::uint64_t mark = 0xcbf29ce484222325 ^ seed;  // FNV-1a
  for (const char c : text) mark = (mark ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return Random(mark).next();
}

std::string id_of(std::uint64_t seed, std::string_view label, Instant at) {
  Random random(seed, label);
  const auto time = static_cast<std::uint64_t>(number(at)) & 0xffffffffffff;
  const std::uint64_t high = random.next();
  const std::uint64_t low = random.next();
  return fmt::format("{:08x}-{:04x}-7{:03x}-{:04x}-{:012x}", time >> 16, time & 0xffff,
                     high & 0xfff, 0x8000 | (low >> 48 & 0x3fff), low & 0xffffffffffff);
}

}  // namespace zhulian::app::sample
