#include "registry/roster_row.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "registry/roster_text.h"
#include "registry/validity.h"
#include "sheet/normal.h"

namespace zhulian::registry::roster {
namespace {

constexpr std::size_t name_max = 60;
constexpr std::size_t words_max = 500;
constexpr std::size_t id_length = 18;

const sheet::Cell blank_cell{};

// 17 digits and a digit or X.
bool has_id_shape(std::string_view text) {
  return text.size() == id_length && std::ranges::all_of(text.substr(0, id_length - 1), is_digit) &&
         (is_digit(text.back()) || text.back() == 'X');
}

std::optional<Day> birth_in(std::string_view id) {
  const auto number = [&](std::size_t from, std::size_t count) {
    return std::stoi(std::string(id.substr(from, count)));
  };
  return make_day(number(6, 4), static_cast<unsigned>(number(10, 2)),
                  static_cast<unsigned>(number(12, 2)));
}

Sex sex_in(std::string_view id) {
  return (id[16] - '0') % 2 == 1 ? Sex::male : Sex::female;
}

// Two days in one cell, "2013.10.9 to 2023.10.9": words that stand between them.
constexpr std::array<std::string_view, 5> to_words{"\u81f3", "\u5230", "~", "--", "\u2014"};

struct Range {
  sheet::DayReading from;
  sheet::DayReading to;
};
std::optional<Range> range_in(const sheet::Cell& cell) {
  if (!sheet::is_text(cell)) return std::nullopt;
  const std::string words = text::squeeze(std::get<std::string>(cell));
  for (const std::string_view word : to_words) {
    const auto at = words.find(word);
    if (at == words.npos) continue;
    Range range{.from = sheet::read_day_text(std::string_view(words).substr(0, at)),
                .to = sheet::read_day_text(std::string_view(words).substr(at + word.size()))};
    using Kind = sheet::DayReading::Kind;
    const bool begins = range.from.kind == Kind::day || range.from.kind == Kind::blank;
    if (begins && (range.to.kind == Kind::day || range.to.kind == Kind::long_term)) return range;
  }
  return std::nullopt;
}

}  // namespace

struct RowReader::Draft {
  int row;
  std::span<const sheet::Cell> cells;
  ReadRow out{};
  std::optional<Day> birth{};  // As far as the id says one.
  std::optional<Day> from{};   // The first day of a validity written as a range.

