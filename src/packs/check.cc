// What can only be checked when all packs are read.
#include <algorithm>
#include <charconv>
#include <set>

#include "packs/event_rules.h"
#include "packs/figure_schema.h"
#include "packs/reader.h"

namespace zhulian::packs {
namespace {

// What the program cannot work without, whatever the place.
constexpr std::string_view required_lists[] = {"disability_category",
                                               "disability_level",
                                               "sex",
                                               "household_kind",
                                               "need_category",
                                               "need_channel",
                                               "need_mode",
                                               "urgency",
                                               "organisation_kind",
                                               "unit",
                                               "event_kind",
                                               "activity_type",
                                               "event_item",
                                               "deliverer_kind",
                                               "aid_field",
                                               "event_tag",
                                               "money_source",
                                               "care_mode",
                                               "campaign_kind",
                                               "award_kind",
                                               "accessibility_need",
                                               "site_kind",
                                               "room_function",
                                               "site_service",
                                               "relation_kind",
                                               "group_kind",
                                               "group_part",
                                               "holiday",
                                               "consent_purpose",
                                               "consent_way",
                                               "qualification",
                                               "qualification_level"};
constexpr std::string_view required_parameters[] = {
    "needs.claim_days",      "needs.selection_days", "needs.delivery_days",
    "needs.evaluation_days", "needs.person_weight",  "needs.community_weight",
    "needs.letter_min",      "needs.letter_max",     "needs.partners_max",
    "needs.wish_max",        "needs.people_min",     "needs.evidence_min",
    "needs.evidence_max",    "photos.bytes_max",     "certificate.expiring_days"};

void check_unit(const Catalogue& catalogue, const Figure& figure, Faults& faults) {
  if (catalogue.lists.contains("unit") && !catalogue.code("unit", figure.unit))
    faults.add(figure.place, "packs.figures.unknown_unit", {{"unit", figure.unit}});
}

void check_codes_of_view(const Catalogue& catalogue, const Figure& figure, Faults& faults) {
  const View* view_of = view(figure.view);
  if (!view_of) return;
  for (const ViewColumn& column : view_of->columns)
    if (!column.codes.empty() && !catalogue.lists.contains(column.codes))
      faults.add(figure.place, "packs.no_list", {{"list", std::string(column.codes)}});
}

// A figure may rest on others, but never in a circle.
bool reaches(const Catalogue& catalogue, const Figure& from, std::string_view target,
             std::set<std::string>& seen) {
  if (!seen.insert(from.id).second) return false;
  std::vector<std::string> next{from.numerator, from.denominator, from.among, from.outside};
  if (from.kind == FigureKind::derived)
    for (std::string& id : figures_in(from, catalogue)) next.push_back(std::move(id));
  for (const std::string& id : next) {
    if (id.empty()) continue;
    if (id == target) return true;
    if (const Figure* figure = catalogue.figure(id);
        figure && reaches(catalogue, *figure, target, seen))
      return true;
  }
  return false;
}

void check_figure(const Catalogue& catalogue, const Figure& figure, Faults& faults) {
  check_unit(catalogue, figure, faults);
  check_codes_of_view(catalogue, figure, faults);
  for (const std::string& id : {figure.numerator, figure.denominator, figure.among, figure.outside})
    if (!id.empty() && !catalogue.figure(id))
      faults.add(figure.place, "packs.figures.unknown_figure", {{"figure", id}});
  for (const std::string& id : {figure.among, figure.outside})
    if (const Figure* other = catalogue.figure(id); other && other->key != figure.key)
      faults.add(figure.place, "packs.figures.other_key", {{"figure", id}, {"key", figure.key}});
  if (figure.kind == FigureKind::derived) {
    if (const auto checked = check_formula(figure, catalogue); !checked)
      faults.add(figure.place, checked.error().code, checked.error().arguments);
  }
  std::set<std::string> seen;
  if (reaches(catalogue, figure, figure.id, seen))
    faults.add(figure.place, "packs.figures.circle", {{"figure", figure.id}});
}

// Until which age somebody else agrees.
void check_consent_purposes(const Catalogue& catalogue, Faults& faults) {
  constexpr int years_max = 120;
  const auto list = catalogue.lists.find("consent_purpose");
  if (list == catalogue.lists.end()) return;
  for (const Code& code : list->second.codes) {
    const auto told = code.flags.find("guardian_below");
    const std::string text = told == code.flags.end() ? std::string() : told->second;
    int years = 0;
    const char* end = text.data() + text.size();
    if (std::from_chars(text.data(), end, years).ptr != end || years < 1 || years > years_max)
      faults.add("codes/consent_purpose.csv", "packs.codes.guardian_below",
                 {{"code", code.code}, {"text", text}});
  }
}

// How long who is to be honoured is shown in public.
void check_award_kinds(const Catalogue& catalogue, Faults& faults) {
  constexpr int days_max = 366;
  const auto list = catalogue.lists.find("award_kind");
  if (list == catalogue.lists.end()) return;
  for (const Code& code : list->second.codes) {
    const auto told = code.flags.find("notice_days");
    const std::string text = told == code.flags.end() ? std::string() : told->second;
    int days = 0;
    const char* end = text.data() + text.size();
    if (std::from_chars(text.data(), end, days).ptr != end || days < 1 || days > days_max)
      faults.add("codes/award_kind.csv", "packs.codes.notice_days",
                 {{"code", code.code}, {"text", text}});
  }
}

}  // namespace

void check_whole(Catalogue& catalogue, Faults& faults) {
  const std::string whole = "pack.yaml:1";
  if (catalogue.packs.empty()) return;
  for (const std::string_view list : required_lists)
    if (!catalogue.lists.contains(list))
      faults.add(whole, "packs.no_list", {{"list", std::string(list)}});
  for (const std::string_view key : required_parameters)
    if (std::ranges::find(catalogue.parameters, key, &Parameter::key) == catalogue.parameters.end())
      faults.add(whole, "packs.no_parameter", {{"key", std::string(key)}});
  if (!catalogue.events) faults.add(whole, "packs.no_events");
  if (catalogue.events && catalogue.lists.contains("site_kind"))
    for (const EnrolmentRule& rule : catalogue.events->enrolments)
      if (!catalogue.code("site_kind", rule.site_kind))
        faults.add(whole, "packs.roster.unknown_code",
                   {{"list", "site_kind"}, {"code", rule.site_kind}});
  if (catalogue.events)
    for (const WatchRule& rule : catalogue.events->watches)
      for (const WatchRule::Step& step : rule.escalate)
        if (!catalogue.roles.contains(step.to))
          faults.add(whole, "packs.events.unknown_role", {{"role", step.to}});
  check_award_kinds(catalogue, faults);
  check_consent_purposes(catalogue, faults);
  if (catalogue.roles.empty()) faults.add(whole, "packs.no_roles");
  if (catalogue.roster.columns.empty()) faults.add(whole, "packs.no_roster");
  for (const RosterColumn& column : catalogue.roster.columns)
    if (!column.codes.empty() && !catalogue.lists.contains(column.codes))
      faults.add(whole, "packs.no_list", {{"list", column.codes}});
  for (const Figure& figure : catalogue.figures) check_figure(catalogue, figure, faults);
  std::ranges::sort(catalogue.areas, {}, [](const AreaRow& row) { return row.area.code(); });
  for (const auto& [list, spellings] : catalogue.roster.values)
    for (const auto& [spelling, code] : spellings)
      if (list != "yes_no" && !catalogue.code(list, code))
        faults.add(whole, "packs.roster.unknown_code", {{"list", list}, {"code", code}});
}

}  // namespace zhulian::packs
