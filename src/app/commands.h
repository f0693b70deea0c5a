// The commands, one function each. Every one answers the exit status of the program:
// 0 done; 1 ran and found faults in the input; 2 wrong usage; 3 the machine failed.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <boost/json.hpp>

#include "app/house.h"

namespace zhulian::app {

enum Exit { done = 0, faults = 1, usage = 2, broken = 3 };

// How an answer is given: for people on the terminal, or one JSON document on standard output.
struct Voice {
  bool json = false;
  Language language = Language::zh;
};
// From LC_ALL, LC_MESSAGES, LANG: Chinese unless another language is asked for.
Language language_of_terminal();

// Every fault with its place on standard error; in JSON {"faults": [...]} on standard output.
Exit refuse(const Error&, const Voice&);
// A machine that broke (disk, database, network): what to do, with the machine's own words.
Exit give_up(const std::exception&, const Voice&);
void print(const boost::json::value&);
Instant now();

struct InitOptions {
  Where where;
  std::vector<fs::path> packs;
};
Exit init(const InitOptions&, const Voice&);

struct ServeOptions {
  Where where;
  std::string listen = "127.0.0.1:8080";
  std::optional<fs::path> web;
};
Exit serve(const ServeOptions&, const Voice&);

struct ImportOptions {
  Where where;
  fs::path file;
  std::string area;
  bool dry_run = false;
  std::optional<fs::path> errors;
};
Exit import_roster(const ImportOptions&, const Voice&);

struct ExportOptions {
  Where where;
  std::string area;
  fs::path out;
};
Exit export_roster(const ExportOptions&, const Voice&);

struct FiguresOptions {
  Where where;
  std::string area;
  std::string from;
  std::string to;
  std::string as_of;
};
Exit figures(const FiguresOptions&, const Voice&);

struct ReportOptions {
  Where where;
  std::string place;  // The id of its pack.
};
Exit report(const ReportOptions&, const Voice&);

struct DemoOptions {
  Where where;
  fs::path pack;
  std::optional<fs::path> signins;
};
Exit demo(const DemoOptions&, const Voice&);

struct PolicyRunOptions {
  Where where;
  std::string as_of;
  std::string area;  // Everywhere when left away.
  std::optional<fs::path> scenario;
};
Exit policy_run(const PolicyRunOptions&, const Voice&);

struct KeepOptions {
  Where where;
  fs::path path;
};
Exit backup(const KeepOptions&, const Voice&);
Exit restore(const KeepOptions&, const Voice&);
Exit verify(const Where&, const Voice&);

struct TckOptions {
  fs::path folder;
};
// Conformance tests of DMN: done when every case passes.
Exit policy_tck(const TckOptions&, const Voice&);

struct CheckOptions {
  fs::path path;
};
// Judges a .dmn file, or all models and parameters of a folder: done when nothing is at fault.
Exit policy_check(const CheckOptions&, const Voice&);

struct BenchOptions {
  std::uint64_t persons = 1'000'000;
  std::optional<fs::path> policy;  // The two subsidies when left away.
  int threads = 0;                 // 0: as many as there are cores.
  bool interpret = false;
  bool reasons = true;             // Also which input excluded whom.
  std::uint64_t differential = 0;  // Compare plan and interpreter on so many persons instead.
};
// Decides a synthetic population in memory.
Exit policy_bench(const BenchOptions&, const Voice&);

struct UserOptions {
  Where where;
  std::string name;
  std::string display_name;
  std::string role;
  std::string area;
  std::string party;
  std::string person;
};
Exit add_user(const UserOptions&, const Voice&);  // The password from standard input.

}  // namespace zhulian::app
