// An independent slow count of places and bonds over the bare rows: what the figures of sites, ties
// and groups must equal. It reads no view and none of the projections kept beside the rows.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "figures/figures.h"
#include "packs/catalogue.h"
#include "test/world.h"

namespace zhulian::figures::slow_sites {

using std::chrono::days;
using test::area;

// A thing that holds from a day until another one.
struct Span {
  std::int64_t from = 0;
  std::int64_t until = 0;
  bool on(std::int64_t day) const { return from <= day && day < until; }
};
struct SlowPlace : Span {
  std::string site, area;
  double floor = 0;
};
struct SlowThing : Span {  // A room, a service, a village served.
  std::string id, site, word;
  double floor = 0;
};
struct SlowTie : Span {
  std::string id, kind, from_kind, from_id, to_kind, to_id, area;
};
struct SlowSkill : Span {
  std::string person;
};
struct SlowUse : Span {
  std::string site;
  double hours = 0;
};
struct SlowBody : Span {
  std::string id, kind, area;
};

// The bare rows; no view, and none of what is kept beside the rows.
struct Bare {
  std::map<std::string, std::string> kinds;  // Of sites.
  std::map<std::string, Span> sites;
  std::map<std::string, Day> entered;
  std::vector<SlowPlace> places;
  std::vector<SlowThing> rooms, services, villages;
  std::map<std::string, std::map<std::int64_t, std::int64_t>> minutes;  // site -> day -> minutes
  std::vector<SlowTie> ties;
  std::map<std::string, SlowBody> bodies;
  std::vector<SlowBody> groups;
  std::vector<SlowTie> parts;  // kind: the part; from_id: the group; to_kind, to_id: who.
  std::vector<SlowUse> uses;
  std::vector<SlowSkill> skills;
  std::vector<SlowBody> towns_villages;

  const SlowPlace* place(const std::string& site, std::int64_t on) const {
    for (const SlowPlace& each : places)
      if (each.site == site && each.on(on)) return &each;
    return nullptr;
  }
};

inline void read_sites(const Call& call, const std::set<std::string>& voided, Bare& rows) {
  const auto text = [](const Row& row, int column) { return row.get<std::string>(column); };
  for (const auto& row :
       call.tx.query("SELECT id, kind, from_day, until_day, recorded_at FROM registry_site")) {
    rows.kinds[text(row, 0)] = text(row, 1);
    rows.sites[text(row, 0)] = {row.integer(2), row.integer(3)};
    rows.entered[text(row, 0)] = day_at(row.instant(4), call.deployment.zone);
  }
  for (const auto& row : call.tx.query("SELECT site_id, area, coalesce(floor_dm2, 0), from_day,"
                                       " until_day FROM registry_site_address"))
    rows.places.push_back({{row.integer(3), row.integer(4)},
                           text(row, 0),
                           text(row, 1),
                           static_cast<double>(row.integer(2)) / 100});
  for (const auto& row : call.tx.query("SELECT id, site_id, function, area_dm2, from_day, until_day"
                                       " FROM registry_site_room"))
    rows.rooms.push_back({{row.integer(4), row.integer(5)},
                          text(row, 0),
                          text(row, 1),
                          text(row, 2),
                          static_cast<double>(row.integer(3)) / 100});
  for (const auto& row :
       call.tx.query("SELECT site_id, service, from_day, until_day FROM registry_site_service"))
    rows.services.push_back({{row.integer(2), row.integer(3)}, "", text(row, 0), text(row, 1)});
  for (const auto& row :
       call.tx.query("SELECT site_id, area, from_day, until_day FROM registry_site_catchment"))
    rows.villages.push_back({{row.integer(2), row.integer(3)}, "", text(row, 0), text(row, 1)});
  std::set<std::string> corrected = voided;
  for (const auto& row : call.tx.query("SELECT corrects_id FROM registry_site_opening"
                                       " WHERE corrects_id IS NOT NULL"))
    corrected.insert(text(row, 0));
  for (const auto& row : call.tx.query("SELECT id, site_id, on_day, opened_at,"
                                       " coalesce(closed_at, opened_at) FROM"
                                       " registry_site_opening"))
    if (!corrected.contains(text(row, 0)))
      rows.minutes[text(row, 1)][row.integer(2)] += (row.integer(4) - row.integer(3)) / 60000;
}

inline void read_bonds(const Call& call, Bare& rows) {
  const auto text = [](const Row& row, int column) { return row.get<std::string>(column); };
  for (const auto& row :
       call.tx.query("SELECT id, kind, from_kind, from_id, to_kind, to_id, area, from_day,"
                     " until_day FROM registry_tie"))
    rows.ties.push_back({{row.integer(7), row.integer(8)},
                         text(row, 0),
                         text(row, 1),
                         text(row, 2),
                         text(row, 3),
                         text(row, 4),
                         text(row, 5),
                         text(row, 6)});
  for (const auto& row :
       call.tx.query("SELECT id, kind, area, from_day, until_day FROM registry_organisation"))
    rows.bodies[text(row, 0)] = {
        {row.integer(3), row.integer(4)}, text(row, 0), text(row, 1), text(row, 2)};
  for (const auto& row :
       call.tx.query("SELECT id, kind, area, from_day, until_day FROM registry_group"))
    rows.groups.push_back(
        {{row.integer(3), row.integer(4)}, text(row, 0), text(row, 1), text(row, 2)});
  for (const auto& row : call.tx.query("SELECT part, group_id, party_id, from_day, until_day,"
                                       " party_kind FROM registry_group_part"))
    rows.parts.push_back({{row.integer(3), row.integer(4)},
                          "",
                          text(row, 0),
                          "",
                          text(row, 1),
                          text(row, 5),
                          text(row, 2),
                          ""});
  for (const auto& row : call.tx.query("SELECT site_id, opens_min, closes_min, from_day, until_day"
                                       " FROM registry_site_use"))
    rows.uses.push_back({{row.integer(3), row.integer(4)},
                         text(row, 0),
                         static_cast<double>(row.integer(2) - row.integer(1)) / 60});
  for (const auto& row :
       call.tx.query("SELECT person_id, from_day, until_day FROM registry_qualification"))
    rows.skills.push_back({{row.integer(1), row.integer(2)}, text(row, 0)});
  for (const auto& row : call.tx.query("SELECT code, until_day FROM registry_area"
                                       " WHERE level = 'village'"))
    rows.towns_villages.push_back({{0, row.integer(1)}, text(row, 0), "village", text(row, 0)});
}

using Set = std::set<std::string>;

class Slow {
 public:
  Slow(const Bare& rows, const Scope& scope, Day today, std::set<std::string> severe)
      : rows_(rows), scope_(scope), today_(today), severe_(std::move(severe)) {}

