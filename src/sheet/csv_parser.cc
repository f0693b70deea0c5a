#include "sheet/csv_parser.h"

#include <algorithm>
#include <map>

namespace zhulian::sheet {

Result<bool> CsvParser::end_record() {
  TRY(sink_.end_field());
  state_ = State::field_start;
  record_open_ = false;
  return sink_.end_record();
}

Result<bool> CsvParser::feed(std::string_view text) {
  while (!text.empty()) {
    const char c = text.front();
    const bool second_of_break = after_return_ && c == '\n' && state_ == State::field_start;
    after_return_ = false;
    if (second_of_break) {
      text.remove_prefix(1);
      continue;
    }

    if (state_ == State::quoted) {
      const auto end = std::min(text.find('"'), text.size());
      TRY(sink_.characters(text.substr(0, end)));
      text.remove_prefix(end);
      if (text.empty()) break;
      text.remove_prefix(1);
      state_ = State::quote_in_quoted;
      continue;
    }
    if (c == '"' && state_ != State::plain) {
      if (state_ == State::quote_in_quoted) TRY(sink_.characters("\""));
      state_ = State::quoted;
      record_open_ = true;
      text.remove_prefix(1);
      continue;
    }
    if (c == '\r' || c == '\n') {
      text.remove_prefix(1);
      after_return_ = c == '\r';
      if (!TRY(end_record())) return false;
      continue;
    }
    record_open_ = true;
    if (c == separator_) {
      TRY(sink_.end_field());
      state_ = State::field_start;
      text.remove_prefix(1);
      continue;
    }
    // Plain characters; also what follows a closing mark, which programs take as it stands.
    state_ = State::plain;
    const auto end = static_cast<std::size_t>(
        std::ranges::find_if(text,
                             [&](char x) { return x == separator_ || x == '\r' || x == '\n'; }) -
        text.begin());
    TRY(sink_.characters(text.substr(0, end)));
    text.remove_prefix(end);
  }
  return true;
}

Result<bool> CsvParser::finish() {
  if (!record_open_) return true;
  return end_record();
}

char find_separator(std::string_view sample) {
  struct Score {
    std::size_t records = 0;
    std::size_t fields = 0;
    auto operator<=>(const Score&) const = default;
  };
  char best = ',';
  Score best_score;
  for (const char separator : {',', '\t', ';'}) {
    std::map<std::size_t, std::size_t> records_of;  // By number of fields.
    std::size_t fields = 0;
    CsvParser parser(separator, {.characters = [](std::string_view) { return Result<void>{}; },
                                 .end_field =
                                     [&] {
                                       ++fields;
                                       return Result<void>{};
                                     },
                                 .end_record = [&]() -> Result<bool> {
                                   ++records_of[fields];
                                   fields = 0;
                                   return true;
                                 }});
    // The sample may end within a record: only whole ones count, unless there is but one.
    (void)parser.feed(sample);
    if (records_of.empty()) (void)parser.finish();
    Score score;
    for (const auto& [width, records] : records_of)
      if (width > 1) score = std::max(score, Score{.records = records, .fields = width});
    if (score > best_score) {
      best_score = score;
      best = separator;
    }
  }
  return best;
}

}  // namespace zhulian::sheet
