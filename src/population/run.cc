// Running a plan: blocks of persons through the steps, and what the tables leave to codes.
#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cassert>
#include <cstring>
#include <thread>

#include "population/program.h"

namespace zhulian::population {

namespace {

template <class T>
const T* column_at(const Population& population, int column, std::size_t from) {
  return reinterpret_cast<const T*>(population.raw(column)) + from;
}

// Bits of a set of rules, a byte a plane.
bool bit_of(const std::uint8_t* planes, int bit) {
  return planes[bit / 8] >> (bit % 8) & 1;
}

int first_of(const std::uint8_t* planes, int count) {
  for (int p = 0; p < count; ++p)
    if (planes[p]) return 8 * p + std::countr_zero(planes[p]);
  return -1;
}

int bits_of(const std::uint8_t* planes, int count) {
  int bits = 0;
  for (int p = 0; p < count; ++p) bits += std::popcount(planes[p]);
  return bits;
}

// Whether all rules of the set up to and with `last` have the outputs of `like`.
bool all_like(const TablePlan& table, const std::uint8_t* planes, int like, int last) {
  const int output = table.same_output[static_cast<std::size_t>(like)];
  if (output < 0) return false;
  for (int bit = 0; bit <= last; ++bit)
    if (bit_of(planes, bit) && table.same_output[static_cast<std::size_t>(bit)] != output)
      return false;
  return true;
}

// Whether the rules of the set have one output; what is unknown is no different from its like.
bool outputs_agree(const TablePlan& table, const std::uint8_t* planes, int like) {
  for (int bit = 0; bit < table.bits; ++bit)
    if (bit_of(planes, bit) && table.same_output[static_cast<std::size_t>(bit)] !=
                                   table.same_output[static_cast<std::size_t>(like)])
      return false;
  return true;
}

std::uint16_t settle_collect(const TablePlan& table, const std::uint8_t* holds,
                             const std::uint8_t* possible) {
  constexpr std::uint16_t decided = 0, none = 1, to_verify = 2;
  const bool any = first_of(holds, table.planes) >= 0;
  for (int bit = 0; bit < table.bits; ++bit) {
    const auto index = static_cast<std::size_t>(bit);
    // What hangs on an unknown fact is no output yet, but it is one more.
    if (table.aggregation != dmn::Aggregation::count && bit_of(possible, bit) &&
        table.same_output[index] < 0)
      return to_verify;
  }
  if (std::equal(holds, holds + table.planes, possible)) return any ? decided : none;
  if (!any) return to_verify;
  const feel::Value* bound = nullptr;  // The least or greatest of what certainly holds.
  const bool least = table.aggregation == dmn::Aggregation::min;
  for (int bit = 0; bit < table.bits; ++bit) {
    const feel::Value& own = table.outputs[static_cast<std::size_t>(bit)];
    if (!bit_of(holds, bit) || !own.as_number()) continue;
    if (!bound ||
        (least ? *own.as_number() < *bound->as_number() : *own.as_number() > *bound->as_number()))
      bound = &own;
  }
  for (int bit = 0; bit < table.bits; ++bit) {
    if (!bit_of(possible, bit) || bit_of(holds, bit)) continue;
    const feel::Decimal* own = table.outputs[static_cast<std::size_t>(bit)].as_number();
    switch (table.aggregation) {
      case dmn::Aggregation::sum:
        if (!own || !own->is_zero()) return to_verify;
        break;
      case dmn::Aggregation::min:
        if (!own || !bound || *own < *bound->as_number()) return to_verify;
        break;
      case dmn::Aggregation::max:
        if (!own || !bound || *own > *bound->as_number()) return to_verify;
        break;
      default:
        return to_verify;
    }
  }
  return decided;
}

}  // namespace

std::uint16_t settle(const TablePlan& table, const std::uint8_t* holds,
                     const std::uint8_t* possible) {
  const auto code = [](int value) { return static_cast<std::uint16_t>(value); };
  const int first = first_of(possible, table.planes), certain = first_of(holds, table.planes);
  const int none = table.bits, to_verify = table.bits + 1 + first, conflict = 2 * table.bits + 1;
  const int last = table.bits - 1;
  if (table.mode == TablePlan::Mode::collect) return settle_collect(table, holds, possible);
  if (first < 0) return code(none);
  switch (table.mode) {
    case TablePlan::Mode::first:
      if (first == certain) return code(first);
      if (certain >= 0 && all_like(table, possible, first, certain)) return code(first);
      return code(to_verify);
    case TablePlan::Mode::unique:
      if (bits_of(holds, table.planes) > 1) return code(conflict);
      break;
    default:  // any
      if (certain >= 0 && !outputs_agree(table, holds, certain)) return code(conflict);
      if (std::equal(holds, holds + table.planes, possible)) return code(first);
      break;
  }
  if (certain < 0) return code(to_verify);
  if (bits_of(possible, table.planes) == 1) return code(first);
  return code(all_like(table, possible, first, last) ? first : to_verify);
}

// ------------------------------------------------------------------- the workspace of a thread

namespace {
constexpr std::size_t stride = block_persons + 64;
}

void Workspace::fit(const Plan::Inside& plan) {
  registers_ = static_cast<std::size_t>(plan.registers);
  tables_ = plan.tables.size();
  planes_ = 0;
  first_plane_.clear();
  for (const TablePlan& table : plan.tables) {
    first_plane_.push_back(planes_);
    planes_ += static_cast<std::size_t>(table.planes);
  }
  const std::size_t bytes = (registers_ + 2 * planes_ + tables_) * stride + 64;
  if (memory_.size() < bytes) memory_.resize(bytes);
  const std::size_t shorts = static_cast<std::size_t>(plan.wide_registers) * stride;
  if (shorts_.size() < shorts) shorts_.resize(shorts);
}

std::uint8_t* Workspace::reg(int index) {
  return memory_.data() + static_cast<std::size_t>(index) * stride;
}
std::uint16_t* Workspace::wide(int index) {
  return shorts_.data() + static_cast<std::size_t>(index) * stride;
}
std::uint8_t* Workspace::holds(int table, int plane) {
  return memory_.data() + (registers_ + first_plane_[static_cast<std::size_t>(table)] +
                           static_cast<std::size_t>(plane)) *
                              stride;
}
std::uint8_t* Workspace::possible(int table, int plane) {
  return holds(table, plane) + planes_ * stride;
}
std::uint8_t* Workspace::excluded(int table) {
  return memory_.data() + (registers_ + 2 * planes_ + static_cast<std::size_t>(table)) * stride;
}

// ------------------------------------------------------------------- steps

namespace {

class Block {
 public:
  Block(const Plan::Inside& plan, const Kernel& kernel, const Population& population,
        std::size_t from, std::size_t count, Workspace& space, const BlockWants& wants)
      : plan_(plan),
        kernel_(kernel),
        population_(population),
        from_(from),
        count_((count + lanes - 1) / lanes * lanes),
        real_(count),
        space_(space),
        wants_(wants) {}