  std::map<std::string, double> all() const {
    std::map<std::string, double> made;
    const auto size = [](const Set& set) { return static_cast<double>(set.size()); };
    made["sites"] = size(sites(""));
    made["homes"] = size(sites("disability_home"));
    made["care_centres"] = size(sites("care_centre"));
    made["shared_places"] = size(sites("shared_place"));
    const auto [shared, hours] = timetables();
    made["shared_places_with_timetable"] = size(shared);
    made["shared_place_hours"] = hours;
    made["home_floor_area"] = floor_area("disability_home");
    made["home_room_area"] = rooms("disability_home").second;
    made["home_rooms"] = rooms("disability_home").first;
    made["centre_rooms"] = rooms("care_centre").first;
    made["centre_room_area"] = rooms("care_centre").second;
    made["centres_with_counselling"] = size(with_counselling());
    made["home_service_items"] = size(services("disability_home", false));
    made["home_services"] = size(services("disability_home", true));
    made["centre_service_items"] = size(services("care_centre", false));
    made["villages_served_by_homes"] = size(served("disability_home"));
    made["villages_served_by_centres"] = size(served("care_centre"));
    const auto [weeks, met] = weeks_of("");
    made["site_weeks"] = weeks;
    made["site_weeks_met"] = met;
    const auto [home_weeks, home_met] = weeks_of("disability_home");
    made["home_weeks"] = home_weeks;
    made["home_weeks_met"] = home_met;
    made["site_days"] = days_open();
    made["site_partners"] = size(bodies_at("partner_of"));
    made["site_operators"] = size(bodies_at("operates"));
    const Set paired{"paired_person", "paired_site", "paired_with"};
    made["bodies_paired"] = size(ties(paired, &SlowTie::from_id));
    made["pairings"] = size(ties(paired, &SlowTie::id));
    made["site_staff"] = size(staff(false));
    made["licensed_staff"] = size(staff(true));
    made["joint_branches"] = groups("joint_branch");
    made["triples"] = groups("triple");
    made["villages"] = size(villages());
    const Set with_association = having("association");
    made["villages_with_association"] = size(with_association);
    const Set with_liaison = ties({"liaison_of"}, &SlowTie::to_id);
    made["villages_with_liaison"] = size(with_liaison);
    made["villages_with_both"] = size(both(with_liaison, with_association));
    const Set with_home = both(near("disability_home"), with_association);
    made["villages_with_home"] = size(with_home);
    made["villages_with_three"] = size(both(near("volunteer_station"), with_home));
    for (const char* kind : {"volunteer_branch", "volunteer_committee", "art_troupe"})
      made[std::string(kind) + (kind == std::string("volunteer_branch") ? "es" : "s")] =
          size(bodies(kind));
    Set party = bodies("party_branch");
    party.merge(bodies("party_committee"));
    made["party_bodies"] = size(party);
    const Set volunteering{"volunteer_association", "volunteer_branch", "volunteer_committee",
                           "art_troupe"};
    made["volunteer_members"] = size(members({"member_of", "volunteer_of"}, volunteering, false));
    made["volunteer_memberships"] =
        size(members({"member_of", "volunteer_of"}, volunteering, true));
    made["team_members"] =
        size(members({"member_of", "volunteer_of", "founder_of"}, {"volunteer_team"}, false));
    made["workplace_members"] = size(members({"member_of"}, {"workplace_association"}, false));
    made["chairs_concurrent"] = size(chairs());
    made["severe_in_triples"] = size(both(severe_held(), severe_));
    return made;
  }

