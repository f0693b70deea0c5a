// The rows of events and of their steps. SQL stands here and in the other *_store files only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "events/events.h"
#include "platform/where.h"

namespace zhulian::events::store {

// An event as its rows tell it; `line` is complete but for `where`.
struct EventRow {
  EventLine line{};
  std::string words{};
  Day planned_for{};
  std::string reason{};  // Of a correction.
  std::string recorded_by{};
  Instant recorded_at{};
};

// Whoever sees an area sees what the office keeps of it; a person sees their own on their page.
Condition visible(const Call&, std::string_view column, int next);
// Narrowed to the actor's areas.
std::optional<EventRow> find_event(const Call&, const EventId&);
// Without regard to who asks: of an id that came again.
std::optional<EventRow> find_any_event(Tx&, const EventId&);

// A page, newest first, one more than `limit` where there is more.
struct EventFilter {
  EventsQuery query{};
  std::optional<Cursor> behind{};
  std::int64_t limit = page_default;
};
std::vector<EventRow> list_events(const Call&, const EventFilter&);

// Nobody else changes this event until the transaction ends.
void lock_event(Tx&, const EventId&);

// What is kept of a new event, with everything settled.
struct EventDraft {
  const NewEvent& input;
  Area area;
  std::optional<std::int64_t> starts_min;
  bool is_personal;
  std::optional<EventId> corrects{};
  std::string reason{};
};
// False when the id is taken, or another correction of the same event was first.
bool add_event(const Call&, const EventDraft&);
// The same event once more under another id, to be cancelled: nothing of the kind took place.
bool add_voiding(const Call&, const EventId& old, const EventId& now, const std::string& reason);

struct HoldingRow {
  EventId event;
  Day held_on;
  std::optional<std::int64_t> minutes;
  std::int64_t walk_ins;
  std::int64_t online;
  std::string recorded_by{};
};
bool add_holding(const Call&, const HoldingRow&);
std::optional<HoldingRow> find_holding(Tx&, const EventId&);
bool add_closing(const Call&, const Closing&);
bool add_cancellation(const Call&, const EventId&, const std::string& reason);
struct StepRow {
  std::string words;
  std::string recorded_by;
};
std::optional<StepRow> find_closing(Tx&, const EventId&);
std::optional<StepRow> find_cancellation(Tx&, const EventId&);
std::vector<StepLine> steps_of(Tx&, const EventId&);
void set_words(Tx&, const EventId&, const std::string& words);  // While it is planned.

// The last of the corrections of an event; nothing where it stands uncorrected.
std::optional<EventId> newest_of(Tx&, const EventId&);

// Makes stage, day, number present and lead anew from the rows.
void refresh(Tx&, const EventId&);

// ---- what hangs on an event ------------------------------------------------------------------

void add_deliverers(Tx&, const EventId&, const std::vector<Deliverer>&);
void drop_deliverers(Tx&, const EventId&);  // While it is planned.
void add_items(Tx&, const EventId&, const std::vector<ItemGiven>&);
void add_evidence(Tx&, const EventId&, const std::vector<std::string>& files);
void add_tags(Tx&, const EventId&, const std::vector<std::string>&);
void add_accessibility(Tx&, const EventId&, const std::vector<std::string>&);

std::vector<Deliverer> deliverers_of(Tx&, const EventId&);
std::vector<ItemGiven> items_of(Tx&, const EventId&);
std::vector<std::string> evidence_of(Tx&, const EventId&);
std::vector<std::string> tags_of(Tx&, const EventId&);
std::vector<std::string> accessibility_of(Tx&, const EventId&);

// Whether the file proves another event that still stands.
bool proves_another(Tx&, const Id<StoredFile>&, const std::optional<EventId>& corrects);

// Where the site was on the day; it may have moved since.
std::optional<Area> site_area_on(Tx&, const SiteId&, Day);
std::optional<Area> campaign_area(Tx&, const CampaignId&);

}  // namespace zhulian::events::store
