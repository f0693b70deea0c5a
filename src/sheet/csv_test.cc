#include "sheet/csv_parser.h"
#include "sheet/fixtures.h"

namespace zhulian::sheet {
namespace {

std::vector<std::string> texts(const std::vector<Cell>& cells) {
  std::vector<std::string> all;
  for (const auto& cell : cells) all.push_back(text_of(cell));
  return all;
}

using Texts = std::vector<std::string>;

TEST(Csv, every_value_is_text) {
  const Rows rows = rows_of("id,n\n421199197105300092,007\n");
  EXPECT_EQ(rows.at(2)[0], Cell("421199197105300092"));
  EXPECT_EQ(rows.at(2)[1], Cell("007"));
}

TEST(Csv, rows_are_records_as_a_spreadsheet_program_counts_them) {
  const Rows rows = rows_of("a,b\r\n\r\n\"two\r\nlines\",\"say \"\"hi\"\"\"\r\n,,\r\nlast,x");
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(texts(rows.at(1)), (Texts{"a", "b"}));
  EXPECT_EQ(texts(rows.at(3)), (Texts{"two\r\nlines", "say \"hi\""}));
  EXPECT_EQ(texts(rows.at(5)), (Texts{"last", "x"}));
}

TEST(Csv, finds_the_separator) {
  EXPECT_EQ(find_separator("Title, of sorts\na;b;c\n1,5;2;3\n4;5;6\n"), ';');
  EXPECT_EQ(find_separator("a\tb\n1,2,3\t4\n5\t6\n"), '\t');
  EXPECT_EQ(find_separator("a,b;c\nd,e\n"), ',');
  EXPECT_EQ(find_separator("one column\nonly\n"), ',');
  EXPECT_EQ(find_separator("a;b"), ';');
  EXPECT_EQ(texts(rows_of("sep=;\r\na;b,c\r\n").at(1)), (Texts{"a", "b,c"}));
}

TEST(Csv, reads_utf8_gb18030_and_utf16_alike) {
  const Texts expected{"\u59d3\u540d", "\u5f20\u4e09"};
  EXPECT_EQ(texts(rows_of("\u59d3\u540d,\u5f20\u4e09\n").at(1)), expected);
  EXPECT_EQ(texts(rows_of("\uFEFF\u59d3\u540d,\u5f20\u4e09\n").at(1)), expected);
  EXPECT_EQ(texts(rows_of("\xD0\xD5\xC3\xFB,\xD5\xC5\xC8\xFD\n").at(1)), expected);
  EXPECT_EQ(
      texts(rows_of(std::string("\xFF\xFE\xD3\x59\x0D\x54,\0\x20\x5F\x09\x4E\n\0", 14)).at(1)),
      expected);
  EXPECT_EQ(
      texts(rows_of(std::string("\xFE\xFF\x59\xD3\x54\x0D\0,\x5F\x20\x4E\x09\0\n", 14)).at(1)),
      expected);
  // A rare character of four bytes: U+3400.
  EXPECT_EQ(texts(rows_of("\xD0\xD5,\x81\x39\xEE\x39\n").at(1)), (Texts{"\u59d3", "\u3400"}));
}

TEST(Csv, a_character_cut_by_the_end_of_a_piece_is_whole_again) {
  for (const std::size_t pad : {65'535u, 65'534u, 65'533u}) {
    std::string text;
    while (text.size() + 3 <= pad) text += "x,\n";
    text.resize(pad, 'y');
    EXPECT_EQ(texts(rows_of(text + "\u59d3,z\n").rbegin()->second).back(), "z");
    const auto gb = rows_of(text + "\xD0\xD5\xC3\xFB,z\n");
    EXPECT_TRUE(text_of(gb.rbegin()->second[0]).ends_with("\u59d3\u540d")) << pad;
  }
}

TEST(Csv, broken_utf8_is_told_with_its_line_and_not_read_as_nonsense) {
  std::string text;
  for (int i = 0; i < 20; ++i) text += "\u59d3\u540d,\u5f20\u4e09\n";
  const Error error = refusal_of(text + "\xE5\xA7,x\n");
  EXPECT_EQ(error.code, "sheet.encoding");
  EXPECT_EQ(argument(error, "line"), "21");
  EXPECT_EQ(refusal_of("\xFF\xFF\xFF\x80,\xFF\n").code, "sheet.encoding");
}

TEST(Csv, unwraps_the_formula_that_guards_an_id) {
  EXPECT_EQ(texts(rows_of("=\"00123\",\"=\"\"421\"\"\",=\"a\"&\"b\"\n").at(1)),
            (Texts{"00123", "421", "=\"a\"&\"b\""}));
}

TEST(Csv, an_open_quotation_mark_is_told_with_its_place) {
  const Error error = refusal_of("a,b\nc,\"d\ne,f\n");
  EXPECT_EQ(error.code, "sheet.open_quote");
  EXPECT_EQ(argument(error, "row"), "2");
  EXPECT_EQ(argument(error, "column"), "B");
}

TEST(Csv, binary_files_and_web_pages_are_named_for_what_they_are) {
  EXPECT_EQ(refusal_of("").code, "sheet.empty_file");
  EXPECT_EQ(refusal_of(std::string("\x89PNG\r\n\x1A\n\0\0", 10)).code, "sheet.unknown_kind");
  EXPECT_EQ(refusal_of("%PDF-1.4\n1 0 obj\n").code, "sheet.markup");
  EXPECT_EQ(refusal_of("\uFEFF\n <HTML><table><tr><td>1</td></tr></table>").code, "sheet.markup");
  EXPECT_EQ(refusal_of("<?xml version=\"1.0\"?><Workbook/>").code, "sheet.markup");
  EXPECT_EQ(refusal_of(std::string("\xFF\xFE\0\0\1\0", 6)).code, "sheet.unknown_kind");
}

TEST(Csv, stops_when_asked) {
  const auto book = open_sound("a\nb\nc\n");
  int seen = 0;
  EXPECT_TRUE(book->rows(0, [&](int, std::span<const Cell>) { return ++seen < 2; }));
  EXPECT_EQ(seen, 2);
  EXPECT_EQ(book->format(), Format::csv);
  EXPECT_TRUE(book->merges(0)->empty());
}

}  // namespace
}  // namespace zhulian::sheet
