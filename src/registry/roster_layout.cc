#include "registry/roster_layout.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "registry/roster_text.h"

namespace zhulian::registry::roster {
namespace {

constexpr int sample_rows = 40;  // Below the heading; blank ones and titles are among them.
constexpr std::size_t samples_max = 3;
constexpr int head_height_max = 4;
constexpr std::string_view guardian = "guardian";

using Headings = std::map<std::string, std::string, std::less<>>;  // Folded -> key.

Headings headings_of(const packs::RosterSheet& sheet) {
  Headings known;
  for (const auto& column : sheet.columns) {
    known.emplace(fold(std::string_view(column.name.zh)), column.key);
    known.emplace(fold(std::string_view(column.name.en)), column.key);
    for (const auto& heading : column.headings)
      known.emplace(fold(std::string_view(heading)), column.key);
  }
  return known;
}

std::string_view find_heading(const Headings& known, const std::string& folded) {
  if (folded.empty()) return {};
  if (const auto found = known.find(folded); found != known.end()) return found->second;
  const std::string bare = without_brackets(folded);
  if (bare.empty() || bare == folded) return {};
  const auto found = known.find(bare);
  return found == known.end() ? std::string_view{} : std::string_view(found->second);
}

// The top of a sheet as text, merges unfolded: what a person sees over and beside a cell.
class Top {
 public:
  Top(const std::map<int, std::vector<std::string>>& rows, const std::vector<sheet::Merge>& merges)
      : rows_(rows), merges_(merges) {
    for (const auto& merge : merges_) {
      if (!rows_.contains(merge.first_row)) continue;
      const std::string text = at(merge.first_row, merge.first_column);
      auto& row = rows_[merge.first_row];
      if (merge.last_column >= columns_max) continue;
      if (row.size() <= merge.last_column) row.resize(merge.last_column + 1);
      for (auto c = merge.first_column; c <= merge.last_column; ++c) row[c] = text;
    }
  }

  const std::map<int, std::vector<std::string>>& rows() const { return rows_; }
  std::string at(int row, std::size_t column) const {
    const auto found = rows_.find(row);
    if (found == rows_.end() || column >= found->second.size()) return {};
    return found->second[column];
  }
  std::size_t width(int row) const {
    const auto found = rows_.find(row);
    return found == rows_.end() ? 0 : found->second.size();
  }
  // The last row that the cells of a heading reach down to.
  int bottom(int row) const {
    int last = row;
    for (const auto& merge : merges_)
      if (merge.first_row == row && merge.last_row < row + head_height_max)
        last = std::max(last, merge.last_row);
    return last;
  }

