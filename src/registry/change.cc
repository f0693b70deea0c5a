// One person at a time: adding, changing, opening what is masked.
#include <algorithm>

#include "base/text.h"
#include "platform/audit.h"
#include "registry/areas.h"
#include "registry/cards.h"
#include "registry/enrol.h"
#include "registry/move.h"
#include "registry/names.h"
#include "registry/scope.h"

namespace zhulian::registry {
namespace {

constexpr std::size_t name_max = 60;

std::unexpected<Error> no_person() {
  return fail(Fault::not_found, "registry.person.absent");
}

Result<std::string> read_name(const std::string& typed) {
  std::string name = text::normalise(typed);
  if (name.empty()) return fail(Fault::invalid, "registry.name.blank", "/name");
  if (text::length(name) > name_max)
    return fail(Fault::invalid, "registry.name.long", "/name", {{"max", std::to_string(name_max)}});
  return name;
}

Result<CitizenId> read_id(const std::string& typed) {
  const auto reading = read_citizen_id(text::normalise(typed));
  if (reading.fault == CitizenIdFault::check_digit)
    return fail(Fault::invalid, "registry.citizen_id.check_digit", "/citizen_id");
  if (!reading.id) return fail(Fault::invalid, "registry.citizen_id.malformed", "/citizen_id");
  return *reading.id;
}

// A place a person may be registered in: a known village or finer, in the actor's areas.
Result<void> check_area(const Call& call, const Area& area) {
  if (!reaches(call.actor, area))
    return fail(Fault::invalid, "registry.area.outside", "/area",
                {{"area", told_place(call.tx, area)}});
  if (area.level() < AreaLevel::village)
    return fail(Fault::invalid, "registry.person.area_too_wide", "/area");
  if (!is_known(call.tx, area))
    return fail(Fault::invalid, "registry.area.unknown", "/area", {{"area", area.code()}});
  return {};
}

Result<void> check_household_kind(const Call& call, const std::string& kind) {
  if (!kind.empty() && !call.deployment.packs.code("household_kind", kind))
    return fail(Fault::invalid, "registry.household_kind.unknown", "/household_kind",
                {{"code", kind}});
  return {};
}

Result<std::optional<CertificateNumber>> read_number(const NewPerson& in) {
  const std::string typed = text::normalise(in.certificate_number.value_or(""));
  if (typed.empty()) return std::nullopt;
  const auto number = read_certificate_number(typed);
  if (!number) return fail(Fault::invalid, "registry.certificate.malformed", "/certificate_number");
  return number;
}

// The person under this id, when it is there already: the same POST came twice.
Result<bool> is_repeat(const Call& call, const PersonId& id, const CitizenId& citizen_id) {
  const auto known = store::find_person(call, id, false);
  if (!known) return false;
  if (known->citizen_id != citizen_id.text || !may_see(call, known->area, id.text))
    return fail(Fault::conflict, "registry.person.id_taken", "/id");
  return true;
}

}  // namespace

Result<PersonPage> add_person(const Call& call, const NewPerson& in) {
  const CitizenId citizen_id = TRY(read_id(in.citizen_id));
  if (TRY(is_repeat(call, in.id, citizen_id))) return open_person(call, {in.id});
  std::string name = TRY(read_name(in.name));
  const auto number = TRY(read_number(in));
  Enrolment enrolment{.citizen_id = citizen_id,
                      .name = std::move(name),
                      .area = in.area,
                      .certificate = number,
                      .issued_on = in.issued_on,
                      .expires_on = in.expires_on,
                      .phone = text::normalise(in.phone),
                      .address = text::normalise(in.address),
                      .guardian = text::normalise(in.guardian),
                      .household_kind = in.household_kind,
                      .source = "entry",
                      .id_if_new = in.id};
  TRY(check_area(call, in.area));
  TRY(check_household_kind(call, in.household_kind));
  // Whoever it is and wherever: adding is not a way to change or to find somebody.
  if (store::person_of_identity(call.tx,
                                store::identity_hash(call.deployment.keys, citizen_id.text)))
    return fail(Fault::conflict, "registry.person.known", "/citizen_id");
  const EnrolOutcome outcome = TRY(enrol(call, enrolment));
  // Two at once: the other one's transaction ended while this one waited for the key.
  if (outcome.what != Enrolled::created)
    return fail(Fault::conflict, "registry.person.known", "/citizen_id");
  return open_person(call, {in.id});
}

Result<PersonPage> change_person(const Call& call, const PersonChange& in) {
  const auto before = store::find_person(call, in.person, true);
  if (!before || !may_see(call, before->area, in.person.text)) return no_person();
  if (before->revision != in.revision) {
    const PersonPage present = TRY(open_person(call, {in.person}));
    return fail(Fault::stale, "registry.person.stale", {},
                {{"revision", std::to_string(before->revision)},
                 {"current", boost::json::serialize(record::to_json(present))}});
  }
  store::PersonRecord after = *before;
  if (in.name.present) after.name = TRY(read_name(in.name.value.value_or("")));
  const auto take = [](const record::Patch<std::string>& patch, std::string& to) {
    if (patch.present) to = text::normalise(patch.value.value_or(""));
  };
  take(in.phone, after.phone);
  take(in.address, after.address);
  take(in.guardian, after.guardian);
  take(in.household_kind, after.household_kind);
  TRY(check_household_kind(call, after.household_kind));
  if (in.area.present) {
    if (!in.area.value) return fail(Fault::invalid, "registry.person.area_missing", "/area");
    after.area = *in.area.value;
    TRY(check_area(call, after.area));
  }

  boost::json::array fields;
  const auto note = [&](std::string_view field, bool changed) {
    if (changed) fields.emplace_back(field);
  };
  note("name", after.name != before->name);
  note("phone", after.phone != before->phone);
  note("address", after.address != before->address);
  note("guardian", after.guardian != before->guardian);
  note("household_kind", after.household_kind != before->household_kind);
  note("area", after.area != before->area);
  if (fields.empty()) return open_person(call, {in.person});

  store_change(call, *before, after, call.today());
  boost::json::object details{{"revision", after.revision}, {"fields", std::move(fields)}};
  if (after.area != before->area) details["from"] = before->area.code();
  audit(call, "registry.person.changed", "registry_person", in.person.text, after.area, details);
  return open_person(call, {in.person});
}

Result<Unmasked> unmask(const Call& call, const Unmasking& in) {
  const std::string reason = text::normalise(in.reason);
  if (text::length(reason) < 2) return fail(Fault::invalid, "registry.unmask.reason", "/reason");
  const auto person = store::find_person(call, in.person, false);
  if (!person || !may_see(call, person->area, in.person.text)) return no_person();
  audit(call, "registry.person.unmasked", "registry_person", in.person.text, person->area,
        {{"reason", reason}});
  return Unmasked{.citizen_id = person->citizen_id,
                  .phone = person->phone,
                  .address = person->address,
                  .certificate_numbers = store::numbers(call, in.person)};
}

Result<Area> area_of(const Call& call, const PersonId& id) {
  const auto area = store::area_of_person(call.tx, id);
  if (!area || !may_see(call, *area, id.text)) return no_person();
  return *area;
}

}  // namespace zhulian::registry
