#include "registry/import_http.h"

#include <algorithm>
#include <filesystem>

#include "http/multipart.h"
#include "http/program.h"
#include "http/target.h"
#include "platform/audit.h"
#include "platform/disk.h"
#include "registry/import_work.h"
#include "registry/roster_errors.h"
#include "registry/roster_export.h"

namespace zhulian::registry {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t faults_shown = 500;
constexpr std::int64_t imports_shown = 100;
constexpr std::chrono::hours kept_for = std::chrono::days(7);
constexpr std::string_view purpose = "registry.import";

http::Response workbook(const fs::path& file, std::string_view name) {
  return http::attachment(disk::read_all(file), media_type(FileKind::xlsx), name);
}

// ---- one import, as it is shown --------------------------------------------------------------

ImportLayout shown(const roster::Layout& layout) {
  ImportLayout out{.sheet = layout.sheet_name,
                   .first_row = layout.first_row,
                   .last_row = layout.last_row,
                   .columns = {},
                   .missing = layout.missing,
                   .other_sheets = layout.other_sheets};
  for (const auto& column : layout.columns)
    out.columns.push_back({.letter = sheet::column_name(column.index),
                           .heading = column.heading,
                           .key = column.key,
                           .is_twin = column.is_twin,
                           .samples = column.samples});
  return out;
}

std::vector<RosterColumnName> column_names(const packs::RosterSheet& sheet) {
  std::vector<RosterColumnName> names;
  for (const auto& column : sheet.columns)
    if (column.kind != "ignore")
      names.push_back({.key = column.key,
                       .zh = column.name.zh,
                       .en = column.name.en,
                       .required = column.required});
  return names;
}

struct State {
  store::ImportRecord import;
  std::optional<Job> job;
};

bool is_under_way(const State& state) {
  return state.job &&
         (state.job->state == JobState::queued || state.job->state == JobState::running);
}

State with_job(const Call& call, store::ImportRecord import) {
  State state{.import = std::move(import), .job = {}};
  if (state.import.job)
    if (auto job = find_job(call, *state.import.job)) state.job = *std::move(job);
  return state;
}

Result<State> state_of(const Call& call, const Id<Import>& id) {
  return with_job(call, TRY(import_of(call, id)));
}

// A job that the machine broke could not write its end: it is read from the job.
ImportState standing(const State& state) {
  const bool broke = state.job && state.job->state == JobState::failed;
  return broke && state.import.state == ImportState::running ? ImportState::failed
                                                             : state.import.state;
}

void add_job(ImportView& view, const Job& job, const Messages& messages, Language language) {
  view.job = job.id;
  view.job_state = job.state;
  view.progress_done = job.done;
  view.progress_total = job.total;
  if (!job.message) return;
  std::vector<Argument> arguments;
  if (const auto* named = job.arguments.if_object())
    for (const auto& [name, value] : *named)
      if (value.is_string()) arguments.push_back({name, std::string(value.as_string())});
  view.problem = messages.say(*job.message, arguments, language);
}

void add_result(ImportView& view, const std::string& kept, const roster::Layout& layout,
                const packs::RosterSheet& sheet, const Messages& messages, Language language) {
  const KeptResult result = read_result(kept);
  const roster::Report& report = result.report;
  view.is_trial = result.is_trial;
  view.counts = ImportCounts{.rows = report.rows,
                             .accepted = report.accepted,
                             .created = report.created,
                             .updated = report.updated,
                             .unchanged = report.unchanged,
                             .rejected = report.rejected};
  view.faults_total = static_cast<std::int64_t>(report.faults.size());
  for (std::size_t i = 0; i < std::min(faults_shown, report.faults.size()); ++i) {
    const auto& fault = report.faults[i];
    view.faults.push_back({.row = fault.row,
                           .column = heading_of(layout, sheet, fault.column),
                           .code = fault.code,
                           .message = messages.say(fault.message, fault.arguments, language)});
  }
}

Result<roster::Layout> layout_of(http::Program& program, const store::ImportRecord& import) {
  const auto book = TRY(open_workbook(program.database, program.deployment, import.file));
  return roster::find_layout(*book, program.deployment.packs.roster, import.mapping,
                             roster::is_one_village({import.area}));
}

ImportView view_of(http::Program& program, const State& state, Language language) {
  const auto& [import, job] = state;
  const packs::RosterSheet& sheet = program.deployment.packs.roster;
  ImportView view{.id = import.id,
                  .area = import.area,
                  .file_name = import.file_name,
                  .state = standing(state),
                  .columns = column_names(sheet),
                  .created_at = import.created_at,
                  .expires_at = import.expires_at};
  for (const auto& [heading, key] : import.mapping) view.mapping.push_back({heading, key});
  if (is_under_way(state)) {  // Asked every second then: the sheet is not read for that.
    add_job(view, *job, program.messages, language);
    return view;
  }
  const auto layout = layout_of(program, import);
  if (layout)
    view.layout = shown(*layout);
  else
    view.problem = program.messages.say(layout.error(), language);
  if (job) add_job(view, *job, program.messages, language);
  if (layout && !import.result.empty())
    add_result(view, import.result, *layout, sheet, program.messages, language);
  return view;
}

Result<ImportView> show(http::Program& program, const Actor& actor, Instant now,
                        const http::Request& request, const Id<Import>& id) {
  const State state = TRY(program.database.read(
      [&](Tx& tx) { return state_of(Call{tx, actor, now, program.deployment}, id); }));
  return view_of(program, state, http::language_of(request));
}

// ---- the operations --------------------------------------------------------------------------

struct Upload {
  Id<Import> id;
  Area area;
  std::string_view content;
  std::string file_name;
};

Result<Upload> read_upload(const Actor& actor, Instant now, const http::Request& request) {
  const auto parts = TRY(http::read_multipart(request));
  const auto* file = http::find_part(parts, "file");
  if (!file) return fail(Fault::malformed, "roster.import.no_file", "/file");
  Upload upload{.id = new_id<Import>(now),
                .area = actor.areas.empty() ? Area{} : actor.areas.front(),
                .content = file->content,
                .file_name = file->file_name};
  if (const auto* id = http::find_part(parts, "id")) {
    if (!is_uuid(id->content))
      return fail(Fault::malformed, "roster.import.bad_field", "/id", {{"field", "id"}});
    upload.id.text = id->content;
  }
  if (const auto* code = http::find_part(parts, "area"); code && !code->content.empty()) {
    const auto area = Area::parse(code->content);
    if (!area)
      return fail(Fault::malformed, "roster.import.bad_field", "/area", {{"field", "area"}});
    upload.area = *area;
  }
  return upload;
}

// Looked at before it is kept: what is no workbook, or a hostile one, is refused at the door.
Result<ImportView> upload_import(http::Program& program, const Actor& actor, Instant now,
                                 const http::Request& request) {
  const Upload upload = TRY(read_upload(actor, now, request));
  const Deployment& deployment = program.deployment;
  TRY(program.database.read(
      [&](Tx& tx) { return roster::import_areas(tx, actor, {upload.area}); }));
  {
    const auto book = TRY(sheet::Workbook::open_bytes(std::string(upload.content)));
    const auto layout = roster::find_layout(*book, deployment.packs.roster);
    // A person may still say which column is which; a file that cannot be read is another thing.
    if (!layout && !layout.error().code.starts_with("roster."))
      return std::unexpected(layout.error());
  }
  const PreparedFile prepared = TRY(deployment.files.prepare(upload.content, sheets()));
  const Result<void> kept = program.database.write([&](Tx& tx) -> Result<void> {
    const Call call{tx, actor, now, deployment};
    if (const auto known = store::find_import(tx, upload.id, false)) {
      if (known->created_by != actor.id.text || known->area != upload.area)
        return fail(Fault::conflict, "roster.import.id_taken", "/id");
      return {};
    }
    const Instant expires = now + kept_for;
    const StoredFile file = TRY(deployment.files.add(call, prepared,
                                                     {.id = new_id<StoredFile>(now),
                                                      .name = upload.file_name,
                                                      .purpose = std::string(purpose),
                                                      .area = upload.area,
                                                      .expires_at = expires}));
    store::sweep_imports(tx, now);
    store::insert_import(tx, {.id = upload.id,
                              .area = upload.area,
                              .file = file.id,
                              .file_name = file.name,
                              .state = ImportState::uploaded,
                              .created_at = now,
                              .created_by = actor.id.text,
                              .expires_at = expires});
    audit(call, "registry.import.uploaded", "registry_import", upload.id.text, upload.area,
          {{"bytes", file.bytes}});
    return {};
  });
  if (!kept) return std::unexpected(kept.error());
  return show(program, actor, now, request, upload.id);
}

Result<http::Page<ImportLine>> find_imports(const Call& call) {
  http::Page<ImportLine> page;
  for (auto& record : store::imports(call, imports_shown)) {
    const State state = with_job(call, std::move(record));
    const auto& import = state.import;
    page.items.push_back({.id = import.id,
                          .area = import.area,
                          .file_name = import.file_name,
                          .state = standing(state),
                          .created_at = import.created_at,
                          .expires_at = import.expires_at});
  }
  return page;
}

Result<ImportView> open_import(http::Program& program, const Actor& actor, Instant now,
                               const http::Request& request, const ImportRef& ref) {
  return show(program, actor, now, request, ref.import);
}

// One job at a time for an import: a second click finds the first one's.
Result<void> begin(const Call& call, const Id<Import>& id, ImportState step,
                   const roster::Mapping* mapping) {
  TRY(import_of(call, id, true));  // Locked: two clicks at once take turns.
  const State state = TRY(state_of(call, id));
  const ImportState now = state.import.state;
  if (is_under_way(state)) {
    if (now == step && (!mapping || *mapping == state.import.mapping)) return {};
    return fail(Fault::conflict, "roster.import.busy");
  }
  if (now == ImportState::done) {
    if (step == ImportState::running) return {};
    return fail(Fault::conflict, "roster.import.done");
  }
  const std::string_view kind = step == ImportState::running ? import_kind : trial_kind;
  const auto job = TRY(zhulian::add_job(call, new_id<Job>(call.now), kind, state.import.area,
                                        {{"import", id.text}}));
  store::begin_step(call.tx, id, step, mapping ? *mapping : state.import.mapping, job.id);
  return {};
}

Result<ImportView> try_import(http::Program& program, const Actor& actor, Instant now,
                              const http::Request& request, const ImportTrial& trial) {
  roster::Mapping mapping;
  for (const auto& [heading, key] : trial.mapping) mapping[heading] = key;
  const auto& columns = program.deployment.packs.roster.columns;
  for (const auto& [heading, key] : mapping)
    if (!key.empty() && std::ranges::find(columns, key, &packs::RosterColumn::key) == columns.end())
      return fail(Fault::invalid, "roster.mapping_unknown", "/mapping",
                  {{"heading", heading}, {"key", key}});
  TRY(program.database.write([&](Tx& tx) {
    return begin(Call{tx, actor, now, program.deployment}, trial.import, ImportState::previewed,
                 &mapping);
  }));
  return show(program, actor, now, request, trial.import);
}

Result<ImportView> run_import(http::Program& program, const Actor& actor, Instant now,
                              const http::Request& request, const ImportRef& ref) {
  TRY(program.database.write([&](Tx& tx) {
    return begin(Call{tx, actor, now, program.deployment}, ref.import, ImportState::running,
                 nullptr);
  }));
  return show(program, actor, now, request, ref.import);
}

Result<http::Response> open_errors(http::Program& program, const Actor& actor, Instant now,
                                   const http::Request& request, const ImportRef& ref) {
  const auto import = TRY(program.database.read(
      [&](Tx& tx) { return import_of(Call{tx, actor, now, program.deployment}, ref.import); }));
  const packs::RosterSheet& sheet = program.deployment.packs.roster;
  const auto book = TRY(open_workbook(program.database, program.deployment, import.file));
  roster::Report report;
  if (!import.result.empty()) report = read_result(import.result).report;
  report.layout =
      TRY(roster::find_layout(*book, sheet, import.mapping, roster::is_one_village({import.area})));
  const disk::TemporaryFolder folder;
  const fs::path file = folder.path() / "roster.xlsx";
  TRY(roster::write_errors(*book, report, sheet, file, program.messages,
                           http::language_of(request)));
  const std::string stem = fs::path(import.file_name).stem().string();
  return workbook(file, stem + "-" + ref.import.text.substr(0, 8) + "-errors.xlsx");
}

Result<http::Response> download_roster(http::Program& program, const Actor& actor, Instant now,
                                       const http::Request& request, const RosterQuery& query) {
  const disk::TemporaryFolder folder;
  const fs::path file = folder.path() / "roster.xlsx";
  TRY(roster::export_roster(program.database, program.deployment, actor, now, query.area, file,
                            program.messages, http::language_of(request)));
  return workbook(file, "roster-" + query.area.code() + ".xlsx");
}

http::Route a_workbook(http::Route route) {
  route.description.output_type = media_type(FileKind::xlsx);
  return route;
}

}  // namespace

http::Routes import_routes() {
  return {
      http::upload<upload_import>("/imports", Right::people_import,
                                  "Sends up a roster (multipart: file, area, id)."),
      http::get<find_imports>("/imports", Right::people_import, "Rosters sent up, newest first."),
      http::outside<open_import>("GET", "/imports/{import}", Right::people_import, 200,
                                 "One roster: its columns, how far it is, what is wrong in it."),
      http::outside<try_import>("POST", "/imports/{import}/preview", Right::people_import, 201,
                                "Tries a roster without writing, with columns named by a person."),
      http::outside<run_import>("POST", "/imports/{import}/run", Right::people_import, 201,
                                "Takes the roster's people into the register."),
      a_workbook(http::outside<open_errors>("GET", "/imports/{import}/errors", Right::people_import,
                                            200,
                                            "The refused rows with their reasons, as a workbook.")),
      a_workbook(http::outside<download_roster>("GET", "/roster", Right::people_export, 200,
                                                "The holders of an area as a roster.")),
  };
}

}  // namespace zhulian::registry
