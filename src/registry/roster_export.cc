#include "registry/roster_export.h"

#include <algorithm>
#include <map>

#include "platform/audit.h"
#include "registry/areas.h"
#include "registry/certificate_store.h"
#include "registry/people_store.h"
#include "registry/roster_import.h"
#include "registry/roster_store.h"
#include "sheet/writer.h"

namespace zhulian::registry::roster {
namespace {

constexpr double narrow = 12;
constexpr double wide = 22;
constexpr double widest = 36;

// "chang qi", for good: what certificates say, and what an import reads.
constexpr std::string_view for_good = "\u957f\u671f";

double width_of(const packs::RosterColumn& column) {
  if (column.key == "residence" || column.key == "registered_address") return widest;
  if (column.kind == "citizen_id" || column.kind == "certificate" || column.kind == "village")
    return wide;
  return narrow;
}

// What follows from others is left out: the age of the day is wrong tomorrow.
bool goes_out(const packs::RosterColumn& column) {
  return column.kind != "ignore" || column.key == "ordinal";
}

struct Out {
  const Call& call;
  AreaNames& names;

  std::string name_of_code(std::string_view list, std::string_view code) const {
    const auto* found = call.deployment.packs.code(list, code);
    return found ? found->name.zh : std::string(code);
  }

  std::string name_at(const Area& area, AreaLevel level) const {
    const auto place = area.at(level);
    return place && place->level() == level ? names.name(*place) : std::string();
  }

  sheet::Cell day(Day day) const {
    if (day == last_day) return std::string(for_good);
    return to_string(day);
  }

  // Key -> cell, for one person.
  std::map<std::string, sheet::Cell, std::less<>> cells(const store::PersonRecord& person,
                                                        const store::CardRecord& card) const {
    std::map<std::string, sheet::Cell, std::less<>> out;
    const auto text = [&](const char* key, const std::string& words) {
      if (!words.empty()) out[key] = words;
    };
    text("name", person.name);
    text("sex", name_of_code("sex", store::word_of(person.sex)));
    text("citizen_id", person.citizen_id);
    text("certificate", store::number_of(call, card.id));
    text("category", name_of_code("disability_category", std::to_string(card.category)));
    text("level", name_of_code("disability_level", std::to_string(card.level)));
    text("guardian", person.guardian);
    text("guardian_phone", person.guardian_phone);
    text("phone", person.phone);
    if (!person.household_kind.empty())
      text("household_kind", name_of_code("household_kind", person.household_kind));
    text("town", name_at(person.area, AreaLevel::town));
    text("village", name_at(person.area, AreaLevel::village));
    text("estate", name_at(person.area, AreaLevel::estate));
    text("group", name_at(person.area, AreaLevel::group));
    text("grid", name_at(person.area, AreaLevel::grid));
    text("residence", person.address);
    text("registered_address", person.registered_address);
    out["issued_on"] = day(card.issued);
    out["expires_on"] = day(card.expires);
    out["birth"] = to_string(person.birth);
    text("ethnicity", person.ethnicity);
    text("remark", person.remark);
    if (const auto fact = store::open_fact(call.tx, person.id, "dibao"))
      out["low_income"] = spelling("yes_no", fact->value);
    return out;
  }

  // yes_no is no list of codes: any spelling of it will do, the shortest is the plain one.
  std::string spelling(std::string_view list, const std::string& code) const {
    const auto& values = call.deployment.packs.roster.values;
    const auto found = values.find(list);
    std::string best;
    if (found == values.end()) return best;
    for (const auto& [word, of] : found->second) {
      if (of != code || word.empty() || static_cast<unsigned char>(word[0]) < 0xE4) continue;
      if (best.empty() || word.size() < best.size()) best = word;
    }
    return best;
  }
};

Result<std::vector<PersonId>> people_of(const Call& call, const Area& area) {
  TRY(import_areas(call.tx, call.actor, {area}));
  return store::holders_in(call.tx, area);
}

}  // namespace

Result<std::int64_t> export_roster(Database& database, const Deployment& deployment,
                                   const Actor& actor, Instant now, const Area& area,
                                   const std::filesystem::path& file, const Messages& messages,
                                   Language language) {
  if (!actor.may(Right::people_export)) return fail(Fault::forbidden, "roster.forbidden");
  std::vector<const packs::RosterColumn*> columns;
  std::vector<sheet::OutColumn> heading;
  for (const auto& column : deployment.packs.roster.columns) {
    if (!goes_out(column)) continue;
    columns.push_back(&column);
    heading.push_back({.heading = column.name.zh, .width = width_of(column)});
  }
  sheet::WorkbookWriter book(file);
  book.sheet(messages.say("roster.export.sheet", {}, language), heading);
  std::int64_t count = 0;
  TRY(database.read([&](Tx& tx) -> Result<void> {
    const Call call{tx, actor, now, deployment};
    AreaNames names(tx);
    const Out out{call, names};
    const auto people = people_of(call, area);
    if (!people) return std::unexpected(people.error());
    for (const PersonId& id : *people) {
      const auto person = store::find_person(call, id, false);
      const auto cards = store::cards(tx, id);
      const auto card = std::ranges::find_if(cards, &store::CardRecord::current);
      if (!person || card == cards.end()) continue;
      auto cells = out.cells(*person, *card);
      cells["ordinal"] = sheet::Number{static_cast<double>(count + 1), std::to_string(count + 1)};
      std::vector<sheet::OutCell> row;
      for (const auto* column : columns) row.push_back({.value = std::move(cells[column->key])});
      book.row(row);
      ++count;
    }
    return {};
  }));
  // Recorded before it is there: a workbook nobody wrote down never leaves.
  database.write([&](Tx& tx) {
    audit(Call{tx, actor, now, deployment}, "registry.roster.exported", "registry_area",
          area.code(), area, {{"count", count}});
  });
  TRY(book.finish());
  return count;
}

}  // namespace zhulian::registry::roster
