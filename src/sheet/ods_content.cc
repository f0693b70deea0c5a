#include "sheet/ods_content.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "sheet/formats.h"

namespace zhulian::sheet {

namespace {

std::int64_t count_of(std::string_view text, std::int64_t absent, std::int64_t most) {
  if (text.empty()) return absent;
  std::int64_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec == std::errc::result_out_of_range) return most;
  return std::clamp<std::int64_t>(value, absent, most);
}

// "PT09H30M00S", hours without bound (XML Schema part 2, 3.2.6, as ODF uses it).
std::optional<Clock> read_duration(std::string_view text) {
  if (!text.starts_with("PT")) return std::nullopt;
  text.remove_prefix(2);
  double seconds = 0;
  while (!text.empty()) {
    double value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc{} || read.ptr == text.data() + text.size()) return std::nullopt;
    const char unit = *read.ptr;
    if (unit != 'H' && unit != 'M' && unit != 'S') return std::nullopt;
    seconds += value * (unit == 'H' ? 3600 : unit == 'M' ? 60 : 1);
    text.remove_prefix(static_cast<std::size_t>(read.ptr - text.data()) + 1);
  }
  if (!(std::abs(seconds) < 1e12)) return std::nullopt;
  return Clock{.seconds = std::llround(seconds)};
}

std::optional<Number> read_number(std::string_view text) {
  double value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || !std::isfinite(value))
    return std::nullopt;
  return Number{.value = value, .stored = std::string(text)};
}

// The value in the attributes; Empty when it is in the text, which is the case for strings.
Cell typed_value(const Attributes& attributes) {
  const auto type = attributes["office:value-type"];
  if (type == "float" || type == "percentage" || type == "currency") {
    if (auto number = read_number(attributes["office:value"])) return *std::move(number);
  } else if (type == "date") {
    if (const auto moment = read_iso_moment(attributes["office:date-value"])) return *moment;
  } else if (type == "time") {
    if (const auto clock = read_duration(attributes["office:time-value"])) return *clock;
  } else if (type == "boolean") {
    return attributes["office:boolean-value"] == "true";
  }
  return Empty{};
}

bool is_cell(std::string_view name) {
  return name == "table:table-cell" || name == "table:covered-table-cell";
}

}  // namespace

void OdsTables::open(std::string_view name, const Attributes& attributes) {
  if (name == "style:style")
    table_style_ = attributes["style:family"] == "table" ? attributes["style:name"] : "";
  if (name == "style:table-properties" && !table_style_.empty() &&
      style_hides_.size() < entries_max)
    style_hides_[table_style_] = attributes["table:display"] == "false";
  if (name != "table:table") return;
  if (++table_depth_ > 1) return;
  if (sheets_.size() >= entries_max)
    return stop(fail(Fault::too_large, "sheet.too_complex", {}, {{"part", "content.xml"}}));
  const auto style = style_hides_.find(attributes["table:style-name"]);
  sheets_.push_back({.name = std::string(attributes["table:name"]),
                     .hidden = style != style_hides_.end() && style->second});
}

void OdsTables::close(std::string_view name) {
  if (name == "table:table") --table_depth_;
  if (name == "style:style") table_style_.clear();
}

void OdsTable::open(std::string_view name, const Attributes& attributes) {
  if (skip_depth_ > 0) {
    ++skip_depth_;
    return;
  }
  if (name == "table:table") {
    // A table within the table is a picture of one, not its rows.
    if (in_wanted_) {
      skip_depth_ = 1;
      return;
    }
    if (++table_depth_ == 1) in_wanted_ = tables_seen_++ == wanted_;
    return;
  }
  if (!in_wanted_) return;
  if (in_cell_) return open_in_cell(name, attributes);
  if (name == "table:shapes" || name == "office:forms") {
    skip_depth_ = 1;
  } else if (name == "table:table-row") {
    in_row_ = true;
    column_ = 0;
    row_repeat_ = count_of(attributes["table:number-rows-repeated"], 1, repeat_absurd);
  } else if (in_row_ && is_cell(name)) {
    in_cell_ = true;
    paragraph_depth_ = 0;
    cell_repeat_ = count_of(attributes["table:number-columns-repeated"], 1, repeat_absurd);
    begin_cell(attributes, name == "table:covered-table-cell");
  }
}

void OdsTable::open_in_cell(std::string_view name, const Attributes& attributes) {
  if (paragraph_depth_ == 0) {
    if (name != "text:p" && name != "text:h") {
      skip_depth_ = 1;  // office:annotation, draw:frame, detective marks.
      return;
    }
    paragraph_depth_ = 1;
    after_space_ = true;
    begin_paragraph();
    return;
  }
  if (name == "text:ruby-text" || name.starts_with("draw:") || name == "office:annotation") {
    skip_depth_ = 1;
    return;
  }
  ++paragraph_depth_;
  if (name == "text:s") {
    const auto spaces = count_of(attributes["text:c"], 1, 1000);
    characters(std::string(static_cast<std::size_t>(spaces), ' '));
  } else if (name == "text:tab") {
    characters("\t");
  } else if (name == "text:line-break") {
    characters("\n");
  } else {
    return;
  }
  after_space_ = false;
}

