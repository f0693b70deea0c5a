// A set of small numbers: the rows of a table, the segments of an axis.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace zhulian::dmn {

class Bits {
 public:
  Bits() = default;
  explicit Bits(std::size_t size, bool full = false)
      : size_(size), words_((size + 63) / 64, full ? ~std::uint64_t{0} : 0) {
    if (full && size % 64 != 0) words_.back() >>= 64 - size % 64;
  }

  std::size_t size() const { return size_; }
  std::size_t words() const { return words_.size(); }
  bool at(std::size_t i) const { return (words_[i / 64] >> (i % 64)) & 1; }
  void set(std::size_t i) { words_[i / 64] |= std::uint64_t{1} << (i % 64); }
  void reset(std::size_t i) { words_[i / 64] &= ~(std::uint64_t{1} << (i % 64)); }

  bool none() const {
    for (const std::uint64_t word : words_)
      if (word) return false;
    return true;
  }
  std::size_t count() const {
    std::size_t sum = 0;
    for (const std::uint64_t word : words_) sum += static_cast<std::size_t>(std::popcount(word));
    return sum;
  }
  bool meets(const Bits& other) const {
    for (std::size_t i = 0; i < words_.size(); ++i)
      if (words_[i] & other.words_[i]) return true;
    return false;
  }
  bool holds(const Bits& other) const {  // All of the other.
    for (std::size_t i = 0; i < words_.size(); ++i)
      if (other.words_[i] & ~words_[i]) return false;
    return true;
  }
  // The smallest member from `from` on; size() when there is none.
  std::size_t next(std::size_t from = 0) const {
    for (std::size_t i = from / 64; i < words_.size(); ++i) {
      const std::uint64_t word =
          i == from / 64 ? words_[i] & (~std::uint64_t{0} << (from % 64)) : words_[i];
      if (word) return i * 64 + static_cast<std::size_t>(std::countr_zero(word));
    }
    return size_;
  }

  Bits& operator&=(const Bits& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
    return *this;
  }
  Bits& operator|=(const Bits& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
    return *this;
  }
  friend Bits operator&(Bits a, const Bits& b) { return a &= b; }
  bool operator==(const Bits&) const = default;
  auto operator<=>(const Bits&) const = default;

  std::size_t hash() const {
    std::uint64_t sum = 0x9e3779b97f4a7c15;
    for (const std::uint64_t word : words_) {
      sum = (sum ^ word) * 0xff51afd7ed558ccd;
      sum ^= sum >> 32;
    }
    return sum;
  }
  struct Hash {
    std::size_t operator()(const Bits& bits) const { return bits.hash(); }
  };

 private:
  std::size_t size_ = 0;
  std::vector<std::uint64_t> words_;
};

}  // namespace zhulian::dmn
