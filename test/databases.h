// Every room's tests run on both databases:
//
//   class Claims : public test::OnBothDatabases {};
//   ON_BOTH_DATABASES(Claims);
//   TEST_P(Claims, two_at_once_are_settled_by_the_database) { db().write(..); }
#pragma once

#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "db/db.h"

namespace zhulian::test {

// The URL of a new empty database: `kind` is "sqlite" or "postgresql". On SQLite it is a file
// in memory, without fsync.
std::string fresh_url(const std::string& kind);

class OnBothDatabases : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override { database_ = open_database(fresh_url(GetParam()), options()); }
  virtual OpenOptions options() const { return {}; }
  Database& db() { return *database_; }
  bool on_sqlite() const { return GetParam() == "sqlite"; }

  std::unique_ptr<Database> database_;
};

}  // namespace zhulian::test

#define ON_BOTH_DATABASES(suite)                                                 \
  INSTANTIATE_TEST_SUITE_P(On, suite, ::testing::Values("sqlite", "postgresql"), \
                           [](const auto& tested) { return tested.param; })
