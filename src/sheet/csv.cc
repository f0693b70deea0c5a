#include "sheet/csv.h"

#include <algorithm>
#include <utility>

#include "sheet/csv_parser.h"
#include "sheet/encoding.h"
#include "sheet/row_buffer.h"

namespace zhulian::sheet {

namespace {

constexpr std::size_t sample_bytes = 65'536;

class Csv : public Workbook {
 public:
  Csv(Source source, std::string name, const Limits& limits)
      : source_(std::move(source)), limits_(limits), sheets_{{.name = std::move(name)}} {}

  Result<void> load();

  Format format() const override { return Format::csv; }
  const std::vector<SheetInfo>& sheets() const override { return sheets_; }
  Result<void> rows(std::size_t sheet, const OnRow& on_row) override;
  Result<std::vector<Merge>> merges(std::size_t, int) override { return std::vector<Merge>{}; }

 private:
  Source source_;
  const Limits limits_;
  std::vector<SheetInfo> sheets_;
  EncodingFound encoding_;
  char separator_ = ',';
  std::size_t said_bytes_ = 0;  // Of the line "sep=;", which is no row.
};

bool starts_as(std::string_view text, std::string_view lower_word) {
  return text.size() >= lower_word.size() &&
         std::ranges::equal(text.substr(0, lower_word.size()), lower_word, [](char a, char b) {
           return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b;
         });
}

// Many office systems "export to Excel" by naming a web page .xls; others give JSON or RTF.
bool is_markup(std::string_view sample) {
  sample.remove_prefix(std::min(sample.find_first_not_of(" \t\r\n"), sample.size()));
  for (const auto word : {"<!doctype", "<html", "<?xml", "<table", "<head", "<meta", "<style",
                          "{\\rtf", "%pdf-", "mime-version:"})
    if (starts_as(sample, word)) return true;
  return false;
}

// ="00123" is how exports keep a program from taking text for a number.
std::string unwrap_formula(std::string field) {
  if (field.size() >= 3 && field.starts_with("=\"") && field.ends_with('"') &&
      field.find('"', 2) == field.size() - 1)
    return field.substr(2, field.size() - 3);
  return field;
}

Result<void> Csv::load() {
  encoding_ = TRY(find_encoding(source_));
  TextStream text(source_, encoding_);
  std::string sample;
  while (sample.size() < sample_bytes && TRY(text.next(sample))) {
  }
  if (is_markup(sample)) return fail(Fault::unsupported, "sheet.markup");

  if (starts_as(sample, "sep=") && sample.size() > 4) {
    const auto end = sample.find_first_of("\r\n");
    if (end == 5) {
      separator_ = sample[4];
      said_bytes_ = sample.compare(end, 2, "\r\n") == 0 ? 7 : 6;
      return {};
    }
  }
  separator_ = find_separator(sample);
  return {};
}

Result<void> Csv::rows(std::size_t sheet, const OnRow& on_row) {
  RowBuffer buffer(limits_, sheets_.at(sheet).name);
  int row = 1;
  std::size_t column = 0;
  std::string field;
  CsvParser parser(
      separator_,
      {.characters = [&](std::string_view more) { return buffer.append(field, more, row, column); },
       .end_field = [&]() -> Result<void> {
         std::string value = unwrap_formula(std::exchange(field, {}));
         if (!value.empty()) TRY(buffer.put(row, column, std::move(value)));
         ++column;
         return {};
       },
       .end_record = [&]() -> Result<bool> {
         if (!buffer.blank()) {
           TRY(buffer.check_row(row));
           if (!on_row(row, buffer.cells())) return false;
         }
         buffer.clear();
         row = std::min(row + 1, limits_.rows + 1);
         column = 0;
         return true;
       }});

  TextStream text(source_, encoding_);
  std::size_t skip = said_bytes_;
  for (std::string piece; TRY(text.next(piece)); piece.clear()) {
    std::string_view fresh(piece);
    const auto skipped = std::min(skip, fresh.size());
    fresh.remove_prefix(skipped);
    skip -= skipped;
    // The end of file of DOS.
    if (const auto end = fresh.find('\x1A'); end != fresh.npos) fresh = fresh.substr(0, end);
    if (!TRY(parser.feed(fresh))) return {};
  }
  if (parser.in_quotes())
    return fail(Fault::invalid, "sheet.open_quote", {},
                {{"sheet", sheets_[sheet].name},
                 {"row", std::to_string(row)},
                 {"column", column_name(column)}});
  TRY(parser.finish());
  return {};
}

}  // namespace

Result<std::unique_ptr<Workbook>> open_csv(Source source, std::string name, const Limits& limits) {
  auto book = std::make_unique<Csv>(std::move(source), std::move(name), limits);
  TRY(book->load());
  return book;
}

}  // namespace zhulian::sheet
