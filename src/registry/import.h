// An import in the browser: a file is sent up, looked at, its columns named where nobody knew
// them, tried, taken in, and what was refused comes back as a workbook.
//
// The file waits sealed and goes after a week; so does the import. Trying and taking are jobs:
// they are asked for in a moment, show how far they are, and a taking that a crash broke off
// goes on where it was.
#pragma once

#include <array>

#include "platform/jobs.h"
#include "registry/registry.h"
#include "registry/roster_import.h"

namespace zhulian::registry {

struct Import;

enum class ImportState { uploaded, previewed, running, done, failed };
constexpr Names<ImportState, 5> import_state_names{{{
    {ImportState::uploaded, "uploaded"},
    {ImportState::previewed, "previewed"},  // Asked to be tried; its job tells when it was.
    {ImportState::running, "running"},
    {ImportState::done, "done"},
    {ImportState::failed, "failed"},  // The file could not be taken at all; see its job.
}}};
constexpr const auto& names_of(ImportState) {
  return import_state_names;
}

struct MappedColumn {
  std::string heading{};  // Of the sheet, or a letter.
  std::string key{};      // Of the roster; "" for "not needed".
};
ZHULIAN_RECORD(MappedColumn, heading, key);

struct ImportColumn {
  std::string letter{};
  std::string heading{};
  std::string key{};  // What it was taken for; "" when nobody knows.
  bool is_twin = false;
  std::vector<std::string> samples{};
};
ZHULIAN_RECORD(ImportColumn, letter, heading, key, is_twin, samples);

struct ImportLayout {
  std::string sheet{};
  std::int64_t first_row = 0;
  std::int64_t last_row = 0;
  std::vector<ImportColumn> columns{};
  std::vector<std::string> missing{};  // Keys.
  std::vector<std::string> other_sheets{};
};
ZHULIAN_RECORD(ImportLayout, sheet, first_row, last_row, columns, missing, other_sheets);

struct ImportCounts {
  std::int64_t rows = 0;
  std::int64_t accepted = 0;
  std::int64_t created = 0;
  std::int64_t updated = 0;
  std::int64_t unchanged = 0;
  std::int64_t rejected = 0;
};
ZHULIAN_RECORD(ImportCounts, rows, accepted, created, updated, unchanged, rejected);

struct ImportFault {
  std::int64_t row = 0;
  std::string column{};
  std::string code{};
  std::string message{};
};
ZHULIAN_RECORD(ImportFault, row, column, code, message);

struct RosterColumnName {
  std::string key{};
  std::string zh{};
  std::string en{};
  bool required = false;
};
ZHULIAN_RECORD(RosterColumnName, key, zh, en, required);

struct ImportView {
  Id<Import> id{};
  Area area{};
  std::string file_name{};
  ImportState state{};
  std::optional<Id<Job>> job{};
  std::optional<JobState> job_state{};
  std::int64_t progress_done = 0;
  std::int64_t progress_total = 0;  // 0: not known yet.
  std::string problem{};            // Why it failed, in words; "" when it did not.
  std::vector<MappedColumn> mapping{};
  std::optional<ImportLayout> layout{};     // Empty while a job runs, and without a heading.
  std::vector<RosterColumnName> columns{};  // What a heading may be mapped to.
  std::optional<ImportCounts> counts{};     // Of the last trial or taking.
  bool is_trial = false;                    // They are a trial's: nothing was written.
  std::vector<ImportFault> faults{};        // The first 500.
  std::int64_t faults_total = 0;
  Instant created_at{};
  Instant expires_at{};
};
ZHULIAN_RECORD(ImportView, id, area, file_name, state, job, job_state, progress_done,
               progress_total, problem, mapping, layout, columns, counts, is_trial, faults,
               faults_total, created_at, expires_at);

struct ImportLine {
  Id<Import> id{};
  Area area{};
  std::string file_name{};
  ImportState state{};
  Instant created_at{};
  Instant expires_at{};
};
ZHULIAN_RECORD(ImportLine, id, area, file_name, state, created_at, expires_at);

struct ImportRef {
  Id<Import> import{};
};
ZHULIAN_RECORD(ImportRef, import);

struct ImportTrial {
  Id<Import> import{};
  std::vector<MappedColumn> mapping{};
};
ZHULIAN_RECORD(ImportTrial, import, mapping);

struct RosterQuery {
  Area area{};
};
ZHULIAN_RECORD(RosterQuery, area);

inline constexpr std::string_view trial_kind = "registry.try_roster";
inline constexpr std::string_view import_kind = "registry.import_roster";

}  // namespace zhulian::registry
