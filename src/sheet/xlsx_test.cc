#include <stdexcept>

#include "sheet/fixtures.h"
#include "sheet/formats.h"
#include "sheet/xlsx_parts.h"
#include "sheet/xlsx_rows.h"

namespace zhulian::sheet {
namespace {

std::string row_of(const std::string& cells) {
  return "<sheetData><row r=\"1\">" + cells + "</row></sheetData>";
}

Cell only_cell(const XlsxFixture& fixture) {
  const Rows rows = rows_of(fixture.bytes());
  if (!rows.contains(1) || rows.at(1).empty()) return Empty{};
  return rows.at(1)[0];
}

TEST(Xlsx, tells_each_kind_of_cell_as_it_was_stored) {
  const Rows rows = rows_of(XlsxFixture{
      .sheet_data = row_of(R"(<c r="A1" t="s"><v>1</v></c>)"
                           R"(<c r="B1" t="inlineStr"><is><t>in</t></is></c>)"
                           R"(<c r="C1"><v>4.2119919710530003E+17</v></c>)"
                           R"(<c r="D1" t="b"><v>1</v></c><c r="E1" t="e"><v>#REF!</v></c>)"
                           R"(<c r="F1" t="str"><f>A1</f><v>made</v></c>)"
                           R"(<c r="H1" t="d"><v>2016-07-22T13:05:09Z</v></c>)"),
      .strings = "<si><t>zero</t></si><si><t>one</t></si>",
  }
                                .bytes());
  ASSERT_TRUE(rows.contains(1));
  EXPECT_EQ(rows.at(1),
            (std::vector<Cell>{
                std::string("one"), std::string("in"),
                Number{.value = 4.2119919710530003E+17, .stored = "4.2119919710530003E+17"}, true,
                CellFault{"#REF!"}, std::string("made"), Empty{},
                Moment{.day = day(2016, 7, 22), .second_of_day = 13 * 3600 + 5 * 60 + 9}}));
}

TEST(Xlsx, joins_the_runs_of_rich_text_and_leaves_out_how_it_is_pronounced) {
  const std::string rich =
      "<r><t>\u59d3</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\"> \u540d</t></r>"
      "<rPh sb=\"0\" eb=\"1\"><t>xing</t></rPh><phoneticPr fontId=\"1\"/>";
  EXPECT_EQ(only_cell({.sheet_data = row_of("<c t=\"s\"><v>0</v></c>"),
                       .strings = "<si>" + rich + "</si>"}),
            Cell("\u59d3 \u540d"));
  EXPECT_EQ(only_cell({.sheet_data = row_of("<c t=\"inlineStr\"><is>" + rich + "</is></c>")}),
            Cell("\u59d3 \u540d"));
}

TEST(Xlsx, takes_the_result_of_a_formula_and_says_when_there_is_none) {
  EXPECT_EQ(only_cell({.sheet_data = row_of("<c><f>1+1</f><v>2</v></c>")}),
            (Cell(Number{.value = 2, .stored = "2"})));
  EXPECT_EQ(only_cell({.sheet_data = row_of("<c><f>1+1</f><v/></c>")}),
            Cell(CellFault{"#UNCALCULATED"}));
  EXPECT_EQ(only_cell({.sheet_data = row_of("<c t=\"str\"><f>\"\"</f><v></v></c>")}),
            Cell(Empty{}));
}

TEST(Xlsx, places_cells_and_rows_that_do_not_say_where_they_stand) {
  const Rows rows = rows_of(XlsxFixture{
      .sheet_data = "<sheetData><row><c><v>1</v></c><c r=\"C1\"><v>2</v></c><c><v>3</v></c></row>"
                    "<row r=\"7\"><c><v>4</v></c></row><row><c r=\"B8\"><v>5</v></c></row>"
                    "<row r=\"9\"/><row><c s=\"1\"/></row></sheetData>"}
                                .bytes());
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows.at(1).size(), 4u);
  EXPECT_TRUE(is_empty(rows.at(1)[1]));
  EXPECT_EQ(text_of(rows.at(1)[3]), "3");
  EXPECT_EQ(text_of(rows.at(7)[0]), "4");
  EXPECT_EQ(text_of(rows.at(8)[1]), "5");
}

TEST(Xlsx, reads_days_under_built_in_chinese_and_custom_formats) {
  const auto styled = [](int id) {
    return "<numFmts><numFmt numFmtId=\"176\" formatCode=\"[$-804]yyyy&quot;\u5e74&quot;m"
           "&quot;\u6708&quot;d&quot;\u65e5&quot;;@\"/></numFmts>"
           "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/>"
           "<xf numFmtId=\"" +
           std::to_string(id) + "\"/></cellXfs>";
  };
  for (const int id : {14, 22, 27, 31, 36, 50, 57, 58, 176})
    EXPECT_EQ(
        only_cell({.sheet_data = row_of("<c s=\"1\"><v>42573</v></c>"), .styles = styled(id)}),
        Cell(Moment{.day = day(2016, 7, 22)}))
        << id;
  for (const int id : {0, 1, 49, 44})
    EXPECT_TRUE(is_number(
        only_cell({.sheet_data = row_of("<c s=\"1\"><v>42573</v></c>"), .styles = styled(id)})))
        << id;
}

TEST(Xlsx, counts_days_from_1904_where_the_workbook_says_so) {
  const XlsxFixture fixture{.sheet_data = row_of("<c s=\"0\"><v>41111</v></c>"),
                            .styles = "<cellXfs><xf numFmtId=\"14\"/></cellXfs>",
                            .workbook_extra = "<workbookPr date1904=\"1\"/>"};
  EXPECT_EQ(only_cell(fixture), Cell(Moment{.day = day(2016, 7, 22)}));
  EXPECT_TRUE(open_sound(fixture.bytes())->days_from_1904());
}

TEST(Xlsx, finds_sheets_by_absolute_relative_and_crooked_targets) {
  for (const auto* target :
       {"worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml", "../xl/worksheets/sheet1.xml",
        "./worksheets/Sheet1.xml", "worksheets\\sheet1.xml"}) {
    XlsxFixture fixture{.sheet_data = row_of("<c><v>1</v></c>")};
    fixture.target = target;
    EXPECT_EQ(rows_of(fixture.bytes()).size(), 1u) << target;
  }
}

TEST(Xlsx, lists_hidden_sheets_and_leaves_out_charts) {
  const auto book = open_sound(
      XlsxFixture{.sheet_data = row_of("<c><v>1</v></c>"),
                  .sheets = R"(<sheet name="Chart" sheetId="3" r:id="rId4"/>)"
                            R"(<sheet name="Shown" sheetId="1" r:id="rId1"/>)"
                            R"(<sheet name="Secret" sheetId="2" state="veryHidden" r:id="rId1"/>)"}
          .bytes());
  ASSERT_EQ(book->sheets().size(), 2u);
  EXPECT_EQ(book->sheets()[0].name, "Shown");
  EXPECT_FALSE(book->sheets()[0].hidden);
  EXPECT_TRUE(book->sheets()[1].hidden);
}

TEST(Xlsx, reads_strict_and_prefixed_names) {
  const std::string strict = "http://purl.oclc.org/ooxml/officeDocument/relationships";
  const Rows rows = rows_of(zip_of({
      {"_rels/.rels", "<p:Relationships xmlns:p=\"p\"><p:Relationship Id=\"a\" Type=\"" + strict +
                          "/officeDocument\" Target=\"/book/main.xml\"/></p:Relationships>"},
      {"book/main.xml",
       "<x:workbook xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\" "
       "xmlns:q=\"q\"><x:sheets><x:sheet name=\"S\" sheetId=\"1\" q:id=\"b\"/>"
       "</x:sheets></x:workbook>"},
      {"book/_rels/main.xml.rels", "<Relationships><Relationship Id=\"b\" Type=\"" + strict +
                                       "/worksheet\" Target=\"one.xml\"/></Relationships>"},
      {"book/one.xml",
       "<x:worksheet xmlns:x=\"x\"><x:sheetData><x:row r=\"3\"><x:c r=\"A3\" "
       "t=\"inlineStr\"><x:is><x:t>ok</x:t></x:is></x:c></x:row></x:sheetData>"
       "</x:worksheet>"},
  }));
  ASSERT_TRUE(rows.contains(3));
  EXPECT_EQ(rows.at(3)[0], Cell("ok"));
}

TEST(Xlsx, gives_the_merges_of_the_first_rows_before_the_rows) {
  const auto book = open_sound(XlsxFixture{
      .sheet_data = row_of("<c><v>1</v></c>") +
                    "<mergeCells><mergeCell ref=\"A1:P1\"/><mergeCell ref=\"B3:C4\"/>"
                    "<mergeCell ref=\"A30:A31\"/><mergeCell ref=\"nonsense\"/></mergeCells>"}
                                   .bytes());
  const auto merges = book->merges(0);
  ASSERT_TRUE(merges);
  ASSERT_EQ(merges->size(), 2u);
  EXPECT_EQ((*merges)[1],
            (Merge{.first_row = 3, .last_row = 4, .first_column = 1, .last_column = 2}));
  EXPECT_EQ(book->merges(0, 100)->size(), 3u);
}

TEST(Xlsx, finds_the_merges_behind_rows_of_any_size_and_spelling) {
  const std::string merge = "<mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>";
  std::string many;
  while (many.size() < 300'000)
    many += "<row><c t=\"inlineStr\"><is><t>sheetData&gt;</t></is></c></row>";
  // Around the places where one piece ends and the next begins.
  for (const std::size_t pad : {0u, 65'400u, 65'500u, 65'520u, 65'530u})
    for (const auto& rows : {"<sheetData>" + many + "</sheetData>", std::string("<sheetData/>"),
                             std::string("<sheetData >\n</sheetData>")}) {
      const auto book =
          open_sound(XlsxFixture{.sheet_data = std::string(pad, ' ') + rows + merge}.bytes());
      EXPECT_EQ(book->merges(0)->size(), 1u) << pad;
    }
  auto parts = XlsxFixture{.sheet_data = ""}.parts();
  for (auto& [name, content] : parts)
    if (name == "xl/worksheets/sheet1.xml")
      content = "<x:worksheet xmlns:x=\"x\"><x:sheetData>" + many + "</x:sheetData>" + merge +
                "</x:worksheet>";
  EXPECT_EQ(open_sound(zip_of(parts))->merges(0)->size(), 1u);
  const auto endless = open_sound(XlsxFixture{.sheet_data = "<sheetData>" + many}.bytes());
  EXPECT_EQ(endless->merges(0).error().code, "sheet.damaged");
}

TEST(Xlsx, stops_when_asked_and_lets_exceptions_through) {
  const auto book = open_sound(XlsxFixture{
      .sheet_data = "<sheetData><row><c><v>1</v></c></row><row><c><v>2</v></c></row></sheetData>"}
                                   .bytes());
  int seen = 0;
  EXPECT_TRUE(book->rows(0, [&](int, std::span<const Cell>) { return ++seen < 1; }));
  EXPECT_EQ(seen, 1);
  EXPECT_THROW((void)book->rows(0,
                                [](int, std::span<const Cell>) -> bool {
                                  throw std::runtime_error("the database is gone");
                                }),
               std::runtime_error);
  EXPECT_EQ(rows_of(*book).size(), 2u) << "the workbook can still be read";
}

TEST(Xlsx, decodes_escaped_characters_and_only_those) {
  EXPECT_EQ(decode_escapes("a_x000D_b"), "a\rb");
  EXPECT_EQ(decode_escapes("_x005F_x0041_"), "_x0041_");
  EXPECT_EQ(decode_escapes("_x59D3_"), "\u59d3");
  EXPECT_EQ(decode_escapes("_x00_ _xD800_ _x004"), "_x00_ _xD800_ _x004");
}

TEST(Formats, tell_days_from_numbers) {
  for (const auto* code :
       {"yyyy-mm-dd", "m/d/yy h:mm", "mmm", "[DBNum1][$-804]yyyy\"\u5e74\"m\"\u6708\";@",
        "yyyy\\-mm\\-dd", "aaaa", "[Red]d"})
    EXPECT_EQ(kind_of_format(code), FormatKind::day) << code;
  for (const auto* code : {"General", "0.00E+00", "@", "#,##0.00\"yd\"", "0\\d", "[Red]0;[Blue]-0",
                           "_y0*d", "[$\u00a5-804]#,##0", "0;d", "[h"})
    EXPECT_EQ(kind_of_format(code), FormatKind::number) << code;
  EXPECT_EQ(kind_of_format("h:mm AM/PM"), FormatKind::clock);
  EXPECT_EQ(kind_of_format("[h]:mm:ss"), FormatKind::elapsed);
}

TEST(Formats, count_days_as_programs_do) {
  EXPECT_EQ(moment_of_serial(1, false)->day, day(1900, 1, 1));
  EXPECT_EQ(moment_of_serial(59, false)->day, day(1900, 2, 28));
  EXPECT_EQ(moment_of_serial(60, false), std::nullopt) << "29 February 1900 never was";
  EXPECT_EQ(moment_of_serial(61, false)->day, day(1900, 3, 1));
  EXPECT_EQ(moment_of_serial(42573.9999999, false), (Moment{.day = day(2016, 7, 23)}));
  EXPECT_EQ(moment_of_serial(42573.5, false)->second_of_day, 43'200);
  EXPECT_EQ(moment_of_serial(2'958'465, false)->day, day(9999, 12, 31));
  EXPECT_EQ(moment_of_serial(2'958'466, false), std::nullopt);
  EXPECT_EQ(moment_of_serial(2'958'465, true), std::nullopt);
  EXPECT_EQ(moment_of_serial(-1, false), std::nullopt);
  EXPECT_EQ(under_format({.value = 0.5, .stored = "0.5"}, FormatKind::clock, false),
            Cell(Clock{.seconds = 43'200}));
  EXPECT_TRUE(
      is_number(under_format({.value = 4.2e17, .stored = "4.2e17"}, FormatKind::day, false)))
      << "an id in a column of dates is still a number";
}

TEST(Cells, are_shown_as_people_see_them) {
  EXPECT_EQ(text_of(Number{.value = 18180292328, .stored = "1.8180292328E10"}), "18180292328");
  EXPECT_EQ(text_of(Number{.value = 0.1 + 0.2, .stored = "0.30000000000000004"}), "0.3");
  EXPECT_EQ(text_of(Number{.value = -0.0, .stored = "-0"}), "0");
  EXPECT_EQ(text_of(Moment{.day = day(2016, 7, 22), .second_of_day = 61}), "2016-07-22 00:01:01");
  EXPECT_EQ(text_of(Clock{.seconds = 34'200}), "09:30:00");
  EXPECT_EQ(column_name(0), "A");
  EXPECT_EQ(column_name(25), "Z");
  EXPECT_EQ(column_name(26), "AA");
  EXPECT_EQ(column_name(16'383), "XFD");
  EXPECT_EQ(read_cell_ref("XFD7").column, 16'383u);
}

}  // namespace
}  // namespace zhulian::sheet
