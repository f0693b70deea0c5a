#include "sheet/xlsx_rows.h"

#include <charconv>
#include <cmath>
#include <system_error>

namespace zhulian::sheet {

namespace {

// Larger than any limit, small enough never to overflow.
constexpr std::size_t column_absurd = 1'000'000;

template <class T>
bool read_whole(std::string_view text, T& value) {
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  return read.ec == std::errc{} && read.ptr == text.data() + text.size();
}

}  // namespace

CellRef read_cell_ref(std::string_view ref) {
  CellRef place;
  std::size_t column = 0;
  std::size_t letters = 0;
  for (; letters < ref.size(); ++letters) {
    const char c = ref[letters];
    const bool upper = c >= 'A' && c <= 'Z';
    const bool lower = c >= 'a' && c <= 'z';
    if (!upper && !lower) break;
    if (column < column_absurd)
      column = column * 26 + static_cast<std::size_t>(c - (upper ? 'A' : 'a') + 1);
  }
  if (column > 0) place.column = column - 1;
  if (!read_whole(ref.substr(letters), place.row) || place.row < 0) place.row = 0;
  return place;
}

void SheetRows::open(std::string_view name, const Attributes& attributes) {
  const auto element = local_name(name);
  switch (in_) {
    case In::nothing:
      if (element == "sheetData") in_ = In::data;
      return;
    case In::data:
      if (element == "row") open_row(attributes);
      return;
    case In::row:
      if (element == "c") open_cell(attributes);
      return;
    case In::cell:
      if (element == "v" || element == "t") in_value_ = !in_phonetic_;
      if (element == "f") has_formula_ = true;
      if (element == "rPh") in_phonetic_ = true;
      return;
  }
}

void SheetRows::open_row(const Attributes& attributes) {
  in_ = In::row;
  next_column_ = 0;
  const int before = row_;
  const auto said = attributes["r"];
  if (said.empty())
    row_ = before + 1;
  else if (!read_whole(said, row_) || row_ <= before)
    return stop(buffer_.damaged(before + 1, 0));
  if (auto checked = buffer_.check_row(row_); !checked)
    stop(std::unexpected(std::move(checked).error()));
}

void SheetRows::open_cell(const Attributes& attributes) {
  in_ = In::cell;
  const auto ref = attributes["r"];
  const CellRef place = read_cell_ref(ref);
  column_ = ref.empty() ? next_column_ : place.column;
  // A cell that claims another row than the one it stands in: no way to know which is meant.
  if (!ref.empty() && (column_ == CellRef{}.column || (place.row != 0 && place.row != row_)))
    return stop(buffer_.damaged(row_, next_column_));
  next_column_ = column_ + 1;
  type_ = attributes["t"];
  style_ = 0;
  read_whole(attributes["s"], style_);
  has_formula_ = false;
  in_value_ = false;
  in_phonetic_ = false;
  value_.clear();
}

void SheetRows::text(std::string_view characters) {
  if (!in_value_) return;
  if (auto added = buffer_.append(value_, characters, row_, column_); !added)
    stop(std::unexpected(std::move(added).error()));
}

void SheetRows::close(std::string_view name) {
  const auto element = local_name(name);
  switch (in_) {
    case In::nothing:
      return;
    case In::data:
      if (element == "sheetData") stop();
      return;
    case In::row:
      if (element == "row") close_row();
      return;
    case In::cell:
      if (element == "v" || element == "t") in_value_ = false;
      if (element == "rPh") in_phonetic_ = false;
      if (element == "c") close_cell();
      return;
  }
}

void SheetRows::close_cell() {
  in_ = In::row;
  auto cell = value();
  auto put = cell ? buffer_.put(row_, column_, std::move(*cell))
                  : Result<void>(std::unexpected(std::move(cell).error()));
  if (!put) stop(std::unexpected(std::move(put).error()));
}

void SheetRows::close_row() {
  in_ = In::data;
  if (!buffer_.blank() && !on_row_(row_, buffer_.cells())) stop();
  buffer_.clear();
}

Result<Cell> SheetRows::value() const {
  if (value_.empty()) {
    // A library wrote the formula and nobody has opened the file since: the value is unknown.
    if (has_formula_ && (type_.empty() || type_ == "n")) return CellFault{"#UNCALCULATED"};
    return Empty{};
  }
  if (type_.empty() || type_ == "n") return number();
  if (type_ == "s") {
    std::size_t index = 0;
    if (!read_whole(value_, index) || index >= book_.strings.size())
      return buffer_.damaged(row_, column_);
    const auto text = book_.strings[index];
    // The limit of a cell holds for a shared string too.
    std::string copy;
    TRY(buffer_.append(copy, text, row_, column_));
    return copy.empty() ? Cell{} : Cell{std::move(copy)};
  }
  if (type_ == "b") return value_ == "1" || value_ == "true";
  if (type_ == "e") return CellFault{value_};
  if (type_ == "d")
    if (const auto moment = read_iso_moment(value_)) return *moment;
  std::string text = decode_escapes(value_);
  return text.empty() ? Cell{} : Cell{std::move(text)};
}

Cell SheetRows::number() const {
  double value = 0;
  if (!read_whole(value_, value)) return value_;
  if (!std::isfinite(value)) return CellFault{"#NUM!"};
  return under_format({.value = value, .stored = value_}, book_.styles.kind(style_),
                      book_.from_1904);
}

void SheetMerges::open(std::string_view name, const Attributes& attributes) {
  if (local_name(name) != "mergeCell") return;
  const auto ref = attributes["ref"];
  const auto colon = ref.find(':');
  if (colon == ref.npos) return;
  const CellRef first = read_cell_ref(ref.substr(0, colon));
  const CellRef last = read_cell_ref(ref.substr(colon + 1));
  const bool sound = first.row > 0 && last.row >= first.row && last.row <= limits_.rows &&
                     last.column < column_absurd && first.column <= last.column;
  if (!sound || first.row > rows_) return;
  if (merges_.size() >= limits_.merges)
    return stop(fail(Fault::too_large, "sheet.too_complex", {}, {{"part", "mergeCells"}}));
  merges_.push_back({.first_row = first.row,
                     .last_row = last.row,
                     .first_column = first.column,
                     .last_column = last.column});
}

}  // namespace zhulian::sheet
