#include "platform/users.h"

#include <thread>

#include "platform/passwords.h"
#include "platform/platform_world.h"
#include "platform/sessions.h"

namespace zhulian {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using test::area;
using test::morning;
using test::two_roles;

TEST(Reach, an_area_becomes_a_range_of_codes) {
  const Actor two{.areas = {area("421102"), area("370215")}};
  const auto both = within_areas(two, "p.area", 3);
  EXPECT_EQ(both.text, "(p.area BETWEEN $3 AND $4 OR p.area BETWEEN $5 AND $6)");
  EXPECT_EQ(both.values.size(), 4U);
  EXPECT_EQ(both.values[1].bytes(), "421102~");
  EXPECT_EQ(within_areas({}, "p.area", 1).text, "(1 = 0)");
  EXPECT_EQ(within_areas({.areas = {area("421102"), Area()}}, "p.area", 1).text, "(1 = 1)");
  EXPECT_EQ(within(Area(), "p.area", 1).text, "(1 = 1)");
  EXPECT_TRUE(reaches(two, area("421102001015")));
  EXPECT_FALSE(reaches(two, area("4211")));
  EXPECT_FALSE(reaches({}, Area()));
}

class Users : public test::PlatformTest {
 protected:
  NewUser wang() {
    return {.id = {"018f0000-0000-7000-8000-000000000002"},
            .name = "Wang",
            .display_name = "Wang",
            .role = "town",
            .areas = {area("421102001")}};
  }
  Result<User> add(const NewUser& user, const std::string& its_hash = "no hash") {
    return as(admin, [&](const Call& call) { return add_user(call, user, its_hash, two_roles); });
  }
  SignInRules rules() { return {.deployment = deployment, .roles = two_roles}; }
  Result<SignIn> try_password(const std::string& password, Instant now = morning,
                              const std::string& user = "wang", const std::string& peer = "::1") {
    return sign_in(db(), {.user = user, .password = password}, peer, now, rules());
  }
  std::optional<LiveSession> session(const std::string& token, Instant now = morning) {
    return db().read([&](Tx& tx) {
      return find_session(tx, session_hash(token), now, two_roles, deployment.zone);
    });
  }
  // Made once: a hash takes a tenth of a second.
  inline static const std::string hash = hash_password("right password");
};
ON_BOTH_DATABASES(Users);

TEST_P(Users, are_added_once_and_found_by_any_spelling_of_the_name) {
  const auto added = add(wang());
  ASSERT_TRUE(added) << added.error().code;
  EXPECT_EQ(added->name, "wang");
  EXPECT_EQ(added->valid_from, parse_day("2026-11-05"));
  EXPECT_TRUE(add(wang())) << "the second time is the first";
  EXPECT_EQ(count("platform_user"), 1);
  EXPECT_EQ(count("platform_audit"), 1);
  db().read([&](Tx& tx) {
    EXPECT_TRUE(find_user_named(tx, " \uff37ang "));
    EXPECT_FALSE(find_user_named(tx, "wan"));
  });
  auto twin = wang();
  twin.id = {"018f0000-0000-7000-8000-000000000003"};
  EXPECT_EQ(add(twin).error().code, "platform.user.name_taken");
}

TEST_P(Users, that_make_no_sense_are_refused) {
  const auto refused = [&](auto change) {
    auto user = wang();
    change(user);
    const auto added = add(user);
    return added ? std::string("added") : added.error().code;
  };
  EXPECT_EQ(refused([](auto& u) { u.name = "a b"; }), "platform.user.name_malformed");
  EXPECT_EQ(refused([](auto& u) { u.name = " "; }), "platform.user.name_malformed");
  EXPECT_EQ(refused([](auto& u) { u.name = "a/b"; }), "platform.user.name_malformed");
  EXPECT_EQ(refused([](auto& u) { u.name = std::string(65, 'a'); }),
            "platform.user.name_malformed");
  EXPECT_EQ(refused([](auto& u) { u.role = "king"; }), "platform.user.role_unknown");
  EXPECT_EQ(refused([](auto& u) { u.areas.clear(); }), "platform.user.area_missing");
  EXPECT_EQ(refused([](auto& u) { u.areas.push_back(area("370215")); }),
            "platform.user.area_outside");
  EXPECT_EQ(refused([](auto& u) { u.areas = {Area()}; }), "platform.user.area_outside");
  EXPECT_EQ(refused([](auto& u) { u.valid_until = parse_day("2026-11-04"); }),
            "platform.user.dates_reversed");
  EXPECT_EQ(count("platform_user"), 0);
}

TEST_P(Users, outside_ones_areas_are_absent) {
  const User user = add(wang()).value();
  Actor other = admin;
  other.areas = {area("421102002")};
  as(other, [&](const Call& call) {
    EXPECT_EQ(find_user(call, user.id).error().fault, Fault::not_found);
    EXPECT_EQ(disable_user(call, user.id).error().fault, Fault::not_found);
    EXPECT_FALSE(change_password(call, user.id, "x"));
    EXPECT_TRUE(list_users(call, "", 10).empty());
  });
  as(admin, [&](const Call& call) {
    EXPECT_EQ(list_users(call, "", 10).size(), 1U);
    EXPECT_TRUE(list_users(call, "wang", 10).empty());
  });
}

TEST_P(Users, bound_to_no_area_are_seen_by_the_country_only) {
  auto user = wang();
  user.areas.clear();
  user.organisation = Id<registry::Organisation>{"018f0000-0000-7000-8000-0000000000aa"};
  ASSERT_TRUE(add(user));
  as(admin, [&](const Call& call) { EXPECT_TRUE(list_users(call, "", 10).empty()); });
  as(the_program("test"), [&](const Call& call) {
    const auto all = list_users(call, "", 10);
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].organisation, user.organisation);
  });
}

