// Sheets: codes and amounts out of the blocks, spans to threads.
#include <algorithm>
#include <atomic>
#include <cassert>
#include <cstring>
#include <thread>

#include "population/interpret.h"
#include "population/program.h"

namespace zhulian::population {

namespace {

// The amount of a collecting table: sums of whole planes, 8 rules a look.
std::int32_t collected(const TablePlan& table, const AskedPlan& asked, Workspace& space,
                       std::size_t person) {
  std::int64_t amount = 0;
  bool any = false;
  for (int p = 0; p < table.planes; ++p) {
    const std::uint8_t rules = space.holds(asked.table, p)[person];
    if (!rules) continue;
    const std::int64_t part = asked.sums[static_cast<std::size_t>(p) * 256 + rules];
    switch (table.aggregation) {
      case dmn::Aggregation::min:
        amount = any ? std::min(amount, part) : part;
        break;
      case dmn::Aggregation::max:
        amount = any ? std::max(amount, part) : part;
        break;
      default:
        amount += part;
    }
    any = true;
  }
  return static_cast<std::int32_t>(amount);
}

// What one block leaves, written to the sheet. Passes write whole lanes, so the last persons of a
// span go through memory of our own: the next ones may belong to another thread.
class Writer {
 public:
  Writer(const Plan::Inside& plan, const Kernel& kernel, Workspace& space)
      : plan_(plan), kernel_(kernel), space_(space) {}

  void write(const AskedPlan& asked, const Population& population, Sheet& sheet, std::size_t from,
             std::size_t count) {
    if (asked.table >= 0) {
      write_table(asked, sheet, from, count);
    } else if (asked.classes) {
      const std::uint8_t* classes =
          asked.classes->column
              ? reinterpret_cast<const std::uint8_t*>(population.raw(asked.classes->index)) + from
              : space_.reg(asked.classes->index);
      write_codes(classes, asked.amounts, sheet, from, count);
    } else {
      const auto at = static_cast<std::ptrdiff_t>(from);
      std::fill_n(sheet.code.begin() + at, count, std::uint16_t{0});
      if (!sheet.fen.empty()) std::fill_n(sheet.fen.begin() + at, count, asked.amounts[0]);
    }
    if (asked.table < 0 && !sheet.excluded.empty())
      std::fill_n(sheet.excluded.begin() + static_cast<std::ptrdiff_t>(from), count, 255);
  }

 private:
  void write_codes(const std::uint8_t* codes, const std::vector<std::int32_t>& amounts,
                   Sheet& sheet, std::size_t from, std::size_t count) {
    const std::size_t whole = count / lanes * lanes;
    const std::size_t rest = count - whole;
    std::uint16_t shorts[lanes];
    kernel_.widen(codes, whole, sheet.code.data() + from);
    if (rest) {
      kernel_.widen(codes + whole, lanes, shorts);
      std::copy_n(shorts, rest, sheet.code.data() + from + whole);
    }
    if (sheet.fen.empty()) return;
    const int known = static_cast<int>(amounts.size());
    kernel_.amounts(codes, whole, amounts.data(), known, sheet.fen.data() + from);
    if (rest) {
      std::int32_t fen[lanes];
      kernel_.amounts(codes + whole, lanes, amounts.data(), known, fen);
      std::copy_n(fen, rest, sheet.fen.data() + from + whole);
    }
  }

  void write_table(const AskedPlan& asked, Sheet& sheet, std::size_t from, std::size_t count) {
    const int number = asked.table;
    const TablePlan& table = plan_.tables[static_cast<std::size_t>(number)];
    const int reg = table.code_register;
    if (table.mode == TablePlan::Mode::collect) {
      for (std::size_t i = 0; i < count; ++i) {
        const std::uint8_t code = space_.reg(reg)[i];
        sheet.code[from + i] = code;
        if (!sheet.fen.empty())
          sheet.fen[from + i] = code == 0 && !asked.sums.empty()
                                    ? collected(table, asked, space_, i)
                                    : asked.amounts[code];
      }
    } else if (table.narrow) {
      write_codes(space_.reg(reg), asked.amounts, sheet, from, count);
    } else {
      const std::uint16_t* codes = space_.wide(table.wide_register);
      std::copy_n(codes, count, sheet.code.data() + from);
      if (!sheet.fen.empty())
        for (std::size_t i = 0; i < count; ++i) sheet.fen[from + i] = asked.amounts[codes[i]];
    }
    if (!sheet.excluded.empty())
      std::copy_n(space_.excluded(number), count, sheet.excluded.data() + from);
    if (sheet.holds.empty()) return;
    for (int p = 0; p < table.planes; ++p) {
      const auto plane = static_cast<std::size_t>(p);
      std::copy_n(space_.holds(number, p), count, sheet.holds[plane].data() + from);
      std::copy_n(space_.possible(number, p), count, sheet.possible[plane].data() + from);
    }
  }

