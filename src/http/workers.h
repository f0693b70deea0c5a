// A few threads that take jobs from one bounded queue in their order.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace zhulian::http {

class Workers {
 public:
  // A job may not throw.
  using Job = std::move_only_function<void()>;

  Workers(int threads, int queue_max);
  // Jobs that run are finished, jobs that wait are dropped.
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  // Only one thread may push; so what is_full() answers it still holds when it pushes.
  bool is_full() const;
  void push(Job job);

  std::size_t waiting() const;
  std::size_t running() const;

 private:
  void work();

  const std::size_t queue_max_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Job> jobs_;
  std::size_t running_ = 0;
  bool over_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace zhulian::http
