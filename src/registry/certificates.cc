// What befalls a certificate.
#include "base/text.h"
#include "packs/catalogue.h"
#include "platform/audit.h"
#include "platform/outbox.h"
#include "registry/cards.h"
#include "registry/lines.h"
#include "registry/move.h"
#include "registry/scope.h"

namespace zhulian::registry {
namespace {

std::unexpected<Error> no_certificate() {
  return fail(Fault::not_found, "registry.certificate.absent");
}

// The kinds people record; superseding follows from a new certificate.
Result<Happening> read_kind(const std::string& text) {
  const auto kind = happening_names.find(text);
  if (!kind || *kind == Happening::superseded)
    return fail(Fault::invalid, "registry.event.kind", "/kind", {{"kind", text}});
  return *kind;
}

// Whether it can befall this card now. What ended stays ended; only death outweighs.
Result<void> check_follows(const Call& call, const store::CardRecord& card, Happening kind,
                           Day on) {
  if (on > call.today()) return fail(Fault::invalid, "registry.event.later", "/on");
  if (on < card.issued)
    return fail(Fault::invalid, "registry.event.before_issue", "/on",
                {{"day", to_string(card.issued)}});
  if (!card.events.empty() && on < card.events.back().on)
    return fail(Fault::invalid, "registry.event.order", "/on",
                {{"day", to_string(card.events.back().on)}});
  if (!card.current) return fail(Fault::conflict, "registry.event.superseded");
  const bool frozen = card.halt == "frozen";
  const bool fits = kind == Happening::thawed   ? frozen
                    : kind == Happening::frozen ? card.halt.empty()
                    : kind == Happening::dead   ? card.halt != "dead"
                                                : card.halt.empty() || frozen;
  if (!fits)
    return fail(Fault::conflict, "registry.event.state", {},
                call.deployment.packs.worded("state", "certificate_state",
                                             {card.halt.empty() ? "valid" : card.halt}));
  return {};
}

void record_death(const Call& call, const store::PersonRecord& before, Day on) {
  store::PersonRecord after = before;
  after.died_on = on;
  store_change(call, before, after, call.today());
  store::end_residence(call.tx, before.id, on);
  emit(call, "registry.person.died", before.id.text, {{"on", to_string(on)}});
}

Result<CertificateLine> line(const Call& call, const store::PersonRecord& person,
                             const Id<Certificate>& id) {
  for (const CertificateLine& found : certificate_lines(call, person))
    if (found.id == id) return found;
  return no_certificate();
}

}  // namespace

Result<CertificateLine> record_event(const Call& call, const CertificateEvent& in) {
  const Happening kind = TRY(read_kind(in.kind));
  const auto owner = store::owner_of(call.tx, in.certificate);
  if (!owner || !may_see(call, owner->area, owner->person.text)) return no_certificate();
  auto person = store::find_person(call, owner->person, true);
  if (const auto known = store::find_event(call.tx, in.id.text)) {
    if (known->certificate != in.certificate || known->kind != kind || known->on != in.on)
      return fail(Fault::conflict, "registry.event.id_taken", "/id");
    return line(call, *person, in.certificate);
  }
  const auto cards = store::cards(call.tx, person->id);
  for (const auto& card : cards)
    if (card.id == in.certificate) TRY(check_follows(call, card, kind, in.on));
  store::insert_event(call, in.id.text, in.certificate, kind, in.on, text::normalise(in.reason));
  if (kind == Happening::dead && !person->died_on) {
    record_death(call, *person, in.on);
    person = store::find_person(call, owner->person, false);
  }
  derive(call.tx, person->id, person->died_on);
  audit(call, "registry.certificate." + in.kind, "registry_certificate", in.certificate.text,
        person->area, {{"on", to_string(in.on)}, {"person", person->id.text}});
  return line(call, *person, in.certificate);
}

}  // namespace zhulian::registry
