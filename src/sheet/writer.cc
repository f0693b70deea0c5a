#include "sheet/writer.h"

#include <algorithm>
#include <cassert>
#include <cstdlib>
#include <map>
#include <optional>
#include <set>
#include <system_error>
#include <utility>

#include <unicode/utf8.h>
#include <unistd.h>
#include <xlsxwriter.h>

namespace zhulian::sheet {

namespace {

constexpr int rows_max = 1'048'576;
constexpr std::size_t sheet_name_max = 31;
constexpr std::int64_t serial_of_1970 = 25'569;
constexpr lxw_color_t fault_fill = 0xFFC7CE;
constexpr lxw_color_t note_fill = 0xFFEB9C;

// How the value shows, beside how the cell looks.
enum class Shown { general, text, day, moment, clock };

const char* format_code(Shown shown) {
  switch (shown) {
    case Shown::general:
      return "General";
    case Shown::text:
      return "@";
    case Shown::day:
      return "yyyy-mm-dd";
    case Shown::moment:
      return "yyyy-mm-dd hh:mm:ss";
    case Shown::clock:
      return "[hh]:mm:ss";
  }
  return "General";
}

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

// What would be read back as an escape: "_x0041_" becomes "_x005F_x0041_".
bool is_escape_at(std::string_view text, std::size_t at) {
  return text.size() - at >= 7 && text[at] == '_' && text[at + 1] == 'x' && text[at + 6] == '_' &&
         std::ranges::all_of(text.substr(at + 2, 4), is_hex);
}

// Text that XML 1.0 can carry, escaped as ST_Xstring. Broken UTF-8 becomes U+FFFD.
std::string carried(std::string_view text) {
  std::string safe;
  safe.reserve(text.size());
  const auto length = static_cast<int32_t>(text.size());
  for (int32_t at = 0; at < length;) {
    const int32_t from = at;
    UChar32 c = 0;
    U8_NEXT(text.data(), at, length, c);
    const auto begin = static_cast<std::size_t>(from);
    if (c < 0 || c == 0xFFFE || c == 0xFFFF) {
      safe += "\uFFFD";
    } else if (c < 0x20 && c != '\t' && c != '\n') {
      char escape[16];
      std::snprintf(escape, sizeof escape, "_x%04X_", static_cast<unsigned>(c));
      safe += c == 0 ? "" : escape;
    } else if (is_escape_at(text, begin)) {
      safe += "_x005F_";
    } else {
      safe += text.substr(begin, static_cast<std::size_t>(at - from));
    }
  }
  return safe;
}

// At most `most` UTF-16 units, as spreadsheet programs count.
std::string shortened(std::string_view text, std::size_t most) {
  std::size_t units = 0;
  const auto length = static_cast<int32_t>(text.size());
  for (int32_t at = 0; at < length;) {
    const int32_t from = at;
    UChar32 c = 0;
    U8_NEXT(text.data(), at, length, c);
    units += c > 0xFFFF ? 2 : 1;
    if (units > most) return std::string(text.substr(0, static_cast<std::size_t>(from)));
  }
  return std::string(text);
}

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

}  // namespace

struct WorkbookWriter::State {
  std::filesystem::path file;
  std::string temporary;
  lxw_workbook* book = nullptr;
  lxw_worksheet* page = nullptr;
  std::string page_name;
  std::set<std::string> names_taken;  // In lower case: programs do not tell them apart.
  std::size_t columns = 0;
  bool has_heading = false;
  int next_row = 1;
  std::map<std::pair<Look, Shown>, lxw_format*> formats;
  std::optional<Error> fault;

