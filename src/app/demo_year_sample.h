// A sample's years as they are written: sample/year.yaml says which sites there are, who belongs
// where, and what was done how often and for how many. Optional; demo_year.h plans from it.
//
// Lists are named by a reference: `bodies.KEY`, `sites.KEY`, `pools.KEY`, `users.NAME`,
// `areas.CODE`, and `places.KEY`, the areas of those bodies. A key that stands for several means
// all of them, in their order; ties take a list of references as well.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/demo_sample.h"

namespace zhulian::app::sample {

struct Ref {
  enum class Kind { body, site, pool, user, area, place };
  Kind kind = Kind::body;
  std::string key;
};

// People of the sample that something is about: a shuffled part of them, or the officers of the
// villages, one after another.
struct PoolSample {
  enum class Of { holders, residents, officers };
  std::string key;
  std::string place;      // File and line, for a fault that is found when it is planned.
  Of of = Of::residents;  // Who holds throughout; who has no certificate and no office.
  std::int64_t nth = 1;   // Which officer of each village.
  std::optional<Area> area{};
  Words except{};                      // Beginnings of codes.
  Range ages{0, 150};                  // On the day the holders are counted.
  std::set<std::string> categories{};  // Empty: all. Of the first certificate, as the levels.
  std::set<std::string> levels{};
  std::optional<std::int64_t> count{};  // Exactly so many; all that fit when empty.
};

// Bodies beside those of sample.yaml: one, so many at one place, or one for each place of a level
// in which the sample's people live. A place of which sample.yaml has one gets no second; the key
// means that one there.
struct BodyPlan {
  std::string key, kind, place;
  std::string name;  // With {n} and {area}.
  Area area;
  Day from{};
  std::int64_t count = 1;
  std::optional<AreaLevel> each{};  // One for each place of this level in `area`; `count` at most.
  Words except{};                   // Beginnings of the codes of places that get none.
};

// from[i] is `kind` of to[i], as many times as the longer list is long; the shorter begins anew.
struct TiePlan {
  std::string kind, title, place;
  std::vector<Ref> from, to;
  Day on{};
  std::optional<Day> until{};  // From `on` to then, one after another.
  std::optional<std::int64_t> count{};
};

// The first so many of a pool agree to a purpose; `by` are who agrees for them, one each in turn.
struct ConsentPlan {
  std::string pool, purpose, way, place;
  std::optional<std::string> by{};  // A pool.
  std::optional<std::int64_t> count{};
  Day on{};
};

// The first so many of a pool are qualified from a day on.
struct QualificationPlan {
  std::string pool, qualification, level, place;
  std::optional<std::int64_t> count{};
  Day from{};
};

// Groups of a kind of ties.yaml: the i-th of each part's list together, or `near`: the i-th of the
// first list with people of the same village from the others, in turn.
struct GroupPlan {
  std::string kind, place;
  Day on{};
  std::int64_t count = 1;
  bool near = false;
  std::vector<std::pair<std::string, std::vector<Ref>>> parts;  // Part, who may stand in it.
};

struct RoomPlan {
  std::string name, function;
  std::int64_t area_dm2 = 0;
  std::optional<Day> from{};  // With the site when empty.
};
// Elsewhere from a day on.
struct MovePlan {
  Area area;
  std::string address;
  std::optional<std::int64_t> floor_dm2{};
  Day on{};
};
// Signed in and out on each day that was planned, a little early and a little late.
struct OpeningsPlan {
  std::string by;
  Day from{};
  std::optional<Day> last{};        // Yesterday when empty, as everywhere below.
  Range early{0, 12}, late{0, 25};  // Minutes.
};
// A body's hours in a place that several share, the same on each of these weekdays.
struct UsePlan {
  Ref of;  // A body.
  std::vector<std::int64_t> weekdays;
  std::string opens, closes;
};
struct SitePlan {
  std::string key, kind, name, address, place;
  Area area;
  std::string by;  // The user who enters it; the program when empty.
  Day from{};
  std::optional<std::int64_t> floor_dm2{};
  std::vector<RoomPlan> rooms{};
  std::vector<MovePlan> moves{};
  Words services{};
  std::vector<Area> catchment{};
  std::vector<std::int64_t> weekdays{};  // No hours are set when empty.
  std::string opens, closes;
  std::vector<UsePlan> uses{};
  std::optional<OpeningsPlan> openings{};
};

struct EnrolmentsPlan {
  std::string place, site, pool, care_mode, by;
  std::int64_t count = 0;
  std::int64_t skip = 0;       // Of the pool: they are enrolled elsewhere.
  Day from{}, last{};          // Of the first days of care.
  std::int64_t days = 0;       // Of so many open days, the latest, the roll is kept.
  std::int64_t present = 850;  // Per mille, as the next.
  std::int64_t leave = 90;
  std::int64_t meals = 700;  // Of those present.
};

// Looked in on again and again, from a day on: whoever the pool names.
struct WatchPlan {
  std::string kind, pool, by, place;
  Day from{};
};

struct ParcelsPlan {
  Day on{};  // Of the frozen list.
  std::optional<std::string> when{};
  std::int64_t hand_over = 0;  // The first so many of the list.
  Day from{}, last{};          // When they are handed over.
  std::string by, deliverer;
};
struct CampaignPlan {
  std::string key, kind, name, theme, by, place;
  Area area;
  Day from{};
  std::optional<Day> last{};
  std::optional<ParcelsPlan> parcels{};
};

struct DelivererPlan {
  std::string kind;
  std::optional<Ref> of{};  // A body, or one person of a pool.
  std::string name;
  Range heads{1, 1};
};
// Events of one kind: exactly `events` of them, with exactly `attendance` people who came, of whom
// `walk_ins` were only counted; the others are exactly `persons` of the pool. Or `every` so many
// days one with each of the pool.
struct SeriesPlan {
  std::string key, kind, by, place;
  Words sites{};  // In turn.
  std::optional<std::string> pool{}, campaign{};
  std::optional<Area> area{};
  std::int64_t events = 0;
  std::optional<std::int64_t> every{};
  std::optional<std::int64_t> attendance{};  // As many as events when empty.
  std::int64_t walk_ins = 0;
  std::optional<std::int64_t> persons{};
  std::optional<Range> online{};  // Of each event.
  Day from{};
  std::optional<Day> last{};
  std::vector<Day> on{};  // These days instead, in turn.
  std::vector<std::int64_t> weekdays{1, 2, 3, 4, 5, 6};
  Range hours{9, 16};  // It begins in one of these.
  std::optional<Range> minutes{};
  Weights types{}, aid_fields{}, money{}, items{};
  std::vector<DelivererPlan> deliverers{};
  WordsBy titles{};  // By activity type, or `default`.
  Words words{}, tags{}, accessibility{};
  std::string where{};         // A place that is no site.
  std::int64_t planned = 0;    // So many more, in the days to come.
  std::int64_t cancelled = 0;  // .. and so many that were planned and not held, for this reason.
  std::string cancel_reason{};
};

// A pledge of a year; `target` is what was pledged, and `changed_to` what stands instead from a day
// on. It is closed on a day after the year, or still runs.
struct PledgePlan {
  std::string name, figure, by, words, place;
  Area area;
  std::int64_t year = 0;  // Of `on`, when it is not said.
  std::int64_t target = 0;
  std::optional<Ref> lead{};
  Day on{};
  std::optional<std::int64_t> changed_to{};
  std::optional<Day> changed_on{};
  std::string change_reason{};
  std::optional<Day> closed_on{};
};

// Awards of one kind to the first so many of a reference, each as far as its days have come.
struct AwardPlan {
  std::string kind, by, nominated_by, reason, review, notice_place, place;
  Ref to;
  std::int64_t count = 1;
  std::int64_t skip = 0;
  std::int64_t year = 0;  // Of `on`, when it is not said.
  Day on{};
  std::optional<Day> reviewed{}, published{}, granted{};
};

// A half year of needs before the one that reaches until today: as in sample.yaml, but for these.
struct RoundPlan {
  Day ends{};
  int months = 6;
  std::int64_t total = 0, batches = 2;
  Weights channels{}, reached{};
};

struct Year {
  std::vector<PoolSample> pools;
  std::vector<BodyPlan> bodies;
  std::vector<SitePlan> sites;
  std::vector<TiePlan> ties;
  std::vector<ConsentPlan> consents;
  std::vector<QualificationPlan> qualifications;
  std::vector<GroupPlan> groups;
  std::vector<CampaignPlan> campaigns;
  std::vector<EnrolmentsPlan> enrolments;
  std::vector<WatchPlan> watches;
  std::vector<SeriesPlan> series;
  std::vector<PledgePlan> pledges;
  std::vector<AwardPlan> awards;
  std::vector<RoundPlan> rounds;
};

// The sample as it is for a round of needs that ended before: fewer needs, other people in them.
Sample sample_of(const RoundPlan&, Sample);

// Empty where the pack has no such file. `sample` is that of the same pack: its bodies and staff
// may be named. A day may be written from `today` back: "today-90".   packs.* (field: file and
// line), app.demo.unknown_code, .numbers, .unknown_ref
Result<Year> read_year(const packs::Source&, const packs::Catalogue&, const Sample&, Day today);

}  // namespace zhulian::app::sample
