#include <iostream>

#include <fmt/format.h>

#include "app/commands.h"
#include "dmn/tck.h"

namespace zhulian::app {
namespace {

boost::json::object count_json(const dmn::TckReport::Count& count) {
  return {{"passed", count.passed}, {"failed", count.failed}};
}

boost::json::array reasons_json(const std::vector<dmn::Diagnostic>& reasons, Language language) {
  boost::json::array found;
  for (const dmn::Diagnostic& reason : reasons) {
    std::vector<Argument> arguments = reason.arguments;
    arguments.push_back({"file", reason.place.file});
    arguments.push_back({"line", std::to_string(reason.place.at.line)});
    arguments.push_back({"column", std::to_string(reason.place.at.column)});
    found.push_back(
        boost::json::object{{"code", reason.code},
                            {"element", reason.place.element},
                            {"row", reason.place.row},
                            {"line", reason.place.at.line},
                            {"message", messages().say(reason.code, arguments, language)}});
  }
  return found;
}

boost::json::object report_json(const dmn::TckReport& report, Language language) {
  boost::json::object features;
  for (const auto& [feature, count] : report.by_feature) features[feature] = count_json(count);
  boost::json::array failures;
  for (const dmn::TckReport::Failure& failure : report.failures) {
    failures.push_back(boost::json::object{{"feature", failure.feature},
                                           {"file", failure.file},
                                           {"case", failure.id},
                                           {"node", failure.node},
                                           {"expected", failure.expected},
                                           {"got", failure.got},
                                           {"reasons", reasons_json(failure.reasons, language)}});
  }
  boost::json::array faults;
  for (const Error& fault : report.faults) {
    faults.push_back(
        boost::json::object{{"code", fault.code}, {"message", messages().say(fault, language)}});
  }
  return {{"passed", report.passed},
          {"failed", report.failed},
          {"by_feature", std::move(features)},
          {"failures", std::move(failures)},
          {"faults", std::move(faults)}};
}

void print_report(const dmn::TckReport& report) {
  for (const auto& [feature, count] : report.by_feature)
    fmt::print("{:<48} {:>6} {:>6}\n", feature, count.passed, count.failed);
  for (const dmn::TckReport::Failure& failure : report.failures)
    fmt::print("{} {} {}: expected {}, got {}\n", failure.file, failure.id, failure.node,
               failure.expected, failure.got);
  fmt::print("{} passed, {} failed\n", report.passed, report.failed);
}

}  // namespace

Exit policy_tck(const TckOptions& options, const Voice& voice) {
  const auto report = dmn::run_tck(options.folder);
  if (!report) return refuse(report.error(), voice);
  for (const Error& fault : report->faults)
    std::cerr << "zhulian: " << messages().say(fault, voice.language) << '\n';
  if (voice.json)
    print(report_json(*report, voice.language));
  else
    print_report(*report);
  return report->failed == 0 && report->faults.empty() ? Exit::done : Exit::faults;
}

}  // namespace zhulian::app
