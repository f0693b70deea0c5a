#include "registry/enrol.h"

#include <algorithm>
#include <deque>
#include <map>
#include <unordered_map>

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

store::Newcomer newcomer_of(const Deployment& deployment, Instant now, const Enrolment& in) {
  store::PersonRecord person{.id = in.id_if_new.empty() ? new_id<Person>(now) : in.id_if_new,
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
  auto keys = search_keys(deployment.keys, in.name, in.citizen_id.text);
  return store::newcomer(deployment.keys, std::move(person), std::move(keys),
                         new_id<Certificate>(now),
                         in.certificate ? in.certificate->text() : std::string());
}

store::Admission admission(const Call& call, const Enrolment& in, const Area& area,
                           const store::Newcomer& one) {
  store::Admission made{.one = &one, .area = area, .since = day_of(call, in)};
  if (const auto stated = card_of(in)) {
    made.card = first_card(call, one, area, *stated);
    made.spans = valid_spans({*made.card}, std::nullopt);
    // A certificate is issued by the county of registration: the person was there by then.
    made.since = std::min(made.since, made.card->issued);
  }
  if (in.low_income)
    made.fact = {std::string(dibao), yes_or_no(*in.low_income), day_of(call, in), in.source};
  return made;
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

Result<EnrolOutcome> update(const Call& call, const Enrolment& in, const Area& area,
                            const PersonId& id) {
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
  after.area = placed(before->area, area);
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

Prepared prepare(const Deployment& deployment, Enrolment in) {
  Prepared paper{.identity = store::identity_hash(deployment.keys, in.citizen_id.text)};
  paper.in = std::move(in);
  return paper;
}

void expect_new(const Deployment& deployment, Instant now, Prepared& paper) {
  paper.newcomer = newcomer_of(deployment, now, paper.in);
}

namespace {

Result<void> check(const Call& call, const Entry& entry) {
  const Enrolment& in = entry.paper->in;
  if (entry.area.level() < AreaLevel::village)
    return fail(Fault::invalid, "registry.person.area_too_wide", "/area");
  const auto card = card_of(in);
  return card ? check_card(*card, in.citizen_id.text, call.today()) : Result<void>{};
}

// Who of the entries is new, with what is to be written of them.
class Sorting {
 public:
  Sorting(const Call& call, std::span<const Entry> entries,
          const std::vector<Result<EnrolOutcome>>& outcomes) {
    std::vector<std::string> unsure;
    for (std::size_t i = 0; i < entries.size(); ++i)
      if (outcomes[i] && !entries[i].paper->newcomer) unsure.push_back(entries[i].paper->identity);
    owners_ = store::owners_of(call.tx, unsure);

    std::vector<store::Identity> claims;
    std::vector<std::pair<std::size_t, const store::Newcomer*>> claimants;
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (!outcomes[i]) continue;
      const Prepared& paper = *entries[i].paper;
      if (owners_.contains(paper.identity)) continue;
      const store::Newcomer* one = paper.newcomer ? &*paper.newcomer : nullptr;
      if (!one) one = &late_.emplace_back(newcomer_of(call.deployment, call.now, paper.in));
      claimants.emplace_back(i, one);
      claims.push_back({paper.identity, one->person.id});
    }
    const auto others = store::claim_identities(call.tx, claims);
    for (std::size_t at = 0; at < claimants.size(); ++at)
      if (others[at])
        owners_.emplace(claims[at].hash, *others[at]);
      else
        newcomers_.emplace(claimants[at]);
  }

  // nullptr for who is known. Of two that name one person in one batch the first is new.
  const store::Newcomer* newcomer(std::size_t i) const {
    const auto found = newcomers_.find(i);
    return found == newcomers_.end() ? nullptr : found->second;
  }
  const PersonId& owner(const std::string& identity) const { return owners_.at(identity); }

 private:
  store::Owners owners_;
  std::unordered_map<std::size_t, const store::Newcomer*> newcomers_;
  std::deque<store::Newcomer> late_;  // Made in the transaction: thought to be known.
};

}  // namespace

std::vector<Result<EnrolOutcome>> enrol_all(const Call& call, std::span<const Entry> entries) {
  std::vector<Result<EnrolOutcome>> outcomes;
  for (const Entry& entry : entries) {
    const Result<void> sound = check(call, entry);
    if (sound)
      outcomes.emplace_back(EnrolOutcome{Enrolled::unchanged, {}});
    else
      outcomes.emplace_back(std::unexpected(sound.error()));
  }
  const Sorting sorting(call, entries, outcomes);

  std::vector<store::Admission> admissions;
  std::map<std::string, std::vector<Deed>> added;  // By the paper they came with.
  std::vector<std::size_t> known;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (!outcomes[i]) continue;
    const auto& [paper, area] = entries[i];
    const store::Newcomer* one = sorting.newcomer(i);
    if (!one) {
      known.push_back(i);
      continue;
    }
    admissions.push_back(admission(call, paper->in, area, *one));
    added[paper->in.source].push_back({one->person.id.text, area});
    outcomes[i] = EnrolOutcome{Enrolled::created, one->person.id};
  }
  store::admit(call, admissions);
  for (const auto& [source, deeds] : added)
    audit_all(call, "registry.person.added", "registry_person", deeds, {{"source", source}});
  for (const std::size_t i : known) {
    const auto& [paper, area] = entries[i];
    outcomes[i] = update(call, paper->in, area, sorting.owner(paper->identity));
  }
  return outcomes;
}

Result<EnrolOutcome> enrol(const Call& call, const Enrolment& in) {
  Prepared paper = prepare(call.deployment, in);
  expect_new(call.deployment, call.now, paper);
  const Entry entry{&paper, in.area};
  return std::move(enrol_all(call, {&entry, 1}).front());
}

}  // namespace zhulian::registry