 private:
  static constexpr std::size_t columns_max = 512;
  std::map<int, std::vector<std::string>> rows_;
  const std::vector<sheet::Merge>& merges_;
};

struct Candidate {
  int first_row = 0;
  int last_row = 0;
  std::vector<HeadColumn> columns{};
  std::size_t score = 0;  // Different keys.
};

std::string_view mapped_key(const Mapping& mapping, const HeadColumn& column, bool& found) {
  const std::string folded = fold(std::string_view(column.heading));
  for (const auto& [what, key] : mapping)
    if (!folded.empty() && fold(std::string_view(what)) == folded) {
      found = true;
      return key;
    }
  for (const auto& [what, key] : mapping)
    if (number_of(what) == sheet::column_name(column.index)) {
      found = true;
      return key;
    }
  return {};
}

// Of a heading over two rows: together first, because "guardian" over "name" is not the name.
HeadColumn two_rows(const Headings& known, std::size_t index, const std::string& upper,
                    const std::string& lower) {
  if (lower.empty() || lower == upper)
    return {.index = index,
            .heading = upper,
            .key = std::string(find_heading(known, fold(std::string_view(upper))))};
  const std::string both = upper + lower;
  const auto together = find_heading(known, fold(std::string_view(both)));
  if (!together.empty()) return {.index = index, .heading = both, .key = std::string(together)};
  const auto above = find_heading(known, fold(std::string_view(upper)));
  const auto below = find_heading(known, fold(std::string_view(lower)));
  // What stands under "guardian" is the guardian's, known or not.
  if (above == guardian || below.empty()) return {.index = index, .heading = both};
  return {.index = index, .heading = lower, .key = std::string(below)};
}

Candidate read_head(const Top& top, const Headings& known, const Mapping& mapping, int first,
                    int last) {
  Candidate head{.first_row = first, .last_row = last};
  const std::size_t width = std::max(top.width(first), top.width(last));
  std::set<std::string, std::less<>> by_person;
  for (std::size_t c = 0; c < width; ++c) {
    HeadColumn column = two_rows(known, c, top.at(first, c), first == last ? "" : top.at(last, c));
    bool mapped = false;
    const auto key = mapped_key(mapping, column, mapped);
    if (mapped) {
      column.key = key;
      column.is_mapped = true;
      by_person.insert(column.key);
    }
    if (!column.heading.empty() || column.is_mapped) head.columns.push_back(std::move(column));
  }
  std::set<std::string, std::less<>> taken;
  for (HeadColumn& column : head.columns) {
    if (column.key.empty()) continue;
    const bool outvoted = !column.is_mapped && by_person.contains(column.key);
    column.is_twin = outvoted || !taken.insert(column.key).second;
  }
  head.score = taken.size();
  return head;
}

// Columns that only a letter names, right of the last heading.
void add_letters(Candidate& head, const Mapping& mapping) {
  for (const auto& [what, key] : mapping) {
    const std::string letter = number_of(what);
    if (letter.empty() || letter.size() > 2 || key.empty()) continue;
    std::size_t index = 0;
    bool is_letter = true;
    for (const char c : letter) {
      is_letter = is_letter && c >= 'A' && c <= 'Z';
      index = index * 26 + static_cast<std::size_t>(c - 'A' + 1);
    }
    if (!is_letter) continue;
    --index;
    if (std::ranges::find(head.columns, index, &HeadColumn::index) != head.columns.end()) continue;
    const bool twin = std::ranges::any_of(
        head.columns, [&](const HeadColumn& c) { return c.key == key && !c.is_twin; });
    head.columns.push_back(
        {.index = index, .heading = {}, .key = key, .is_mapped = true, .is_twin = twin});
    head.score += twin ? 0 : 1;
  }
}

std::optional<Candidate> best_head(const Top& top, const packs::RosterSheet& sheet,
                                   const Headings& known, const Mapping& mapping) {
  std::optional<Candidate> best;
  for (const auto& [row, cells] : top.rows()) {
    if (row > sheet.head_within_rows) break;
    Candidate one = read_head(top, known, mapping, row, row);
    Candidate two = read_head(top, known, mapping, row, row + 1);
    const auto lower = read_head(top, known, mapping, row + 1, row + 1);
    Candidate& better = two.score > one.score && two.score > lower.score ? two : one;
    if (!best || better.score > best->score) best = std::move(better);
  }
  return best;
}

// No row is a heading: the one a person would most likely call so, for the mapping screen.
std::optional<Candidate> likely_head(const Top& top, const packs::RosterSheet& sheet,
                                     const Headings& known, const Mapping& mapping) {
  int row_of_most = 0;
  std::size_t most = 1;
  for (const auto& [row, cells] : top.rows()) {
    if (row > sheet.head_within_rows) break;
    std::set<std::string> words;
    for (const auto& cell : cells)
      if (!cell.empty()) words.insert(cell);
    if (words.size() > most) {
      most = words.size();
      row_of_most = row;
    }
  }
  if (row_of_most == 0) return std::nullopt;
  return read_head(top, known, mapping, row_of_most, row_of_most);
}

struct Seen {
  std::map<int, std::vector<std::string>> rows;
};

Result<Seen> look(sheet::Workbook& book, std::size_t sheet, int rows) {
  Seen seen;
  TRY(book.rows(sheet, [&](int row, std::span<const sheet::Cell> cells) {
    if (row > rows) return false;
    auto& texts = seen.rows[row];
    for (const auto& cell : cells) texts.push_back(text::normalise(sheet::text_of(cell)));
    return true;
  }));
  return seen;
}

void add_samples(Layout& layout, const Seen& seen) {
  for (HeadColumn& column : layout.columns)
    for (const auto& [row, texts] : seen.rows) {
      if (row <= layout.last_row || column.samples.size() == samples_max) continue;
      if (column.index < texts.size() && !texts[column.index].empty())
        column.samples.push_back(texts[column.index]);
    }
}

std::vector<std::string> missing_in(const Candidate& head, const packs::RosterSheet& sheet,
                                    bool village_known) {
  const auto has = [&](std::string_view key) {
    return std::ranges::any_of(head.columns, [&](const HeadColumn& column) {
      return column.key == key && !column.is_twin;
    });
  };
  std::vector<std::string> missing;
  for (const auto& column : sheet.columns) {
    if (!column.required || has(column.key)) continue;
    if (column.key == "village" && village_known) continue;
    // They stand in the number of the certificate.
    if ((column.key == "category" || column.key == "level") && has("certificate")) continue;
    missing.push_back(column.key);
  }
  return missing;
}

Layout layout_of(Candidate head, sheet::Workbook& book, std::size_t sheet,
                 const packs::RosterSheet& known, bool village_known) {
  Layout layout{.sheet = sheet,
                .sheet_name = book.sheets()[sheet].name,
                .first_row = head.first_row,
                .last_row = head.last_row,
                .columns = {},
                .missing = missing_in(head, known, village_known),
                .days_from_1904 = book.days_from_1904(),
                .other_sheets = {}};
  layout.columns = std::move(head.columns);
  for (std::size_t i = 0; i < book.sheets().size(); ++i)
    if (i != sheet && !book.sheets()[i].hidden)
      layout.other_sheets.push_back(book.sheets()[i].name);
  return layout;
}

}  // namespace

const HeadColumn* Layout::find(std::string_view key) const {
  const auto found = std::ranges::find_if(
      columns, [&](const HeadColumn& column) { return column.key == key && !column.is_twin; });
  return found == columns.end() ? nullptr : &*found;
}

Result<Layout> find_layout(sheet::Workbook& book, const packs::RosterSheet& sheet,
                           const Mapping& mapping, bool village_known) {
  const Headings known = headings_of(sheet);
  const auto enough = static_cast<std::size_t>(sheet.head_matches_min);
  std::optional<Layout> partial;
  std::optional<Layout> guess;
  for (std::size_t i = 0; i < book.sheets().size(); ++i) {
    if (book.sheets()[i].hidden) continue;
    const Seen seen = TRY(look(book, i, sheet.head_within_rows + sample_rows));
    const auto merges = TRY(book.merges(i, sheet.head_within_rows + head_height_max));
    const Top top(seen.rows, merges);
    auto head = best_head(top, sheet, known, mapping);
    const bool found = head && head->score >= enough;
    if (!found && guess) continue;
    if (!found) head = likely_head(top, sheet, known, mapping);
    if (!head) continue;
    add_letters(*head, mapping);
    head->last_row = std::max(head->last_row, top.bottom(head->first_row));
    Layout layout = layout_of(std::move(*head), book, i, sheet, village_known);
    add_samples(layout, seen);
    if (found && layout.missing.empty()) return layout;
    auto& kept = found ? partial : guess;
    if (!kept) kept = std::move(layout);
  }
  if (partial) return *std::move(partial);
  if (guess) return *std::move(guess);
  return fail(Fault::invalid, "roster.no_heading", {},
              {{"rows", std::to_string(sheet.head_within_rows)}});
}

Result<void> check_layout(const Layout& layout, const packs::RosterSheet& sheet,
                          const Mapping& mapping) {
  for (const auto& [what, key] : mapping)
    if (!key.empty() &&
        std::ranges::find(sheet.columns, key, &packs::RosterColumn::key) == sheet.columns.end())
      return fail(Fault::invalid, "roster.mapping_unknown", "/mapping",
                  {{"heading", what}, {"key", key}});
  if (layout.missing.empty()) return {};
  std::string names;
  for (const auto& key : layout.missing) {
    const auto column = std::ranges::find(sheet.columns, key, &packs::RosterColumn::key);
    names += (names.empty() ? "" : ", ") + column->name.zh;
  }
  std::string found;
  for (const auto& column : layout.columns)
    if (!column.heading.empty()) found += (found.empty() ? "" : ", ") + column.heading;
  return fail(Fault::invalid, "roster.columns_missing", "/mapping",
              {{"missing", names},
               {"found", found},
               {"sheet", layout.sheet_name},
               {"row", std::to_string(layout.first_row)}});
}

bool repeats_heading(const Layout& layout, std::span<const sheet::Cell> cells) {
  std::size_t filled = 0;
  std::size_t same = 0;
  std::size_t counting = 0;
  for (std::size_t c = 0; c < cells.size(); ++c) {
    if (sheet::is_empty(cells[c])) continue;
    ++filled;
    const std::string folded = fold(cells[c]);
    if (folded == std::to_string(c + 1)) ++counting;
    const auto head = std::ranges::find(layout.columns, c, &HeadColumn::index);
    if (head == layout.columns.end() || folded.empty()) continue;
    const std::string heading = fold(std::string_view(head->heading));
    // Of a heading over two rows each row is a part.
    if (heading == folded || (heading.ends_with(folded) && folded.size() > 3) ||
        (heading.starts_with(folded) && folded.size() > 3))
      ++same;
  }
  constexpr std::size_t enough = 3;
  return (same >= enough && same * 2 > filled) || (counting > enough && counting == filled);
}

}  // namespace zhulian::registry::roster
