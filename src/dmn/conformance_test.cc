// The whole language against the conformance kit, where it stands beside the project's folder or
// where ZHULIAN_TCK says.
#include <cstdlib>
#include <filesystem>
#include <iostream>

#include <gtest/gtest.h>

#include "dmn/tck.h"

namespace zhulian::dmn {
namespace {

TEST(Conformance, every_case_of_every_feature_passes) {
  const char* told = std::getenv("ZHULIAN_TCK");
  const std::filesystem::path folder = told ? told : "../shared/tck";
  if (!std::filesystem::is_directory(folder)) {
    std::cout << "no conformance kit at " << folder << ": set ZHULIAN_TCK to run it\n";
    EXPECT_EQ(run_tck(folder).error().code, "dmn.tck.folder");
    return;
  }
  const auto report = run_tck(folder);
  ASSERT_TRUE(report) << report.error().code;
  EXPECT_GT(report->passed, 0);
  EXPECT_TRUE(report->faults.empty()) << report->faults.front().code;
  for (const auto& [feature, count] : report->by_feature)
    EXPECT_EQ(count.failed, 0) << feature << ": " << count.passed << " passed";
  for (const TckReport::Failure& failure : report->failures) {
    std::cout << failure.feature << ' ' << failure.id << ' ' << failure.node << ": expected "
              << failure.expected << ", got " << failure.got << '\n';
  }
}

}  // namespace
}  // namespace zhulian::dmn
