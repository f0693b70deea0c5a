// A thread that takes turns until it is told to leave: sealing the audit log, running jobs,
// reacting to events. A turn that throws is told and does not end the thread.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>

namespace zhulian {

// Where to tell what went wrong with the machine: "jobs: disk full".
using Tell = std::function<void(const std::string&)>;

// What time it is, for what runs on its own; everything else is told (Call::now).
using Clock = std::function<std::chrono::sys_time<std::chrono::milliseconds>()>;

class Background {
 public:
  // `turn` answers whether there may be more to do at once; else the thread rests for `pace`.
  Background(std::string name, std::chrono::milliseconds pace, std::function<bool()> turn,
             Tell tell = {});
  // Waits for the turn under way.
  ~Background();

  // Ends the rest.
  void wake();

 private:
  void run(const std::stop_token&);

  std::string name_;
  std::chrono::milliseconds pace_;
  std::function<bool()> turn_;
  Tell tell_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  bool woken_ = false;
  std::jthread thread_;
};

}  // namespace zhulian
