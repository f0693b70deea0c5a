#include <charconv>
#include <iostream>
#include <system_error>

#include "app/commands.h"
#include "app/routes.h"
#include "http/log.h"
#include "http/site.h"
#include "platform/audit.h"
#include "platform/background.h"
#include "platform/jobs.h"
#include "platform/outbox.h"
#include "platform/upkeep.h"
#include "reactions.h"
#include "registry/site_weeks.h"

namespace zhulian::app {
namespace {

// "127.0.0.1:8080", "[::1]:8080".
Result<http::ServerOptions> listen_at(const std::string& text) {
  http::ServerOptions options;
  const auto colon = text.rfind(':');
  if (colon == std::string::npos) return fail(Fault::invalid, "app.bad_listen", "--listen");
  options.host = text.substr(0, colon);
  if (options.host.starts_with('[') && options.host.ends_with(']'))
    options.host = options.host.substr(1, options.host.size() - 2);
  const char* end = text.data() + text.size();
  const auto [stop, problem] = std::from_chars(text.data() + colon + 1, end, options.port);
  if (problem != std::errc{} || stop != end)
    return fail(Fault::invalid, "app.bad_listen", "--listen");
  return options;
}

// One write a line: whoever reads along never sees half of one.
void tell(const std::string& what) {
  std::cerr << "zhulian: " + what + '\n';
}

}  // namespace

Exit serve(const ServeOptions& options, const Voice& voice) {
  const auto listen = listen_at(options.listen);
  if (!listen) return refuse(listen.error(), voice);
  auto opened = House::open(options.where);
  if (!opened) return refuse(opened.error(), voice);
  House& house = **opened;
  Database& database = house.database();

  http::Program program = make_program(house);
  const http::Router router(program);
  http::StaticFiles files;
  if (options.web) files = http::StaticFiles(options.web->string());
  http::Site site(program, router, std::move(files), now);
  std::unique_ptr<http::Server> server;
  try {
    server = std::make_unique<http::Server>(*listen, site.service());
  } catch (const std::system_error& refused) {  // In use, not ours, not permitted, no address.
    refuse({.fault = Fault::conflict,
            .code = "app.cannot_listen",
            .field = "--listen",
            .arguments = {{"what", options.listen + ": " + refused.code().message()}}},
           voice);
    return Exit::broken;
  }
  site.add_samples(server->samples());

  // What goes on beside the requests: jobs, consequences, the audit chain, sweeping.
  JobRunner jobs(database, now, tell);
  add_job_kinds(jobs, house);
  jobs.start();
  Dispatcher dispatcher(database, house.deployment(), reactions(), tell);
  dispatcher.start(now);
  const Background sealer(
      "audit seal", std::chrono::seconds(1),
      [&] { return seal_audit(database, house.deployment().keys) > 0; }, tell);
  const Background weeks(
      "site weeks", std::chrono::hours(1),
      [&] {
        database.write([&](Tx& tx) {
          return registry::settle_weeks(Call{.tx = tx,
                                             .actor = house.operator_actor(),
                                             .now = now(),
                                             .deployment = house.deployment()});
        });
        return false;
      },
      tell);
  const Background sweeper(
      "sweep", std::chrono::hours(1),
      [&] {
        sweep(database, house.deployment().files, now());
        return false;
      },
      tell);

  tell("http://" + listen->host + ':' + std::to_string(server->port()));
  const bool finished = server->run();
  jobs.stop();
  dispatcher.stop();
  return finished ? Exit::done : Exit::broken;
}

}  // namespace zhulian::app
