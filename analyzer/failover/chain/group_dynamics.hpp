/// States of groups in time, and where each leads.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "analyzer/failover/chain/behaviour.hpp"
#include "analyzer/failover/chain/rate_terms.hpp"
#include "analyzer/failover/chain/record_table.hpp"

namespace cutpoint {

/// Steps through the states of a behaviour. States of members that can be exchanged for each other
/// are one.
class GroupDynamics {
 public:
  /// Phases of parts (0: up), who serves, and which switches go on.
  using State = std::u16string;
  struct Step {
    State to;
    RateTerms::Term per_hour;
  };

  explicit GroupDynamics(const Behaviour& behaviour);

  /// Of a state.
  [[nodiscard]] std::size_t places() const { return size_; }
  /// Everything works, and the first ones serve.
  [[nodiscard]] State initial();
  /// Replaces `steps` by where the state leads. Of figures it asks only whether they are 0 or 1.
  void leave(const State& state, std::vector<Step>& steps);
  /// Of the rates of steps.
  [[nodiscard]] RateTerms& terms() { return terms_; }
  [[nodiscard]] const RateTerms& terms() const { return terms_; }

  /// What can be seen of a state: which observed parts are down, then which observed arbiters, and
  /// then which groups are.
  [[nodiscard]] std::uint32_t pattern(const State& state);
  enum class Mode : std::uint16_t { settled, switching, by_hand, stuck, waiting, returning };
  [[nodiscard]] Mode mode(const char16_t* state, std::size_t group) const {
    return static_cast<Mode>(state[mode_at_[group]]);
  }
  /// By group, as of the last `pattern`: fewer members are seen at work than are needed.
  [[nodiscard]] bool too_few_seen(std::size_t group) const {
    return too_few_in(has_views_ ? as_seen_ : as_it_is_, group);
  }
  [[nodiscard]] std::size_t parts_down(const State& state) const;
  /// Who serves, roughly: a number below 64 for parts of the chain that are slowly left.
  [[nodiscard]] std::uint32_t who_serves(const State& state) const;

 private:
  struct Branch {
    State state;
    RateTerms::Term chance;
    std::size_t next = 0;  ///< group that is asked next
  };
  struct Run {
    std::size_t first;  ///< in the state
    std::size_t size;   ///< of one member's block
    std::size_t count;
  };
  static constexpr char16_t waits = 1000;  ///< and the place in the queue, from 1

  using Term = RateTerms::Term;
  using Factor = RateTerms::Factor;

  void lay_out();
  void list_asked_nodes();
  /// What follows from which parts are down and which switches go on.
  struct Evaluation {
    bool as_seen = false;  ///< events with a view of their own count as that
    /// Bits by place: which parts are down, and which switches go on.
    RecordTable<std::uint64_t> patterns{1};
    std::vector<std::uint8_t> down;  ///< by pattern: the nodes that are asked
    std::vector<std::uint32_t> up;   ///< by pattern and group: members that work
    std::size_t now = 0;             ///< pattern
  };
  void evaluate(const State& state, Evaluation& evaluation);
  void evaluate_as(const State& state, std::size_t number, Evaluation& evaluation);
  [[nodiscard]] bool counts_as_down(const State& state, std::uint32_t part, bool as_seen) const;
  [[nodiscard]] bool is_down_in(const Evaluation& evaluation, std::size_t asked) const {
    return evaluation.down[evaluation.now * asked_.size() + asked] != 0;
  }
  /// Whether a node that is asked is down, as of the last evaluation.
  [[nodiscard]] bool is_down(std::size_t asked) const { return is_down_in(as_it_is_, asked); }
  [[nodiscard]] bool too_few_in(const Evaluation& evaluation, std::size_t group) const {
    const std::size_t at = evaluation.now * behaviour_.groups.size() + group;
    return evaluation.up[at] < needed(group);
  }
  [[nodiscard]] bool too_few(std::size_t group) const { return too_few_in(as_it_is_, group); }
  [[nodiscard]] std::uint32_t needed(std::size_t group) const {
    return behaviour_.groups[group].needed;
  }
  [[nodiscard]] bool works(std::size_t group, std::size_t member) const {
    return !is_down(members_at_[group] + member);
  }
  [[nodiscard]] bool waits_now(const State& state, const Behaviour::Part& part) const;
  void leave_part(const State& state, std::uint32_t part, std::uint32_t times);
  void fail(const State& state, std::uint32_t part, Term per_hour);
  void end_phase(const State& state, std::uint32_t part, Term per_hour);
  void release_crew(State state, std::uint32_t group, Term per_hour);
  void end_switch(const State& state, std::size_t group, Term per_hour);
  void settle(State state, Term per_hour);
  void ask_groups();
  void follow(Branch branch);
  void follow_moving(Branch branch, Mode mode);
  void go_on(Branch branch, Mode mode);
  void begin(Branch branch);
  void begin_return(Branch branch);
  [[nodiscard]] bool all_at_work(const State& state, std::size_t group) const;
  [[nodiscard]] bool can_switch(std::size_t group) const;
  [[nodiscard]] bool can_return(const State& state, std::size_t group) const;
  [[nodiscard]] std::uint32_t who_moves(const State& state, std::size_t group) const;
  [[nodiscard]] bool takes_no_time(Factor::Kind kind, const State& state, std::size_t group) const;
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
  std::vector<EventId> event_of_part_;  ///< in the behaviour's function
  RateTerms terms_;
  /// Members by group, then observed arbiters, groups, and each group's arbiter.
  std::vector<NodeId> asked_;
  std::vector<std::size_t> members_at_;  ///< in `asked_`, by group
  std::size_t arbiters_at_ = 0, groups_at_ = 0;
  std::vector<std::size_t> arbiter_at_;  ///< by group; SIZE_MAX where it has none
  std::vector<std::uint64_t> decisive_;  ///< the places of parts and switches
  Evaluation as_it_is_;
  Evaluation as_seen_;  ///< where anything has a view of its own
  bool has_views_ = false;
  IdVector<NodeId, std::uint8_t> value_;
  std::vector<std::uint64_t> pattern_;
  std::vector<std::uint8_t> lost_before_;
  std::vector<Branch> open_;
  std::vector<Step>* steps_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace cutpoint
