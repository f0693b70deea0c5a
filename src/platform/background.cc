#include "platform/background.h"

#include <exception>

namespace zhulian {

Background::Background(std::string name, std::chrono::milliseconds pace, std::function<bool()> turn,
                       Tell tell)
    : name_(std::move(name)),
      pace_(pace),
      turn_(std::move(turn)),
      tell_(std::move(tell)),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

Background::~Background() {
  thread_.request_stop();
  thread_.join();
}

void Background::wake() {
  const std::lock_guard lock(mutex_);
  woken_ = true;
  changed_.notify_all();
}

void Background::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    bool more = false;
    try {
      more = turn_();
    } catch (const std::exception& failure) {
      if (tell_) tell_(name_ + ": " + failure.what());
    }
    if (more) continue;
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, stop, pace_, [this] { return woken_; });
    woken_ = false;
  }
}

}  // namespace zhulian
