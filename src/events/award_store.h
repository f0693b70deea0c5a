// The rows of awards. What is said of the nominee is sealed here and opened here.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "events/awards.h"
#include "platform/where.h"

namespace zhulian::events::store {

struct AwardRow {
  AwardLine line{};  // Complete but for `where`; the name as it is.
  std::string reason{};
  std::string recorded_by{};
};
// Within the actor's areas.
std::optional<AwardRow> find_award(const Call&, const AwardId&);
// Without regard to who asks: of an id that came again.
std::optional<AwardRow> find_any_award(const Call&, const AwardId&);
// The one that stands in the way of another of its kind, year and nominee.
std::optional<AwardRow> find_standing(const Call&, const NewAward&);

struct AwardFilter {
  AwardsQuery query{};
  std::optional<Cursor> behind{};
  std::int64_t limit = page_default;
};
// A page, the latest nomination first, one more than `limit` where there is more; without reasons.
std::vector<AwardRow> list_awards(const Call&, const AwardFilter&);

void lock_award(Tx&, const AwardId&);

// False when the id is taken, or one of this kind, year and nominee stands.
bool add_award(const Call&, const NewAward&, const Area&, Day on);

// A step as it was written down.
struct AwardStep {
  std::string step;
  Day on{};
  std::optional<Day> last{};       // Of a notice.
  std::optional<EventId> event{};  // Of a granting.
  std::string place{};             // Of a notice.
  std::string words{};
  Instant at{};
  std::string by{};
};
std::optional<AwardStep> find_review(const Call&, const AwardId&);  // step: the verdict
std::optional<AwardStep> find_notice(const Call&, const AwardId&);
std::optional<AwardStep> find_granting(const Call&, const AwardId&);
std::optional<AwardStep> find_withdrawal(const Call&, const AwardId&);

void add_review(const Call&, const AwardReview&, Day on);
void add_notice(const Call&, const AwardNotice&);  // With both days.
void add_granting(const Call&, const Granting&, Day on);
void add_withdrawal(const Call&, const AwardWithdrawal&);

std::vector<ObjectionLine> objections_of(const Call&, const AwardId&);
// Of whichever award.
struct ObjectionRow {
  AwardId award;
  ObjectionLine line;
};
std::optional<ObjectionRow> find_objection(const Call&, const Id<Objection>&);
bool add_objection(const Call&, const NewObjection&, Day on);

// The first step: who wrote it down, and when.
StepLine nomination_of(Tx&, const AwardId&);

}  // namespace zhulian::events::store
