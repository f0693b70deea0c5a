// The rows of what hangs on a site: rooms, services, villages served, hours, exceptions.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "registry/sites.h"

namespace zhulian::registry::store {

// ---- rooms -----------------------------------------------------------------------------------

struct RoomRow : RoomLine {
  SiteId site{};
};
std::optional<RoomRow> find_room(Tx&, const Id<Room>&);
std::vector<RoomLine> rooms(Tx&, const SiteId&);
bool add_room(const Call&, const NewRoom&);  // False when the id is taken.
void end_room(Tx&, const Id<Room>&, Day on);

// ---- services --------------------------------------------------------------------------------

// All spans of one item at a site, or of all items; the latest first.
std::vector<ServiceLine> services(Tx&, const SiteId&, const std::optional<std::string>& service);
bool add_service(const Call&, const NewService&);  // False when one without an end stands.
void end_service(Tx&, const SiteId&, const std::string& service, Day from, Day on);

// ---- villages served -------------------------------------------------------------------------

struct CatchmentRow {
  SiteId site;
  Area area;
  Day from;
  std::optional<Day> until;
};
std::vector<CatchmentRow> catchment(Tx&, const SiteId&);
// Spans of a village in catchments of a kind of site that do not end before a day.
std::vector<CatchmentRow> catchments_of(Tx&, const std::string& kind, const Area&, Day from);
bool add_catchment(const Call&, const NewCatchment&, const std::string& kind);
void end_catchment(Tx&, const SiteId&, const Area&, Day from, Day on);

// ---- hours -----------------------------------------------------------------------------------

struct HoursSpan {
  std::int64_t weekday;
  std::int64_t opens;  // Minutes of the day.
  std::int64_t closes;
  auto operator<=>(const HoursSpan&) const = default;
};
struct PlanRow {
  std::int64_t number = 0;
  Day from{};
  std::vector<HoursSpan> week{};  // By weekday and time.
};
// Of each day on which plans begin the one that was recorded last; the latest day first.
std::vector<PlanRow> plans(Tx&, const SiteId&);
void add_plan(const Call&, const SiteId&, Day from, const std::vector<HoursSpan>&);

struct ExceptionRow {
  Day on;
  bool is_open;
  std::optional<std::int64_t> opens;
  std::optional<std::int64_t> closes;
  std::string reason;
  bool operator==(const ExceptionRow&) const = default;
};
// Of each day the one that was recorded last; the latest day first.
std::vector<ExceptionRow> exceptions(Tx&, const SiteId&);
void add_exception(const Call&, const SiteId&, const ExceptionRow&);

}  // namespace zhulian::registry::store
