#include "app/office_http.h"

#include "packs/catalogue.h"
#include "platform/audit.h"
#include "platform/jobs.h"
#include "platform/users.h"

namespace zhulian::app {

struct CodeLine {
  std::string code{};
  std::string zh{};
  std::string en{};
  std::string parent{};
  bool may_claim = false;
};
ZHULIAN_RECORD(CodeLine, code, zh, en, parent, may_claim);

struct CodeListView {
  std::string list{};
  std::vector<CodeLine> codes{};
};
ZHULIAN_RECORD(CodeListView, list, codes);

// The rules of the loop as the forms must know them.
struct RulesView {
  std::int64_t claim_days = 0;
  std::int64_t delivery_days = 0;
  std::int64_t letter_min = 0;
  std::int64_t letter_max = 0;
  std::int64_t partners_max = 0;
  std::int64_t wish_max = 0;
  std::int64_t evidence_min = 0;
  std::int64_t evidence_max = 0;
  std::int64_t evidence_bytes_max = 0;
};
ZHULIAN_RECORD(RulesView, claim_days, delivery_days, letter_min, letter_max, partners_max, wish_max,
               evidence_min, evidence_max, evidence_bytes_max);

// What may stand in a place of a relation: person, user, organisation, area or site, and of which
// kinds the bodies or sites may be (empty: of any).
struct PartyRuleView {
  std::vector<std::string> parties{};
  std::vector<std::string> kinds{};
};
ZHULIAN_RECORD(PartyRuleView, parties, kinds);

struct TieRuleView {
  std::string kind{};  // A code of relation_kind.
  PartyRuleView subject{};
  PartyRuleView object{};
};
ZHULIAN_RECORD(TieRuleView, kind, subject, object);

struct GroupPartRuleView {
  std::string part{};  // A code of group_part.
  PartyRuleView party{};
};
ZHULIAN_RECORD(GroupPartRuleView, part, party);

struct GroupRuleView {
  std::string kind{};  // A code of group_kind.
  std::vector<GroupPartRuleView> parts{};
};
ZHULIAN_RECORD(GroupRuleView, kind, parts);

struct CodesView {
  std::vector<CodeListView> lists{};
  std::vector<CodeLine> roles{};
  RulesView rules{};
  std::vector<TieRuleView> ties{};
  std::vector<GroupRuleView> groups{};
  Day today{};
};
ZHULIAN_RECORD(CodesView, lists, roles, rules, ties, groups, today);

struct JobRef {
  Id<Job> job{};
};
ZHULIAN_RECORD(JobRef, job);

struct AuditFilter {
  std::optional<std::string> subject{};
  std::optional<std::string> cursor{};
  std::optional<std::int64_t> limit{};
};
ZHULIAN_RECORD(AuditFilter, subject, cursor, limit);
constexpr auto record_notes(const AuditFilter*) {
  return std::array{record::Note{.field = "subject", .meaning = "The id of what was done to."},
                    record::Note{.field = "limit", .minimum = 1, .maximum = 200}};
}

// A colleague as those see who may appoint one.
struct Colleague {
  Id<Actor> id{};
  std::string name{};
  std::string role{};
  std::vector<Area> areas{};
  std::optional<Id<registry::Organisation>> organisation{};
};
ZHULIAN_RECORD(Colleague, id, name, role, areas, organisation);

struct ColleagueFilter {
  std::optional<std::string> role{};
  std::optional<std::string> cursor{};
  std::optional<std::int64_t> limit{};
};
ZHULIAN_RECORD(ColleagueFilter, role, cursor, limit);
constexpr auto record_notes(const ColleagueFilter*) {
  return std::array{record::Note{.field = "role", .meaning = "A role of the packs."},
                    record::Note{.field = "limit", .minimum = 1, .maximum = 200}};
}

namespace {

// Every code list in both languages: the app shows words, never codes.
Result<CodesView> codes(const Call& call) {
  const packs::Catalogue& packs = call.deployment.packs;
  CodesView view{.today = call.today()};
  for (const auto& [name, list] : packs.lists) {
    CodeListView lines{.list = name};
    for (const packs::Code& code : list.codes)
      if (code.holds_on(call.today()))
        lines.codes.push_back({.code = code.code,
                               .zh = code.name.zh,
                               .en = code.name.en,
                               .parent = code.parent,
                               .may_claim = code.flag("may_claim")});
    view.lists.push_back(std::move(lines));
  }
  // What may be recorded of a person; its form stands in place of a parent.
  CodeListView facts{.list = "fact"};
  for (const auto& [key, rule] : packs.facts)
    if (rule.from <= call.today() && call.today() < rule.until)
      facts.codes.push_back({.code = key,
                             .zh = rule.name.zh,
                             .en = rule.name.en,
                             .parent = std::string(word(rule.form))});
  view.lists.push_back(std::move(facts));
  for (const auto& [id, role] : packs.roles)
    view.roles.push_back({.code = id, .zh = role.name.zh, .en = role.name.en});
  const Area area = call.actor.areas.empty() ? Area{} : call.actor.areas.front();
  const packs::NeedsRules rules = packs.needs_rules(area, call.today());
  view.rules = {.claim_days = rules.claim_days,
                .delivery_days = rules.delivery_days,
                .letter_min = rules.letter_min,
                .letter_max = rules.letter_max,
                .partners_max = rules.partners_max,
                .wish_max = rules.wish_max,
                .evidence_min = rules.evidence_min,
                .evidence_max = rules.evidence_max,
                .evidence_bytes_max = packs.photo_bytes_max(area, call.today())};
  for (const auto& [kind, tie] : packs.ties.ties)
    view.ties.push_back({.kind = kind,
                         .subject = {tie.subject.parties, tie.subject.kinds},
                         .object = {tie.object.parties, tie.object.kinds}});
  for (const auto& [kind, group] : packs.ties.groups) {
    GroupRuleView lines{.kind = kind};
    for (const packs::GroupPart& part : group.parts)
      lines.parts.push_back({.part = part.part, .party = {part.parties, part.kinds}});
    view.groups.push_back(std::move(lines));
  }
  return view;
}

Result<Job> open_job(const Call& call, const JobRef& ref) {
  return find_job(call, ref.job);
}
Result<Job> stop_job(const Call& call, const JobRef& ref) {
  return cancel_job(call, ref.job);
}
Result<std::vector<Job>> jobs(const Call& call) {
  return list_jobs(call, 50);
}

// Who can sign in today, by name. Users without an area are bound to an organisation or a person
// and are appointed nowhere.
Result<http::Page<Colleague>> users(const Call& call, const ColleagueFilter& filter) {
  const auto limit = filter.limit.value_or(100);
  http::Page<Colleague> page;
  std::string after = filter.cursor.value_or("");
  // The role is looked at here: a page is filled from as many portions as it takes.
  while (std::ssize(page.items) < limit) {
    const auto portion = list_users(call, after, limit);
    for (const User& user : portion) {
      after = user.name;
      if (!may_sign_in(user, call.today())) continue;
      if (filter.role && user.role != *filter.role) continue;
      page.items.push_back({user.id, user.display_name, user.role, user.areas, user.organisation});
      if (std::ssize(page.items) == limit) break;
    }
    if (std::ssize(portion) < limit) return page;
  }
  page.next_cursor = after;
  return page;
}

Result<http::Page<AuditEntry>> log(const Call& call, const AuditFilter& filter) {
  const auto limit = filter.limit.value_or(50);
  http::Page<AuditEntry> page{
      .items =
          find_audit(call, {.subject = filter.subject, .before = filter.cursor, .limit = limit})};
  if (std::ssize(page.items) == limit) page.next_cursor = page.items.back().id;
  return page;
}

}  // namespace

http::Routes office_routes() {
  return {
      http::get<codes>("/codes", http::anyone,
                       "Code lists and rules of the packs, in Chinese and English."),
      http::get<jobs>("/jobs", Right::jobs_read, "Long work of the caller's areas, newest first."),
      http::get<open_job>("/jobs/{job}", Right::jobs_read, "How far a job is."),
      http::take_away<stop_job>("/jobs/{job}", Right::jobs_read, "Cancels a job."),
      http::get<users>("/users", Right::organisations_write,
                       "Colleagues of the caller's areas who can sign in, by sign-in name."),
      http::get<log>("/audit", Right::audit_read, "Who did what, newest first."),
  };
}

}  // namespace zhulian::app