void OdsTable::close(std::string_view name) {
  if (skip_depth_ > 0) {
    --skip_depth_;
  } else if (name == "table:table" && table_depth_ > 0) {
    --table_depth_;
    if (in_wanted_) stop();
  } else if (!in_wanted_) {
    return;
  } else if (in_cell_ && paragraph_depth_ > 0) {
    --paragraph_depth_;
  } else if (in_cell_ && is_cell(name)) {
    in_cell_ = false;
    end_cell(cell_repeat_);
    column_ = std::min(column_ + cell_repeat_, repeat_absurd);
  } else if (in_row_ && name == "table:table-row") {
    in_row_ = false;
    end_row(row_repeat_);
    row_ = std::min(row_ + row_repeat_, repeat_absurd);
  }
}

void OdsTable::text(std::string_view more) {
  if (skip_depth_ > 0 || !in_cell_ || paragraph_depth_ == 0) return;
  // Runs of white space are one space, and none at the start of a paragraph (ODF 1.3, 6.1.2).
  const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  while (!more.empty()) {
    const bool space = is_space(more.front());
    const auto run = static_cast<std::size_t>(
        std::ranges::find_if(more, [&](char c) { return is_space(c) != space; }) - more.begin());
    if (!space)
      characters(more.substr(0, run));
    else if (!after_space_)
      characters(" ");
    after_space_ = space;
    more.remove_prefix(run);
  }
}

int OdsRows::row_number() const {
  return static_cast<int>(row());
}

void OdsRows::begin_cell(const Attributes& attributes, bool covered) {
  covered_ = covered;
  has_paragraph_ = false;
  text_.clear();
  cell_ = covered ? Cell{} : typed_value(attributes);
  is_fault_ = attributes["calcext:value-type"] == "error";
  wants_text_ = !covered && is_empty(cell_);
  // A string may stand in the attribute only; where it does, it is the value (19.387).
  if (const auto said = attributes["office:string-value"]; wants_text_ && !said.empty()) {
    wants_text_ = false;
    if (auto added = buffer_.append(text_, said, row_number(), static_cast<std::size_t>(column()));
        !added)
      stop(std::unexpected(std::move(added).error()));
  }
}

void OdsRows::begin_paragraph() {
  if (has_paragraph_) characters("\n");
  has_paragraph_ = true;
}

void OdsRows::characters(std::string_view more) {
  if (!wants_text_) return;
  if (auto added = buffer_.append(text_, more, row_number(), static_cast<std::size_t>(column()));
      !added)
    stop(std::unexpected(std::move(added).error()));
}

void OdsRows::end_cell(std::int64_t repeated) {
  if (!text_.empty()) cell_ = is_fault_ ? Cell{CellFault{text_}} : Cell{std::move(text_)};
  if (is_empty(cell_)) return;
  const auto first = static_cast<std::size_t>(column());
  // One beyond the limit is enough to be refused.
  const auto past = std::min(first + static_cast<std::size_t>(repeated), limits_.columns + 1);
  for (std::size_t at = first; at < std::max(past, first + 1); ++at) {
    if (auto put = buffer_.put(row_number(), at, cell_); !put)
      return stop(std::unexpected(std::move(put).error()));
  }
}

void OdsRows::end_row(std::int64_t repeated) {
  if (!buffer_.blank()) {
    for (std::int64_t i = 0; i < repeated; ++i) {
      if (auto checked = buffer_.check_row(row() + i); !checked)
        return stop(std::unexpected(std::move(checked).error()));
      if (!on_row_(static_cast<int>(row() + i), buffer_.cells())) return stop();
    }
  }
  buffer_.clear();
}

void OdsMerges::begin_cell(const Attributes& attributes, bool covered) {
  if (covered || row() > rows_) return;
  const auto rows = count_of(attributes["table:number-rows-spanned"], 1, limits_.rows);
  const auto columns = count_of(attributes["table:number-columns-spanned"], 1, 16'384);
  if (rows == 1 && columns == 1) return;
  if (merges_.size() >= limits_.merges)
    return stop(fail(Fault::too_large, "sheet.too_complex", {}, {{"part", "content.xml"}}));
  merges_.push_back({.first_row = static_cast<int>(row()),
                     .last_row = static_cast<int>(row() + rows - 1),
                     .first_column = static_cast<std::size_t>(column()),
                     .last_column = static_cast<std::size_t>(column() + columns - 1)});
}

void OdsMerges::end_row(std::int64_t repeated) {
  if (row() + repeated > rows_) stop();
}

}  // namespace zhulian::sheet
