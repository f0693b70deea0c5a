// What somebody may practise: social worker, therapist, teacher, with the level and until when.
//
// Who works at a site is a tie (staff_at); whether they are qualified on a day is read from both.
// A qualification that was entered by mistake ends on the day it began, and so never held.
#pragma once

#include "registry/registry.h"

namespace zhulian::registry {

struct Qualification;

struct QualificationLine {
  Id<Qualification> id;
  PersonId person;
  std::string qualification;  // A code of qualification.
  std::string level;          // A code of qualification_level; "" where there is none.
  std::string number_masked;
  std::string document;  // Who issued it and what it is called.
  Day from;
  std::optional<Day> until;  // The first day it no longer holds.
  std::string end_reason;    // Why it ended otherwise than it says.
};
ZHULIAN_RECORD(QualificationLine, id, person, qualification, level, number_masked, document, from,
               until, end_reason);

struct NewQualification {
  PersonId person;
  Id<Qualification> id;
  std::string qualification;
  std::optional<std::string> level;
  std::optional<std::string> number;
  std::optional<std::string> document;
  Day from;
  std::optional<Day> until;  // The first day it no longer holds; without end when left away.
};
ZHULIAN_RECORD(NewQualification, person, id, qualification, level, number, document, from, until);
constexpr auto record_notes(const NewQualification*) {
  return std::array{
      record::Note{.field = "number", .max_length = 60, .privacy = record::Privacy::secret},
      record::Note{.field = "document", .max_length = 120},
      record::Note{.field = "until", .meaning = "The first day it no longer holds."}};
}

struct QualificationEnd {
  Id<Qualification> qualification;
  Day on;
  std::string reason;
};
ZHULIAN_RECORD(QualificationEnd, qualification, on, reason);
constexpr auto record_notes(const QualificationEnd*) {
  return std::array{
      record::Note{.field = "on",
                   .meaning = "The first day it no longer holds; its own first day says that it "
                              "never held."},
      record::Note{.field = "reason", .max_length = 200, .min_length = 1}};
}

// The latest first; those that never held left out.
Result<std::vector<QualificationLine>> find_qualifications(const Call&, const PersonRef&);
// The same id twice is one.
//   registry.qualification.kind, .level, .later, .order (day), .held (day), .id_taken;
//   registry.condition.dead (day)
Result<QualificationLine> add_qualification(const Call&, const NewQualification&);
//   registry.qualification.absent, .ended (day), .order (day)
Result<QualificationLine> end_qualification(const Call&, const QualificationEnd&);

}  // namespace zhulian::registry