  void fault(std::string_view column, std::string code, std::vector<Argument> arguments = {}) {
    std::string message = "roster." + code;
    fault(column, std::move(code), std::move(message), std::move(arguments));
  }
  void fault(std::string_view column, std::string code, std::string message,
             std::vector<Argument> arguments) {
    out.faults.push_back({.row = row,
                          .column = std::string(column),
                          .code = std::move(code),
                          .message = std::move(message),
                          .arguments = std::move(arguments)});
  }
};

RowReader::RowReader(const packs::Catalogue& packs, const Layout& layout, const PlaceIndex& places,
                     Day today, std::string source)
    : packs_(packs), layout_(layout), places_(places), today_(today), source_(std::move(source)) {
  for (const auto& column : layout.columns)
    if (!column.key.empty() && !column.is_twin) index_of_.emplace(column.key, column.index);
  for (const auto& [list, spellings] : packs.roster.values)
    for (const auto& [spelling, code] : spellings)
      spellings_[list].emplace(fold(std::string_view(spelling)), code);
  for (const auto& column : packs.roster.columns) {
    const auto list = packs.lists.find(column.codes);
    if (list == packs.lists.end()) continue;
    for (const auto& code : list->second.codes) {
      spellings_[column.codes].emplace(fold(std::string_view(code.name.zh)), code.code);
      spellings_[column.codes].emplace(fold(std::string_view(code.name.en)), code.code);
    }
  }
  for (const auto& footer : packs.roster.footers) footers_.push_back(text::squeeze(footer));
}

const sheet::Cell& RowReader::cell(std::span<const sheet::Cell> cells, std::string_view key) const {
  const auto found = index_of_.find(key);
  return found == index_of_.end() || found->second >= cells.size() ? blank_cell
                                                                   : cells[found->second];
}

// As many digits as an old id has, in one of the two numbers: no footer and no heading.
bool RowReader::looks_like_person(std::span<const sheet::Cell> cells) const {
  constexpr std::ptrdiff_t enough = 15;
  return std::ranges::any_of(std::array{"citizen_id", "certificate"}, [&](const char* key) {
    const sheet::Cell& stated = cell(cells, key);
    if (sheet::is_empty(stated)) return false;
    const std::string number = number_of(sheet::text_of(stated));
    return is_exponent(number) || std::ranges::count_if(number, is_digit) >= enough;
  });
}

bool RowReader::is_data(std::span<const sheet::Cell> cells) const {
  const sheet::Cell* first = nullptr;
  bool says_something = false;
  for (std::size_t c = 0; c < cells.size(); ++c) {
    if (sheet::is_empty(cells[c]) || text::squeeze(sheet::text_of(cells[c])).empty()) continue;
    if (!first) first = &cells[c];
    const auto head = std::ranges::find(layout_.columns, c, &HeadColumn::index);
    if (head == layout_.columns.end() || head->key.empty() || head->is_twin) continue;
    const auto column =
        std::ranges::find(packs_.roster.columns, head->key, &packs::RosterColumn::key);
    says_something = says_something || column->kind != "ignore";
  }
  if (!first) return false;
  if (looks_like_person(cells)) return true;
  const std::string words = text::squeeze(sheet::text_of(*first));
  if (std::ranges::any_of(footers_, [&](const auto& footer) { return words.starts_with(footer); }))
    return false;
  return says_something && !repeats_heading(layout_, cells);
}

// "" when blank, and when no spelling fits, which is a fault.
std::string RowReader::code_of(Draft& draft, std::string_view key, std::string_view list) const {
  const sheet::Cell& stated = cell(draft.cells, key);
  if (words_of(stated).empty() && list != "yes_no") return {};
  std::string folded = fold(stated);
  if (folded.empty()) return {};
  // "1.0" is what a number becomes on its way through a .csv.
  if (folded.size() > 2 && folded.ends_with(".0")) folded.resize(folded.size() - 2);
  if (const auto spellings = spellings_.find(list); spellings != spellings_.end()) {
    if (const auto found = spellings->second.find(folded); found != spellings->second.end())
      return found->second;
    const std::string bare = without_brackets(folded);
    if (const auto found = spellings->second.find(bare); found != spellings->second.end())
      return found->second;
  }
  draft.fault(key, std::string(key) + "_unknown", {{"value", sheet::text_of(stated)}});
  return {};
}

void RowReader::read_person(Draft& draft) const {
  draft.out.enrolment.name = name_of(cell(draft.cells, "name"));
  if (text::length(draft.out.enrolment.name) > name_max)
    draft.fault("name", "name_too_long", {{"max", std::to_string(name_max)}});
  if (draft.out.enrolment.name.empty()) draft.fault("name", "name_missing");

  const sheet::Cell& stated = cell(draft.cells, "citizen_id");
  const std::string number = number_of(sheet::text_of(stated));
  if (sheet::is_number(stated) || is_exponent(number)) {
    draft.fault("citizen_id", "id_stored_as_number");
    return;
  }
  if (words_of(stated).empty()) {
    draft.fault("citizen_id", "id_missing");
    return;
  }
  if (!has_id_shape(number)) {
    draft.fault("citizen_id", "id_malformed");
    return;
  }
  draft.out.citizen_id = number;
  draft.birth = birth_in(number);
  if (!draft.birth) draft.fault("citizen_id", "id_malformed");
  if (number.back() != citizen_id_check(number)) draft.fault("citizen_id", "id_check_digit");
  if (draft.birth && *draft.birth > today_)
    draft.fault("citizen_id", "born_in_future", {{"day", to_string(*draft.birth)}});
  if (const auto reading = read_citizen_id(number); reading.id)
    draft.out.enrolment.citizen_id = *reading.id;

  const std::string sex = code_of(draft, "sex", "sex");
  if (!sex.empty() && (sex == "male") != (sex_in(number) == Sex::male))
    draft.fault("sex", "sex_contradicts_id");
}

void RowReader::read_certificate(Draft& draft) const {
  const std::string category = code_of(draft, "category", "disability_category");
  const std::string level = code_of(draft, "level", "disability_level");
  const sheet::Cell& stated = cell(draft.cells, "certificate");
  const std::string number = number_of(sheet::text_of(stated));
  if (sheet::is_number(stated) || is_exponent(number)) {
    // 20 digits do not fit into a number: they are lost already.
    draft.fault("certificate", "certificate_malformed", "roster.certificate_stored_as_number", {});
    return;
  }
  if (words_of(stated).empty()) {
    draft.fault("certificate", "certificate_missing");
    return;
  }
  const auto card = read_certificate_number(number);
  if (!card) draft.fault("certificate", "certificate_malformed");
  // A category that does not exist makes the number malformed, and the rest can still be read.
  const bool readable = number.size() >= id_length + 2 &&
                        has_id_shape(number.substr(0, id_length)) && is_digit(number[id_length]) &&
                        is_digit(number[id_length + 1]);
  if (!readable) return;
  const std::string in_category(1, number[id_length]);
  const std::string in_level(1, number[id_length + 1]);
  if (!draft.out.citizen_id.empty() && number.substr(0, id_length) != draft.out.citizen_id)
    draft.fault("certificate", "certificate_contradicts_id");
  if (in_level < "1" || in_level > "4")
    draft.fault("certificate", "certificate_level_out_of_range", {{"level", in_level}});
  if (!category.empty() && category != in_category)
    draft.fault("certificate", "certificate_contradicts_category", {{"category", in_category}});
  if (!level.empty() && level != in_level)
    draft.fault("certificate", "certificate_contradicts_level", {{"level", in_level}});
  draft.out.enrolment.certificate = card;
}

// nullopt when blank or at fault. `for_good` for a date without end.
std::optional<Day> RowReader::day_of(Draft& draft, std::string_view key, bool& for_good) const {
  const sheet::Cell& stated = cell(draft.cells, key);
  if (words_of(stated).empty()) return std::nullopt;
  const auto reading = sheet::read_day(stated, layout_.days_from_1904);
  switch (reading.kind) {
    case sheet::DayReading::Kind::blank:
      return std::nullopt;
    case sheet::DayReading::Kind::day:
      return reading.day;
    case sheet::DayReading::Kind::long_term:
      if (key == "expires_on") {
        for_good = true;
        return last_day;
      }
      break;
    case sheet::DayReading::Kind::impossible:
      break;
    case sheet::DayReading::Kind::unreadable:
      if (key == "expires_on")
        if (const auto range = range_in(stated)) {
          if (range->from.kind == sheet::DayReading::Kind::day) draft.from = range->from.day;
          for_good = range->to.kind == sheet::DayReading::Kind::long_term;
          return for_good ? last_day : range->to.day;
        }
      if (key == "birth") return std::nullopt;  // Often a month only; the id says the day.
      draft.fault(key, "date_impossible", "roster.date_unreadable",
                  {{"value", sheet::text_of(stated)}});
      return std::nullopt;
  }
  draft.fault(key, "date_impossible", {{"value", sheet::text_of(stated)}});
  return std::nullopt;
}

void RowReader::read_dates(Draft& draft) const {
  bool for_good = false;
  const auto born = day_of(draft, "birth", for_good);
  if (born && draft.birth && *born != *draft.birth)
    draft.fault("birth", "birth_contradicts_id", {{"day", to_string(*draft.birth)}});
  const auto expires = day_of(draft, "expires_on", for_good);
  auto issued = day_of(draft, "issued_on", for_good);
  if (!issued && words_of(cell(draft.cells, "issued_on")).empty()) issued = draft.from;
  if (issued && expires && *expires <= *issued)
    draft.fault("expires_on", "expires_before_issue",
                {{"issued", to_string(*issued)}, {"expires", to_string(*expires)}});
  if (issued && draft.birth && *issued < *draft.birth)
    draft.fault("issued_on", "issued_before_birth",
                {{"issued", to_string(*issued)}, {"birth", to_string(*draft.birth)}});
  if (issued && *issued > today_)
    draft.fault("issued_on", "issued_in_future", {{"issued", to_string(*issued)}});
  draft.out.enrolment.issued_on = issued;
  draft.out.enrolment.expires_on = expires;
}

void RowReader::read_place(Draft& draft) const {
  const std::string town = words_of(cell(draft.cells, "town"));
  const std::string village = words_of(cell(draft.cells, "village"));
  const PlaceReading& place = places_.find(town, village);
  if (place.town_unknown) draft.fault("town", "town_unknown", {{"value", town}});
  if (place.village_missing)
    draft.fault("village", "village_unknown", "roster.village_missing", {});
  if (place.village_unknown && place.ambiguous)
    draft.fault("village", "village_unknown", "roster.village_ambiguous", {{"value", village}});
  else if (place.village_unknown)
    draft.fault("village", "village_unknown", {{"value", village}});
  if (place.out_of_area)
    draft.fault("village", "out_of_area", {{"value", town.empty() ? village : town + village}});
  if (place.area) draft.out.enrolment.area = *place.area;
  draft.out.below = {.estate = words_of(cell(draft.cells, "estate")),
                     .group = words_of(cell(draft.cells, "group")),
                     .grid = words_of(cell(draft.cells, "grid"))};
}

void RowReader::read_rest(Draft& draft) const {
  Enrolment& enrolment = draft.out.enrolment;
  const auto words = [&](std::string_view key, std::optional<std::string>& to) {
    if (!index_of_.contains(key)) return;
    to = words_of(cell(draft.cells, key));
    if (text::length(*to) > words_max)
      draft.fault(key, "text_too_long", {{"max", std::to_string(words_max)}});
  };
  words("phone", enrolment.phone);
  words("residence", enrolment.address);
  words("registered_address", enrolment.registered_address);
  words("guardian_phone", enrolment.guardian_phone);
  words("ethnicity", enrolment.ethnicity);
  words("remark", enrolment.remark);
  words("guardian", enrolment.guardian);
  if (index_of_.contains("guardian")) enrolment.guardian = name_of(cell(draft.cells, "guardian"));
  if (index_of_.contains("household_kind"))
    enrolment.household_kind = code_of(draft, "household_kind", "household_kind");
  const std::string low_income = code_of(draft, "low_income", "yes_no");
  if (!low_income.empty()) enrolment.low_income = low_income == "yes";
  enrolment.source = source_;
}

ReadRow RowReader::read(int row, std::span<const sheet::Cell> cells) const {
  Draft draft{.row = row, .cells = cells};
  read_person(draft);
  read_certificate(draft);
  read_dates(draft);
  read_place(draft);
  read_rest(draft);
  return std::move(draft.out);
}

}  // namespace zhulian::registry::roster
