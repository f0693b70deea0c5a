#include "policy/rates.h"

#include "packs/catalogue.h"
#include "registry/names.h"

namespace zhulian::policy {

std::optional<RateLine> rate_line(const Call& call, std::string_view key, const Area& area, Day day,
                                  const Words& words) {
  const dmn::ParameterRow* row = call.deployment.packs.policies->parameter(key, area, day);
  if (!row) return std::nullopt;
  RateLine line{.key = row->key,
                .name = words.fact(row->key),
                .value = row->value,
                .unit = row->unit,
                .area = row->area,
                .place = registry::name_of(call.tx, row->area),
                .from = row->from,
                .to = {},
                .document = words.document(row->document),
                .article = row->article};
  if (row->unit == "truth" && !row->value.empty()) line.value = words.truth(row->value == "true");
  if (row->until < open_end) line.to = row->until - std::chrono::days{1};
  return line;
}

}  // namespace zhulian::policy