  void run(const Step& step) {
    std::visit([&](const auto& work) { run(work, step.to); }, step.work);
  }

 private:
  const std::uint8_t* read(const Operand& from) {
    return from.column ? column_at<std::uint8_t>(population_, from.index, from_)
                       : space_.reg(from.index);
  }

  void run(const IntervalStep& work, int to) {
    const Column& column = plan_.schema[static_cast<std::size_t>(work.column)];
    const int bounds = static_cast<int>(work.bounds.size());
    if (width_of(column) == Width::longs) {
      kernel_.interval_longs(column_at<std::int64_t>(population_, work.column, from_), count_,
                             work.bounds.data(), bounds, space_.reg(to));
    } else {
      kernel_.interval_ints(column_at<std::int32_t>(population_, work.column, from_), count_,
                            work.narrow.data(), bounds, space_.reg(to));
    }
  }
  void run(const LookupStep& work, int to) {
    kernel_.lookup(read(work.from), count_, work.table.data(), chunks_of(work.table.size()),
                   space_.reg(to));
  }
  void run(const ShortsStep& work, int to) {
    const std::uint16_t* codes = work.column
                                     ? column_at<std::uint16_t>(population_, work.index, from_)
                                     : space_.wide(work.index);
    std::uint8_t* out = space_.reg(to);
    for (std::size_t i = 0; i < count_; ++i) out[i] = work.table[codes[i]];
  }
  void run(const CombineStep& work, int to) {
    kernel_.combine(read(work.a), read(work.b), count_, work.shift, work.table.data(),
                    chunks_of(work.table.size()), space_.reg(to));
  }
  void run(const CompareStep& work, int to) {
    kernel_.compare_ints(column_at<std::int32_t>(population_, work.a, from_),
                         column_at<std::int32_t>(population_, work.b, from_), count_,
                         space_.reg(to));
  }
  void run(const TableStep& work, int to) {
    const TablePlan& table = plan_.tables[static_cast<std::size_t>(work.table)];
    inputs_.clear();
    for (const TableStep::Input& input : work.inputs)
      inputs_.push_back({.classes = read(input.from),
                         .certain = input.certain.data(),
                         .possible = (input.may_be_unknown ? input.possible : input.certain).data(),
                         .chunks = input.chunks,
                         .number = input.number});
    holds_.clear();
    possible_.clear();
    for (int p = 0; p < table.planes; ++p) {
      holds_.push_back(space_.holds(work.table, p));
      possible_.push_back(space_.possible(work.table, p));
    }
    kernel_.mask({.inputs = inputs_,
                  .planes = table.planes,
                  .certain_base = table.certain_base.data(),
                  .possible_base = table.possible_base.data(),
                  .holds = holds_.data(),
                  .possible = possible_.data(),
                  .granting = table.granting.data(),
                  .excluded = wants_.excluded ? space_.excluded(work.table) : nullptr,
                  .excluded_base = table.excluded_base},
                 count_);
    codes(table, to);
  }

