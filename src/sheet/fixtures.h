// For the tests of this room only: workbooks made of parts written in the test itself, so
// that each test shows the very XML it is about.
#pragma once

#include <cstdlib>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <zip.h>

#include "sheet/workbook.h"

namespace zhulian::sheet {

using Parts = std::vector<std::pair<std::string, std::string>>;

inline std::string zip_of(const Parts& parts, std::string_view password = {}) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* memory = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(memory);
  zip_t* archive = zip_open_from_source(memory, ZIP_TRUNCATE, &error);
  for (const auto& [name, content] : parts) {
    const auto index = zip_file_add(archive, name.c_str(),
                                    zip_source_buffer(archive, content.data(), content.size(), 0),
                                    ZIP_FL_ENC_UTF_8);
    if (!password.empty())
      zip_file_set_encryption(archive, static_cast<zip_uint64_t>(index), ZIP_EM_AES_256,
                              std::string(password).c_str());
  }
  if (zip_close(archive) != 0) ADD_FAILURE() << "the fixture could not be zipped";
  zip_source_open(memory);
  zip_source_seek(memory, 0, SEEK_END);
  std::string bytes(static_cast<std::size_t>(zip_source_tell(memory)), '\0');
  zip_source_seek(memory, 0, SEEK_SET);
  zip_source_read(memory, bytes.data(), bytes.size());
  zip_source_close(memory);
  zip_source_free(memory);
  zip_error_fini(&error);
  return bytes;
}

// A workbook of one sheet. `sheet_data` is what stands in <worksheet>.
struct XlsxFixture {
  std::string sheet_data;
  std::string strings{};         // The <si> elements.
  std::string styles{};          // What stands in <styleSheet>.
  std::string workbook_extra{};  // Before <sheets>.
  std::string sheets = R"(<sheet name="One" sheetId="1" r:id="rId1"/>)";
  std::string target = "worksheets/sheet1.xml";
  Parts more{};

  Parts parts() const {
    const std::string relations =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    Parts all{
        {"[Content_Types].xml", "<Types/>"},
        {"_rels/.rels", "<Relationships><Relationship Id=\"rId1\" Type=\"" + relations +
                            "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"},
        {"xl/workbook.xml", "<workbook xmlns:r=\"" + relations + "\">" + workbook_extra +
                                "<sheets>" + sheets + "</sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels",
         "<Relationships><Relationship Id=\"rId1\" Type=\"" + relations + "/worksheet\" Target=\"" +
             target + "\"/><Relationship Id=\"rId2\" Type=\"" + relations +
             "/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"rId3\" Type=\"" +
             relations + "/styles\" Target=\"/xl/styles.xml\"/><Relationship Id=\"rId4\" Type=\"" +
             relations + "/chartsheet\" Target=\"chartsheets/sheet1.xml\"/></Relationships>"},
        {"xl/worksheets/sheet1.xml", "<worksheet>" + sheet_data + "</worksheet>"},
        {"xl/sharedStrings.xml", "<sst>" + strings + "</sst>"},
        {"xl/styles.xml", "<styleSheet>" + styles + "</styleSheet>"},
    };
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }
  std::string bytes() const { return zip_of(parts()); }
};

// An .ods whose <office:spreadsheet> holds `tables`.
inline std::string ods_of(const std::string& tables, const std::string& styles = {}) {
  return zip_of({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
                 {"content.xml",
                  R"(<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" )"
                  R"(xmlns:style="s" xmlns:draw="d" xmlns:calcext="c" xmlns:dc="dc">)"
                  "<office:automatic-styles>" +
                      styles + "</office:automatic-styles><office:body><office:spreadsheet>" +
                      tables + "</office:spreadsheet></office:body></office:document-content>"}});
}

inline std::unique_ptr<Workbook> open_sound(std::string bytes, const Limits& limits = {}) {
  auto book = Workbook::open_bytes(std::move(bytes), limits);
  if (book) return std::move(*book);
  ADD_FAILURE() << "refused: " << book.error().code;
  return nullptr;
}

using Rows = std::map<int, std::vector<Cell>>;

inline Rows rows_of(Workbook& book, std::size_t sheet = 0) {
  Rows rows;
  const auto read = book.rows(sheet, [&](int row, std::span<const Cell> cells) {
    rows[row].assign(cells.begin(), cells.end());
    return true;
  });
  EXPECT_TRUE(read) << read.error().code;
  return rows;
}

inline Rows rows_of(std::string bytes, std::size_t sheet = 0) {
  const auto book = open_sound(std::move(bytes));
  return book ? rows_of(*book, sheet) : Rows{};
}

// The refusal, wherever it comes: at the door or while reading any sheet.
inline Error refusal_of(std::string bytes, const Limits& limits = {}) {
  auto book = Workbook::open_bytes(std::move(bytes), limits);
  if (!book) return book.error();
  for (std::size_t i = 0; i < (*book)->sheets().size(); ++i)
    if (auto read = (*book)->rows(i, [](int, std::span<const Cell>) { return true; }); !read)
      return read.error();
  return {.code = "nothing refused"};
}

inline std::string argument(const Error& error, std::string_view name) {
  for (const auto& argument : error.arguments)
    if (argument.name == name) return argument.value;
  return {};
}

inline Day day(int year, unsigned month, unsigned of_month) {
  return make_day(year, month, of_month).value();
}

}  // namespace zhulian::sheet
