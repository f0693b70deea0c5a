// A new event held against the rules of its kind: every fault at once, with its path. What
// recording, holding and correcting share.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "events/event_store.h"
#include "events/roll_store.h"
#include "packs/event_rules.h"
#include "platform/input.h"

namespace zhulian::events {

// What an event was made of, whether told at once or when it was held.
struct Content {
  Day on;
  bool is_held;
  std::optional<std::int64_t> minutes;
  std::int64_t walk_ins;
  std::int64_t online;
  const std::vector<PersonId>& persons;
  std::size_t present;  // Marked so already, beside `persons`.
  const std::vector<Deliverer>& deliverers;
  const std::vector<ItemGiven>& items;
  const std::vector<std::string>& evidence;
  const std::string& words;
  std::optional<EventId> corrects;  // Its photos may prove this one too.
  std::optional<EventId> event;     // Of an event that is there: whose roll counts for items.
};
// The persons as of the day, in their order, where nothing is at fault.
Result<std::vector<store::OnTheDay>> check_content(const Call&, const packs::EventKind&,
                                                   const Content&);

struct Settled {
  const packs::EventKind* kind;
  Area area;
  std::optional<std::int64_t> starts_min;
  bool is_held;
  std::vector<store::OnTheDay> persons;
};
Result<Settled> settle(const Call&, const NewEvent&, const std::optional<EventId>& corrects);

// Without white space at the ends of its texts.
NewEvent tidied(NewEvent);

// All its rows. events.id_taken; events.event.corrected when another correction was first.
Result<void> keep(const Call&, const NewEvent&, const Settled&,
                  const std::optional<EventId>& corrects = {}, const std::string& reason = {});

// Marks people who came, or are expected. Whoever is marked otherwise is marked anew.
void put_on_roll(const Call&, const EventId&, const std::vector<PersonId>&,
                 const std::vector<store::OnTheDay>&, Mark);

// The consent that the kind asks of such a person is live on the day. registry.consent.wanted.*
Result<void> check_consent(const Call&, const packs::EventKind&, const PersonId&,
                           const store::OnTheDay&, Day, const std::string& field);

// events.site.ended (day): nothing takes place at a site that is there no longer.
Result<void> check_site_stands(const Call&, const SiteId&, Day on);

// The rules of a kind on a day; nullptr where the packs know none.
const packs::EventKind* kind_of(const Call&, const std::string& key, const Area&, Day);

}  // namespace zhulian::events
