#include "registry/roster_errors.h"

#include <algorithm>
#include <map>

#include "registry/roster_text.h"
#include "sheet/writer.h"

namespace zhulian::registry::roster {
namespace {

constexpr double usual_width = 12;
constexpr double long_width = 24;
constexpr double reasons_width = 60;

double width_of(const HeadColumn& column) {
  const bool is_long = column.key == "citizen_id" || column.key == "certificate" ||
                       column.key == "residence" || column.key == "registered_address";
  return is_long ? long_width : usual_width;
}

class Book {
 public:
  Book(const Report& report, const packs::RosterSheet& sheet, const Messages& messages,
       Language language)
      : report_(report), sheet_(sheet), messages_(messages), language_(language) {
    for (const HeadColumn& column : report.layout.columns)
      if (!is_ours(column)) columns_.push_back(&column);
    for (const RowFault& fault : report.faults) faults_of_[fault.row].push_back(&fault);
  }

  const auto& faults_of() const { return faults_of_; }

  std::vector<sheet::OutColumn> heading() const {
    std::vector<sheet::OutColumn> out;
    for (const HeadColumn* column : columns_)
      out.push_back({.heading = name_of(*column), .width = width_of(*column)});
    out.push_back({.heading = say("roster.errors.row"),
                   .width = usual_width,
                   .comment = say("roster.errors.row_hint")});
    out.push_back({.heading = say("roster.errors.reasons"),
                   .width = reasons_width,
                   .comment = say("roster.errors.reasons_hint")});
    return out;
  }

  std::vector<sheet::OutCell> row(int number, std::span<const sheet::Cell> cells,
                                  const std::vector<const RowFault*>& faults) const {
    std::vector<sheet::OutCell> out;
    for (const HeadColumn* column : columns_) {
      sheet::OutCell cell;
      if (column->index < cells.size()) cell.value = cells[column->index];
      for (const RowFault* fault : faults) {
        if (column->is_twin || column->key.empty() || fault->column != column->key) continue;
        cell.look = sheet::Look::fault;
        cell.comment += (cell.comment.empty() ? "" : "\n") + say(*fault);
      }
      out.push_back(std::move(cell));
    }
    std::string reasons;
    for (const RowFault* fault : faults)
      reasons += (reasons.empty() ? "" : "\n") + heading_of(report_.layout, sheet_, fault->column) +
                 ": " + say(*fault);
    out.push_back({.value = sheet::Number{static_cast<double>(number), std::to_string(number)}});
    out.push_back({.value = std::move(reasons), .look = sheet::Look::note});
    return out;
  }

  std::string say(std::string_view code) const { return messages_.say(code, {}, language_); }

 private:
  std::string say(const RowFault& fault) const {
    return messages_.say(fault.message, fault.arguments, language_);
  }

  std::string name_of(const HeadColumn& column) const {
    if (!column.is_mapped) return column.heading;
    const auto known = std::ranges::find(sheet_.columns, column.key, &packs::RosterColumn::key);
    return known == sheet_.columns.end() ? column.heading : known->name.zh;
  }

  // An error workbook that is imported again and still has faults.
  bool is_ours(const HeadColumn& column) const {
    if (!column.key.empty()) return false;
    for (const Language language : {Language::zh, Language::en})
      for (const char* code : {"roster.errors.row", "roster.errors.reasons"})
        if (fold(std::string_view(messages_.say(code, {}, language))) ==
            fold(std::string_view(column.heading)))
          return true;
    return false;
  }

  const Report& report_;
  const packs::RosterSheet& sheet_;
  const Messages& messages_;
  Language language_;
  std::vector<const HeadColumn*> columns_;
  std::map<int, std::vector<const RowFault*>> faults_of_;
};

}  // namespace

Result<void> write_errors(sheet::Workbook& workbook, const Report& report,
                          const packs::RosterSheet& sheet, const std::filesystem::path& file,
                          const Messages& messages, Language language) {
  const Book book(report, sheet, messages, language);
  sheet::WorkbookWriter out(file);
  out.sheet(book.say("roster.errors.sheet"), book.heading());
  TRY(workbook.rows(report.layout.sheet, [&](int row, std::span<const sheet::Cell> cells) {
    if (const auto found = book.faults_of().find(row); found != book.faults_of().end())
      out.row(book.row(row, cells, found->second));
    return true;
  }));
  return out.finish();
}

}  // namespace zhulian::registry::roster
