#include "packs/catalogue.h"

#include <algorithm>
#include <cassert>

namespace zhulian::packs {

const Code* CodeList::find(std::string_view code) const {
  const auto found = std::ranges::find(codes, code, &Code::code);
  return found == codes.end() ? nullptr : &*found;
}

const CodeList& Catalogue::list(std::string_view name) const {
  const auto found = lists.find(name);
  assert(found != lists.end());  // check_whole() holds packs to the lists the program needs.
  return found->second;
}

const Code* Catalogue::code(std::string_view list_name, std::string_view code) const {
  const auto found = lists.find(list_name);
  return found == lists.end() ? nullptr : found->second.find(code);
}

const Figure* Catalogue::figure(std::string_view id) const {
  const auto found = std::ranges::find(figures, id, &Figure::id);
  return found == figures.end() ? nullptr : &*found;
}

const Report* Catalogue::report(std::string_view pack) const {
  const auto found = std::ranges::find(reports, pack, &Report::pack);
  return found == reports.end() ? nullptr : &*found;
}

std::optional<std::int64_t> Catalogue::parameter(std::string_view key, const Area& area,
                                                 Day day) const {
  const Parameter* best = nullptr;
  for (const Parameter& each : parameters) {
    if (each.key != key || !each.area.contains(area) || day < each.from || each.until <= day)
      continue;
    // The nearest place decides, and of one place the latest rule.
    const bool nearer = !best || each.area.code().size() > best->area.code().size();
    const bool later = best && each.area == best->area && each.from >= best->from;
    if (nearer || later) best = &each;
  }
  return best ? std::optional(best->value) : std::nullopt;
}

std::int64_t Catalogue::number(std::string_view key, const Area& area, Day day) const {
  // Before the first rule began the first one is as good as any: a need of 2019 may be kept.
  if (const auto value = parameter(key, area, day)) return *value;
  const Parameter* first = nullptr;
  for (const Parameter& each : parameters)
    if (each.key == key && each.area.contains(area) && (!first || each.from < first->from))
      first = &each;
  assert(first);
  return first->value;
}

NeedsRules Catalogue::needs_rules(const Area& area, Day day) const {
  const auto of = [&](std::string_view key) { return number(key, area, day); };
  return {.claim_days = of("needs.claim_days"),
          .selection_days = of("needs.selection_days"),
          .delivery_days = of("needs.delivery_days"),
          .evaluation_days = of("needs.evaluation_days"),
          .person_weight = of("needs.person_weight"),
          .community_weight = of("needs.community_weight"),
          .letter_min = of("needs.letter_min"),
          .letter_max = of("needs.letter_max"),
          .partners_max = of("needs.partners_max"),
          .wish_max = of("needs.wish_max"),
          .people_min = of("needs.people_min"),
          .evidence_min = of("needs.evidence_min"),
          .evidence_max = of("needs.evidence_max")};
}

std::int64_t Catalogue::photo_bytes_max(const Area& area, Day day) const {
  return number("photos.bytes_max", area, day);
}

std::vector<Argument> Catalogue::worded(std::string_view argument, std::string_view list,
                                        const std::vector<std::string>& codes) const {
  constexpr std::string_view between = "\u3001";  // The comma of enumerations.
  Argument zh{.name = std::string(argument) + "@zh", .value = {}};
  Argument en{.name = std::string(argument) + "@en", .value = {}};
  for (const std::string& each : codes) {
    const Code* known = code(list, each);
    zh.value += (zh.value.empty() ? "" : std::string(between)) + (known ? known->name.zh : each);
    en.value += (en.value.empty() ? "" : ", ") + (known ? known->name.en : each);
  }
  return {std::move(zh), std::move(en)};
}

}  // namespace zhulian::packs
