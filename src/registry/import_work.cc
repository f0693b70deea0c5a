#include "registry/import_work.h"

#include "registry/import_http.h"

namespace zhulian::registry {
namespace {

namespace json = boost::json;

json::object kept_fault(const roster::RowFault& fault) {
  json::object arguments;
  for (const Argument& argument : fault.arguments) arguments[argument.name] = argument.value;
  return {{"row", fault.row},
          {"column", fault.column},
          {"code", fault.code},
          {"message", fault.message},
          {"arguments", std::move(arguments)}};
}

roster::RowFault read_fault(const json::object& kept) {
  const auto text = [&](const char* name) { return std::string(kept.at(name).as_string()); };
  roster::RowFault fault{.row = kept.at("row").to_number<int>(),
                         .column = text("column"),
                         .code = text("code"),
                         .message = text("message"),
                         .arguments = {}};
  for (const auto& [name, value] : kept.at("arguments").as_object())
    fault.arguments.push_back({std::string(name), std::string(value.as_string())});
  return fault;
}

// The runner of both kinds.
class Importing {
 public:
  Importing(Database& database, const Deployment& deployment, RoleRights roles, bool is_trial)
      : database_(database),
        deployment_(deployment),
        roles_(std::move(roles)),
        is_trial_(is_trial) {}

  Result<json::object> operator()(JobRun& run) const {
    const Id<Import> id{std::string(run.input().at("import").as_string())};
    auto report = take(run, id);
    if (!report && report.error().code == "roster.stopped") return std::unexpected(report.error());
    // A person can help: the columns are shown, and the sheet is tried again with their names.
    if (!report && is_trial_ && report.error().code == "roster.columns_missing") {
      database_.write([&](Tx& tx) { store::end_step(tx, id, ImportState::previewed, ""); });
      return json::object{};
    }
    const auto state =
        !report ? ImportState::failed : (is_trial_ ? ImportState::previewed : ImportState::done);
    database_.write([&](Tx& tx) {
      store::end_step(tx, id, state, report ? kept_result(*report, is_trial_) : std::string());
    });
    if (!report) return std::unexpected(report.error());
    return json::object{
        {"rows", report->rows}, {"accepted", report->accepted}, {"rejected", report->rejected}};
  }

 private:
  Result<roster::Report> take(JobRun& run, const Id<Import>& id) const {
    // As of when it was asked for: a run that goes on after a crash judges as the first did.
    const Instant asked_at = run.job().made_at;
    const auto [import, actor] = database_.read([&](Tx& tx) {
      return std::pair(
          store::find_import(tx, id, false),
          actor_of(tx, {run.job().made_by}, roles_, day_at(asked_at, deployment_.zone)));
    });
    if (!import) return fail(Fault::not_found, "roster.import.absent");
    if (!actor) return fail(Fault::forbidden, "roster.import.user_gone");
    const auto book = TRY(open_workbook(database_, deployment_, import->file));
    return roster::import_roster(database_, deployment_, *actor, asked_at, *book,
                                 {.within = {import->area},
                                  .dry_run = is_trial_,
                                  .mapping = import->mapping,
                                  .progress =
                                      [&run](const roster::Progress& progress) {
                                        run.progress(progress.done, progress.total);
                                      },
                                  .should_stop = [&run] { return run.should_stop(); },
                                  .checkpoint = is_trial_ ? std::string() : run.checkpoint(),
                                  .keep =
                                      [&run, this](Tx& tx, const std::string& checkpoint) {
                                        if (!is_trial_) run.keep_checkpoint(tx, checkpoint);
                                      }});
  }

  Database& database_;
  const Deployment& deployment_;
  RoleRights roles_;
  bool is_trial_;
};

}  // namespace

Result<store::ImportRecord> import_of(const Call& call, const Id<Import>& id, bool lock) {
  auto import = store::find_import(call.tx, id, lock);
  if (!import || !reaches(call.actor, import->area) || import->expires_at <= call.now)
    return fail(Fault::not_found, "roster.import.absent");
  return *std::move(import);
}

Result<std::unique_ptr<sheet::Workbook>> open_workbook(Database& database,
                                                       const Deployment& deployment,
                                                       const Id<StoredFile>& file) {
  std::string bytes = TRY(database.read([&](Tx& tx) { return deployment.files.read(tx, file); }));
  return sheet::Workbook::open_bytes(std::move(bytes));
}

std::string kept_result(const roster::Report& report, bool is_trial) {
  json::array faults;
  for (const auto& fault : report.faults) faults.push_back(kept_fault(fault));
  return serialize(json::object{{"trial", is_trial},
                                {"rows", report.rows},
                                {"accepted", report.accepted},
                                {"created", report.created},
                                {"updated", report.updated},
                                {"unchanged", report.unchanged},
                                {"rejected", report.rejected},
                                {"faults", std::move(faults)}});
}

KeptResult read_result(const std::string& text) {
  const auto kept = json::parse(text).as_object();
  const auto count = [&](const char* name) { return kept.at(name).to_number<std::int64_t>(); };
  KeptResult result{.report = {.rows = count("rows"),
                               .accepted = count("accepted"),
                               .created = count("created"),
                               .updated = count("updated"),
                               .unchanged = count("unchanged"),
                               .rejected = count("rejected")},
                    .is_trial = kept.at("trial").as_bool()};
  for (const auto& fault : kept.at("faults").as_array())
    result.report.faults.push_back(read_fault(fault.as_object()));
  return result;
}

void add_import_jobs(JobRunner& jobs, Database& database, const Deployment& deployment,
                     RoleRights roles) {
  jobs.add_kind(std::string(trial_kind), Importing(database, deployment, roles, true));
  jobs.add_kind(std::string(import_kind), Importing(database, deployment, std::move(roles), false));
}

}  // namespace zhulian::registry