  lxw_format* format(Look look, Shown shown);
  std::string free_name(std::string_view wanted) const;
  void end_page();
  void put(std::size_t column, const OutCell& cell);
  void put_text(std::size_t column, std::string_view text, Look look);
  void put_number(std::size_t column, double value, Look look, Shown shown);
  void put_moment(std::size_t column, const Moment& moment, Look look);
  void comment(std::size_t column, std::string_view text);
  void check(lxw_error error, std::size_t column);
  void remember(const char* code, std::vector<Argument> arguments) {
    if (!fault) fault = fail(Fault::invalid, code, {}, std::move(arguments)).error();
  }
};

lxw_format* WorkbookWriter::State::format(Look look, Shown shown) {
  auto [place, fresh] = formats.try_emplace({look, shown}, nullptr);
  if (!fresh) return place->second;
  lxw_format* made = workbook_add_format(book);
  place->second = made;
  format_set_num_format(made, format_code(shown));
  if (look == Look::bold) format_set_bold(made);
  if (look == Look::fault || look == Look::note) {
    format_set_pattern(made, LXW_PATTERN_SOLID);
    format_set_bg_color(made, look == Look::fault ? fault_fill : note_fill);
  }
  if (look != Look::plain) format_set_text_wrap(made);
  format_set_align(made, LXW_ALIGN_VERTICAL_TOP);
  return made;
}

std::string WorkbookWriter::State::free_name(std::string_view wanted) const {
  std::string base;
  for (const char c : carried(wanted))
    base += std::string_view("[]:*?/\\\t\n'").find(c) == std::string_view::npos ? c : '_';
  base = shortened(base, sheet_name_max);
  if (base.empty()) base = "Sheet";
  std::string name = base;
  for (int i = 2; names_taken.contains(lower(name)); ++i) {
    const std::string suffix = " (" + std::to_string(i) + ")";
    name = shortened(base, sheet_name_max - suffix.size()) + suffix;
  }
  return name;
}

void WorkbookWriter::State::end_page() {
  if (!page || !has_heading) return;
  const int last = std::max(next_row - 2, 1);
  worksheet_autofilter(page, 0, 0, static_cast<lxw_row_t>(last),
                       static_cast<lxw_col_t>(columns - 1));
}

void WorkbookWriter::State::check(lxw_error error, std::size_t column) {
  if (error == LXW_NO_ERROR) return;
  const bool long_text = error == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED;
  remember(long_text ? "sheet.text_too_long" : "sheet.cannot_write",
           {{"file", file.filename().string()},
            {"sheet", page_name},
            {"row", std::to_string(next_row)},
            {"column", column_name(column)}});
}

void WorkbookWriter::State::put_text(std::size_t column, std::string_view text, Look look) {
  const auto row = static_cast<lxw_row_t>(next_row - 1);
  const auto at = static_cast<lxw_col_t>(column);
  lxw_format* shown = format(look, Shown::text);
  check(text.empty() ? worksheet_write_blank(page, row, at, shown)
                     : worksheet_write_string(page, row, at, carried(text).c_str(), shown),
        column);
}

void WorkbookWriter::State::put_number(std::size_t column, double value, Look look, Shown shown) {
  check(worksheet_write_number(page, static_cast<lxw_row_t>(next_row - 1),
                               static_cast<lxw_col_t>(column), value, format(look, shown)),
        column);
}

void WorkbookWriter::State::put_moment(std::size_t column, const Moment& moment, Look look) {
  const std::int64_t serial = number(moment.day) + serial_of_1970;
  // Before March 1900 programs disagree on the count: such a day goes out as text.
  if (serial <= 60) return put_text(column, text_of(moment), look);
  put_number(column, static_cast<double>(serial) + moment.second_of_day / 86'400.0, look,
             moment.has_time() ? Shown::moment : Shown::day);
}

void WorkbookWriter::State::put(std::size_t column, const OutCell& cell) {
  struct Put {
    State& state;
    std::size_t column;
    Look look;
    void operator()(const Empty&) const {
      if (look != Look::plain) state.put_text(column, {}, look);
    }
    void operator()(const std::string& text) const { state.put_text(column, text, look); }
    void operator()(const Number& written) const {
      state.put_number(column, written.value, look, Shown::general);
    }
    void operator()(bool truth) const {
      state.check(worksheet_write_boolean(state.page, static_cast<lxw_row_t>(state.next_row - 1),
                                          static_cast<lxw_col_t>(column), truth,
                                          state.format(look, Shown::general)),
                  column);
    }
    void operator()(const Moment& moment) const { state.put_moment(column, moment, look); }
    void operator()(const Clock& clock) const {
      if (clock.seconds < 0) return state.put_text(column, text_of(clock), look);
      state.put_number(column, static_cast<double>(clock.seconds) / 86'400.0, look, Shown::clock);
    }
    void operator()(const CellFault& told) const { state.put_text(column, told.code, look); }
  };
  std::visit(Put{*this, column, cell.look}, cell.value);
  if (!cell.comment.empty()) comment(column, cell.comment);
}

void WorkbookWriter::State::comment(std::size_t column, std::string_view text) {
  lxw_comment_options options{};
  options.x_scale = 2;
  options.y_scale = 1.5;
  check(
      worksheet_write_comment_opt(page, static_cast<lxw_row_t>(next_row - 1),
                                  static_cast<lxw_col_t>(column), carried(text).c_str(), &options),
      column);
}

WorkbookWriter::WorkbookWriter(std::filesystem::path file) : state_(std::make_unique<State>()) {
  state_->file = std::move(file);
  state_->temporary = state_->file.string() + ".XXXXXX";
  // 0600, and a name nobody else has.
  const int descriptor = ::mkstemp(state_->temporary.data());
  if (descriptor < 0) {
    state_->remember("sheet.cannot_write", {{"file", state_->file.filename().string()}});
    state_->temporary.clear();
  } else {
    ::close(descriptor);
  }
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  state_->book = workbook_new_opt(
      state_->temporary.empty() ? "/dev/null" : state_->temporary.c_str(), &options);
  if (!state_->book) throw std::bad_alloc();
}

WorkbookWriter::~WorkbookWriter() {
  if (state_->book) lxw_workbook_free(state_->book);
  std::error_code ignored;
  if (!state_->temporary.empty()) std::filesystem::remove(state_->temporary, ignored);
}

void WorkbookWriter::sheet(std::string_view name, std::span<const OutColumn> columns) {
  State& state = *state_;
  state.end_page();
  state.page_name = state.free_name(name);
  state.names_taken.insert(lower(state.page_name));
  state.page = workbook_add_worksheet(state.book, state.page_name.c_str());
  assert(state.page && "a name that free_name() let through");
  state.columns = columns.size();
  state.has_heading = !columns.empty();
  state.next_row = 1;
  if (columns.empty()) return;

  std::vector<OutCell> heading;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto at = static_cast<lxw_col_t>(i);
    worksheet_set_column(state.page, at, at, columns[i].width,
                         columns[i].text ? state.format(Look::plain, Shown::text) : nullptr);
    heading.push_back(
        {.value = columns[i].heading, .look = Look::bold, .comment = columns[i].comment});
  }
  worksheet_freeze_panes(state.page, 1, 0);
  row(heading);
}

void WorkbookWriter::row(std::span<const OutCell> cells) {
  State& state = *state_;
  assert(state.page && "row() before sheet()");
  if (state.next_row > rows_max)
    return state.remember("sheet.too_many_rows",
                          {{"sheet", state.page_name}, {"limit", std::to_string(rows_max)}});
  for (std::size_t i = 0; i < cells.size(); ++i) state.put(i, cells[i]);
  ++state.next_row;
}

int WorkbookWriter::next_row() const {
  return state_->next_row;
}

Result<void> WorkbookWriter::finish() {
  State& state = *state_;
  assert(state.book && "finish() twice");
  if (!state.page) sheet("Sheet1", std::span<const OutColumn>{});
  state.end_page();
  // With a fault known, the destructor drops the book and the temporary file.
  if (state.fault) return std::unexpected(*state.fault);
  const lxw_error error = workbook_close(std::exchange(state.book, nullptr));
  std::error_code renamed;
  if (error == LXW_NO_ERROR) std::filesystem::rename(state.temporary, state.file, renamed);
  if (error != LXW_NO_ERROR || renamed)
    return fail(Fault::invalid, "sheet.cannot_write", {},
                {{"file", state.file.filename().string()}});
  state.temporary.clear();
  return {};
}

}  // namespace zhulian::sheet
