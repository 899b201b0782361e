#include "analyzer/failover/chain/group_states.hpp"

#include <algorithm>

namespace cutpoint {

GroupStates::GroupStates(const Behaviour& behaviour)
    : behaviour_(behaviour), dynamics_(behaviour_), states_(dynamics_.places()) {
  (void)number_of(dynamics_.initial());
}

bool GroupStates::find_all(std::size_t most_states) {
  if (!look_at(SIZE_MAX, most_states)) return false;
  rows_ = state_of_.size();
  return rows_ <= most_states;
}

bool GroupStates::find_shallow(std::size_t most_down, std::size_t most_states) {
  while (levels_.size() <= most_down) {
    if (!look_at(levels_.size(), most_states)) return false;
    levels_.push_back(state_of_.size());
    next_ = 0;  // what was too deep so far may be asked for next
  }
  rows_ = levels_[most_down];
  return rows_ <= most_states;
}

bool GroupStates::look_at(std::size_t most_down, std::size_t most_states) {
  std::size_t asked = 0;
  const auto count = [&] {
    asked = 0;
    for (std::size_t down = 0; down < with_down_.size() && down <= most_down; ++down) {
      asked += with_down_[down];
    }
  };
  for (; next_ < states_.size(); ++next_) {
    if (row_of_[next_] != beyond || down_[next_] > most_down) continue;
    count();
    if (asked > most_states) return false;
    add_row(static_cast<std::uint32_t>(next_));
  }
  return true;
}

void GroupStates::add_row(std::uint32_t state) {
  row_of_[state] = static_cast<std::uint32_t>(state_of_.size());
  state_of_.push_back(state);
  state_.assign(states_[state], dynamics_.places());
  patterns_.push_back(dynamics_.pattern(state_));
  parts_.push_back(dynamics_.who_serves(state_));
  std::uint32_t few = 0;
  for (std::size_t g = 0; g < behaviour_.groups.size(); ++g) {
    if (dynamics_.too_few_seen(g)) few |= 1U << g;
  }
  few_.push_back(few);
  dynamics_.leave(state_, steps_);
  row_.clear();
  for (const GroupDynamics::Step& step : steps_) {
    row_.push_back({number_of(step.to), step.per_hour});
  }
  std::sort(row_.begin(), row_.end(), [](const Transition& a, const Transition& b) {
    return a.to != b.to ? a.to < b.to : a.per_hour < b.per_hour;
  });
  for (const Transition& transition : row_) {
    if (transition.to == state) continue;
    if (transitions_.size() > first_.back() && transitions_.back().to == transition.to) {
      transitions_.back().per_hour =
          dynamics_.terms().plus(transitions_.back().per_hour, transition.per_hour);
    } else {
      transitions_.push_back(transition);
    }
  }
  first_.push_back(transitions_.size());
}

std::uint32_t GroupStates::number_of(const GroupDynamics::State& state) {
  const std::uint32_t number = states_.number_of(state.data());
  if (number < row_of_.size()) return number;
  row_of_.push_back(beyond);
  const std::size_t down = dynamics_.parts_down(state);
  down_.push_back(static_cast<std::uint16_t>(down));
  with_down_.resize(std::max(with_down_.size(), down + 1), 0);
  ++with_down_[down];
  return number;
}

}  // namespace cutpoint
