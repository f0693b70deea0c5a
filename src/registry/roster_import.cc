#include "registry/roster_import.h"

#include <algorithm>

#include "db/upkeep.h"
#include "platform/audit.h"
#include "registry/area_store.h"
#include "registry/roster_ahead.h"
#include "registry/roster_judge.h"

namespace zhulian::registry::roster {
namespace {

constexpr std::int64_t rows_worth_learning = 1000;  // Fewer change no plan.

std::vector<Place> places_of(Tx& tx) {
  std::vector<Place> places;
  for (auto& area : store::all_areas(tx))
    places.push_back({.area = std::move(area.code), .name = std::move(area.name)});
  return places;
}

struct Ground {
  std::vector<Area> within;
  std::vector<Place> places;
};

Result<Ground> ground_of(Database& database, const Actor& actor, const Options& options) {
  return database.read([&](Tx& tx) -> Result<Ground> {
    auto within = TRY(import_areas(tx, actor, options.within));
    return Ground{.within = std::move(within), .places = places_of(tx)};
  });
}

// ---- writing ---------------------------------------------------------------------------------

struct Written {
  std::size_t chunks = 0;
  std::int64_t created = 0;
  std::int64_t updated = 0;
  std::int64_t unchanged = 0;
  std::vector<RowFault> faults{};
};

boost::json::object written_json(const Written& written) {
  boost::json::array faults;
  for (const RowFault& fault : written.faults) {
    boost::json::object arguments;
    for (const Argument& argument : fault.arguments) arguments[argument.name] = argument.value;
    faults.push_back({{"row", fault.row},
                      {"column", fault.column},
                      {"code", fault.code},
                      {"message", fault.message},
                      {"arguments", std::move(arguments)}});
  }
  return {{"chunks", written.chunks},
          {"created", written.created},
          {"updated", written.updated},
          {"unchanged", written.unchanged},
          {"faults", std::move(faults)}};
}

Written written_before(const std::string& checkpoint) {
  Written written;
  if (checkpoint.empty()) return written;
  const auto kept = boost::json::parse(checkpoint).as_object();
  written.chunks = kept.at("chunks").to_number<std::size_t>();
  written.created = kept.at("created").to_number<std::int64_t>();
  written.updated = kept.at("updated").to_number<std::int64_t>();
  written.unchanged = kept.at("unchanged").to_number<std::int64_t>();
  for (const auto& item : kept.at("faults").as_array()) {
    const auto& object = item.as_object();
    const auto text = [&](const char* name) { return std::string(object.at(name).as_string()); };
    RowFault fault{.row = object.at("row").to_number<int>(),
                   .column = text("column"),
                   .code = text("code"),
                   .message = text("message"),
                   .arguments = {}};
    for (const auto& [name, value] : object.at("arguments").as_object())
      fault.arguments.push_back({std::string(name), std::string(value.as_string())});
    written.faults.push_back(std::move(fault));
  }
  return written;
}

// What enrol() refuses, where the sheet alone could not tell.
RowFault refusal(int row, const Error& error) {
  const bool elsewhere = error.code == "registry.person.known";
  const bool place = error.code.starts_with("registry.area");
  const bool card = error.code.starts_with("registry.certificate");
  return {.row = row,
          .column = place  ? "village"
                    : card ? "certificate"
                           : "citizen_id",
          .code = elsewhere ? "person_elsewhere" : "refused",
          .message = elsewhere ? "roster.person_elsewhere" : error.code,
          .arguments = error.arguments};
}

// An import to a part of a village says where already.
Result<Area> placed(const Call& call, const ReadyRow& row) {
  const Area& stated = row.paper.in.area;
  if (stated.level() != AreaLevel::village) return stated;
  return place_below(call, stated, row.below);
}

class Writer {
 public:
  Writer(Database& database, const Deployment& deployment, const Actor& actor, Instant now,
         const Options& options, const Stage& stage)
      : database_(database),
        deployment_(deployment),
        actor_(actor),
        now_(now),
        options_(options),
        stage_(stage) {}

  Result<Written> run() {
    Written written = written_before(options_.checkpoint);
    Ahead ahead(database_, deployment_, now_, stage_, source(), written.chunks);
    while (written.chunks < stage_.chunks()) {
      if (options_.should_stop && options_.should_stop()) return stopped();
      written = TRY(write_chunk(written, ahead.next()));
      if (options_.progress)
        options_.progress({.done = static_cast<std::int64_t>(
                               std::min(written.chunks * Stage::rows_in_chunk, stage_.rows())),
                           .total = static_cast<std::int64_t>(stage_.rows())});
    }
    return written;
  }

