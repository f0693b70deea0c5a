#include "registry/qualifications.h"

#include <algorithm>

#include "base/text.h"
#include "packs/catalogue.h"
#include "platform/audit.h"
#include "registry/people_store.h"
#include "registry/qualifications_store.h"
#include "registry/scope.h"

namespace zhulian::registry {
namespace {

using store::QualificationRow;

constexpr std::size_t digits_shown = 4;

std::unexpected<Error> no_qualification() {
  return fail(Fault::not_found, "registry.qualification.absent");
}

std::vector<Argument> day_argument(Day day) {
  return {{"day", to_string(day)}};
}

QualificationLine line_of(const QualificationRow& row) {
  QualificationLine line = row;
  line.number_masked = text::mask_all_but_last(row.number, digits_shown);
  return line;
}

bool is_same(const QualificationRow& known, const QualificationRow& made) {
  return known.person == made.person && known.qualification == made.qualification &&
         known.level == made.level && known.from == made.from && known.number == made.number;
}

// It says when it ends itself, or nothing does.
Day end_of(const QualificationRow& row) {
  return row.until.value_or(open_end);
}

Result<void> check_code(const Call& call, std::string_view list, const std::string& code, Day on,
                        std::string message, std::string field) {
  const packs::Code* known = call.deployment.packs.code(list, code);
  if (!known || !known->holds_on(on))
    return fail(Fault::invalid, std::move(message), std::move(field), {{"code", code}});
  return {};
}

}  // namespace

Result<std::vector<QualificationLine>> find_qualifications(const Call& call, const PersonRef& ref) {
  TRY(area_of(call, ref.person));
  std::vector<QualificationLine> lines;
  for (const QualificationRow& row : store::qualifications_of(call, ref.person))
    if (row.from < end_of(row)) lines.push_back(line_of(row));
  return lines;
}

Result<QualificationLine> add_qualification(const Call& call, const NewQualification& in) {
  // Held until all is done: of two who enter it at once the second sees the first.
  const auto person = store::find_person(call, in.person, true);
  if (!person || !may_see(call, person->area, in.person.text))
    return fail(Fault::not_found, "registry.person.absent");
  QualificationRow made;
  made.id = in.id;
  made.person = in.person;
  made.qualification = in.qualification;
  made.level = in.level.value_or("");
  made.number = text::normalise(in.number.value_or(""));
  made.document = text::normalise(in.document.value_or(""));
  made.from = in.from;
  made.until = in.until;
  if (const auto known = store::find_qualification(call, in.id, false)) {
    if (!is_same(*known, made))
      return fail(Fault::conflict, "registry.qualification.id_taken", "/id");
    return line_of(*known);
  }
  TRY(check_code(call, "qualification", in.qualification, in.from, "registry.qualification.kind",
                 "/qualification"));
  if (!made.level.empty())
    TRY(check_code(call, "qualification_level", made.level, in.from, "registry.qualification.level",
                   "/level"));
  if (in.from > call.today()) return fail(Fault::invalid, "registry.qualification.later", "/from");
  if (in.from < person->birth)
    return fail(Fault::invalid, "registry.qualification.order", "/from",
                day_argument(person->birth));
  if (person->died_on && *person->died_on <= in.from)
    return fail(Fault::invalid, "registry.condition.dead", "/from", day_argument(*person->died_on));
  if (in.until && *in.until <= in.from)
    return fail(Fault::invalid, "registry.qualification.order", "/until", day_argument(in.from));
  for (const QualificationRow& known : store::qualifications_of(call, in.person)) {
    const bool is_like = known.qualification == made.qualification && known.level == made.level;
    if (is_like && known.from < end_of(made) && made.from < end_of(known))
      return fail(Fault::conflict, "registry.qualification.held", "/qualification",
                  day_argument(known.from));
  }
  if (!store::insert_qualification(call, made))
    return fail(Fault::conflict, "registry.qualification.id_taken", "/id");
  audit(call, "registry.qualification.added", "registry_person", in.person.text, person->area,
        {{"qualification", made.qualification}, {"level", made.level}});
  return line_of(made);
}

Result<QualificationLine> end_qualification(const Call& call, const QualificationEnd& in) {
  const auto known = store::find_qualification(call, in.qualification, true);
  if (!known) return no_qualification();
  const auto area = area_of(call, known->person);
  if (!area) return no_qualification();
  if (known->is_ended) {
    if (known->until == in.on) return line_of(*known);  // The same POST came twice.
    return fail(Fault::conflict, "registry.qualification.ended", "/on",
                day_argument(end_of(*known)));
  }
  if (in.on < known->from)
    return fail(Fault::invalid, "registry.qualification.order", "/on", day_argument(known->from));
  if (known->until && *known->until < in.on)
    return fail(Fault::conflict, "registry.qualification.ended", "/on",
                day_argument(*known->until));
  const std::string reason = text::normalise(in.reason);
  if (reason.empty()) return fail(Fault::invalid, "registry.qualification.reason", "/reason");
  store::end_qualification(call, in.qualification, in.on, reason);
  audit(call, "registry.qualification.ended", "registry_person", known->person.text, *area,
        {{"qualification", known->qualification}, {"on", to_string(in.on)}});
  QualificationLine line = line_of(*known);
  line.until = in.on;
  line.end_reason = reason;
  return line;
}

}  // namespace zhulian::registry
