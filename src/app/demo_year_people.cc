// What people of the sample agreed to, and what they may practise.
#include "app/demo_year_planner.h"

namespace zhulian::app::sample {

Result<void> YearPlanner::add_consents(bool by_ties) {
  for (const ConsentPlan& plan : year_.consents) {
    if (plan.by.has_value() != by_ties) continue;
    const auto& people = pools_.at(plan.pool);
    const auto count = plan.count.value_or(std::ssize(people));
    if (std::ssize(people) < count) return too_few(plan.place, std::ssize(people), count);
    const std::vector<std::size_t> givers =
        plan.by ? pools_.at(*plan.by) : std::vector<std::size_t>();
    if (plan.by && givers.empty()) return too_few(plan.place, 0, 1);
    for (std::int64_t i = 0; i < count; ++i) {
      const registry::PersonId person_id = person(people[static_cast<std::size_t>(i)]).id;
      registry::NewConsent consent{
          .person = person_id,
          .id = id<registry::Consent>(fmt::format("consent/{}/{}", plan.purpose, person_id.text),
                                      plan.on),
          .purpose = plan.purpose,
          .given_by = {},
          .given_on = plan.on,
          .way = plan.way,
          .note = {}};
      if (plan.by)
        consent.given_by = person(givers[static_cast<std::size_t>(i % std::ssize(givers))]).id;
      stand(at(plan.on, 9, 30), {}, std::move(consent));
    }
  }
  return {};
}

Result<void> YearPlanner::add_qualifications() {
  for (const QualificationPlan& plan : year_.qualifications) {
    const auto& people = pools_.at(plan.pool);
    const auto count = plan.count.value_or(std::ssize(people));
    if (std::ssize(people) < count) return too_few(plan.place, std::ssize(people), count);
    for (std::int64_t i = 0; i < count; ++i) {
      const registry::PersonId person_id = person(people[static_cast<std::size_t>(i)]).id;
      stand(at(plan.from, 9, 30), {},
            registry::NewQualification{
                .person = person_id,
                .id = id<registry::Qualification>(
                    fmt::format("qualification/{}/{}", plan.qualification, person_id.text),
                    plan.from),
                .qualification = plan.qualification,
                .level = plan.level,
                .number = {},
                .document = {},
                .from = plan.from,
                .until = {}});
    }
  }
  return {};
}

}  // namespace zhulian::app::sample
