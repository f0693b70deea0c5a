// What packs say of consents: who gives one, which ties and events ask for one.
#include <gtest/gtest.h>

#include "packs/event_rules.h"
#include "packs/packs_world.h"

namespace zhulian::packs {
namespace {

// The codes of all faults, without their places.
std::vector<std::string> codes_with(const std::string& path, const std::string& content) {
  const auto loaded = load_with(path, content);
  if (loaded) return {};
  std::vector<std::string> codes{loaded.error().code};
  for (const Error& other : loaded.error().others) codes.push_back(other.code);
  return codes;
}

TEST(PackConsents, are_asked_of_whom_the_condition_is_or_may_be_true) {
  const ConsentRule of_children{.purpose = "online_class", .when = "age < 18"};
  EXPECT_TRUE(needs_consent(of_children, {.age = 17}));
  EXPECT_FALSE(needs_consent(of_children, {.age = 18}));
  EXPECT_FALSE(needs_consent({}, {.age = 3}));
  const ConsentRule of_some{.purpose = "photo", .when = "category = 5 and age < 30"};
  EXPECT_TRUE(needs_consent(of_some, {.age = 20}));  // Who knows what their category is.
  EXPECT_TRUE(needs_consent(of_some, {.category = 5, .age = 20}));
  EXPECT_FALSE(needs_consent(of_some, {.category = 4, .age = 20}));
  EXPECT_FALSE(needs_consent(of_some, {.age = 30}));
}

TEST(PackConsents, stand_in_the_shipped_packs) {
  const auto loaded = load(shipped({"cn", "pengjiang"}));
  ASSERT_TRUE(loaded) << loaded.error().code;
  const Area place = Area::parse("440703").value();
  const Day day = parse_day("2020-06-01").value();
  const EventKind* kind = loaded->events->kind("class", place, day);
  ASSERT_TRUE(kind);
  EXPECT_EQ(kind->consent.purpose, "online_class");
  EXPECT_EQ(loaded->events->kind("clinic", place, day)->consent.purpose, "");
  EXPECT_EQ(loaded->ties.tie("invited_by")->consent, "show_inviter");
  EXPECT_EQ(loaded->ties.tie("guardian")->consents, Consents::anybody);
  EXPECT_EQ(loaded->ties.tie("parent")->consents, Consents::child);
  EXPECT_EQ(loaded->ties.tie("relative")->consents, Consents::nobody);
}

TEST(PackConsents, are_refused_where_they_make_no_sense) {
  const auto with_tie = [](const std::string& keys) {
    return codes_with("ties.yaml", "ties:\n  - {kind: member_of, subject: {parties: [person]}, " +
                                       keys + ", document: product-default}\n");
  };
  EXPECT_EQ(with_tie("object: {parties: [organisation]}, consent: photo"),
            std::vector<std::string>{"packs.ties.consent_of_nobody"});
  EXPECT_EQ(with_tie("object: {parties: [person]}, consent: anything"),
            std::vector<std::string>{"packs.ties.unknown_code"});
  EXPECT_EQ(with_tie("object: {parties: [person]}, consents: everybody"),
            std::vector<std::string>{"packs.ties.consents"});
  EXPECT_EQ(with_tie("object: {parties: [organisation]}, consents: child"),
            std::vector<std::string>{"packs.ties.speaks_for_nobody"});
  const std::string head = "code,name_zh,name_en,from,to,document,guardian_below\n";
  EXPECT_EQ(codes_with("codes/consent_purpose.csv", head + "film,x,x,,,product-default,old\n"),
            std::vector<std::string>{"packs.codes.guardian_below"});
  const auto with_event = [](const std::string& consent) {
    return codes_with("events.yaml",
                      "kinds:\n  - {key: class, name: {zh: x, en: x}, beneficiaries: roll, "
                      "consent: " +
                          consent + ", document: product-default}\n");
  };
  EXPECT_EQ(with_event("{purpose: photo, when: age < 18}"), std::vector<std::string>{});
  EXPECT_EQ(with_event("{purpose: anything, when: age < 18}"),
            std::vector<std::string>{"packs.roster.unknown_code"});
  EXPECT_EQ(with_event("{purpose: photo, when: height < 18}").at(0), "packs.events.consent");
}

}  // namespace
}  // namespace zhulian::packs
