// How fast a roster comes in: writes a synthetic workbook of N rows and 16 columns, imports it
// into a new database, imports it again, and prints rows a second and the peak of memory.
//
//   roster_bench [ROWS] [sqlite:PATH | postgresql://..]     from the root of the repository
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>

#include <fmt/format.h>
#include <sys/resource.h>

#include "base/embedded.h"
#include "db/migrate.h"
#include "packs/load.h"
#include "packs/source.h"
#include "platform/files.h"
#include "platform/keys.h"
#include "platform/users.h"
#include "registry/roster_import.h"
#include "sheet/writer.h"

namespace {

using namespace zhulian;
namespace fs = std::filesystem;

template <class T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().code + ' ' + result.error().field);
  if constexpr (!std::is_void_v<T>) return *std::move(result);
}

std::vector<Migration> migrations() {
  std::vector<Migration> steps;
  for (const EmbeddedFile& file : embedded())
    if (file.path.starts_with("schema/")) {
      const std::string name = fs::path(file.path).stem().string();
      steps.push_back({.number = std::stoi(name), .name = name, .sql = std::string(file.content)});
    }
  return steps;
}

// County 99 exists nowhere; 100 years of days times 999 numbers are people enough.
std::string citizen_id(int i) {
  const Day birth = make_day(1930, 1, 1).value() + std::chrono::days(i / 900);
  std::string day = to_string(birth);
  std::erase(day, '-');
  const std::string first = fmt::format("421199{}{:03}", day, 1 + i % 900);
  return first + citizen_id_check(first);
}

void write_workbook(const fs::path& file, const packs::Catalogue& packs, int rows) {
  const std::vector<std::string> keys{"ordinal",     "name",           "sex",        "citizen_id",
                                      "certificate", "category",       "level",      "guardian",
                                      "phone",       "household_kind", "town",       "village",
                                      "residence",   "issued_on",      "expires_on", "low_income"};
  std::vector<sheet::OutColumn> head;
  for (const auto& key : keys)
    head.push_back(
        {.heading =
             std::ranges::find(packs.roster.columns, key, &packs::RosterColumn::key)->name.zh});
  std::vector<std::pair<std::string, std::string>> places;  // Town, village.
  std::map<std::string, std::string> towns;
  for (const auto& area : packs.areas) {
    if (area.level == AreaLevel::town) towns[area.area.code()] = area.name;
    if (area.level == AreaLevel::village)
      places.emplace_back(towns[area.area.code().substr(0, 9)], area.name);
  }
  const auto& levels = packs.list("disability_level").codes;
  const auto& categories = packs.list("disability_category").codes;
  sheet::WorkbookWriter out(file);
  out.sheet("Roster", head);
  for (int i = 0; i < rows; ++i) {
    const std::string id = citizen_id(i);
    const auto& category = categories[static_cast<std::size_t>(i) % 7];
    const auto& level = levels[static_cast<std::size_t>(i) % 4];
    const auto& [town, village] = places[static_cast<std::size_t>(i) % places.size()];
    const bool male = (id[16] - '0') % 2 == 1;
    const Day issued = make_day(2017, 1, 1).value() + std::chrono::days(i % 3000);
    out.row({{.value = sheet::Number{static_cast<double>(i + 1), std::to_string(i + 1)}},
             {.value = std::string("\u5f20\u5c0f") + (i % 2 ? "\u660e" : "\u82b1")},
             {.value = packs.code("sex", male ? "male" : "female")->name.zh},
             {.value = id},
             {.value = id + category.code + level.code},
             {.value = category.name.zh},
             {.value = level.name.zh},
             {.value = i % 3 ? sheet::Cell{} : sheet::Cell{"\u674e\u5927\u6c5f"}},
             {.value = std::to_string(13800000000 + i)},
             {.value = packs.code("household_kind", "agricultural")->name.zh},
             {.value = town},
             {.value = village},
             {.value = village + std::to_string(i % 40)},
             {.value = sheet::Moment{issued}},
             {.value = sheet::Moment{add_years(issued, 10)}},
             {.value = i % 5 ? "\u5426" : "\u662f"}});
  }
  must(out.finish());
}

double seconds_of(const auto& work) {
  const auto from = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count();
}

long peak_mb() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

int run(int rows, std::string url, const fs::path& folder) {
  if (url.empty()) url = "sqlite:" + (folder / "bench.db").string();
  std::vector<packs::Source> sources;
  for (const char* pack : {"packs/cn", "packs/huangzhou"})
    sources.push_back(must(packs::read_folder(pack)));
  const packs::Catalogue packs = must(packs::load(sources));
  must(Keyring::create(folder / "key"));
  const Keyring keys = must(Keyring::open(folder / "key"));
  const Files files(folder / "files", keys);
  const Deployment deployment{packs, keys, files, packs.zone};
  const Actor actor = the_program("bench");
  const Instant now =
      std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  const auto database = open_database(url);
  must(migrate(*database, migrations()));
  database->write([&](Tx& tx) { must(registry::load_areas(Call{tx, actor, now, deployment})); });
  const fs::path file = folder / "roster.xlsx";
  write_workbook(file, packs, rows);
  std::cout << fmt::format("workbook: {} rows, {} bytes; peak so far {} MB\n", rows,
                           fs::file_size(file), peak_mb());
  for (const char* what : {"first", "again"}) {
    registry::roster::Report report;
    double read = 0;
    const double seconds = seconds_of([&] {
      const auto from = std::chrono::steady_clock::now();
      const auto book = must(sheet::Workbook::open(file));
      registry::roster::Options options{.within = {Area::parse("421102").value()}};
      options.progress = [&](const registry::roster::Progress& progress) {
        if (progress.total == 0)
          read = std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count();
      };
      report =
          must(registry::roster::import_roster(*database, deployment, actor, now, *book, options));
    });
    std::cout << fmt::format(
        "{}: {} created, {} unchanged, {} rejected in {:.2f} s (reading {:.2f} s), {:.0f} rows/s,"
        " peak {} MB\n",
        what, report.created, report.unchanged, report.rejected, seconds, read, rows / seconds,
        peak_mb());
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  std::string name = (fs::temp_directory_path() / "zhulian-bench-XXXXXX").string();
  if (!::mkdtemp(name.data())) return 3;
  int status = 3;
  try {
    status = run(argc > 1 ? std::atoi(argv[1]) : 100'000, argc > 2 ? argv[2] : "", name);
  } catch (const std::exception& broken) {
    std::cerr << broken.what() << '\n';
  }
  std::error_code ignored;
  fs::remove_all(name, ignored);
  return status;
}
