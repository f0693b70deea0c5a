// A row of cells as an enrolment, or everything that is wrong with it.
//
// Every code that is true of a row is borne, not only the first: an officer mends a row once.
// Nothing is repaired by guessing. What may differ without a difference in meaning (width,
// spaces, a lower-case x, an apostrophe before a number) is normalised; see roster_text.h.
//
// Decisions, where a roster leaves room:
// - A certificate number is what makes somebody a holder: without one the row is refused.
// - Category and level may be blank: they stand in the certificate number. Where they stand in
//   both, they must agree.
// - A blank expiry follows from the issue by the pack's years of validity; with both blank the
//   certificate counts from the day of import, without end (cards.h).
// - A value that no spelling of the packs explains is refused, also in a column that may be
//   blank: taking the row and dropping the value would lose it silently.
// - A citizen id with a wrong check digit still says a sex, a birth and a person, so it is
//   compared; one of another shape is not.
#pragma once

#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "registry/areas.h"
#include "registry/enrol.h"
#include "registry/roster_layout.h"
#include "registry/roster_village.h"

namespace zhulian::registry::roster {

struct RowFault {
  int row = 0;                      // The sheet's own number.
  std::string column;               // The key of the column at fault.
  std::string code;                 // "id_missing": one of contracts, or one of ours.
  std::string message;              // What says it: "roster.id_missing".
  std::vector<Argument> arguments;  // Never a citizen id: messages are kept and logged.
};

struct ReadRow {
  Enrolment enrolment{};  // Sound when there are no faults.
  Below below{};
  std::string citizen_id{};  // "" unless of the right shape; the check digit may be wrong.
  std::vector<RowFault> faults{};
};

class RowReader {
 public:
  // All outlive the reader.
  RowReader(const packs::Catalogue&, const Layout&, const PlaceIndex&, Day today,
            std::string source);

  // False for what is no data: blank rows, rows that only bear a number, footers, the heading
  // again.
  bool is_data(std::span<const sheet::Cell> cells) const;

  ReadRow read(int row, std::span<const sheet::Cell> cells) const;

 private:
  struct Draft;
  bool looks_like_person(std::span<const sheet::Cell> cells) const;
  const sheet::Cell& cell(std::span<const sheet::Cell> cells, std::string_view key) const;
  std::string code_of(Draft&, std::string_view key, std::string_view list) const;
  void read_person(Draft&) const;
  void read_certificate(Draft&) const;
  void read_dates(Draft&) const;
  void read_place(Draft&) const;
  void read_rest(Draft&) const;
  std::optional<Day> day_of(Draft&, std::string_view key, bool& for_good) const;

  const packs::Catalogue& packs_;
  const Layout& layout_;
  const PlaceIndex& places_;
  Day today_;
  std::string source_;
  std::map<std::string, std::size_t, std::less<>> index_of_;  // Key -> column of the sheet.
  // List -> folded spelling -> code.
  std::map<std::string, std::map<std::string, std::string, std::less<>>, std::less<>> spellings_;
  std::vector<std::string> footers_;
};

}  // namespace zhulian::registry::roster
