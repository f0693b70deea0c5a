// The commands of Zhulian. What each does stands in app/; this is the table of contents.
#include <functional>
#include <iostream>

#include <CLI/CLI.hpp>

#include "app/commands.h"

namespace {

using namespace zhulian;
using namespace zhulian::app;

constexpr std::string_view version = ZHULIAN_VERSION;

struct Arguments {
  Where where;
  Voice voice;
  InitOptions init;
  ServeOptions serve;
  ImportOptions import;
  ExportOptions exported;
  FiguresOptions figures;
  ReportOptions report;
  DemoOptions demo;
  PolicyRunOptions policy_run;
  BenchOptions policy_bench;
  KeepOptions keep;
  UserOptions user;
  TckOptions tck;
  CheckOptions check;
};

// The installation, asked for by every command.
void add_where(CLI::App& command, Arguments& to) {
  command.add_option("--db", to.where.db, "sqlite:PATH or postgresql://...")->required();
  command.add_option("--data", to.where.data, "Data folder (with PostgreSQL)");
  command.add_option("--key", to.where.key, "Key file, when it is kept elsewhere");
}

CLI::App* add(CLI::App& parent, const char* name, const char* what, Arguments& to) {
  CLI::App* command = parent.add_subcommand(name, what);
  add_where(*command, to);
  command->add_flag("--json", to.voice.json, "One JSON document on standard output");
  return command;
}

using On = std::function<void(CLI::App*, std::function<Exit()>)>;

CLI::App* add_plain(CLI::App& parent, const char* name, const char* what, Arguments& to) {
  CLI::App* command = parent.add_subcommand(name, what);
  command->add_flag("--json", to.voice.json, "One JSON document on standard output");
  return command;
}

void add_policy(CLI::App& program, Arguments& to, const On& on) {
  auto* policy = program.add_subcommand("policy", "Rules of subsidies as DMN tables");
  policy->require_subcommand(1);

  auto* run = ::add(*policy, "run", "Determines everybody of the register", to);
  run->add_option("--as-of", to.policy_run.as_of, "Day")->required();
  run->add_option("--area", to.policy_run.area, "Area code; everywhere by default");
  run->add_option("--scenario", to.policy_run.scenario,
                  "Parameters (.csv) or a model (.dmn) laid over the packs'; nothing is written");
  on(run, [&] {
    to.policy_run.where = to.where;
    return app::policy_run(to.policy_run, to.voice);
  });

  auto* tck = add_plain(*policy, "tck", "Runs conformance tests of DMN", to);
  tck->add_option("DIR", to.tck.folder, "Folder of tests, however deep")->required();
  on(tck, [&] { return app::policy_tck(to.tck, to.voice); });

  auto* bench = add_plain(*policy, "bench", "Decides a synthetic population in memory", to);
  bench->add_option("--persons", to.policy_bench.persons, "How many")->check(CLI::PositiveNumber);
  bench->add_option("--policy", to.policy_bench.policy, "A .dmn file; the two subsidies of cn");
  bench->add_option("--threads", to.policy_bench.threads, "All cores by default")
      ->check(CLI::Range(1, 256));
  bench->add_flag("--interpret", to.policy_bench.interpret, "Person by person, without the plan");
  bench->add_option("--differential", to.policy_bench.differential,
                    "Compares plan and interpreter on so many persons");
  on(bench, [&] { return app::policy_bench(to.policy_bench, to.voice); });

  auto* check =
      add_plain(*policy, "check", "Judges tables and parameters before they are used", to);
  check->add_option("PATH", to.check.path, "A .dmn file, or a folder")->required();
  on(check, [&] { return app::policy_check(to.check, to.voice); });
}

int run(int argc, char** argv) {
  CLI::App program{"Zhulian: grassroots disability services of a district, city or province"};
  program.set_version_flag("--version", std::string(version));
  program.require_subcommand(1);
  Arguments to;
  to.voice.language = language_of_terminal();
  std::function<Exit()> chosen;
  const On on = [&](CLI::App* command, std::function<Exit()> deed) {
    command->callback([&chosen, deed = std::move(deed)] { chosen = deed; });
  };

  auto* init_command = add(program, "init", "Makes or migrates a database and loads packs", to);
  init_command->add_option("--pack", to.init.packs, "Folder of a pack; cn first")->required();
  on(init_command, [&] {
    to.init.where = to.where;
    return app::init(to.init, to.voice);
  });

  auto* serve_command = add(program, "serve", "Serves the API and the web app", to);
  serve_command->add_option("--listen", to.serve.listen, "HOST:PORT");
  serve_command->add_option("--web", to.serve.web, "Folder of the web app");
  on(serve_command, [&] {
    to.serve.where = to.where;
    return app::serve(to.serve, to.voice);
  });

  auto* import_command = program.add_subcommand("import", "Takes in a table");
  import_command->require_subcommand(1);
  auto* roster = add(*import_command, "roster", "A roster of certificate holders", to);
  roster->add_option("FILE", to.import.file, ".xlsx, .ods or .csv")->required();
  roster->add_option("--area", to.import.area, "Area that must hold every village named");
  roster->add_flag("--dry-run", to.import.dry_run, "Only look");
  roster->add_option("--errors", to.import.errors, "Workbook for the rows that were refused");
  on(roster, [&] {
    to.import.where = to.where;
    return app::import_roster(to.import, to.voice);
  });

  auto* export_command = program.add_subcommand("export", "Gives out a table");
  export_command->require_subcommand(1);
  auto* roster_out = add(*export_command, "roster", "The roster of an area", to);
  roster_out->add_option("--area", to.exported.area, "Area code")->required();
  roster_out->add_option("OUT", to.exported.out, "Workbook to write")->required();
  on(roster_out, [&] {
    to.exported.where = to.where;
    return app::export_roster(to.exported, to.voice);
  });

  auto* figures_command = add(program, "figures", "Every figure of the packs", to);
  figures_command->add_option("--area", to.figures.area, "Area code")->required();
  figures_command->add_option("--from", to.figures.from, "First day")->required();
  figures_command->add_option("--to", to.figures.to, "Last day")->required();
  figures_command->add_option("--as-of", to.figures.as_of, "Day of the state; --to by default");
  on(figures_command, [&] {
    to.figures.where = to.where;
    return app::figures(to.figures, to.voice);
  });

  auto* report_command = add(program, "report", "A place's published report, answered", to);
  report_command->add_option("--place", to.report.place, "Pack of the place")->required();
  on(report_command, [&] {
    to.report.where = to.where;
    return app::report(to.report, to.voice);
  });

  auto* demo_command = add(program, "demo", "Loads a pack's sample of synthetic people", to);
  demo_command->add_option("--pack", to.demo.pack, "Folder of the pack")->required();
  demo_command->add_option("--signins", to.demo.signins,
                           "Makes a user per role and writes them here");
  on(demo_command, [&] {
    to.demo.where = to.where;
    return app::demo(to.demo, to.voice);
  });

  auto* backup_command = add(program, "backup", "Copies database and files, never the key", to);
  backup_command->add_option("OUT", to.keep.path, "A new folder")->required();
  on(backup_command, [&] {
    to.keep.where = to.where;
    return app::backup(to.keep, to.voice);
  });

  auto* restore_command = add(program, "restore", "Reads a backup into an empty database", to);
  restore_command->add_option("FROM", to.keep.path, "Folder of the backup")->required();
  on(restore_command, [&] {
    to.keep.where = to.where;
    return app::restore(to.keep, to.voice);
  });

  on(add(program, "verify", "Checks schema, key, rows, files and the audit chain", to),
     [&] { return app::verify(to.where, to.voice); });

  auto* user_command = program.add_subcommand("user", "Who can sign in");
  user_command->require_subcommand(1);
  auto* user_add =
      add(*user_command, "add", "Adds a user; the password comes on standard input", to);
  user_add->add_option("NAME", to.user.name, "Name at sign-in")->required();
  user_add->add_option("--role", to.user.role, "A role of the packs")->required();
  user_add->add_option("--area", to.user.area, "Area code");
  user_add->add_option("--party", to.user.party, "Organisation of a claimant");
  user_add->add_option("--person", to.user.person, "Person of a resident");
  user_add->add_option("--display-name", to.user.display_name, "What others see");
  on(user_add, [&] {
    to.user.where = to.where;
    return app::add_user(to.user, to.voice);
  });

  add_policy(program, to, on);

  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& problem) {
    return program.exit(problem) == 0 ? Exit::done : Exit::usage;
  }
  try {
    return chosen();
  } catch (const std::exception& broken_machine) {
    return app::give_up(broken_machine, to.voice);
  }
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& broken_machine) {
    std::cerr << "zhulian: " << broken_machine.what() << '\n';
    return zhulian::app::Exit::broken;
  }
}
