// report.yaml: what a published report says of its place, sentence by sentence, and what answers
// each. A sentence that nothing answers is a fault, unless it says plainly why.
#include <algorithm>
#include <charconv>
#include <cmath>

#include "packs/reader.h"

namespace zhulian::packs {
namespace {

bool is_number(std::string_view text) {
  double value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  return problem == std::errc{} && end == text.data() + text.size() && std::isfinite(value);
}

// "000-04": three digits of the place, two of the mechanism.
bool is_mechanism(std::string_view text) {
  if (text.size() != 6 || text[3] != '-') return false;
  return std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || c == '-'; }) &&
         std::ranges::count(text, '-') == 1;
}

// A path of the web app itself, never an address elsewhere.
bool is_screen(std::string_view text) {
  return text.starts_with('/') && !text.starts_with("//") &&
         std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f' && c != '\\'; });
}

void read_scope(const Reading& reading, const Item& item, Statement& statement) {
  item.only({"area", "from", "to", "as_of"});
  const std::string code = item.text_or("area", reading.area.code());
  if (const auto area = Area::parse(code))
    statement.area = *area;
  else
    item.at("area").fault("packs.bad_area", {{"code", code}});
  if (!reading.area.contains(statement.area))
    item.at("area").fault("packs.report.elsewhere",
                          {{"code", code}, {"place", reading.area.code()}});
  const auto day = [&](std::string_view key) {
    return item.has(key) ? std::optional(item.day_or(key, beginning_of_time)) : std::nullopt;
  };
  statement.from = day("from");
  statement.to = day("to");
  statement.as_of = day("as_of");
  if (statement.from && statement.to && *statement.to < *statement.from)
    item.fault("packs.report.backwards");
}

Published read_published(const Item& item, const Statement& statement) {
  item.only({"value", "bound", "kind", "basis"});
  Published published{.area = statement.area.code(),
                      .value = item.text("value"),
                      .bound = item.text("bound"),
                      .kind = item.text("kind"),
                      .basis = item.text("basis")};
  if (statement.from) published.from = to_string(*statement.from);
  if (statement.to) published.to = to_string(*statement.to);
  if (!published.value.empty() && !is_number(published.value))
    item.at("value").fault("packs.report.not_a_number", {{"text", published.value}});
  check_published_words(item, published);
  return published;
}

// What answers the sentence: exactly one of a figure, a screen that shows the practice, a reason.
void check_answer(const Item& item, const Statement& statement) {
  const bool has_figure = !statement.figure.empty();
  const bool shows = item.has("shows");
  const bool is_later = item.has("later");
  if (is_later && (has_figure || shows)) item.fault("packs.report.both", {{"id", statement.id}});
  if (!has_figure && !shows && !is_later)
    item.fault("packs.report.no_figure", {{"id", statement.id}});
  // A number of the report with nothing computed beside it would be an empty promise.
  if (!has_figure && !is_later && statement.published)
    item.at("published").fault("packs.report.no_figure", {{"id", statement.id}});
}

Statement read_statement(Reading& reading, const Item& item) {
  item.only({"id", "statement", "mechanisms", "figure", "scope", "published", "screen", "shows",
             "later", "sample"});
  Statement statement{.id = item.text("id"),
                      .words = item.both("statement"),
                      .mechanisms = item.texts("mechanisms"),
                      .figure = item.text_or("figure", ""),
                      .area = reading.area};
  if (statement.mechanisms.empty()) item.fault("packs.report.no_mechanism", {{"id", statement.id}});
  for (const std::string& mechanism : statement.mechanisms)
    if (!is_mechanism(mechanism))
      item.at("mechanisms").fault("packs.report.bad_mechanism", {{"mechanism", mechanism}});
  if (!statement.figure.empty() && !reading.catalogue.figure(statement.figure))
    item.at("figure").fault("packs.figures.unknown_figure", {{"figure", statement.figure}});
  if (const auto scope = item.find("scope")) read_scope(reading, *scope, statement);
  if (const auto published = item.find("published")) {
    statement.published = read_published(*published, statement);
    // A number is published of a place and its days; a mere practice is told until today.
    if (const auto scope = item.find("scope"))
      for (const char* key : {"from", "to"}) scope->at(key);
    else
      item.at("scope");
  }
  for (const char* key : {"screen", "shows"})
    if (const auto screen = item.find(key)) {
      statement.screen = screen->text();
      if (!is_screen(statement.screen))
        screen->fault("packs.report.bad_screen", {{"screen", statement.screen}});
    }
  if (item.has("later")) statement.later = item.both("later");
  if (item.has("sample")) statement.sample = item.both("sample");
  check_answer(item, statement);
  return statement;
}

}  // namespace

void read_report(Reading& reading, const Item& file) {
  file.only({"title", "document", "statements"});
  Report report{.pack = reading.pack.id, .title = file.both("title"), .area = reading.area};
  if (reading.area.empty()) file.fault("packs.report.no_place");
  const std::string document = file.text("document");
  reading.check_document(file.at("document"), document);
  if (const auto known = reading.documents.find(document); known != reading.documents.end())
    report.document = known->second;
  std::set<std::string> ids;
  for (const Item& item : file.at("statements").list()) {
    Statement statement = read_statement(reading, item);
    if (!ids.insert(statement.id).second) item.fault("packs.report.twice", {{"id", statement.id}});
    // What the report says stands beside the figure wherever it is shown.
    const auto figure = std::ranges::find(reading.catalogue.figures, statement.figure, &Figure::id);
    if (statement.published && figure != reading.catalogue.figures.end())
      figure->published.push_back(*statement.published);
    report.statements.push_back(std::move(statement));
  }
  reading.catalogue.reports.push_back(std::move(report));
}

}  // namespace zhulian::packs
