#include "http/session_routes.h"

#include <fmt/format.h>

#include "http/program.h"
#include "http/router.h"
#include "http/target.h"
#include "platform/sessions.h"

namespace zhulian::http {
namespace {

std::string set_cookie(const Program& program, std::string_view token, std::int64_t seconds) {
  return fmt::format("{}={}; Path=/; Max-Age={}; HttpOnly; SameSite=Strict{}", session_cookie,
                     token, seconds, program.secure_cookies ? "; Secure" : "");
}

SessionView view_of(const Program& program, const Actor& actor, Instant now, Instant ends_at,
                    std::string_view token) {
  SessionView view{.csrf_token = csrf_token(token), .ends_at = ends_at};
  for (const auto& [right, name] : right_names.words)
    if (actor.may(right)) view.rights.push_back(right);
  view.user = {
      .id = actor.id, .display_name = actor.name, .role = actor.role, .person = actor.person};
  program.database.read([&](Tx& tx) {
    const Call call{.tx = tx, .actor = actor, .now = now, .deployment = program.deployment};
    SessionUser& user = view.user;
    user.areas.clear();
    if (const auto known = find_user(call, actor.id)) user.name = known->name;
    for (const Area& area : actor.areas)
      user.areas.push_back(
          {.code = area, .name = program.area_name ? program.area_name(tx, area) : ""});
    if (!user.areas.empty()) user.area = user.areas.front();
    if (actor.organisation)
      user.party = {.id = *actor.organisation,
                    .name = program.party_name ? program.party_name(tx, *actor.organisation) : ""};
  });
  return view;
}

Result<Response> make_session(Program& program, const Actor&, Instant now, const Request& request,
                              const Credentials& credentials) {
  const SignInRules rules{.deployment = program.deployment,
                          .roles = program.roles,
                          .slow_down = program.slow_down,
                          .limits = program.session_limits};
  const SignIn signed_in =
      TRY(sign_in(program.database, credentials, caller_address(request), now, rules));
  SessionView view = view_of(program, signed_in.actor, now, signed_in.ends_at, signed_in.token);
  view.token = signed_in.token;
  Response response = answer(201, record::to_json(view));
  const auto lasts = std::chrono::duration_cast<std::chrono::seconds>(signed_in.ends_at - now);
  response.headers.emplace_back("Set-Cookie", set_cookie(program, signed_in.token, lasts.count()));
  return response;
}

Result<SessionView> get_session(Program& program, const Actor& actor, Instant now,
                                const Request& request) {
  if (!actor.is_signed_in()) return fail(Fault::unauthenticated, "http.sign_in");
  const std::string_view token = token_of(request).text;
  const auto live = program.database.read([&](Tx& tx) {
    return find_session(tx, session_hash(token), now, program.roles, program.deployment.zone);
  });
  if (!live) return fail(Fault::unauthenticated, "http.signed_out");
  return view_of(program, actor, now, live->ends_at, token);
}

// Whoever is not signed in (any more) is signed out already. A cookie without the page's own
// token is not its actor here, so another site cannot sign anybody out.
Result<Response> end_session(Program& program, const Actor& actor, Instant now,
                             const Request& request) {
  if (!actor.is_signed_in()) return fail(Fault::unauthenticated, "http.sign_in");
  const std::string hash = session_hash(token_of(request).text);
  program.database.write([&](Tx& tx) { sign_out(tx, hash, now); });
  return Response{.status = 204, .headers = {{"Set-Cookie", set_cookie(program, "", 0)}}};
}

}  // namespace

std::string caller_address(const Request& request) {
  if (!is_loopback(request.peer)) return request.peer;
  std::string_view said = request.header("x-forwarded-for");
  said.remove_prefix(said.rfind(',') == std::string_view::npos ? 0 : said.rfind(',') + 1);
  while (said.starts_with(' ')) said.remove_prefix(1);
  const bool is_address =
      !said.empty() && said.size() <= 45 &&
      said.find_first_not_of("0123456789abcdefABCDEF.:") == std::string_view::npos;
  return is_address ? std::string(said) : request.peer;
}

Routes session_routes() {
  return {outside<make_session, SessionView>("POST", "/session", anyone, 201, "Signs in."),
          outside<get_session>("GET", "/session", anyone, 200, "Who is signed in."),
          outside<end_session, void>("DELETE", "/session", anyone, 204, "Signs out.")};
}

}  // namespace zhulian::http
