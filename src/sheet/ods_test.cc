#include <chrono>

#include "sheet/fixtures.h"

namespace zhulian::sheet {
namespace {

std::string table(const std::string& rows, const std::string& attributes = "table:name=\"One\"") {
  return "<table:table " + attributes + ">" + rows + "</table:table>";
}

std::string row(const std::string& cells) {
  return "<table:table-row>" + cells + "</table:table-row>";
}

std::string text_cell(const std::string& text) {
  return "<table:table-cell office:value-type=\"string\"><text:p>" + text +
         "</text:p></table:table-cell>";
}

TEST(Ods, tells_each_kind_of_cell) {
  const Rows rows = rows_of(ods_of(table(row(
      text_cell("a") +
      R"(<table:table-cell office:value-type="float" office:value="4.2E+17"><text:p>x</text:p></table:table-cell>)"
      R"(<table:table-cell office:value-type="date" office:date-value="2016-07-22"><text:p>22.7.</text:p></table:table-cell>)"
      R"(<table:table-cell office:value-type="date" office:date-value="2016-07-22T13:00:00"/>)"
      R"(<table:table-cell office:value-type="time" office:time-value="PT09H30M00S"/>)"
      R"(<table:table-cell office:value-type="percentage" office:value="0.5"><text:p>50%</text:p></table:table-cell>)"
      R"(<table:table-cell office:value-type="boolean" office:boolean-value="true"/>)"
      R"(<table:table-cell office:value-type="string" calcext:value-type="error"><text:p>#REF!</text:p></table:table-cell>)"))));
  ASSERT_TRUE(rows.contains(1));
  EXPECT_EQ(rows.at(1),
            (std::vector<Cell>{std::string("a"), Number{.value = 4.2e17, .stored = "4.2E+17"},
                               Moment{.day = day(2016, 7, 22)},
                               Moment{.day = day(2016, 7, 22), .second_of_day = 46'800},
                               Clock{.seconds = 34'200}, Number{.value = 0.5, .stored = "0.5"},
                               true, CellFault{"#REF!"}}));
}

TEST(Ods, a_million_empty_rows_and_columns_cost_nothing) {
  const auto begin = std::chrono::steady_clock::now();
  const Rows rows = rows_of(ods_of(table(
      row(text_cell("head") + R"(<table:table-cell table:number-columns-repeated="16383"/>)") +
      R"(<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>)" +
      row(text_cell("late")) +
      R"(<table:table-row table:number-rows-repeated="99999999999999999999"><table:table-cell/></table:table-row>)")));
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows.at(1).size(), 1u);
  EXPECT_EQ(rows.at(1'000'002)[0], Cell("late"));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(1));
}

TEST(Ods, writes_out_the_repetition_of_what_is_filled) {
  const Rows rows = rows_of(ods_of(table(
      R"(<table:table-row table:number-rows-repeated="3"><table:table-cell/><table:table-cell )"
      R"(table:number-columns-repeated="2" office:value-type="float" office:value="7"/></table:table-row>)")));
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows.at(3).size(), 3u);
  EXPECT_EQ(text_of(rows.at(3)[2]), "7");
}

TEST(Ods, joins_paragraphs_keeps_meant_spaces_and_passes_over_notes) {
  const Rows rows = rows_of(ods_of(table(row(
      R"(<table:table-cell office:value-type="string"><office:annotation><dc:date>2020</dc:date>)"
      R"(<text:p>a note</text:p></office:annotation><text:p>  one <text:span> two</text:span>)"
      R"(<text:s text:c="2"/>x</text:p><text:p>a<text:line-break/>b</text:p>)"
      R"(<draw:frame><draw:text-box><text:p>box</text:p></draw:text-box></draw:frame></table:table-cell>)"))));
  ASSERT_TRUE(rows.contains(1));
  EXPECT_EQ(rows.at(1)[0], Cell("one two  x\na\nb"));
}

TEST(Ods, covered_cells_are_empty_and_told_as_merges) {
  const auto book = open_sound(ods_of(table(
      row(R"(<table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="2" office:value-type="string"><text:p>wide</text:p></table:table-cell><table:covered-table-cell><text:p>hidden</text:p></table:covered-table-cell>)" +
          text_cell("next")) +
      R"(<table:table-row table:number-rows-repeated="40"><table:table-cell/></table:table-row>)" +
      row(R"(<table:table-cell table:number-columns-spanned="3"/>)"))));
  const Rows rows = rows_of(*book);
  EXPECT_EQ(rows.at(1), (std::vector<Cell>{std::string("wide"), Empty{}, std::string("next")}));
  EXPECT_EQ(
      book->merges(0).value(),
      (std::vector<Merge>{{.first_row = 1, .last_row = 2, .first_column = 0, .last_column = 1}}));
  EXPECT_EQ(book->merges(0, 100)->size(), 2u);
}

TEST(Ods, lists_the_tables_and_reads_the_one_asked_for) {
  const auto book = open_sound(ods_of(
      "<table:tracked-changes><table:cell-content-change><table:previous>" + text_cell("old") +
          "</table:previous></table:cell-content-change></table:tracked-changes>" +
          table(row(text_cell("1") + "<table:table-cell><table:table table:name=\"nested\">" +
                    row(text_cell("inner")) + "</table:table></table:table-cell>"),
                R"(table:name="First" table:style-name="ta1")") +
          table("<table:table-header-rows>" + row(text_cell("2")) + "</table:table-header-rows>" +
                    row(text_cell("3")),
                R"(table:name="Second" table:style-name="ta2")"),
      R"(<style:style style:name="ta1" style:family="table"><style:table-properties table:display="true"/></style:style>)"
      R"(<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>)"));
  ASSERT_EQ(book->sheets().size(), 2u);
  EXPECT_EQ(book->sheets()[1].name, "Second");
  EXPECT_FALSE(book->sheets()[0].hidden);
  EXPECT_TRUE(book->sheets()[1].hidden);
  EXPECT_EQ(rows_of(*book, 0), (Rows{{1, {std::string("1")}}}));
  EXPECT_EQ(rows_of(*book, 1), (Rows{{1, {std::string("2")}}, {2, {std::string("3")}}}));
}

TEST(Ods, refuses_a_password_and_a_text_document) {
  EXPECT_EQ(refusal_of(zip_of({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
                               {"META-INF/manifest.xml",
                                "<m:manifest xmlns:m=\"m\"><m:file-entry><m:encryption-data/>"
                                "</m:file-entry></m:manifest>"},
                               {"content.xml", "\x01\x02"}}))
                .code,
            "sheet.password");
  EXPECT_EQ(refusal_of(zip_of({{"mimetype", "application/vnd.oasis.opendocument.text"},
                               {"content.xml", "<a/>"}}))
                .code,
            "sheet.not_a_workbook");
}

}  // namespace
}  // namespace zhulian::sheet
