// Records and fields of separated text, fed in pieces.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace zhulian::sheet {

class CsvParser {
 public:
  // What is called, in order. An error or `false` ends the parsing.
  struct Sink {
    // Appends to the field being read.
    std::function<Result<void>(std::string_view)> characters;
    std::function<Result<void>()> end_field;
    std::function<Result<bool>()> end_record;
  };

  CsvParser(char separator, Sink sink) : separator_(separator), sink_(std::move(sink)) {}

  // False when the sink wants no more.
  Result<bool> feed(std::string_view text);
  // The last record may lack its line break. Errors: none of its own; see in_quotes().
  Result<bool> finish();

  // At the end: a quotation mark was opened and never closed.
  bool in_quotes() const { return state_ == State::quoted; }

 private:
  enum class State {
    field_start,
    plain,
    quoted,
    quote_in_quoted,  // Its end, or the first of a doubled mark.
  };
  Result<bool> end_record();

  char separator_;
  Sink sink_;
  State state_ = State::field_start;
  bool record_open_ = false;   // Something of the record has been seen.
  bool after_return_ = false;  // CR LF is one line break.
};

// Comma, semicolon or tab: the one under which most records of the sample have the same
// number of fields, and more than one.
char find_separator(std::string_view sample);

}  // namespace zhulian::sheet
