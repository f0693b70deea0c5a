// A model from strangers: whatever the bytes, reading, saving, loading and deciding end soon, and
// a fault names its line. What is saved reads again as the same.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "dmn/dmn.h"
#include "dmn/xml.h"

namespace {

using namespace zhulian;

void hold(bool promise) {
  if (!promise) std::abort();
}

bool has_place(const Error& error) {
  bool line = false;
  for (const Argument& argument : error.arguments) line = line || argument.name == "line";
  return error.code.starts_with("dmn.") && line;
}

void decide_everything(const dmn::Model& model, const dmn::Rules& rules) {
  const feel::Context inputs{{"a", feel::Value::number(61)},
                             {"b", "x"},
                             {"c", feel::List{feel::Value::number(1), "b", {}}},
                             {"d", feel::Date{.year = 1965, .month = 2, .day = 28}}};
  feel::Limits limits{.steps_max = 20'000};
  limits.now = feel::parse_date_time("2026-11-22T08:00:00Z");
  constexpr std::size_t asked_max = 8;
  for (std::size_t i = 0; i < std::min(asked_max, model.decisions.size()); ++i)
    (void)rules.decide(model.decisions[i].name, inputs, limits);
  for (std::size_t i = 0; i < std::min(asked_max, model.services.size()); ++i)
    (void)rules.serve(model.services[i].name, inputs, limits);
  for (std::size_t i = 0; i < std::min(asked_max, model.knowledge.size()); ++i)
    (void)rules.invoke(model.knowledge[i].name, inputs, limits);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  auto model = dmn::read(bytes, "fuzz.dmn", {.elements_max = 20'000});
  if (!model) {
    hold(has_place(model.error()));
    return 0;
  }
  const std::string saved = dmn::save(*model);
  const auto again = dmn::read(saved, "fuzz.dmn");
  hold(again.has_value());
  hold(dmn::save(*again) == saved);
  const auto rules = dmn::load(*model);
  if (rules) decide_everything(*model, *rules);
  return 0;
}
