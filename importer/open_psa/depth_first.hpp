/// Definitions in the order in which they can be worked out, and circles among them. Iterative.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cutpoint/id.hpp"

namespace cutpoint::open_psa {

/// "a → b → a"; long circles keep their start.
[[nodiscard]] inline std::string cycle_text(const std::vector<std::string_view>& names) {
  constexpr std::size_t most_names = 8;
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < most_names; ++i) {
    text.append(names[i]).append(" → ");
  }
  if (names.size() > most_names) text += "… → ";
  return text.append(names.front());
}

template <class IdType>
class DepthFirst {
 public:
  explicit DepthFirst(std::size_t size) : state_(size, State::new_) {}

  /// Visits `start` and what it needs, `needs(id)` giving a vector of ids. The first circle met, in
  /// its order, or nothing; edges that close a circle are then taken as not there.
  template <class Needs>
  std::vector<IdType> visit(IdType start, const Needs& needs) {
    std::vector<IdType> circle;
    if (state_[start] != State::new_) return circle;
    std::vector<Step> path;
    push(start, needs, path);
    while (!path.empty()) {
      Step& step = path.back();
      if (step.next == step.needs.size()) {
        state_[step.id] = State::done;
        finished_.push_back(step.id);
        path.pop_back();
        continue;
      }
      const IdType next = step.needs[step.next++];
      if (state_[next] == State::new_) {
        push(next, needs, path);
      } else if (state_[next] == State::open && circle.empty()) {
        const auto from =
            std::find_if(path.begin(), path.end(), [next](const Step& s) { return s.id == next; });
        for (auto at = from; at != path.end(); ++at) circle.push_back(at->id);
      }
    }
    return circle;
  }

  /// Everything visited, each after what it needs.
  [[nodiscard]] const std::vector<IdType>& finished() const { return finished_; }

 private:
  enum class State : std::uint8_t { new_, open, done };
  struct Step {
    IdType id;
    std::vector<IdType> needs;
    std::size_t next = 0;
  };

  template <class Needs>
  void push(IdType id, const Needs& needs, std::vector<Step>& path) {
    state_[id] = State::open;
    path.push_back({id, needs(id), 0});
  }

  IdVector<IdType, State> state_;
  std::vector<IdType> finished_;
};

}  // namespace cutpoint::open_psa
