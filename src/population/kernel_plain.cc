// The passes for any machine: the meaning of kernel.h in its shortest form.
#include <algorithm>
#include <bit>

#include "population/columns.h"
#include "population/kernel.h"

namespace zhulian::population {

namespace {

// Few bounds are counted, many are searched.
constexpr int counted_max = 16;

template <class T>
void interval(const T* values, std::size_t count, const T* bounds, int bound_count,
              std::uint8_t* out) {
  if (bound_count > counted_max) {
    for (std::size_t i = 0; i < count; ++i)
      out[i] = static_cast<std::uint8_t>(std::upper_bound(bounds, bounds + bound_count, values[i]) -
                                         bounds);
    return;
  }
  for (std::size_t i = 0; i < count; ++i) {
    std::uint8_t reached = 0;
    for (int b = 0; b < bound_count; ++b) reached += values[i] >= bounds[b];
    out[i] = reached;
  }
}

std::uint8_t at(const std::uint8_t* table, int chunks, unsigned index) {
  return index < static_cast<unsigned>(chunks) * 16 ? table[index] : std::uint8_t{0};
}

void lookup(const std::uint8_t* classes, std::size_t count, const std::uint8_t* table, int chunks,
            std::uint8_t* out) {
  for (std::size_t i = 0; i < count; ++i) out[i] = at(table, chunks, classes[i]);
}

void combine(const std::uint8_t* a, const std::uint8_t* b, std::size_t count, int shift,
             const std::uint8_t* table, int chunks, std::uint8_t* out) {
  for (std::size_t i = 0; i < count; ++i)
    out[i] = at(table, chunks, static_cast<std::uint8_t>(a[i] << shift | b[i]));
}

void compare_ints(const std::int32_t* a, const std::int32_t* b, std::size_t count,
                  std::uint8_t* out) {
  for (std::size_t i = 0; i < count; ++i) {
    const bool no_a = a[i] == no_int, no_b = b[i] == no_int;
    const int known = a[i] < b[i] ? 0 : a[i] == b[i] ? 1 : 2;
    out[i] = static_cast<std::uint8_t>(no_a || no_b ? 2 + no_a + 2 * no_b : known);
  }
}

void mask(const MaskJob& job, std::size_t count) {
  const auto planes = static_cast<std::size_t>(job.planes);
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t p = 0; p < planes; ++p) {
      job.holds[p][i] = job.certain_base[p];
      job.possible[p][i] = job.possible_base[p];
    }
    std::uint8_t excluded = job.excluded_base;
    for (const MaskInput& input : job.inputs) {
      const unsigned index = input.classes[i];
      const bool inside = index < static_cast<unsigned>(input.chunks) * 16;
      const std::size_t row = (index / 16 * planes) * 16 + index % 16;
      std::uint8_t granting = 0;
      for (std::size_t p = 0; p < planes; ++p) {
        job.holds[p][i] &= inside ? input.certain[row + p * 16] : 0;
        job.possible[p][i] &= inside ? input.possible[row + p * 16] : 0;
        if (job.excluded) granting |= job.possible[p][i] & job.granting[p];
      }
      if (excluded == 255 && !granting) excluded = input.number;
    }
    if (job.excluded) job.excluded[i] = excluded;
  }
}

void pick(const PickJob& job, std::size_t count) {
  for (std::size_t base = 0; base < count; base += lanes) {
    std::uint32_t open = 0;
    for (std::size_t j = 0; j < lanes; ++j) {
      const std::size_t i = base + j;
      std::uint8_t certain = job.none, possible = job.none;
      int held = 0;
      for (int p = job.planes; p-- > 0;) {
        const std::uint8_t c = job.holds[p][i], m = job.possible[p][i];
        if (c) certain = static_cast<std::uint8_t>(8 * p + std::countr_zero(c));
        if (m) possible = static_cast<std::uint8_t>(8 * p + std::countr_zero(m));
        held += std::popcount(m);
      }
      bool differs = certain != possible;
      if (job.like && differs && certain != job.none) {
        const std::uint8_t first = job.holds[0][i] & -job.holds[0][i];
        const auto down_to = static_cast<std::uint8_t>(first | (first - 1));
        if (!(job.possible[0][i] & down_to & ~job.like[possible])) {
          certain = possible;
          differs = false;
        }
      }
      job.code[i] = differs ? static_cast<std::uint8_t>(possible + job.none + 1) : certain;
      if (!job.like && (differs || (job.single && held > 1))) open |= std::uint32_t{1} << j;
    }
    job.open[base / lanes] = open;
  }
}

void amounts(const std::uint8_t* codes, std::size_t count, const std::int32_t* values,
             int code_count, std::int32_t* out) {
  for (std::size_t i = 0; i < count; ++i) out[i] = codes[i] < code_count ? values[codes[i]] : 0;
}

void widen(const std::uint8_t* codes, std::size_t count, std::uint16_t* out) {
  std::copy(codes, codes + count, out);
}

}  // namespace

const Kernel& plain_kernel() {
  static constexpr Kernel kernel{.name = "plain",
                                 .interval_ints = interval<std::int32_t>,
                                 .interval_longs = interval<std::int64_t>,
                                 .lookup = lookup,
                                 .combine = combine,
                                 .compare_ints = compare_ints,
                                 .mask = mask,
                                 .pick = pick,
                                 .amounts = amounts,
                                 .widen = widen};
  return kernel;
}

const Kernel& best_kernel() {
  static const Kernel& kernel = avx2_kernel() ? *avx2_kernel() : plain_kernel();
  return kernel;
}

}  // namespace zhulian::population
