#include "registry/enrol.h"

#include <algorithm>

#include "base/text.h"
#include "platform/audit.h"
#include "platform/outbox.h"
#include "registry/cards.h"
#include "registry/move.h"
#include "registry/scope.h"
#include "registry/search.h"

namespace zhulian::registry {
namespace {

constexpr std::string_view dibao = "dibao";

std::string yes_or_no(bool yes) {
  return yes ? "yes" : "no";
}

std::optional<StatedCard> card_of(const Enrolment& in) {
  if (!in.certificate) return std::nullopt;
  return StatedCard{*in.certificate, in.issued_on, in.expires_on};
}

Day day_of(const Call& call, const Enrolment& in) {
  return std::min(in.as_of.value_or(call.today()), call.today());
}

EnrolOutcome create(const Call& call, const Enrolment& in, const PersonId& id) {
  const store::PersonRecord person{.id = id,
                                   .area = in.area,
                                   .name = in.name,
                                   .sort_key = text::sort_key(in.name),
                                   .sex = in.citizen_id.sex,
                                   .birth = in.citizen_id.birth,
                                   .citizen_id = in.citizen_id.text,
                                   .phone = in.phone.value_or(""),
                                   .address = in.address.value_or(""),
                                   .registered_address = in.registered_address.value_or(""),
                                   .guardian_phone = in.guardian_phone.value_or(""),
                                   .remark = in.remark.value_or(""),
                                   .guardian = in.guardian.value_or(""),
                                   .household_kind = in.household_kind.value_or(""),
                                   .ethnicity = in.ethnicity.value_or("")};
  store::insert_person(call, person);
  Day since = day_of(call, in);
  // A certificate is issued by the county of registration: the person was there by then.
  if (const auto card = card_of(in)) since = std::min(since, take_first_card(call, person, *card));
  store::open_residence(call.tx, id, since, in.area);
  store::add_search_keys(call.tx, id, in.area, search_keys(call, in.name, in.citizen_id.text));
  if (in.low_income)
    store::add_fact(call, id, in.area, dibao, yes_or_no(*in.low_income), day_of(call, in),
                    in.source);
  audit(call, "registry.person.added", "registry_person", id.text, in.area,
        {{"source", in.source}});
  return {Enrolled::created, id};
}

// A sheet knows villages; who is known in a group or grid of that village stays there.
Area placed(const Area& known, const Area& stated) {
  return stated.contains(known) ? known : stated;
}

bool take_low_income(const Call& call, const Enrolment& in, const PersonId& id, const Area& area) {
  if (!in.low_income) return false;
  const std::string value = yes_or_no(*in.low_income);
  const Day day = day_of(call, in);
  const auto known = store::open_fact(call.tx, id, dibao);
  if (known && known->value == value) return false;
  if (known && known->from >= day) {
    store::correct_fact(call.tx, id, dibao, known->from, value);
    return true;
  }
  if (known) store::end_fact(call.tx, id, dibao, known->from, day);
  store::add_fact(call, id, area, dibao, value, day, in.source);
  return true;
}

Result<EnrolOutcome> update(const Call& call, const Enrolment& in, const PersonId& id) {
  const auto before = store::find_person(call, id, true);
  if (!before || !may_see(call, before->area, id.text))
    return fail(Fault::conflict, "registry.person.known", "/citizen_id");
  store::PersonRecord after = *before;
  boost::json::array changed;
  const auto take = [&](std::string_view field, std::string& to, const auto& stated) {
    if (!stated || to == *stated) return;
    to = *stated;
    changed.emplace_back(field);
  };
  take("name", after.name, std::optional(in.name));
  take("phone", after.phone, in.phone);
  take("address", after.address, in.address);
  take("registered_address", after.registered_address, in.registered_address);
  take("guardian", after.guardian, in.guardian);
  take("guardian_phone", after.guardian_phone, in.guardian_phone);
  take("household_kind", after.household_kind, in.household_kind);
  take("ethnicity", after.ethnicity, in.ethnicity);
  take("remark", after.remark, in.remark);
  after.area = placed(before->area, in.area);
  if (after.area != before->area) changed.emplace_back("area");
  if (!changed.empty()) store_change(call, *before, after, day_of(call, in));
  if (const auto card = card_of(in); card && take_card(call, after, *card))
    changed.emplace_back("certificate");
  if (take_low_income(call, in, id, after.area)) changed.emplace_back(dibao);
  if (changed.empty()) return EnrolOutcome{Enrolled::unchanged, id};
  audit(call, "registry.person.changed", "registry_person", id.text, after.area,
        {{"fields", std::move(changed)}, {"source", in.source}});
  return EnrolOutcome{Enrolled::updated, id};
}

}  // namespace

Result<EnrolOutcome> enrol(const Call& call, const Enrolment& in) {
  if (in.area.level() < AreaLevel::village)
    return fail(Fault::invalid, "registry.person.area_too_wide", "/area");
  if (const auto card = card_of(in)) TRY(check_card(*card, in.citizen_id.text, call.today()));
  const PersonId id = in.id_if_new.empty() ? new_id<Person>(call.now) : in.id_if_new;
  const std::string hash = store::identity_hash(call, in.citizen_id.text);
  // The key decides who was first; two that enrol one person at once meet here.
  if (store::claim_identity(call, hash, id)) return create(call, in, id);
  return update(call, in, *store::person_of_identity(call.tx, hash));
}

}  // namespace zhulian::registry
