// Everything that one address answers: the API, the web app's files, and what the machine room
// asks (/healthz, /readyz, /metrics). It makes of them the Service that a Server serves.
#pragma once

#include <functional>
#include <vector>

#include "http/metrics.h"
#include "http/router.h"
#include "http/server.h"
#include "http/static.h"

namespace zhulian::http {

class Site {
 public:
  using Clock = std::function<Instant()>;

  // The program and the router outlive it.
  Site(const Program& program, const Router& router, StaticFiles files, Clock clock);

  // Refers to this site.
  Service service();

  // Further figures for /metrics, before the server runs: Server::samples().
  void add_samples(Metrics::Source source) { sources_.push_back(std::move(source)); }

  // /healthz: alive. /readyz: the database answers. /metrics: for this machine alone, and not
  // through a proxy on it.
  Response work(const Request& request) const;
  std::optional<Response> at_once(const Request& request) const;

 private:
  Response ready(const Request& request) const;

  const Program& program_;
  const Router& router_;
  StaticFiles files_;
  Clock clock_;
  Metrics metrics_;
  std::vector<Metrics::Source> sources_;
};

}  // namespace zhulian::http