  const Plan::Inside& plan_;
  const Kernel& kernel_;
  Workspace& space_;
};

}  // namespace

const std::vector<Asked>& Plan::asked() const {
  return inside_->asked;
}
const std::vector<Refused>& Plan::refused() const {
  return inside_->refused;
}
bool Plan::compiled(int asked) const {
  return inside_->answers[static_cast<std::size_t>(asked)].compiled;
}

int Plan::rules(int asked) const {
  const int table = inside_->answers[static_cast<std::size_t>(asked)].table;
  return table < 0 ? 0 : inside_->tables[static_cast<std::size_t>(table)].bits;
}

int Plan::row_of(int asked, int rule) const {
  const int table = inside_->answers[static_cast<std::size_t>(asked)].table;
  if (table < 0) return 0;
  const auto& rows = inside_->tables[static_cast<std::size_t>(table)].row_of_bit;
  const auto index = static_cast<std::size_t>(rule);
  return index < rows.size() ? rows[index] : 0;
}

Answer Plan::answer(int asked, std::uint16_t code) const {
  const AskedPlan& plan = inside_->answers[static_cast<std::size_t>(asked)];
  if (!plan.compiled) return inside_->interpreted->answer(asked, code);
  return code < plan.answers.size() ? plan.answers[code] : Answer{};
}

std::size_t Plan::codes(int asked) const {
  const AskedPlan& plan = inside_->answers[static_cast<std::size_t>(asked)];
  if (!plan.compiled) return inside_->interpreted->codes(asked);
  return plan.answers.size();
}

dmn::Determination Plan::determine(int asked, const Population& population,
                                   std::size_t person) const {
  return inside_->interpreted->determine(asked, population, person);
}

std::vector<Sheet> Plan::sheets(std::size_t persons, const Wanted& wanted) const {
  std::vector<Sheet> sheets(inside_->asked.size());
  for (std::size_t a = 0; a < sheets.size(); ++a) {
    Sheet& sheet = sheets[a];
    sheet.code.resize(persons);
    if (wanted.fen && inside_->asked[a].fen != 0) sheet.fen.resize(persons);
    if (wanted.excluded) sheet.excluded.resize(persons);
    const int table = inside_->answers[a].table;
    if (!wanted.rules || table < 0) continue;
    const auto planes =
        static_cast<std::size_t>(inside_->tables[static_cast<std::size_t>(table)].planes);
    sheet.holds.assign(planes, std::vector<std::uint8_t>(persons));
    sheet.possible.assign(planes, std::vector<std::uint8_t>(persons));
  }
  return sheets;
}

void Plan::decide(const Population& population, std::size_t from, std::size_t to,
                  std::vector<Sheet>& sheets) const {
  decide(population, from, to, sheets, Way::best);
}

void Plan::decide(const Population& population, std::size_t from, std::size_t to,
                  std::vector<Sheet>& sheets, Way way) const {
  thread_local Workspace space;
  const Kernel& kernel = way == Way::plain ? plain_kernel() : best_kernel();
  space.fit(*inside_);
  Writer writer(*inside_, kernel, space);
  BlockWants wants;
  for (const Sheet& sheet : sheets) wants.excluded |= !sheet.excluded.empty();
  for (std::size_t at = from; at < to; at += block_persons) {
    const std::size_t count = std::min(block_persons, to - at);
    if (way != Way::interpreter) run_block(*inside_, kernel, population, at, count, space, wants);
    for (std::size_t a = 0; a < sheets.size(); ++a) {
      if (inside_->answers[a].compiled && way != Way::interpreter) {
        writer.write(inside_->answers[a], population, sheets[a], at, count);
      } else {
        inside_->interpreted->decide(static_cast<int>(a), population, at, at + count, sheets[a]);
      }
    }
  }
}

void decide(const Population& population, std::span<const Part> parts, int threads,
            std::vector<Sheet>& sheets, Way way) {
  // Parts are cut where blocks end, so that a large area is shared and a small one is one piece.
  constexpr std::size_t piece = block_persons * 16;
  std::vector<Part> pieces;
  for (const Part& part : parts)
    for (std::size_t at = part.from; at < part.to; at += piece)
      pieces.push_back({.plan = part.plan, .from = at, .to = std::min(at + piece, part.to)});
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i; (i = next.fetch_add(1, std::memory_order_relaxed)) < pieces.size();)
      pieces[i].plan->decide(population, pieces[i].from, pieces[i].to, sheets, way);
  };
  std::vector<std::jthread> others;
  for (int t = 1; t < threads; ++t) others.emplace_back(work);
  work();
}

}  // namespace zhulian::population
