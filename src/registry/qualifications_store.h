// The rows of qualifications.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "registry/qualifications.h"

namespace zhulian::registry::store {

struct QualificationRow : QualificationLine {
  std::string number{};   // As it is, with number_masked empty.
  bool is_ended = false;  // Otherwise than it says.
};
std::optional<QualificationRow> find_qualification(const Call&, const Id<Qualification>&,
                                                   bool lock);
std::vector<QualificationRow> qualifications_of(const Call&, const PersonId&);  // The latest first.
bool insert_qualification(const Call&, const QualificationRow&);  // False when the id is taken.
void end_qualification(const Call&, const Id<Qualification>&, Day on, const std::string& reason);

}  // namespace zhulian::registry::store