 private:
  std::int64_t as_of() const { return number(scope_.as_of); }
  bool inside(const std::string& code) const { return code.starts_with(scope_.area.code()); }
  static Set both(const Set& a, const Set& b) {
    Set found;
    for (const std::string& each : a)
      if (b.contains(each)) found.insert(each);
    return found;
  }
  bool is(const std::string& site, const std::string& kind) const {
    return kind.empty() || rows_.kinds.at(site) == kind;
  }
  // Whether the site stands within on the day.
  bool stands(const std::string& site, std::int64_t on) const {
    const SlowPlace* place = rows_.place(site, on);
    return place && inside(place->area);
  }
  Set sites(const std::string& kind) const {
    Set found;
    for (const auto& [id, word] : rows_.kinds)
      if (is(id, kind) && stands(id, as_of())) found.insert(id);
    return found;
  }
  double floor_area(const std::string& kind) const {
    double total = 0;
    for (const std::string& id : sites(kind)) total += rows_.place(id, as_of())->floor;
    return total;
  }
  std::pair<double, double> rooms(const std::string& kind) const {
    std::pair<double, double> total{};
    for (const SlowThing& room : rows_.rooms)
      if (room.on(as_of()) && is(room.site, kind) && stands(room.site, as_of())) {
        ++total.first;
        total.second += room.floor;
      }
    return total;
  }
  Set with_counselling() const {
    Set found;
    for (const SlowThing& room : rows_.rooms)
      if (room.on(as_of()) && room.word == "counselling" && is(room.site, "care_centre") &&
          stands(room.site, as_of()))
        found.insert(room.site);
    return found;
  }
  Set services(const std::string& kind, bool each) const {
    Set found;
    for (const SlowThing& item : rows_.services)
      if (item.on(as_of()) && is(item.site, kind) && stands(item.site, as_of()))
        found.insert(each ? item.site + item.word : item.word);
    return found;
  }
  Set served(const std::string& kind) const {
    Set found;
    for (const SlowThing& village : rows_.villages)
      if (village.on(as_of()) && is(village.site, kind) && inside(village.word))
        found.insert(village.word);
    return found;
  }
  // Weeks that are over and count, and those that met their floor.
  std::pair<double, double> weeks_of(const std::string& kind) const {
    const packs::Catalogue& packs = test::shipped_packs();
    std::pair<double, double> total{};
    for (const auto& [id, word] : rows_.kinds) {
      if (!is(id, kind)) continue;
      const auto opened = rows_.minutes.find(id);
      const Span& site = rows_.sites.at(id);
      Day begun = rows_.entered.at(id);
      if (opened != rows_.minutes.end())
        begun = std::min(begun, day_of_number(opened->second.begin()->first));
      const Day start = std::max(begun, day_of_number(site.from));
      for (Day monday = packs::monday_of(start); monday + days{6} < packs::monday_of(today_);
           monday += days{7}) {
        const Day sunday = monday + days{6};
        if (monday < start || number(sunday) >= site.until) continue;
        const SlowPlace* place = rows_.place(id, number(sunday));
        if (!place || !inside(place->area) || sunday < scope_.from || sunday > scope_.to) continue;
        const auto* floor = packs.sites.floor(word, area(place->area), monday);
        if (!floor) continue;
        std::int64_t full = 0;
        for (Day on = monday; on <= sunday; on += days{1})
          if (opened != rows_.minutes.end()) {
            const auto found = opened->second.find(number(on));
            full += found != opened->second.end() && found->second >= floor->minutes_a_day;
          }
        ++total.first;
        total.second += full >= packs::days_due(*floor, packs.calendar, monday).value();
      }
    }
    return total;
  }
  double days_open() const {
    double total = 0;
    for (const auto& [id, opened] : rows_.minutes)
      for (const auto& [on, length] : opened)
        total += number(scope_.from) <= on && on <= number(scope_.to) && stands(id, on);
    return total;
  }
  Set bodies_at(const std::string& kind) const {
    Set found;
    for (const SlowTie& tie : rows_.ties)
      if (tie.kind == kind && tie.on(as_of()) && stands(tie.to_id, as_of()))
        found.insert(tie.from_id);
    return found;
  }
  Set ties(const Set& kinds, std::string SlowTie::* of) const {
    Set found;
    for (const SlowTie& tie : rows_.ties)
      if (kinds.contains(tie.kind) && tie.on(as_of()) && inside(tie.area)) found.insert(tie.*of);
    return found;
  }
  // Who works at a site where the site is on the day; `skilled` with a qualification that holds.
  Set staff(bool skilled) const {
    Set found;
    for (const SlowTie& tie : rows_.ties) {
      if (tie.kind != "staff_at" || !tie.on(as_of()) || !stands(tie.to_id, as_of())) continue;
      bool fits = !skilled;
      for (const SlowSkill& skill : rows_.skills)
        fits = fits || (skill.person == tie.from_id && skill.on(as_of()));
      if (fits) found.insert(tie.from_id);
    }
    return found;
  }
  double groups(const std::string& kind) const {
    double total = 0;
    for (const SlowBody& group : rows_.groups)
      total += group.kind == kind && is_whole(group) && inside(group.area);
    return total;
  }
  // In each part that somebody ever took, somebody stands on the day.
  bool is_whole(const SlowBody& group) const {
    if (!group.on(as_of())) return false;
    Set there;
    Set taken;
    for (const SlowTie& part : rows_.parts) {
      if (part.from_id != group.id) continue;
      there.insert(part.kind);
      if (part.on(as_of())) taken.insert(part.kind);
    }
    return there == taken;
  }
  std::pair<Set, double> timetables() const {
    Set places;
    double hours = 0;
    for (const SlowUse& use : rows_.uses) {
      if (!is(use.site, "shared_place") || !use.on(as_of()) || !stands(use.site, as_of())) continue;
      places.insert(use.site);
      hours += use.hours;
    }
    return {places, hours};
  }
  Set villages() const {
    Set found;
    for (const SlowBody& village : rows_.towns_villages)
      if (village.on(as_of()) && inside(village.id)) found.insert(village.id);
    return found;
  }
  Set having(const std::string& kind) const {
    Set found;
    for (const auto& [id, body] : rows_.bodies)
      if (body.kind == kind && body.area.size() == 12 && body.on(as_of()) && inside(body.area))
        found.insert(body.area);
    return found;
  }
  // Villages in which such a site stands, or which one serves.
  Set near(const std::string& kind) const {
    Set found = served(kind);
    for (const std::string& id : sites(kind)) {
      const std::string& code = rows_.place(id, as_of())->area;
      if (code.size() >= 12) found.insert(code.substr(0, 12));
    }
    return found;
  }
  Set bodies(const std::string& kind) const {
    Set found;
    for (const auto& [id, body] : rows_.bodies)
      if (body.kind == kind && body.on(as_of()) && inside(body.area)) found.insert(id);
    return found;
  }
  Set members(const Set& kinds, const Set& of, bool each) const {
    Set found;
    for (const SlowTie& tie : rows_.ties) {
      if (!kinds.contains(tie.kind) || tie.from_kind != "person" || tie.to_kind != "organisation")
        continue;
      const SlowBody& body = rows_.bodies.at(tie.to_id);
      if (of.contains(body.kind) && tie.on(as_of()) && body.on(as_of()) && inside(tie.area))
        found.insert(each ? tie.id : tie.from_id);
    }
    return found;
  }
  Set chairs() const {
    Set found;
    for (const SlowTie& chair : rows_.ties) {
      if (chair.kind != "chair_of" || !chair.on(as_of()) || !inside(chair.area) ||
          rows_.bodies.at(chair.to_id).kind != "association")
        continue;
      for (const SlowTie& other : rows_.ties)
        if ((other.kind == "secretary_of" || other.kind == "director_of") &&
            other.from_id == chair.from_id && other.on(as_of()))
          found.insert(chair.to_id);
    }
    return found;
  }
  Set severe_held() const {
    Set found;
    for (const SlowTie& part : rows_.parts) {
      if (part.kind != "holder" || part.to_kind != "person" || !part.on(as_of())) continue;
      for (const SlowBody& group : rows_.groups)
        if (group.id == part.from_id && group.kind == "triple" && is_whole(group) &&
            inside(group.area))
          found.insert(part.to_id);
    }
    return found;
  }

  const Bare& rows_;
  const Scope& scope_;
  Day today_;
  std::set<std::string> severe_;
};

}  // namespace zhulian::figures::slow_sites