  void codes(const TablePlan& table, int to) {
    if (table.mode == TablePlan::Mode::collect || !table.narrow) {
      for (std::size_t i = 0; i < real_; ++i) {
        const std::uint16_t code = settled(table, i);
        if (table.narrow) {
          space_.reg(to)[i] = static_cast<std::uint8_t>(code);
        } else {
          space_.wide(table.wide_register)[i] = code;
        }
      }
      return;
    }
    std::array<std::uint32_t, block_persons / lanes> open;
    const bool first = table.mode == TablePlan::Mode::first;
    kernel_.pick({.planes = table.planes,
                  .none = static_cast<std::uint8_t>(table.bits),
                  .holds = holds_.data(),
                  .possible = possible_.data(),
                  .code = space_.reg(to),
                  .open = open.data(),
                  .single = !first,
                  .like = table.like.empty() ? nullptr : table.like.data()},
                 count_);
    if (first && (!table.outputs_repeat || !table.like.empty()))
      return;  // What was picked is settled.
    for (std::size_t base = 0; base < real_; base += lanes) {
      for (std::uint32_t left = open[base / lanes]; left; left &= left - 1) {
        const std::size_t i = base + static_cast<std::size_t>(std::countr_zero(left));
        if (i < real_) space_.reg(to)[i] = static_cast<std::uint8_t>(settled(table, i));
      }
    }
  }

  std::uint16_t settled(const TablePlan& table, std::size_t person) {
    const auto planes = static_cast<std::size_t>(table.planes);
    one_holds_.resize(planes);
    one_possible_.resize(planes);
    for (std::size_t p = 0; p < planes; ++p) {
      one_holds_[p] = holds_[p][person];
      one_possible_[p] = possible_[p][person];
    }
    return settle(table, one_holds_.data(), one_possible_.data());
  }

  const Plan::Inside& plan_;
  const Kernel& kernel_;
  const Population& population_;
  std::size_t from_, count_, real_;
  Workspace& space_;
  const BlockWants& wants_;
  std::vector<MaskInput> inputs_;
  std::vector<std::uint8_t*> holds_, possible_;
  std::vector<std::uint8_t> one_holds_, one_possible_;
};

}  // namespace

void run_block(const Plan::Inside& plan, const Kernel& kernel, const Population& population,
               std::size_t from, std::size_t count, Workspace& space, const BlockWants& wants) {
  Block block(plan, kernel, population, from, count, space, wants);
  for (const Step& step : plan.steps) block.run(step);
}

}  // namespace zhulian::population
