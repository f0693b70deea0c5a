#include "figures/brief.h"

#include <fmt/format.h>

#include "figures/report.h"
#include "figures/store.h"
#include "http/target.h"
#include "platform/disk.h"
#include "platform/files.h"
#include "sheet/writer.h"

namespace zhulian::figures {
namespace {

using sheet::OutCell;

// The words of one workbook, in one language.
class Words {
 public:
  Words(const packs::Catalogue& catalogue, const Messages& messages, Language language)
      : catalogue_(catalogue), messages_(messages), language_(language) {}

  std::string say(std::string_view key, const std::vector<Argument>& arguments = {}) const {
    return sentence("figures.brief.", key, arguments);
  }
  // A word of one of the product's small sets: sentence("figures.brief.bound.", "at_least", ..).
  std::string sentence(std::string_view set, std::string_view key,
                       const std::vector<Argument>& arguments = {}) const {
    return messages_.say(std::string(set) + std::string(key), arguments, language_);
  }
  // Money is kept in fen and told in yuan.
  std::string unit(const std::string& code) const {
    if (code == "fen") return say("yuan");
    const packs::Code* known = catalogue_.code("unit", code);
    if (!known) return code;
    return language_ == Language::en ? known->name.en : known->name.zh;
  }
  std::string figure(const std::optional<std::string>& id) const {
    const packs::Figure* known = id ? catalogue_.figure(*id) : nullptr;
    if (!known) return {};
    return language_ == Language::en ? known->name.en : known->name.zh;
  }

 private:
  const packs::Catalogue& catalogue_;
  const Messages& messages_;
  Language language_;
};

sheet::Cell number(double value) {
  return sheet::Number{.value = value, .stored = fmt::format("{}", value)};
}

sheet::Cell text(std::string words) {
  if (words.empty()) return sheet::Empty{};
  return words;
}

double told(double value, std::string_view unit) {
  return unit == "fen" ? value / 100 : value;
}

std::string days(const Words& words, const std::string& from, const std::string& to) {
  return from == to ? from : words.say("days", {{"from", from}, {"to", to}});
}

std::vector<sheet::OutColumn> columns(const Words& words) {
  const auto column = [&](const char* key, double width, bool is_text = true) {
    return sheet::OutColumn{.heading = words.say(key), .width = width, .text = is_text};
  };
  return {column("figure", 32),     column("value", 12, false),
          column("unit", 12),       column("denominator", 24),
          column("published", 16),  column("published_for", 24),
          column("outcome", 16),    column("records", 10, false),
          column("definition", 60), column("mechanisms", 20),
          column("id", 28)};
}

std::vector<OutCell> row_of(const Words& words, const FigureLine& line) {
  std::string published;
  std::string published_for;
  std::string outcome;
  if (line.published) {
    const PublishedValue& said = *line.published;
    published = words.sentence("figures.brief.bound.", said.bound, {{"value", said.value}});
    published_for = words.sentence("figures.brief.kind.", said.kind,
                                   {{"days", days(words, said.from, said.to)}});
    const packs::Published stated{.value = said.value, .bound = said.bound, .kind = said.kind};
    outcome = words.sentence("figures.brief.outcome.", word(outcome_of(line.value, stated)));
  }
  std::string mechanisms;
  for (const std::string& id : line.answers) mechanisms += (mechanisms.empty() ? "" : ", ") + id;
  std::vector<OutCell> row;
  row.push_back({.value = text(line.name), .look = sheet::Look::wrapped});
  // Nothing to divide by is an empty cell, never a nought.
  row.push_back({.value = line.value ? number(told(*line.value, line.unit)) : sheet::Cell{},
                 .look = sheet::Look::bold});
  row.push_back({.value = text(words.unit(line.unit))});
  row.push_back({.value = text(words.figure(line.denominator)), .look = sheet::Look::wrapped});
  row.push_back({.value = text(std::move(published))});
  row.push_back({.value = text(std::move(published_for)), .look = sheet::Look::wrapped});
  row.push_back({.value = text(std::move(outcome))});
  row.push_back({.value = number(static_cast<double>(line.records))});
  row.push_back({.value = text(line.definition), .look = sheet::Look::wrapped});
  row.push_back({.value = text(std::move(mechanisms))});
  row.push_back({.value = text(line.id)});
  return row;
}

Result<Brief> read_brief(const Call& call, const FiguresQuery& query, Language language) {
  Brief brief;
  brief.scope = TRY(scope_of(call, query));
  brief.area_name = store::area_name(call.tx, brief.scope.area);
  brief.lines = TRY(compute(call.tx, call.deployment.packs, brief.scope, word(language)));
  return brief;
}

}  // namespace

Result<void> write_brief(const std::filesystem::path& file, const Brief& brief,
                         const packs::Catalogue& catalogue, const Messages& messages,
                         Language language, Instant now) {
  const Words words(catalogue, messages, language);
  sheet::WorkbookWriter book(file);
  book.sheet(words.say("sheet"), columns(words));
  for (const FigureLine& line : brief.lines) book.row(row_of(words, line));
  const Scope& scope = brief.scope;
  book.sheet(words.say("about"),
             {{.heading = words.say("about_what"), .width = 18}, {.heading = " ", .width = 70}});
  const auto about = [&](const char* key, std::string said) {
    book.row({{.value = text(words.say(key)), .look = sheet::Look::bold},
              {.value = text(std::move(said)), .look = sheet::Look::wrapped}});
  };
  about("about_area", brief.area_name + " (" + scope.area.code() + ")");
  about("about_period", days(words, to_string(scope.from), to_string(scope.to)));
  about("about_as_of", to_string(scope.as_of));
  about("about_made", to_string(day_at(now, catalogue.zone)));
  about("about_how", words.say("how"));
  return book.finish();
}

Result<http::Response> download_brief(http::Program& program, const Actor& actor, Instant now,
                                      const http::Request& request, const FiguresQuery& query) {
  Language language = http::language_of(request);
  if (query.language) language = *query.language == "en" ? Language::en : Language::zh;
  const packs::Catalogue& catalogue = program.deployment.packs;
  const Brief brief = TRY(program.database.read([&](Tx& tx) {
    const Call call{.tx = tx, .actor = actor, .now = now, .deployment = program.deployment};
    return read_brief(call, query, language);
  }));
  const disk::TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "brief.xlsx";
  TRY(write_brief(file, brief, catalogue, program.messages, language, now));
  const std::string name = "brief-" + brief.scope.area.code() + "-" + to_string(brief.scope.from) +
                           "-" + to_string(brief.scope.to) + ".xlsx";
  return http::attachment(disk::read_all(file), media_type(FileKind::xlsx), name);
}

}  // namespace zhulian::figures
