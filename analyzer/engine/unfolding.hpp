/// Builds the diagram of a part from its roots down, one vertex after the other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "analyzer/engine/module_builder.hpp"

namespace cutpoint {

/// What is left of a root once some leaves are decided is a function of the gates and leaves that
/// are open then; equal ones are one *state*. Where the next vertex is a gate, its definition takes
/// its place in every state; where it is a leaf, each state goes on as two. States become the nodes
/// of the diagram. So there are about as many as nodes at the end, whereas joining finished gates
/// goes through the whole of what lies below them again and again: on deep parts of which little is
/// open at a time this is linear. Not for networks.
class Unfolding {
 public:
  /// `part` must live as long; `order` and `forms` as for `PartBuilder`. No form is `too_large`.
  Unfolding(const GateModule& part, const VariableOrder& order, const std::vector<LeafForm>& forms,
            EngineMeter* meter);

  /// False where it takes more than `states`, or the meter is spent. May go on with more.
  [[nodiscard]] bool run(std::size_t states);
  /// How far it came: vertices that no state asks for any more.
  [[nodiscard]] std::size_t vertices_done() const { return at_; }
  [[nodiscard]] std::size_t states() const { return links_.size(); }

  /// Once run; null where it does not fit. Variables are leaves in the order given.
  [[nodiscard]] std::unique_ptr<Bdd> diagram(std::size_t nodes, std::vector<Bdd::Ref>& roots) const;

 private:
  /// A state, and whether it counts negated: its number doubled, and one.
  using Link = std::uint32_t;
  struct Links {
    Link low;
    Link high;  ///< the same for gates
  };
  struct State {
    Bdd::Ref function;
    std::uint32_t number;
  };

  void put_in_sequence(const VariableOrder& order);
  [[nodiscard]] Bdd::Ref ref_of(Operand operand);
  [[nodiscard]] Bdd::Ref definition(std::uint32_t vertex);
  [[nodiscard]] Bdd::Ref counted(const std::vector<Bdd::Ref>& refs, std::uint32_t threshold);
  [[nodiscard]] bool begin();
  [[nodiscard]] bool finish_vertex(std::size_t states);
  [[nodiscard]] Link link_to(Bdd::Ref function);
  [[nodiscard]] bool has_room_for_states();
  void free_states();
  [[nodiscard]] bool is_leaf(std::uint32_t vertex) const { return vertex < part_.leaves.size(); }

  const GateModule& part_;
  const std::vector<LeafForm>& forms_;
  EngineMeter* meter_;
  std::vector<std::uint32_t> sequence_;          ///< vertices, users before what they use
  std::vector<std::uint32_t> place_;             ///< by vertex: where it stands in it
  Bdd open_;                                     ///< variables are places of the sequence
  std::vector<std::vector<State>> waiting_;      ///< by place of the first vertex asked for
  MeteredVector<std::uint32_t> number_of_;       ///< by node of `open_`: of states that wait
  MeteredVector<Links> links_;                   ///< by state; first the constant
  MeteredVector<std::uint32_t> finished_;        ///< states in the order of their places
  MeteredVector<std::uint32_t> place_of_state_;  ///< by state
  std::vector<Link> roots_;
  std::size_t most_open_ = 0;  ///< nodes of `open_`
  bool begun_ = false;
  std::size_t at_ = 0;                    ///< place being worked at
  std::size_t done_in_ = 0;               ///< states finished there
  Bdd::Ref definition_ = Bdd::exhausted;  ///< of the gate there; exhausted: not yet made
  std::size_t tidied_ = 0;                ///< nodes of `open_` after it was last tidied
};

}  // namespace cutpoint