TEST_P(Users, sign_in_with_the_right_password_and_are_known_by_the_token) {
  const User user = add(wang(), hash).value();
  const auto made = try_password("right password");
  ASSERT_TRUE(made) << made.error().code;
  EXPECT_EQ(made->token.size(), 43U);
  const auto live = session(made->token);
  ASSERT_TRUE(live);
  EXPECT_EQ(live->actor.id, user.id);
  EXPECT_EQ(live->actor.areas, user.areas);
  EXPECT_TRUE(live->actor.may(Right::people_read));
  EXPECT_FALSE(live->actor.may(Right::users_manage));
  EXPECT_FALSE(session(made->token + "x"));
  EXPECT_FALSE(session(""));
  EXPECT_TRUE(csrf_fits(made->token, made->csrf));
  EXPECT_FALSE(csrf_fits(made->token, made->token));
  EXPECT_FALSE(csrf_fits(made->token, ""));
  db().read([&](Tx& tx) {
    EXPECT_EQ(tx.one("SELECT token_hash FROM platform_session")->text(0),
              session_hash(made->token));
  });
}

TEST_P(Users, are_not_told_whether_the_name_or_the_password_is_wrong) {
  ASSERT_TRUE(add(wang(), hash));
  const auto password = try_password("wrong password").error();
  const auto name = try_password("right password", morning, "nobody").error();
  EXPECT_EQ(password.code, name.code);
  EXPECT_EQ(password.fault, Fault::unauthenticated);
  EXPECT_EQ(count("platform_session"), 0);
}

TEST_P(Users, wait_ever_longer_after_five_failures) {
  ASSERT_TRUE(add(wang(), hash));
  for (int i = 0; i < 5; ++i)
    EXPECT_EQ(try_password("wrong").error().code, "platform.sign_in.refused") << i;
  const auto sixth = try_password("right password").error();
  EXPECT_EQ(sixth.fault, Fault::too_many);
  EXPECT_EQ(sixth.arguments.at(0), (Argument{"seconds", "2"}));
  EXPECT_EQ(try_password("wrong", morning + seconds(2)).error().code, "platform.sign_in.refused");
  EXPECT_EQ(try_password("wrong", morning + seconds(3)).error().arguments.at(0).value, "3");
  EXPECT_TRUE(try_password("right password", morning + seconds(6)));
  EXPECT_EQ(try_password("wrong", morning + seconds(6)).error().code, "platform.sign_in.refused")
      << "a success forgives";
}

