// Rosters as offices send them. The sheets stand in test/rosters, each with what is to be found
// in it: the row's own number and exactly the codes it bears; every other row is taken.
#include <fstream>
#include <random>
#include <sstream>

#include <boost/json.hpp>

#include "registry/roster_errors.h"
#include "registry/roster_export.h"
#include "registry/roster_stage.h"
#include "sheet/fixtures.h"
#include "sheet/writer.h"
#include "test/world.h"

namespace zhulian::registry::roster {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;
using test::area;
using test::citizen_id;
using test::day;

const fs::path sheets = "test/rosters";

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::stringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

const Messages& sentences() {
  static const Messages none;
  return none;
}

using Found = std::map<int, std::set<std::string>>;

Found found_in(const Report& report) {
  Found found;
  for (const auto& fault : report.faults) found[fault.row].insert(fault.code);
  return found;
}

std::string text_of(const Found& found) {
  std::string text;
  for (const auto& [row, codes] : found) {
    text += std::to_string(row) + ':';
    for (const auto& code : codes) text += ' ' + code;
    text += '\n';
  }
  return text;
}

class Rosters : public test::InBothWorlds {
 protected:
  Result<Report> take(sheet::Workbook& book, const Actor& actor, Options options = {}) {
    return import_roster(world().db(), world().deployment, actor, world().now, book, options);
  }
  Result<Report> take(const fs::path& file, const std::string& code, bool dry_run = false) {
    const auto book = sheet::Workbook::open(file);
    if (!book) return std::unexpected(book.error());
    return take(**book, world().program, {.within = {area(code)}, .dry_run = dry_run});
  }
  std::int64_t people() { return world().count("registry_person"); }
};
ON_BOTH_DATABASES(Rosters);

TEST_P(Rosters, every_row_bears_every_code_that_is_true_of_it_and_no_other) {
  int tried = 0;
  for (const auto& entry : fs::directory_iterator(sheets)) {
    if (entry.path().extension() != ".json") continue;
    SCOPED_TRACE(entry.path().filename().string());
    ++tried;
    const auto expected = json::parse(bytes_of(entry.path())).as_object();
    fs::path file = entry.path();
    file.replace_extension().replace_extension(".csv");
    test::World fresh(GetParam());
    const auto book = sheet::Workbook::open(file).value();
    const auto report =
        import_roster(fresh.db(), fresh.deployment, fresh.program, fresh.now, *book,
                      {.within = {area(std::string_view(expected.at("area").as_string()))}});
    ASSERT_TRUE(report) << report.error().code;
    Found wanted;
    for (const auto& [row, codes] : expected.at("faults").as_object())
      for (const auto& code : codes.as_array())
        wanted[std::stoi(std::string(row))].insert(std::string(code.as_string()));
    EXPECT_EQ(text_of(found_in(*report)), text_of(wanted));
    EXPECT_EQ(report->rows, expected.at("rows").to_number<std::int64_t>());
    EXPECT_EQ(report->rejected, static_cast<std::int64_t>(wanted.size()));
    EXPECT_EQ(report->created, report->rows - report->rejected);
  }
  EXPECT_GE(tried, 4);
}

TEST_P(Rosters, the_same_sheet_again_changes_nothing) {
  const auto first = take(sheets / "every-spelling.csv", "421102").value();
  EXPECT_EQ(first.created, 7);
  const auto audited = world().count("platform_audit");
  const auto again = take(sheets / "every-spelling.csv", "421102").value();
  EXPECT_EQ(again.unchanged, 7);
  EXPECT_EQ(world().count("platform_audit"), audited);
}

TEST_P(Rosters, a_dry_run_tells_what_would_be_and_writes_nothing) {
  const auto before = people();
  const auto audited = world().count("platform_audit");
  const auto tried = take(sheets / "every-fault.csv", "421102001", true).value();
  EXPECT_EQ(people(), before);
  EXPECT_EQ(world().count("platform_audit"), audited);
  const auto taken = take(sheets / "every-fault.csv", "421102001").value();
  EXPECT_EQ(tried.created, taken.created);
  EXPECT_EQ(text_of(found_in(tried)), text_of(found_in(taken)));
}

TEST_P(Rosters, what_was_imported_comes_back_and_goes_in_again_unchanged) {
  const auto taken = take(sheets / "every-spelling.csv", "421102").value();
  const fs::path out = world().folder / "out.xlsx";
  const auto exported = export_roster(world().db(), world().deployment, world().program,
                                      world().now, area("421102"), out, sentences(), Language::zh);
  ASSERT_TRUE(exported) << exported.error().code;
  EXPECT_GE(*exported, taken.created);
  const auto again = take(out, "421102");
  ASSERT_TRUE(again) << again.error().code;
  EXPECT_EQ(text_of(found_in(*again)), "");
  EXPECT_EQ(again->rows, *exported);
  EXPECT_EQ(again->unchanged, *exported);
  test::World other(GetParam());
  const auto book = sheet::Workbook::open(out).value();
  const auto elsewhere = import_roster(other.db(), other.deployment, other.program, other.now,
                                       *book, {.within = {area("421102")}});
  ASSERT_TRUE(elsewhere);
  EXPECT_EQ(elsewhere->accepted, *exported);
}

// Rows without their number, in any order: people of one name come in the order of their ids.
std::multiset<std::string> lines_of(const fs::path& file) {
  std::multiset<std::string> lines;
  const auto book = sheet::Workbook::open(file).value();
  EXPECT_TRUE(book->rows(0, [&](int, std::span<const sheet::Cell> cells) {
    std::string line;
    for (const auto& cell : cells.subspan(1)) line += sheet::text_of(cell) + '|';
    lines.insert(line);
    return true;
  }));
  return lines;
}

TEST_P(Rosters, import_and_export_undo_each_other_for_any_people) {
  std::mt19937 random(20261105);
  const auto dice = [&](int sides) { return std::uniform_int_distribution(0, sides - 1)(random); };
  const auto maybe = [&](std::string text) { return dice(3) ? text : std::string(); };
  const std::vector<std::string> villages{"\u60e0\u6c11", "\u6c49\u5ddd\u95e8", "\u4e1c\u95e8"};
  std::string csv =
      "Name,Citizen id,Certificate number,Village or community,Estate,Group,Grid,Phone,Guardian,"
      "Guardian's phone,Present address,Registered address,Issued on,Expires on,Ethnicity,Remark,"
      "Minimum living allowance,Kind of household registration\n";
  constexpr int many = 120;
  for (int i = 0; i < many; ++i) {
    const std::string id = citizen_id("19" + std::to_string(40 + i % 50) + "-03-04", 1 + i * 5);
    const int year = 2005 + dice(15);
    std::string line = "Li " + std::string(1, static_cast<char>('A' + dice(26))) + ',' + id + ',';
    line += id + static_cast<char>('1' + dice(7)) + static_cast<char>('1' + dice(4)) +
            (dice(4) ? "" : "B" + std::to_string(1 + dice(12))) + ',';
    line += villages[static_cast<std::size_t>(dice(3))] + ',' + maybe("Estate One") + ',';
    line += maybe("Group " + std::to_string(dice(3))) + ',' + maybe("Grid 7") + ',';
    line += maybe("0713-" + std::to_string(8000000 + i)) + ',' + maybe("Wang") + ',';
    line += maybe("13900000000") + ',' + maybe("\"House 5, Room 2\"") + ',' + maybe("Home") + ',';
    line += std::to_string(year) + "-05-06," +
            (dice(5) ? std::to_string(year + 10) + "/5/5" : "\u957f\u671f") + ',';
    line += maybe("Han") + ',' + maybe("=1+1") + ',' + maybe("yes") + ',' + maybe("\u5c45\u6c11") +
            '\n';
    csv += line;
  }
  const auto sheet = sheet::Workbook::open_bytes(csv).value();
  const Options into{.within = {area("421102001")}};
  const auto taken = take(*sheet, world().program, into).value();
  EXPECT_EQ(text_of(found_in(taken)), "");
  const fs::path first = world().folder / "first.xlsx";
  const auto count = export_roster(world().db(), world().deployment, world().program, world().now,
                                   area("421102001"), first, sentences(), Language::zh);
  ASSERT_TRUE(count);
  const auto again = take(first, "421102001").value();
  EXPECT_EQ(again.unchanged, *count);

  test::World other(GetParam());
  const auto book = sheet::Workbook::open(first).value();
  const auto elsewhere =
      import_roster(other.db(), other.deployment, other.program, other.now, *book, into);
  ASSERT_TRUE(elsewhere) << elsewhere.error().code;
  EXPECT_EQ(text_of(found_in(*elsewhere)), "");
  const fs::path second = other.folder / "second.xlsx";
  ASSERT_TRUE(export_roster(other.db(), other.deployment, other.program, other.now,
                            area("421102001"), second, sentences(), Language::zh));
  EXPECT_EQ(lines_of(first), lines_of(second));
}

TEST_P(Rosters, the_error_workbook_goes_in_itself_once_it_is_mended) {
  const auto book = sheet::Workbook::open(sheets / "every-fault.csv").value();
  const auto report = take(*book, world().program, {.within = {area("421102001")}}).value();
  const fs::path out = world().folder / "errors.xlsx";
  const auto& sheet = world().deployment.packs.roster;
  ASSERT_TRUE(write_errors(*book, report, sheet, out, sentences(), Language::zh));
  const auto again = take(out, "421102001");
  ASSERT_TRUE(again) << again.error().code;
  EXPECT_EQ(again->rows, report.rejected);
  // The second row of somebody whose first was taken is somebody known now; nothing else is
  // sound that was not.
  for (const auto& [row, codes] : found_in(*again)) EXPECT_FALSE(codes.empty());
  EXPECT_EQ(again->unchanged + again->updated, again->accepted);
}

TEST_P(Rosters, a_town_neither_imports_nor_exports_outside_itself) {
  const auto book = sheet::Workbook::open(sheets / "every-spelling.csv").value();
  EXPECT_EQ(take(*book, world().town, {.within = {area("421102")}}).error().code,
            "roster.area_outside");
  EXPECT_EQ(take(*book, world().auditor).error().code, "roster.forbidden");
  EXPECT_EQ(take(*book, world().program, {.within = {area("421103")}}).error().code,
            "roster.area_unknown");
  const auto out =
      export_roster(world().db(), world().deployment, world().town, world().now, area("421102"),
                    world().folder / "x.xlsx", sentences(), Language::zh);
  EXPECT_EQ(out.error().code, "roster.area_outside");
  EXPECT_FALSE(fs::exists(world().folder / "x.xlsx"));
}

TEST_P(Rosters, an_import_that_was_stopped_goes_on_where_it_was) {
  const fs::path file = world().folder / "many.xlsx";
  constexpr int many = static_cast<int>(Stage::rows_in_chunk) + 700;
  sheet::WorkbookWriter out(file);
  out.sheet("One", {{.heading = "Name"},
                    {.heading = "Citizen id"},
                    {.heading = "Certificate number"},
                    {.heading = "Village or community"}});
  for (int i = 0; i < many; ++i) {
    const std::string id = citizen_id("19" + std::to_string(40 + i / 900) + "-05-01", 1 + i % 900);
    out.row({{.value = "Li"},
             {.value = id},
             {.value = id + "43"},
             {.value = "\u60e0\u6c11\u793e\u533a"}});
  }
  ASSERT_TRUE(out.finish());
  const auto book = sheet::Workbook::open(file).value();
  std::string kept;
  int chunks = 0;
  Options options{.within = {area("421102001")}};
  options.keep = [&](Tx&, const std::string& checkpoint) {
    kept = checkpoint;
    ++chunks;
  };
  options.should_stop = [&] { return chunks >= 1; };
  const auto before = people();
  EXPECT_EQ(take(*book, world().program, options).error().code, "roster.stopped");
  EXPECT_EQ(people() - before, static_cast<std::int64_t>(Stage::rows_in_chunk));
  options.checkpoint = kept;
  options.should_stop = {};
  const auto report = take(*book, world().program, options).value();
  EXPECT_EQ(report.created, many);
  EXPECT_EQ(people() - before, many);
}

TEST_P(Rosters, what_the_sheet_calls_otherwise_a_person_may_map) {
  const std::string id = citizen_id("1980-02-29", 2);
  const auto book = sheet::Workbook::open_bytes("Who,Number,Card,Where\nLi," + id + "," + id +
                                                "43,\u60e0\u6c11\n")
                        .value();
  const auto unmapped = take(*book, world().district);
  ASSERT_FALSE(unmapped);
  EXPECT_EQ(unmapped.error().code, "roster.columns_missing");
  const Mapping mapping{
      {"who", "name"}, {"Number", "citizen_id"}, {"C", "certificate"}, {"Where", "village"}};
  const auto report = take(*book, world().district, {.mapping = mapping});
  ASSERT_TRUE(report) << report.error().code;
  EXPECT_EQ(report->created, 1);
  const auto wrong = take(*book, world().district, {.mapping = {{"Who", "nonsense"}}});
  EXPECT_EQ(wrong.error().code, "roster.mapping_unknown");
}

TEST_P(Rosters, a_number_in_a_cell_is_never_an_id) {
  const std::string id = citizen_id("1960-11-21", 2);
  const fs::path file = world().folder / "numbers.xlsx";
  sheet::WorkbookWriter out(file);
  out.sheet("One", {{.heading = "Name"},
                    {.heading = "Citizen id"},
                    {.heading = "Certificate number"},
                    {.heading = "Phone"},
                    {.heading = "Village or community"}});
  const sheet::Cell village = "\u60e0\u6c11\u793e\u533a";
  out.row({{.value = "Li"},
           {.value = sheet::Number{4.21199196011211e17, "4.21199196011211E+17"}},
           {.value = id + "43"},
           {},
           {.value = village}});
  out.row({{.value = "Li"},
           {.value = id},
           {.value = sheet::Number{4.2119919601121e19, "4.2119919601121E+19"}},
           {},
           {.value = village}});
  out.row({{.value = "Li"},
           {.value = id},
           {.value = id + "43"},
           {.value = sheet::Number{13800000001, "13800000001"}},
           {.value = village}});
  ASSERT_TRUE(out.finish());
  const auto report = take(file, "421102").value();
  EXPECT_EQ(text_of(found_in(report)), "2: id_stored_as_number\n3: certificate_malformed\n");
  EXPECT_EQ(report.created, 1);
}

TEST_P(Rosters, a_broken_or_hostile_file_is_refused_and_leaves_nothing) {
  const auto before = people();
  const auto refused = [&](std::string bytes) {
    auto book = sheet::Workbook::open_bytes(std::move(bytes));
    if (!book) return book.error().code;
    const auto report = take(**book, world().program, {.within = {area("421102")}});
    return report ? std::string("taken") : report.error().code;
  };
  EXPECT_EQ(refused(""), "sheet.empty_file");
  EXPECT_EQ(refused("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 an old workbook, cut short"),
            "sheet.old_workbook");
  EXPECT_TRUE(refused("%PDF-1.7 by the name of a table").starts_with("sheet."));
  EXPECT_EQ(refused("a,b,c\n1,2,3\n"), "roster.columns_missing");
  sheet::XlsxFixture entity;
  entity.sheet_data = "<sheetData/>";
  auto parts = entity.parts();
  for (auto& [name, content] : parts)
    if (name == "xl/worksheets/sheet1.xml")
      content = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>" + content;
  EXPECT_TRUE(refused(sheet::zip_of(parts)).starts_with("sheet."));
  EXPECT_TRUE(refused(sheet::zip_of(entity.parts(), "secret")).starts_with("sheet."));
  // Sound to its middle, then cut off: the rows before are not taken either.
  std::string rows;
  for (int i = 0; i < 2000; ++i) {
    const std::string id = citizen_id("1950-05-01", 1 + i % 900);
    rows += "Li," + id + "," + id + "43,\u60e0\u6c11\n";
  }
  EXPECT_EQ(refused("Name,Citizen id,Certificate number,Village or community\n" + rows + "\"open"),
            "sheet.open_quote");
  EXPECT_EQ(people(), before);
}

TEST_P(Rosters, a_roster_of_one_village_need_not_name_it) {
  const std::string id = citizen_id("1980-02-29", 2);
  const auto book =
      sheet::Workbook::open_bytes("Name,Citizen id,Certificate number,Level,Category\nLi," + id +
                                  "," + id + "43,,\n")
          .value();
  EXPECT_EQ(take(*book, world().district).error().code, "roster.columns_missing");
  const auto report = take(*book, world().district, {.within = {area("421102001015")}});
  ASSERT_TRUE(report) << report.error().code;
  EXPECT_EQ(report->created, 1);
}

TEST(RosterHeads, two_rows_with_merged_cells_are_unfolded) {
  const auto cell = [](const char* place, const char* text) {
    return "<c r=\"" + std::string(place) + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
  };
  sheet::XlsxFixture fixture;
  fixture.sheet_data =
      "<sheetData><row r=\"1\">" + cell("A1", "A long title") + "</row><row r=\"3\">" +
      cell("A3", "\u59d3\u540d") + cell("B3", "\u8eab\u4efd\u8bc1\u53f7") +
      cell("C3", "\u6b8b\u75be\u8bc1\u53f7") + cell("D3", "\u6b8b\u75be\u60c5\u51b5") +
      cell("F3", "\u76d1\u62a4\u4eba") + cell("H3", "\u793e\u533a") + "</row><row r=\"4\">" +
      cell("D4", "\u7c7b\u522b") + cell("E4", "\u7b49\u7ea7") + cell("F4", "\u59d3\u540d") +
      cell("G4", "\u8eab\u4efd\u8bc1\u53f7") +
      "</row></sheetData><mergeCells>"
      "<mergeCell ref=\"A1:H1\"/><mergeCell ref=\"A3:A4\"/><mergeCell ref=\"B3:B4\"/>"
      "<mergeCell ref=\"C3:C4\"/><mergeCell ref=\"D3:E3\"/><mergeCell ref=\"F3:G3\"/>"
      "<mergeCell ref=\"H3:H4\"/></mergeCells>";
  const auto book = sheet::open_sound(fixture.bytes());
  const auto layout = find_layout(*book, test::shipped_packs().roster).value();
  EXPECT_EQ(layout.first_row, 3);
  EXPECT_EQ(layout.last_row, 4);
  EXPECT_TRUE(layout.missing.empty());
  EXPECT_EQ(layout.find("name")->index, 0u);
  EXPECT_EQ(layout.find("citizen_id")->index, 1u);
  EXPECT_EQ(layout.find("category")->index, 3u);
  EXPECT_EQ(layout.find("level")->index, 4u);
  EXPECT_EQ(layout.find("guardian")->index, 5u);
}

fs::path rosters() {
  const char* folder = std::getenv("ZHULIAN_ROSTERS");
  return folder ? folder : "../shared/rosters";
}

TEST_P(Rosters, the_offices_own_workbooks_give_what_is_expected_of_them) {
  for (const char* name : {"roster-404", "roster-404-libreoffice", "roster-messy"}) {
    const fs::path file = rosters() / (std::string(name) + ".xlsx");
    if (!fs::exists(file)) continue;
    SCOPED_TRACE(name);
    test::World fresh(GetParam());
    const auto book = sheet::Workbook::open(file).value();
    const auto report = import_roster(fresh.db(), fresh.deployment, fresh.program, fresh.now, *book,
                                      {.within = {area("421102")}});
    ASSERT_TRUE(report) << report.error().code;
    const Found found = found_in(*report);
    if (std::string_view(name) != "roster-messy") {
      EXPECT_EQ(text_of(found), "");
      EXPECT_EQ(report->accepted, 404);
      continue;
    }
    const auto expected = json::parse(bytes_of(rosters() / "roster-messy.expected.json"));
    EXPECT_EQ(report->rows, expected.at("data_rows").to_number<std::int64_t>());
    const auto& faults = expected.at("faults").as_object();
    EXPECT_EQ(found.size(), faults.size()) << text_of(found);
    for (const auto& [row, codes] : faults)
      for (const auto& code : codes.as_array())
        EXPECT_TRUE(found.contains(std::stoi(std::string(row))) &&
                    found.at(std::stoi(std::string(row))).contains(std::string(code.as_string())))
            << row << ' ' << code;
  }
}

}  // namespace
}  // namespace zhulian::registry::roster
