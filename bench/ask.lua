-- Sends the requests of a file one after another, from the first again at the end, and prints one
-- line of JSON. A line of the file is "VERB path" or "VERB path body"; ASK names the file, TOKEN the
-- session. wrk waits for an answer before it asks again on the same connection, so what is measured
-- is a bounded load.
local requests, at = {}, 0

function init()
  local headers = {["Authorization"] = "Bearer " .. (os.getenv("TOKEN") or ""),
                   ["Content-Type"] = "application/json"}
  for line in io.lines(os.getenv("ASK")) do
    local verb, path, body = line:match("^(%S+) (%S+) ?(.*)$")
    if body == "" then body = nil end
    requests[#requests + 1] = wrk.format(verb, path, headers, body)
  end
end

function request()
  at = at % #requests + 1
  return requests[at]
end

function done(summary, latency)
  local failed = summary.errors
  io.write(string.format(
    '\n{"requests": %d, "seconds": %.3f, "refused": %d, "broken": %d, "p50": %.3f, "p95": %.3f, ' ..
    '"p99": %.3f, "max": %.3f, "bytes": %d}\n',
    summary.requests, summary.duration / 1e6, failed.status,
    failed.connect + failed.read + failed.write + failed.timeout, latency:percentile(50) / 1e3,
    latency:percentile(95) / 1e3, latency:percentile(99) / 1e3, latency.max / 1e3, summary.bytes))
end
