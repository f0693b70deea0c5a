// Sites: places with a kept identity where people are served: a home for the disabled, a centre,
// an association's office, a volunteers' station.
//
// A site keeps its id when it moves: addresses are dated, and so are its rooms, services, the
// villages it serves and its hours. What was planned (hours, exceptions) is one thing, what
// happened (openings: sign-in and sign-out of a day) another: weeks that are over are measured
// against the floor that the packs set for the kind of site.
//
// Everywhere: `from` is the first day something holds, `until` and a body's `on` the first day it
// no longer does. Who sees a site: whoever has areas that hold it, or one of the villages it
// serves. Who changes it: whoever has areas that hold it. To all others it is not_found. What is
// sent twice is done once and answered the same.
#pragma once

#include "registry/registry.h"

namespace zhulian::registry {

struct Site;
struct Room;
struct Opening;
struct SiteUse;
using SiteId = Id<Site>;

// The area of a site that the actor sees, as of today; registry.site.absent otherwise. What other
// contexts ask before they act at a site.
Result<Area> site_area(const Call&, const SiteId&);
// Its kind, a code of site_kind; "" for a site that does not exist. It says nothing about sight.
std::string site_kind(const Call&, const SiteId&);

// When and why a site ended or is to end; empty while no end is known.
struct SiteEnding {
  Day on;
  std::string reason;
};
std::optional<SiteEnding> ending_of(const Call&, const SiteId&);

// ---- what is shown -----------------------------------------------------------------------------

struct SiteLine {
  SiteId id;
  std::string kind;
  std::string name;
  Area area;          // Where it is today; where it was last when it has ended.
  std::string place;  // Town and village by name.
  std::string address;
  Day from;
  std::optional<Day> until;
  std::string operated_by;  // The name of the body that operates it; "" where none does.
  bool open_now;            // Signed in today and not out.
};
ZHULIAN_RECORD(SiteLine, id, kind, name, area, place, address, from, until, operated_by, open_now);

struct AddressLine {
  Area area;
  std::string place;
  std::string address;
  std::optional<std::int64_t> floor_dm2;  // Built floor area in square decimetres.
  Day from;
  std::optional<Day> until;
};
ZHULIAN_RECORD(AddressLine, area, place, address, floor_dm2, from, until);

struct RoomLine {
  Id<Room> id;
  std::string name;
  std::string function;  // A code of room_function.
  std::int64_t area_dm2;
  Day from;
  std::optional<Day> until;
};
ZHULIAN_RECORD(RoomLine, id, name, function, area_dm2, from, until);

struct ServiceLine {
  std::string service;  // A code of site_service.
  Day from;
  std::optional<Day> until;
};
ZHULIAN_RECORD(ServiceLine, service, from, until);

struct CatchmentLine {
  Area area;
  std::string name;
  Day from;
  std::optional<Day> until;
};
ZHULIAN_RECORD(CatchmentLine, area, name, from, until);

// One span of a weekday: {"weekday": 1, "opens": "09:00", "closes": "17:00"}.
struct OpenHours {
  std::int64_t weekday;  // Monday is 1.
  std::string opens;
  std::string closes;  // "24:00" is midnight at the end of the day.
};
ZHULIAN_RECORD(OpenHours, weekday, opens, closes);
constexpr auto record_notes(const OpenHours*) {
  return std::array{record::Note{.field = "weekday", .minimum = 1, .maximum = 7},
                    record::Note{.field = "opens", .meaning = "HH:MM.", .max_length = 5},
                    record::Note{.field = "closes", .meaning = "HH:MM.", .max_length = 5}};
}

struct HoursLine {
  Day from;
  bool current;  // The week that holds today.
  std::vector<OpenHours> week;
};
ZHULIAN_RECORD(HoursLine, from, current, week);

struct ExceptionLine {
  Day on;
  bool is_open;
  std::optional<std::string> opens;
  std::optional<std::string> closes;
  std::string reason;
};
ZHULIAN_RECORD(ExceptionLine, on, is_open, opens, closes, reason);

// A body at the address, and how: operates, partner_of, housed_at, paired_site.
struct SiteBody {
  Id<Tie> tie;
  std::string relation;  // A code of relation_kind.
  OrganisationId organisation;
  std::string name;
  std::string kind;
  Day from;
  std::optional<Day> until;
};
ZHULIAN_RECORD(SiteBody, tie, relation, organisation, name, kind, from, until);

// A body's hours of one weekday in a place that several share.
struct UseLine {
  Id<SiteUse> id;
  OrganisationId organisation;
  std::string name;
  std::optional<Id<Room>> room;  // Empty: the whole site.
  std::string room_name;         // "" for the whole site.
  std::int64_t weekday;          // Monday is 1.
  std::string opens;
  std::string closes;
  Day from;
  std::optional<Day> until;
};
ZHULIAN_RECORD(UseLine, id, organisation, name, room, room_name, weekday, opens, closes, from,
               until);

struct FloorLine {
  std::int64_t days_a_week;
  std::int64_t minutes_a_day;
  std::string document;  // A key of the packs' documents.
};
ZHULIAN_RECORD(FloorLine, days_a_week, minutes_a_day, document);

struct WeekLine {
  Day from;                // A Monday.
  std::int64_t days_open;  // With a sign-in.
  std::int64_t days_full;  // With as many minutes as the floor asks of a day.
  std::int64_t minutes;
  std::int64_t least_minutes_of_a_day;           // Of the days open.
  std::optional<std::int64_t> working_days_due;  // Empty without a floor, and where ..
  std::optional<bool> is_short;                  // ..
  std::optional<std::int64_t> unknown_year;      // .. the packs have no calendar of this year.
};
ZHULIAN_RECORD(WeekLine, from, days_open, days_full, minutes, least_minutes_of_a_day,
               working_days_due, is_short, unknown_year);

struct OpeningLine {
  Id<Opening> id;
  Day on;
  Instant opened_at;
  std::optional<Instant> closed_at;     // Empty: not signed out; it counts no minutes.
  std::optional<Id<Opening>> corrects;  // The one for which this one stands ..
  std::string reason;                   // .. and why.
};
ZHULIAN_RECORD(OpeningLine, id, on, opened_at, closed_at, corrects, reason);

struct SitePage {
  SiteLine line;
  std::string end_reason;
  std::vector<AddressLine> addresses;  // The latest first, as everything below.
  std::vector<RoomLine> rooms;
  std::vector<ServiceLine> services;
  std::vector<CatchmentLine> catchment;
  std::vector<HoursLine> hours;
  std::vector<ExceptionLine> exceptions;
  std::vector<SiteBody> bodies;
  std::vector<UseLine> uses;          // By weekday and time, whatever has ended too.
  std::optional<FloorLine> floor;     // Empty where the packs ask for none.
  std::vector<WeekLine> weeks;        // The last twelve that are over.
  std::vector<OpeningLine> openings;  // Of the last fourteen days; only those that count.
};
ZHULIAN_RECORD(SitePage, line, end_reason, addresses, rooms, services, catchment, hours, exceptions,
               bodies, uses, floor, weeks, openings);

// ---- what is asked and told --------------------------------------------------------------------

struct SiteQuery {
  std::optional<Area> area;
  std::optional<std::string> kind;
  std::optional<std::string> q;  // Part of the name.
  std::optional<std::string> cursor;
  std::optional<std::int64_t> limit;
};
ZHULIAN_RECORD(SiteQuery, area, kind, q, cursor, limit);
constexpr auto record_notes(const SiteQuery*) {
  return std::array{record::Note{.field = "q", .meaning = "Part of the name.", .max_length = 60},
                    record::Note{.field = "limit", .minimum = 1, .maximum = 200}};
}

struct SiteRef {
  SiteId site;
};
ZHULIAN_RECORD(SiteRef, site);

inline constexpr std::int64_t floor_dm2_max = 100'000'000;  // A square kilometre.

struct NewSite {
  SiteId id;
  std::string kind;
  std::string name;
  Area area;
  std::string address;
  std::optional<std::int64_t> floor_dm2;
  Day from;
};
ZHULIAN_RECORD(NewSite, id, kind, name, area, address, floor_dm2, from);
constexpr auto record_notes(const NewSite*) {
  return std::array{
      record::Note{.field = "name", .max_length = 120, .min_length = 1},
      record::Note{.field = "address", .max_length = 200},
      record::Note{.field = "floor_dm2",
                   .meaning = "Built floor area of the whole site in square decimetres.",
                   .minimum = 1,
                   .maximum = floor_dm2_max}};
}

// A move: the former address ends on `from`.
struct NewAddress {
  SiteId site;
  Area area;
  std::string address;
  std::optional<std::int64_t> floor_dm2;
  Day from;
};
ZHULIAN_RECORD(NewAddress, site, area, address, floor_dm2, from);
constexpr auto record_notes(const NewAddress*) {
  return std::array{record::Note{.field = "address", .max_length = 200},
                    record::Note{.field = "floor_dm2", .minimum = 1, .maximum = floor_dm2_max}};
}

struct SiteEnd {
  SiteId site;
  Day on;
  std::string reason;
};
ZHULIAN_RECORD(SiteEnd, site, on, reason);
constexpr auto record_notes(const SiteEnd*) {
  return std::array{record::Note{.field = "reason", .max_length = 500, .min_length = 1}};
}

struct NewRoom {
  SiteId site;
  Id<Room> id;
  std::string name;
  std::string function;
  std::int64_t area_dm2;
  Day from;
};
ZHULIAN_RECORD(NewRoom, site, id, name, function, area_dm2, from);
constexpr auto record_notes(const NewRoom*) {
  return std::array{
      record::Note{.field = "name", .max_length = 60, .min_length = 1},
      record::Note{.field = "area_dm2",
                   .meaning = "Indoor floor area in square decimetres: 55 m2 is 5500.",
                   .minimum = 1,
                   .maximum = floor_dm2_max}};
}

struct RoomEnd {
  SiteId site;
  Id<Room> room;
  Day on;
};
ZHULIAN_RECORD(RoomEnd, site, room, on);

struct NewService {
  SiteId site;
  std::string service;
  Day from;
};
ZHULIAN_RECORD(NewService, site, service, from);

struct ServiceEnd {
  SiteId site;
  std::string service;
  Day on;
};
ZHULIAN_RECORD(ServiceEnd, site, service, on);

struct NewCatchment {
  SiteId site;
  Area area;  // A village.
  Day from;
};
ZHULIAN_RECORD(NewCatchment, site, area, from);

struct CatchmentEnd {
  SiteId site;
  Area area;
  Day on;
};
ZHULIAN_RECORD(CatchmentEnd, site, area, on);

// The whole week from a day on; what is not named is closed.
struct NewHours {
  SiteId site;
  Day from;
  std::vector<OpenHours> week;
};
ZHULIAN_RECORD(NewHours, site, from, week);

struct NewException {
  SiteId site;
  Day on;
  bool is_open;
  std::optional<std::string> opens;  // Both where the site is open that day, neither where not.
  std::optional<std::string> closes;
  std::string reason;
};
ZHULIAN_RECORD(NewException, site, on, is_open, opens, closes, reason);
constexpr auto record_notes(const NewException*) {
  return std::array{record::Note{.field = "opens", .meaning = "HH:MM.", .max_length = 5},
                    record::Note{.field = "closes", .meaning = "HH:MM.", .max_length = 5},
                    record::Note{.field = "reason", .max_length = 500, .min_length = 1}};
}

struct NewUse {
  SiteId site;
  Id<SiteUse> id;
  OrganisationId organisation;
  std::optional<Id<Room>> room;  // Left away: the whole site.
  std::int64_t weekday;
  std::string opens;
  std::string closes;
  Day from;
};
ZHULIAN_RECORD(NewUse, site, id, organisation, room, weekday, opens, closes, from);
constexpr auto record_notes(const NewUse*) {
  return std::array{
      record::Note{.field = "room", .meaning = "Left away: the body has the whole site."},
      record::Note{.field = "weekday", .meaning = "Monday is 1.", .minimum = 1, .maximum = 7},
      record::Note{.field = "opens", .meaning = "HH:MM.", .max_length = 5},
      record::Note{.field = "closes", .meaning = "HH:MM; 24:00 is midnight.", .max_length = 5}};
}

struct UseEnd {
  SiteId site;
  Id<SiteUse> use;
  Day on;
};
ZHULIAN_RECORD(UseEnd, site, use, on);

struct NewOpening {
  SiteId site;
  Id<Opening> id;
  std::optional<Instant> opened_at;  // Now when left away.
};
ZHULIAN_RECORD(NewOpening, site, id, opened_at);

struct OpeningEnd {
  SiteId site;
  Id<Opening> opening;
  std::optional<Instant> closed_at;  // Now when left away.
};
ZHULIAN_RECORD(OpeningEnd, site, opening, closed_at);

// The whole opening as it was. `took_place` false: nobody had opened, and nothing stands for it.
struct OpeningCorrection {
  SiteId site;
  Id<Opening> opening;
  Id<Opening> id;                    // Of the new one.
  std::optional<Instant> opened_at;  // As before when left away.
  std::optional<Instant> closed_at;  // Empty: it is open still.
  std::optional<bool> took_place;
  std::string reason;
};
ZHULIAN_RECORD(OpeningCorrection, site, opening, id, opened_at, closed_at, took_place, reason);
constexpr auto record_notes(const OpeningCorrection*) {
  return std::array{
      record::Note{.field = "closed_at", .meaning = "Left away: the site is open still."},
      record::Note{.field = "took_place",
                   .meaning = "False where nobody had opened: nothing stands for the old one."},
      record::Note{.field = "reason", .max_length = 500, .min_length = 1}};
}

// ---- operations --------------------------------------------------------------------------------

Result<http::Page<SiteLine>> find_sites(const Call&, const SiteQuery&);  // By name.
Result<SitePage> open_site(const Call&, const SiteRef&);

//   registry.site.kind, .area (a town or a place in it), registry.area.*, .id_taken
Result<SitePage> add_site(const Call&, const NewSite&);
//   registry.site.moved_later   an address from that day or a later one is known already
Result<SitePage> move_site(const Call&, const NewAddress&);
// Ends everything that hangs on the site.
//   registry.site.goes_on   something begins or happened on that day or later
Result<SitePage> end_site(const Call&, const SiteEnd&);

// Of everything dated below:
//   registry.site.ended, .outside   the day lies outside the days of the site
//   registry.span.overlap, .order, .ended
Result<SitePage> add_room(const Call&, const NewRoom&);
// Ends the hours that bodies have in it.
//   registry.room.used (day)   such hours begin on that day or later
Result<SitePage> end_room(const Call&, const RoomEnd&);
Result<SitePage> add_service(const Call&, const NewService&);
Result<SitePage> end_service(const Call&, const ServiceEnd&);
//   registry.catchment.taken (409)   the village is served by another site of this kind: its name
Result<SitePage> add_catchment(const Call&, const NewCatchment&);
Result<SitePage> end_catchment(const Call&, const CatchmentEnd&);

// Setting what is set already for that day replaces it; the former rows stay.
Result<SitePage> set_hours(const Call&, const NewHours&);
Result<SitePage> add_exception(const Call&, const NewException&);

// The timetable of a place that several bodies share. Hours clash when they overlap on a weekday,
// on any day, in one room; whoever has the whole site has every room.
//   registry.use.clash (409, body, opens, closes, day)   those hours are another body's
//   registry.use.own (409, opens, closes, day)           .. or this body's already
Result<SitePage> add_use(const Call&, const NewUse&);
Result<SitePage> end_use(const Call&, const UseEnd&);

// Today by whoever may open sites, a past day by whoever may change them; never the future.
//   registry.opening.open (409)      somebody has signed in already
//   registry.opening.overlap (409)   the span covers another one of the day
//   registry.opening.future, .past, .day, .order
Result<OpeningLine> sign_in(const Call&, const NewOpening&);
Result<OpeningLine> sign_out(const Call&, const OpeningEnd&);
// A new row that names the old, which counts no more. Right and bounds are those of signing.
//   registry.opening.corrected (409, newest)   it was corrected before: go on from the newest
Result<OpeningLine> correct_opening(const Call&, const OpeningCorrection&);

}  // namespace zhulian::registry
