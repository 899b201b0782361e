/// States of groups in time, and where each leads.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "analyzer/failover/behaviour.hpp"

namespace cutpoint {

/// Steps through the states of a behaviour. States of members that can be exchanged for each other
/// are one.
class GroupDynamics {
 public:
  /// Phases of parts (0: up), who serves, and which switches go on.
  using State = std::u16string;
  struct Step {
    State to;
    double per_hour;
  };

  explicit GroupDynamics(const Behaviour& behaviour);

  /// Everything works, and the first ones serve.
  [[nodiscard]] State initial();
  /// Replaces `steps` by where the state leads.
  void leave(const State& state, std::vector<Step>& steps);

  /// What can be seen of a state: which observed parts are down, then which observed arbiters, and
  /// then which groups are.
  [[nodiscard]] std::uint32_t pattern(const State& state);
  enum class Mode : std::uint16_t { settled, switching, by_hand, stuck, waiting, returning };
  [[nodiscard]] Mode mode(const State& state, std::size_t group) const {
    return static_cast<Mode>(state[mode_at_[group]]);
  }
  /// By group, as of the last `pattern`: fewer members work than are needed.
  [[nodiscard]] bool too_few(std::size_t group) const { return now_->up[group] < needed(group); }
  [[nodiscard]] std::size_t parts_down(const State& state) const;
  /// Who serves, roughly: a number below 64 for parts of the chain that are slowly left.
  [[nodiscard]] std::uint32_t who_serves(const State& state) const;

 private:
  struct Branch {
    State state;
    double chance;
    std::size_t next = 0;  ///< group that is asked next
  };
  struct Run {
    std::size_t first;  ///< in the state
    std::size_t size;   ///< of one member's block
    std::size_t count;
  };
  static constexpr char16_t waits = 1000;  ///< and the place in the queue, from 1

  void lay_out();
  /// Which nodes are down, and how many members of each group work.
  struct Evaluation {
    IdVector<NodeId, std::uint8_t> value;
    std::vector<std::uint32_t> up;
  };
  void evaluate(const State& state);
  void evaluate(const State& state, Evaluation& result) const;
  [[nodiscard]] std::uint32_t needed(std::size_t group) const {
    return behaviour_.groups[group].needed;
  }
  [[nodiscard]] bool works(std::size_t group, std::size_t member) const {
    return now_->value[behaviour_.groups[group].members[member].node] == 0;
  }
  [[nodiscard]] bool waits_now(const State& state, const Behaviour::Part& part) const;
  void leave_part(const State& state, std::uint32_t part, double times);
  void fail(const State& state, std::uint32_t part, double per_hour);
  void end_phase(const State& state, std::uint32_t part, double per_hour);
  void release_crew(State state, std::uint32_t group, double per_hour);
  void end_switch(const State& state, std::size_t group, double per_hour);
  void settle(State state, double per_hour);
  void ask_groups();
  void follow(Branch branch);
  void follow_moving(Branch branch, Mode mode);
  void go_on(Branch branch, Mode mode, double chance);
  void begin(Branch branch);
  void begin_return(Branch branch);
  [[nodiscard]] bool all_at_work(const State& state, std::size_t group) const;
  [[nodiscard]] bool can_switch(std::size_t group) const;
  [[nodiscard]] bool can_return(const State& state, std::size_t group) const;
  void fill(Branch branch);
  void canonicalise(State& state) const;
  [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> crews_at_work(const State& state,
                                                                      std::uint32_t group) const;

  const Behaviour& behaviour_;
  std::vector<std::size_t> part_at_;                 ///< in the state
  std::vector<std::vector<std::size_t>> serves_at_;  ///< by group and member
  std::vector<std::size_t> mode_at_;
  std::vector<Run> runs_;
  std::vector<std::uint32_t> part_of_place_;  ///< by place in the state; none where it is no part's
  std::vector<std::vector<std::uint32_t>> crewed_;  ///< parts by group
  IdVector<NodeId, std::uint32_t> part_of_node_;
  IdVector<NodeId, std::uint32_t> failover_of_node_;
  std::unordered_map<std::string, Evaluation> known_;  ///< by which parts are down, and switches on
  const Evaluation* now_ = nullptr;
  Evaluation other_;  ///< when there are too many to know
  std::string pattern_;
  std::vector<std::uint8_t> lost_before_;
  std::vector<Branch> open_;
  std::vector<Step>* steps_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace cutpoint
