// `zhulian report`: a place's published report, answered sentence by sentence.
#include "figures/report.h"

#include <fmt/format.h>

#include "app/commands.h"

namespace zhulian::app {
namespace {

std::string number(double value) {
  return fmt::format("{:.15g}", value);
}

// "41 person (more than 40): equal"
std::string told(const figures::StatementLine& line, Language language) {
  if (!line.figure) return std::string(word(line.outcome));
  std::string text = line.value ? number(*line.value) : "-";
  text += " " + *line.unit;
  if (line.published) {
    const std::string said = messages().say("figures.brief.bound." + line.published->bound,
                                            {{"value", line.published->value}}, language);
    text += " (" + said + ")";
  }
  return text + ": " + std::string(word(line.outcome));
}

void print_report(const figures::PlaceReport& report, Language language) {
  fmt::print("{}\n{}\n\n", report.name, report.document);
  for (const figures::StatementLine& line : report.statements)
    fmt::print("{:<34} {}\n    {}\n", line.id, told(line, language), line.statement);
}

}  // namespace

Exit report(const ReportOptions& options, const Voice& voice) {
  const auto house = House::open(options.where);
  if (!house) return refuse(house.error(), voice);
  const auto answered = (*house)->database().read([&](Tx& tx) {
    const packs::Catalogue& catalogue = (*house)->catalogue();
    return figures::answer_report(tx, catalogue, options.place, day_at(now(), catalogue.zone),
                                  word(voice.language));
  });
  if (!answered) return refuse(answered.error(), voice);
  if (!voice.json) {
    print_report(*answered, voice.language);
    return Exit::done;
  }
  boost::json::array document;
  for (const figures::StatementLine& line : answered->statements)
    document.push_back(record::to_json(line));
  print(document);
  return Exit::done;
}

}  // namespace zhulian::app
