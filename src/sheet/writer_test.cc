#include "sheet/writer.h"

#include <filesystem>
#include <fstream>

#include <sys/stat.h>
#include <unistd.h>

#include "sheet/archive.h"
#include "sheet/fixtures.h"

namespace zhulian::sheet {
namespace {

class Writer : public testing::Test {
 protected:
  void SetUp() override {
    folder_ =
        std::filesystem::temp_directory_path() / ("zhulian_writer_" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder_);
    file_ = folder_ / "out.xlsx";
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string part(std::string_view name) const {
    return Archive::open(Source::file(file_).value(), {})->text(name, 1 << 20).value();
  }

  std::filesystem::path folder_;
  std::filesystem::path file_;
};

TEST_F(Writer, what_goes_out_comes_back_the_same) {
  const std::vector<Cell> cells{
      std::string("421199197105300092"),
      std::string("=HYPERLINK(\"http://x\")"),
      std::string(" padded \n two \t lines "),
      std::string("_x0041_ \x01\r<&>\" \u59d3"),
      Number{.value = 12.5, .stored = "12.5"},
      Moment{.day = day(2016, 7, 22)},
      Moment{.day = day(2016, 7, 22), .second_of_day = 3661},
      Moment{.day = day(1954, 10, 3)},
      true,
      Clock{.seconds = 34'200},
      Clock{.seconds = 30 * 3600},
  };
  WorkbookWriter out(file_);
  out.sheet("One", {{.heading = "a"}, {.heading = "b"}});
  out.row({});
  std::vector<OutCell> row;
  for (const auto& cell : cells) row.push_back({.value = cell});
  EXPECT_EQ(out.next_row(), 3);
  out.row(row);
  ASSERT_TRUE(out.finish());

  const auto book = Workbook::open(file_);
  ASSERT_TRUE(book) << book.error().code;
  const Rows rows = rows_of(**book);
  EXPECT_EQ(rows.at(1), (std::vector<Cell>{std::string("a"), std::string("b")}));
  ASSERT_EQ(rows.at(3).size(), cells.size());
  for (std::size_t i = 0; i < cells.size(); ++i)
    EXPECT_EQ(rows.at(3)[i], cells[i]) << i << ": " << text_of(rows.at(3)[i]);
}

TEST_F(Writer, heads_stay_in_sight_and_faults_are_seen) {
  WorkbookWriter out(file_);
  out.sheet("One",
            {{.heading = "id", .width = 22, .comment = "18 characters"}, {.heading = "why"}});
  out.row({{.value = "x", .look = Look::fault, .comment = "check digit"},
           {.value = "long", .look = Look::wrapped}});
  ASSERT_TRUE(out.finish());
  const std::string sheet = part("xl/worksheets/sheet1.xml");
  EXPECT_NE(sheet.find("state=\"frozen\""), std::string::npos);
  EXPECT_NE(sheet.find("<autoFilter ref=\"A1:B2\"/>"), std::string::npos);
  EXPECT_NE(part("xl/styles.xml").find("FFC7CE"), std::string::npos);
  const std::string comments = part("xl/comments1.xml");
  EXPECT_NE(comments.find("check digit"), std::string::npos);
  EXPECT_NE(comments.find("18 characters"), std::string::npos);
}

TEST_F(Writer, sheet_names_are_made_fit) {
  WorkbookWriter out(file_);
  out.sheet("a/b", {});
  out.sheet("A/B", {});
  out.sheet("", {});
  out.sheet(std::string(40, 'x'), {});
  out.sheet(std::string(40, 'x'), {});
  ASSERT_TRUE(out.finish());
  std::vector<std::string> names;
  const auto book = Workbook::open(file_).value();
  for (const auto& sheet : book->sheets()) names.push_back(sheet.name);
  EXPECT_EQ(names, (std::vector<std::string>{"a_b", "A_B (2)", "Sheet", std::string(31, 'x'),
                                             std::string(27, 'x') + " (2)"}));
}

TEST_F(Writer, what_fails_leaves_no_trace) {
  std::ofstream(file_) << "before";
  {
    WorkbookWriter out(file_);
    out.sheet("One", {});
    out.row({{.value = "fits"}});
    out.row({{}, {.value = std::string(40'000, 'x')}});
    const auto finished = out.finish();
    ASSERT_FALSE(finished);
    EXPECT_EQ(finished.error().code, "sheet.text_too_long");
    EXPECT_EQ(argument(finished.error(), "row"), "2");
    EXPECT_EQ(argument(finished.error(), "column"), "B");
  }
  {
    WorkbookWriter abandoned(file_);
  }
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_), {}), 1);
  EXPECT_EQ(std::filesystem::file_size(file_), 6u);

  WorkbookWriter nowhere(folder_ / "none" / "out.xlsx");
  nowhere.sheet("One", {});
  EXPECT_EQ(nowhere.finish().error().code, "sheet.cannot_write");
}

TEST_F(Writer, the_file_is_readable_by_its_owner_only) {
  WorkbookWriter out(file_);
  ASSERT_TRUE(out.finish());
  struct stat about{};
  ASSERT_EQ(::stat(file_.c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777, 0600u);
}

TEST_F(Writer, a_day_before_the_count_of_programs_goes_out_as_text) {
  WorkbookWriter out(file_);
  out.sheet("One", {});
  out.row({{.value = Moment{.day = day(1899, 12, 31)}}});
  ASSERT_TRUE(out.finish());
  EXPECT_EQ(rows_of(*Workbook::open(file_).value()).at(1)[0], Cell("1899-12-31"));
}

}  // namespace
}  // namespace zhulian::sheet
