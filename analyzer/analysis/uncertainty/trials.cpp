#include "analyzer/analysis/uncertainty/trials.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>

namespace cutpoint {

namespace {

class TrialWorkers {
 public:
  TrialWorkers(const TrialPlan& plan, const TrialRange& range, std::uint64_t seed)
      : plan_(plan),
        first_(range.first),
        samples_(range.count),
        seed_(seed),
        results_(plan.top_count()) {
    for (std::size_t top = 0; top < results_.size(); ++top) {
      if (!plan.is_certain(top)) results_[top].resize(samples_);
    }
  }

  TrialResults run(unsigned threads) {
    const std::size_t blocks = (samples_ + plan_.lanes() - 1) / plan_.lanes();
    std::size_t count = threads != 0 ? threads : std::thread::hardware_concurrency();
    count = std::clamp<std::size_t>(count, 1, std::max<std::size_t>(blocks, 1));
    {
      // Joined at the end of the block, whatever happens: a system may refuse a further thread.
      std::vector<std::jthread> helpers;
      for (std::size_t i = 1; i < count; ++i) helpers.emplace_back([this] { work(); });
      work();
    }
    if (failure_) std::rethrow_exception(failure_);
    return std::move(results_);
  }

 private:
  void work() {
    try {
      TrialPlan::Room room = plan_.make_room();
      const std::size_t lanes = plan_.lanes();
      for (std::size_t first = next_.fetch_add(lanes); first < samples_;
           first = next_.fetch_add(lanes)) {
        const std::size_t count = std::min(lanes, samples_ - first);
        plan_.run(seed_, first_ + static_cast<std::uint32_t>(first), count, room);
        for (std::size_t top = 0; top < results_.size(); ++top) {
          if (results_[top].empty()) continue;
          for (std::size_t k = 0; k < count; ++k) {
            results_[top][first + k] = plan_.result(room, top, k);
          }
        }
      }
    } catch (...) {
      // Out of memory, say: told once, by the thread that asked for the trials.
      const std::lock_guard lock(mutex_);
      failure_ = std::current_exception();
      next_ = samples_;
    }
  }

  const TrialPlan& plan_;
  std::uint32_t first_;
  std::size_t samples_;
  std::uint64_t seed_;
  TrialResults results_;
  std::atomic<std::size_t> next_{0};
  std::mutex mutex_;
  std::exception_ptr failure_;
};

}  // namespace

TrialResults run_trials(const TrialPlan& plan, const TrialRange& range, std::uint64_t seed,
                        unsigned threads) {
  return TrialWorkers(plan, range, seed).run(threads);
}

}  // namespace cutpoint
