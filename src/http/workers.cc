#include "http/workers.h"

#include <algorithm>

namespace zhulian::http {

Workers::Workers(int threads, int queue_max)
    : queue_max_(static_cast<std::size_t>(std::max(queue_max, 0))) {
  for (int i = 0; i < std::max(threads, 1); ++i) threads_.emplace_back([this] { work(); });
}

Workers::~Workers() {
  {
    const std::scoped_lock lock(mutex_);
    over_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

bool Workers::is_full() const {
  const std::scoped_lock lock(mutex_);
  // An idle worker is room, whether or not anything may wait.
  return running_ + jobs_.size() >= threads_.size() + queue_max_;
}

void Workers::push(Job job) {
  {
    const std::scoped_lock lock(mutex_);
    jobs_.push_back(std::move(job));
  }
  changed_.notify_one();
}

std::size_t Workers::waiting() const {
  const std::scoped_lock lock(mutex_);
  return jobs_.size();
}

std::size_t Workers::running() const {
  const std::scoped_lock lock(mutex_);
  return running_;
}

void Workers::work() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [&] { return over_ || !jobs_.empty(); });
    if (over_) return;
    {
      Job job = std::move(jobs_.front());
      jobs_.pop_front();
      ++running_;
      lock.unlock();
      job();
    }
    lock.lock();
    --running_;
  }
}

}  // namespace zhulian::http
