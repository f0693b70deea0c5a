// import roster, export roster.
#include <cstdio>
#include <iostream>

#include <fmt/format.h>
#include <unistd.h>

#include "app/commands.h"
#include "registry/roster_errors.h"
#include "registry/roster_export.h"
#include "sheet/workbook.h"

namespace zhulian::app {
namespace {

constexpr std::size_t faults_shown = 20;
constexpr int bar_width = 40;

Result<std::vector<Area>> areas_of(const std::string& code) {
  if (code.empty()) return std::vector<Area>{};
  const auto area = Area::parse(code);
  if (!area) return fail(Fault::invalid, "json.not_an_area", "--area");
  return std::vector<Area>{*area};
}

// On a terminal only; standard output is for the answer.
void show(const registry::roster::Progress& progress) {
  if (progress.total == 0) {
    fmt::print(stderr, "\r{:>9} ..", progress.done);
  } else {
    const int full = static_cast<int>(progress.done * bar_width / progress.total);
    fmt::print(stderr, "\r{:>9} / {} [{:<{}}]", progress.done, progress.total,
               std::string(static_cast<std::size_t>(full), '='), bar_width);
  }
  std::fflush(stderr);
}

std::string say(std::string_view code, const std::vector<Argument>& arguments, const Voice& voice) {
  return messages().say(code, arguments, voice.language);
}

void print_summary(const registry::roster::Report& report, const packs::RosterSheet& sheet,
                   const ImportOptions& options, const Voice& voice) {
  const auto count = [](std::int64_t number) { return std::to_string(number); };
  std::cout << say(options.dry_run ? "roster.summary_dry" : "roster.summary",
                   {{"rows", count(report.rows)},
                    {"created", count(report.created)},
                    {"updated", count(report.updated)},
                    {"unchanged", count(report.unchanged)},
                    {"rejected", count(report.rejected)}},
                   voice)
            << '\n';
  for (std::size_t i = 0; i < std::min(report.faults.size(), faults_shown); ++i) {
    const auto& fault = report.faults[i];
    std::cerr << say("roster.summary_fault",
                     {{"row", count(fault.row)},
                      {"column", heading_of(report.layout, sheet, fault.column)},
                      {"message", say(fault.message, fault.arguments, voice)}},
                     voice)
              << '\n';
  }
  if (report.faults.size() > faults_shown && !options.errors)
    std::cerr << say("roster.summary_more",
                     {{"count", std::to_string(report.faults.size() - faults_shown)}}, voice)
              << '\n';
  if (options.errors && report.rejected > 0)
    std::cerr << say("roster.summary_errors", {{"file", options.errors->string()}}, voice) << '\n';
}

Result<registry::roster::Report> take_in(const ImportOptions& options, House& house,
                                         const Voice& voice) {
  const auto book = TRY(sheet::Workbook::open(options.file));
  const bool bar = !voice.json && ::isatty(STDERR_FILENO) == 1;
  registry::roster::Options how;
  how.within = TRY(areas_of(options.area));
  how.dry_run = options.dry_run;
  if (bar) how.progress = show;
  auto report = registry::roster::import_roster(house.database(), house.deployment(),
                                                house.operator_actor(), now(), *book, how);
  if (bar) fmt::print(stderr, "\r{:<{}}\r", "", bar_width + 30);
  if (report && options.errors && report->rejected > 0)
    TRY(write_errors(*book, *report, house.catalogue().roster, *options.errors, messages(),
                     voice.language));
  return report;
}

}  // namespace

Exit import_roster(const ImportOptions& options, const Voice& voice) {
  const auto house = House::open(options.where);
  if (!house) return refuse(house.error(), voice);
  const auto report = take_in(options, **house, voice);
  if (!report) return refuse(report.error(), voice);
  const packs::RosterSheet& sheet = (*house)->catalogue().roster;
  if (voice.json)
    print(report_json(*report, sheet, messages(), voice.language));
  else
    print_summary(*report, sheet, options, voice);
  return report->rejected == 0 ? Exit::done : Exit::faults;
}

Exit export_roster(const ExportOptions& options, const Voice& voice) {
  const auto areas = areas_of(options.area);
  if (!areas) return refuse(areas.error(), voice);
  const auto house = House::open(options.where);
  if (!house) return refuse(house.error(), voice);
  const Area area = areas->empty() ? Area{} : areas->front();
  const auto count = registry::roster::export_roster((*house)->database(), (*house)->deployment(),
                                                     (*house)->operator_actor(), now(), area,
                                                     options.out, messages(), voice.language);
  if (!count) return refuse(count.error(), voice);
  if (voice.json)
    print(boost::json::object{{"count", *count}});
  else
    std::cout << say("roster.exported",
                     {{"count", std::to_string(*count)}, {"file", options.out.string()}}, voice)
              << '\n';
  return Exit::done;
}

}  // namespace zhulian::app