 private:
  // The work may run more than once: it begins from `before` each time.
  Result<Written> write_chunk(const Written& before, const std::vector<ReadyRow>& rows) {
    Written written;
    const Result<void> done = database_.write([&](Tx& tx) -> Result<void> {
      written = before;
      const Call call{tx, actor_, now_, deployment_};
      std::vector<Entry> entries;
      std::vector<int> sheet_rows;
      for (const ReadyRow& row : rows) {
        const auto area = placed(call, row);
        if (!area) {
          written.faults.push_back(refusal(row.row, area.error()));
          continue;
        }
        entries.push_back({&row.paper, *area});
        sheet_rows.push_back(row.row);
      }
      const auto outcomes = enrol_all(call, entries);
      for (std::size_t i = 0; i < outcomes.size(); ++i)
        if (outcomes[i])
          ++count_of(written, outcomes[i]->what);
        else
          written.faults.push_back(refusal(sheet_rows[i], outcomes[i].error()));
      ++written.chunks;
      if (options_.keep) options_.keep(tx, serialize(written_json(written)));
      if (options_.dry_run) return fail(Fault::conflict, "roster.only_looked");
      return {};
    });
    if (!done && !options_.dry_run) return std::unexpected(done.error());
    return written;
  }

  static std::int64_t& count_of(Written& written, Enrolled what) {
    switch (what) {
      case Enrolled::created:
        return written.created;
      case Enrolled::updated:
        return written.updated;
      case Enrolled::unchanged:
        break;
    }
    return written.unchanged;
  }

  std::string source() const {
    return "roster " + to_string(day_at(now_, deployment_.zone)).substr(0, 7);
  }

  Database& database_;
  const Deployment& deployment_;
  const Actor& actor_;
  Instant now_;
  const Options& options_;
  const Stage& stage_;
};

// One line in the log for the whole roster, beside those of the people in it.
void record_import(Database& database, const Deployment& deployment, const Actor& actor,
                   Instant now, const std::vector<Area>& within, const Report& report) {
  database.write([&](Tx& tx) {
    const Call call{tx, actor, now, deployment};
    for (const Area& area : within)
      audit(call, "registry.roster.imported", "registry_area", area.code(), area,
            {{"rows", report.rows},
             {"created", report.created},
             {"updated", report.updated},
             {"rejected", report.rejected}});
  });
}

}  // namespace

bool is_one_village(const std::vector<Area>& areas) {
  return areas.size() == 1 && areas.front().level() >= AreaLevel::village;
}

Result<std::vector<Area>> import_areas(Tx& tx, const Actor& actor, const std::vector<Area>& asked) {
  for (const Area& area : asked) {
    if (!reaches(actor, area))
      return fail(Fault::not_found, "roster.area_outside", "/area", {{"area", area.code()}});
    if (!area.empty() && !is_known(tx, area))
      return fail(Fault::not_found, "roster.area_unknown", "/area", {{"area", area.code()}});
  }
  if (asked.empty() && actor.areas.empty()) return fail(Fault::forbidden, "roster.forbidden");
  return asked.empty() ? actor.areas : asked;
}

Result<Report> import_roster(Database& database, const Deployment& deployment, const Actor& actor,
                             Instant now, sheet::Workbook& book, const Options& options) {
  if (!actor.may(Right::people_import)) return fail(Fault::forbidden, "roster.forbidden");
  const Ground ground = TRY(ground_of(database, actor, options));
  const packs::RosterSheet& sheet = deployment.packs.roster;
  Layout layout = TRY(find_layout(book, sheet, options.mapping, is_one_village(ground.within)));
  TRY(check_layout(layout, sheet, options.mapping));
  const PlaceIndex places(sheet, ground.places, ground.within);
  const RowReader reader(deployment.packs, layout, places, day_at(now, deployment.zone), {});
  Judged judged = TRY(judge(book, reader, layout, options));
  Writer writer(database, deployment, actor, now, options, judged.stage);
  Written written = TRY(writer.run());

  Report report = std::move(judged.report);
  report.created = written.created;
  report.updated = written.updated;
  report.unchanged = written.unchanged;
  report.accepted = written.created + written.updated + written.unchanged;
  report.rejected += static_cast<std::int64_t>(written.faults.size());
  std::ranges::move(written.faults, std::back_inserter(report.faults));
  std::ranges::stable_sort(report.faults, {}, &RowFault::row);
  if (!options.dry_run && report.created + report.updated > 0)
    record_import(database, deployment, actor, now, ground.within, report);
  if (!options.dry_run && report.created >= rows_worth_learning) learn_statistics(database);
  return report;
}

std::string heading_of(const Layout& layout, const packs::RosterSheet& sheet,
                       std::string_view key) {
  if (const HeadColumn* column = layout.find(key))
    return column->heading.empty() ? sheet::column_name(column->index) : column->heading;
  const auto column = std::ranges::find(sheet.columns, key, &packs::RosterColumn::key);
  return column == sheet.columns.end() ? std::string(key) : column->name.zh;
}

boost::json::object report_json(const Report& report, const packs::RosterSheet& sheet,
                                const Messages& messages, Language language) {
  boost::json::array faults;
  faults.reserve(report.faults.size());
  for (const RowFault& fault : report.faults)
    faults.push_back({{"row", fault.row},
                      {"column", heading_of(report.layout, sheet, fault.column)},
                      {"code", fault.code},
                      {"message", messages.say(fault.message, fault.arguments, language)}});
  return {{"rows", report.rows},           {"accepted", report.accepted},
          {"created", report.created},     {"updated", report.updated},
          {"unchanged", report.unchanged}, {"rejected", report.rejected},
          {"faults", std::move(faults)}};
}

}  // namespace zhulian::registry::roster
