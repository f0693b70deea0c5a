// What must not happen: a crash, memory without bound, or a silent wrong answer.
#include <filesystem>
#include <fstream>

#include "sheet/fixtures.h"

namespace zhulian::sheet {
namespace {

std::string sheet_of(const std::string& rows) {
  return "<sheetData>" + rows + "</sheetData>";
}

std::string repeated(const std::string& piece, std::size_t times) {
  std::string all;
  all.reserve(piece.size() * times);
  for (std::size_t i = 0; i < times; ++i) all += piece;
  return all;
}

TEST(Hostile, a_zip_bomb_is_refused_at_the_door) {
  const Limits limits{.ratio_from = 1 << 20};
  const Error error = refusal_of(
      XlsxFixture{.sheet_data =
                      sheet_of("<row><c><v>" + std::string(16 << 20, '1') + "</v></c></row>")}
          .bytes(),
      limits);
  EXPECT_EQ(error.code, "sheet.zip_bomb");
  EXPECT_EQ(argument(error, "part"), "xl/worksheets/sheet1.xml");
}

TEST(Hostile, parts_are_limited_alone_and_together) {
  const auto bytes = XlsxFixture{.sheet_data = std::string(100'000, ' ')}.bytes();
  EXPECT_EQ(refusal_of(bytes, {.part_bytes = 50'000}).code, "sheet.zip_bomb");
  EXPECT_EQ(refusal_of(bytes, {.total_bytes = 50'000}).code, "sheet.zip_bomb");
  EXPECT_EQ(refusal_of(bytes, {.file_bytes = 100}).code, "sheet.file_too_large");
}

TEST(Hostile, a_declared_size_that_lies_is_found_out) {
  auto bytes =
      XlsxFixture{.sheet_data = sheet_of("<row><c><v>1</v></c></row>") + std::string(200'000, ' ')}
          .bytes();
  // The uncompressed size stands 24 bytes into each entry of the directory.
  const auto name = bytes.rfind("xl/worksheets/sheet1.xml");
  ASSERT_EQ(bytes.compare(name - 46, 4, "PK\1\2"), 0);
  bytes.replace(name - 46 + 24, 4, std::string("\x10\0\0\0", 4));
  EXPECT_EQ(refusal_of(bytes).code, "sheet.damaged");
}

TEST(Hostile, content_beyond_the_last_column_is_told_with_its_place) {
  const Error error = refusal_of(
      XlsxFixture{.sheet_data = sheet_of("<row r=\"4\"><c r=\"SS4\"><v>1</v></c></row>")}.bytes());
  EXPECT_EQ(error.code, "sheet.too_many_columns");
  EXPECT_EQ(argument(error, "sheet"), "One");
  EXPECT_EQ(argument(error, "row"), "4");
  EXPECT_EQ(argument(error, "column"), "SS");
  EXPECT_EQ(refusal_of(XlsxFixture{.sheet_data = sheet_of(
                                       "<row><c r=\"ZZZZZZZZZZZZZZZZ1\"><v>1</v></c></row>")}
                           .bytes())
                .code,
            "sheet.too_many_columns");
  EXPECT_EQ(refusal_of(std::string(100'000, ',') + "x").code, "sheet.too_many_columns");
  EXPECT_EQ(
      refusal_of(
          ods_of(
              R"(<table:table table:name="O"><table:table-row><table:table-cell table:number-columns-repeated="999999999" office:value-type="float" office:value="1"/></table:table-row></table:table>)"))
          .code,
      "sheet.too_many_columns");
}

TEST(Hostile, a_row_styled_to_the_last_column_is_no_fault) {
  const Rows rows = rows_of(XlsxFixture{
      .sheet_data = sheet_of("<row><c r=\"A1\"><v>1</v></c><c r=\"XFD1\" s=\"3\"/></row>")}
                                .bytes());
  EXPECT_EQ(rows.at(1).size(), 1u);
}

TEST(Hostile, a_cell_too_long_is_told_with_its_place) {
  const std::string text(200'000, 'x');
  for (const auto& bytes :
       {XlsxFixture{.sheet_data =
                        sheet_of("<row><c t=\"inlineStr\"><is><t>" + text + "</t></is></c></row>")}
            .bytes(),
        XlsxFixture{.sheet_data = sheet_of("<row><c t=\"s\"><v>0</v></c></row>"),
                    .strings = "<si><t>" + text + "</t></si>"}
            .bytes(),
        ods_of("<table:table table:name=\"One\"><table:table-row><table:table-cell><text:p>" +
               text + "</text:p></table:table-cell></table:table-row></table:table>"),
        text}) {
    const Error error = refusal_of(bytes);
    EXPECT_EQ(error.code, "sheet.cell_too_long");
    EXPECT_EQ(argument(error, "row"), "1");
    EXPECT_EQ(argument(error, "column"), "A");
  }
}

TEST(Hostile, rows_beyond_the_last_and_rows_that_go_backwards_are_refused) {
  EXPECT_EQ(
      refusal_of(
          XlsxFixture{.sheet_data = sheet_of("<row r=\"1048577\"><c><v>1</v></c></row>")}.bytes())
          .code,
      "sheet.too_many_rows");
  for (const auto* row : {"0", "-4", "99999999999", "x", "1"})
    EXPECT_EQ(
        refusal_of(XlsxFixture{.sheet_data = sheet_of("<row r=\"1\"/><row r=\"" + std::string(row) +
                                                      "\"><c><v>1</v></c></row>")}
                       .bytes())
            .code,
        "sheet.damaged_cell")
        << row;
  EXPECT_EQ(
      refusal_of(
          ods_of(
              R"(<table:table table:name="O"><table:table-row table:number-rows-repeated="99999999"><table:table-cell office:value-type="float" office:value="1"/></table:table-row></table:table>)"),
          {.rows = 1000})
          .code,
      "sheet.too_many_rows");
  EXPECT_EQ(refusal_of(repeated("1\n", 1001), {.rows = 1000}).code, "sheet.too_many_rows");
}

TEST(Hostile, a_doctype_is_refused_before_any_entity) {
  for (const auto* doctype :
       {"<!DOCTYPE sst [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><sst><si><t>&b;</t></si></sst>",
        "<!DOCTYPE sst SYSTEM \"file:///etc/passwd\"><sst/>"}) {
    auto parts = XlsxFixture{.sheet_data = sheet_of("")}.parts();
    for (auto& [name, content] : parts)
      if (name == "xl/sharedStrings.xml") content = doctype;
    EXPECT_EQ(refusal_of(zip_of(parts)).code, "sheet.doctype");
  }
}

TEST(Hostile, nesting_names_and_tokens_meet_the_budget_of_the_parser) {
  std::string names;
  for (int i = 0; i < 400'000; ++i) names += "<n" + std::to_string(i) + "/>";
  for (const auto& content :
       {repeated("<a>", 2'000'000), names, "<a b=\"" + std::string(40 << 20, 'x') + "\"/>"})
    EXPECT_EQ(refusal_of(XlsxFixture{.sheet_data = content}.bytes(), {.ratio = 100'000}).code,
              "sheet.too_complex");
}

TEST(Hostile, damaged_archives_are_refused) {
  const auto bytes = XlsxFixture{.sheet_data = sheet_of("<row><c><v>1</v></c></row>")}.bytes();
  for (const std::size_t keep :
       {bytes.size() - 1, bytes.size() / 2, std::size_t{30}, std::size_t{4}})
    EXPECT_EQ(refusal_of(bytes.substr(0, keep)).code, "sheet.damaged") << keep;
  auto spoiled = bytes;
  const auto data = bytes.find("xl/worksheets/sheet1.xml") + 24;
  for (std::size_t i = data; i < data + 20; ++i) spoiled[i] = static_cast<char>(spoiled[i] ^ 0x5A);
  EXPECT_EQ(refusal_of(spoiled).code, "sheet.damaged");
}

TEST(Hostile, the_same_name_twice_is_refused) {
  auto bytes =
      XlsxFixture{.sheet_data = sheet_of(""), .more = {{"xl/sharedStringz.xml", "<sst/>"}}}.bytes();
  for (auto at = bytes.find("xl/sharedStringz.xml"); at != bytes.npos;
       at = bytes.find("xl/sharedStringz.xml", at))
    bytes.replace(at, 20, "xl/sharedStrings.xml");
  const Error error = refusal_of(bytes);
  EXPECT_EQ(error.code, "sheet.duplicate_part");
}

TEST(Hostile, references_that_point_nowhere_are_told) {
  const auto bad_string = refusal_of(
      XlsxFixture{.sheet_data = sheet_of("<row r=\"3\"><c r=\"B3\" t=\"s\"><v>9</v></c></row>")}
          .bytes());
  EXPECT_EQ(bad_string.code, "sheet.damaged_cell");
  EXPECT_EQ(argument(bad_string, "column"), "B");
  XlsxFixture lost{.sheet_data = sheet_of("")};
  lost.target = "worksheets/none.xml";
  EXPECT_EQ(refusal_of(lost.bytes()).code, "sheet.damaged");
  EXPECT_EQ(refusal_of(XlsxFixture{.sheet_data = "", .sheets = ""}.bytes()).code, "sheet.no_sheet");
  EXPECT_EQ(refusal_of(zip_of({{"a.txt", "hello"}})).code, "sheet.not_a_workbook");
  EXPECT_EQ(refusal_of(zip_of({{"_rels/.rels",
                                "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" "
                                "Target=\"word/document.xml\"/></Relationships>"},
                               {"word/document.xml", "<w/>"}}))
                .code,
            "sheet.not_a_workbook");
  EXPECT_EQ(refusal_of(zip_of({{"_rels/.rels",
                                "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" "
                                "Target=\"xl/workbook.bin\"/></Relationships>"},
                               {"xl/workbook.bin", "b"}}))
                .code,
            "sheet.binary_workbook");
}

// A compound file with one directory entry of that name, as MS-CFB 2.6.1 lays it out.
std::string compound_with(std::string_view name) {
  std::string file("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
  file.resize(512);
  std::string entry(128, '\0');
  for (std::size_t i = 0; i < name.size(); ++i) entry[2 * i] = name[i];
  entry[64] = static_cast<char>(2 * (name.size() + 1));
  entry[66] = 2;
  return file + std::string(512, '\xFF') + std::string(128, '\0') + entry + std::string(256, '\0');
}

TEST(Hostile, an_old_workbook_and_a_password_are_told_apart) {
  EXPECT_EQ(refusal_of(compound_with("Workbook")).code, "sheet.old_workbook");
  EXPECT_EQ(refusal_of(compound_with("Book")).code, "sheet.old_workbook");
  EXPECT_EQ(refusal_of(compound_with("EncryptedPackage")).code, "sheet.password");
  EXPECT_EQ(refusal_of(compound_with("WordDocument")).code, "sheet.not_a_workbook");
  EXPECT_EQ(refusal_of(std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8)).code,
            "sheet.old_workbook");
  EXPECT_EQ(refusal_of(zip_of(XlsxFixture{.sheet_data = sheet_of("")}.parts(), "secret")).code,
            "sheet.password");
}

TEST(Hostile, strings_without_end_are_refused) {
  EXPECT_EQ(refusal_of(XlsxFixture{.sheet_data = sheet_of("<row><c t=\"s\"><v>0</v></c></row>"),
                                   .strings = repeated("<si/>", 10'000)}
                           .bytes(),
                       {.text_bytes = 20'000})
                .code,
            "sheet.too_much_text");
}

TEST(Hostile, the_name_of_a_file_says_nothing_about_its_kind) {
  const auto folder =
      std::filesystem::temp_directory_path() / ("zhulian_sheet_" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  const auto file = folder / "table.csv";
  std::ofstream(file, std::ios::binary)
      << XlsxFixture{.sheet_data = sheet_of("<row><c><v>1</v></c></row>")}.bytes();
  auto book = Workbook::open(file);
  ASSERT_TRUE(book) << book.error().code;
  EXPECT_EQ((*book)->format(), Format::xlsx);
  EXPECT_EQ(rows_of(**book).size(), 1u);
  EXPECT_EQ(Workbook::open(folder / "none.xlsx").error().code, "sheet.not_found");
  EXPECT_EQ(Workbook::open(folder).error().code, "sheet.not_found");
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace zhulian::sheet