TEST_P(Users, unknown_names_wait_as_well_and_an_address_after_twenty) {
  for (int i = 0; i < 20; ++i) {
    const auto name = "nobody" + std::to_string(i / 4);
    EXPECT_EQ(try_password("x", morning, name).error().code, "platform.sign_in.refused") << i;
  }
  EXPECT_EQ(try_password("x", morning, "someone").error().fault, Fault::too_many);
  EXPECT_EQ(try_password("x", morning, "someone", "10.0.0.1").error().fault,
            Fault::unauthenticated);
  EXPECT_EQ(try_password("x", morning + hours(1), "someone").error().fault, Fault::unauthenticated);
}

TEST_P(Users, guessing_at_once_counts_like_guessing_in_turn) {
  ASSERT_TRUE(add(wang(), hash));
  std::atomic<int> hashed = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i)
      threads.emplace_back([&] {
        if (try_password("wrong").error().code == "platform.sign_in.refused") ++hashed;
      });
  }
  EXPECT_EQ(hashed, 5);
}

TEST_P(Users, may_act_only_in_their_time) {
  auto user = wang();
  user.valid_from = parse_day("2026-11-05");
  user.valid_until = parse_day("2026-11-06");
  ASSERT_TRUE(add(user, hash));
  EXPECT_FALSE(try_password("right password", parse_instant("2026-11-04T15:59:59Z").value()));
  const auto last = parse_instant("2026-11-06T15:59:00Z").value();  // 23:59 in China.
  const auto made = try_password("right password", last);
  ASSERT_TRUE(made);
  EXPECT_TRUE(session(made->token, last));
  EXPECT_FALSE(session(made->token, last + minutes(2))) << "the day is over";
  EXPECT_FALSE(try_password("right password", last + minutes(2)));
}

TEST_P(Users, sessions_end_by_idleness_by_time_and_by_signing_out) {
  ASSERT_TRUE(add(wang(), hash));
  const auto made = try_password("right password").value();
  EXPECT_FALSE(session(made.token, morning)->to_touch);
  EXPECT_TRUE(session(made.token, morning + hours(2) - seconds(1))->to_touch);
  EXPECT_FALSE(session(made.token, morning + hours(2)));
  for (int hour = 1; hour < 12; ++hour)
    db().write([&](Tx& tx) { touch_session(tx, session_hash(made.token), morning + hours(hour)); });
  EXPECT_TRUE(session(made.token, morning + hours(12) - seconds(1)));
  EXPECT_FALSE(session(made.token, morning + hours(12)));
  db().write([&](Tx& tx) { sign_out(tx, session_hash(made.token), morning + hours(11)); });
  EXPECT_FALSE(session(made.token, morning + hours(11)));
  db().write([&](Tx& tx) { EXPECT_GE(sweep_sessions(tx, morning + hours(24 * 30)), 2); });
  EXPECT_EQ(count("platform_session"), 0);
}

TEST_P(Users, lose_their_sessions_when_disabled_or_when_the_password_changes) {
  const User user = add(wang(), hash).value();
  const auto one = try_password("right password").value();
  const auto two = try_password("right password").value();
  as(admin, [&](const Call& call) {
    EXPECT_TRUE(
        change_password(call, user.id, hash_password("another one"), session_hash(two.token)));
  });
  EXPECT_FALSE(session(one.token));
  EXPECT_TRUE(session(two.token));
  EXPECT_FALSE(try_password("right password"));
  EXPECT_TRUE(try_password("another one"));
  as(admin, [&](const Call& call) {
    EXPECT_TRUE(disable_user(call, user.id)->disabled_at);
    EXPECT_TRUE(disable_user(call, user.id));
  });
  EXPECT_FALSE(session(two.token));
  EXPECT_FALSE(try_password("another one"));
  Actor self = admin;
  self.id = user.id;
  as(self, [&](const Call& call) {
    EXPECT_EQ(disable_user(call, user.id).error().code, "platform.user.self");
  });
}

TEST_P(Users, of_a_role_the_packs_no_longer_know_may_not_act) {
  const User user = add(wang(), hash).value();
  const RoleRights none = [](std::string_view) { return std::nullopt; };
  db().read([&](Tx& tx) {
    EXPECT_FALSE(actor_of(tx, user.id, none, *parse_day("2026-11-05")));
    EXPECT_TRUE(actor_of(tx, user.id, two_roles, *parse_day("2026-11-05")));
    EXPECT_FALSE(actor_of(tx, {"nobody"}, two_roles, *parse_day("2026-11-05")));
  });
}

}  // namespace
}  // namespace zhulian
