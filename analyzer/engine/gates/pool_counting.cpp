#include "analyzer/engine/gates/pool_counting.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "analyzer/engine/gates/pool_members.hpp"

namespace cutpoint {

namespace {

/// Sets of members up to this order are listed one by one, and small diagrams do not mind.
constexpr std::size_t listed_order = 6;
constexpr std::size_t small_count = 100'000;
/// From so many members on, what they share is decided apart from them.
constexpr std::size_t many_members = 500;
/// In how many ways hosts of each kind may have failed, by their numbers.
constexpr double most_host_states = 50'000.0;

/// The probability of an event and the figure behind it: equal for events that are alike.
using EventFigures = std::pair<double, std::uint32_t>;

EventFigures figures_of(const StructureFunction& function, EventId event) {
  const auto& known = function.uncertain.probabilities;  // by event
  const auto at = std::lower_bound(known.begin(), known.end(), std::pair(event.value(), 0U));
  const bool uncertain = at != known.end() && at->first == event.value();
  return {function.events[event].process.unavailability,
          uncertain ? at->second : UncertainQuantity::no_figure};
}

/// Members by what they share, a bit for each shared vertex, and by the lot of their host.
using LotKey = std::pair<std::uint32_t, std::uint32_t>;
using LotsByShared = std::map<LotKey, AlikeMembers>;
constexpr std::uint32_t no_host = GateGraph::no_count;

class LotSorter {
 public:
  LotSorter(const GateGraph& graph, const StructureFunction& function, const MemberSets& sets)
      : graph_(graph), function_(function), sets_(sets) {}

  /// Absent where members are not alike, or hosts are of too many kinds.
  std::optional<LotsByShared> sort() {
    for (const std::vector<std::uint32_t>& below : sets_.below) {
      if (!add(below)) return std::nullopt;
    }
    return host_states() <= most_host_states ? std::optional(std::move(lots_)) : std::nullopt;
  }

 private:
  bool add(const std::vector<std::uint32_t>& below) {
    LotKey key{0, no_host};
    std::vector<std::pair<EventFigures, EventId>> own;
    std::vector<EventId> host;
    for (const std::uint32_t vertex : below) {
      const auto at = std::lower_bound(sets_.shared.begin(), sets_.shared.end(), vertex);
      const EventId event = graph_.vertices[vertex].event;
      if (at != sets_.shared.end() && *at == vertex) {
        key.first |= std::uint32_t{1} << static_cast<std::uint32_t>(at - sets_.shared.begin());
      } else if (const auto of = sets_.host_of.find(vertex); of != sets_.host_of.end()) {
        key.second = of->second;
        host.push_back(event);
      } else {
        own.emplace_back(figures_of(function_, event), event);
      }
    }
    std::sort(own.begin(), own.end());
    std::vector<EventFigures> figures;
    figures.reserve(own.size());
    for (const auto& [of_event, event] : own) figures.push_back(of_event);
    if (own.empty() || (first_ && *first_ != figures)) return false;
    if (!first_) first_ = figures;
    AlikeMembers& lot = lots_[key];
    lot.width = static_cast<std::uint32_t>(own.size());
    for (const auto& [of_event, event] : own) lot.events.push_back(event);
    lot.host = std::move(host);
    return true;
  }

  [[nodiscard]] double host_states() const {
    std::map<std::pair<std::vector<EventFigures>, std::uint32_t>, double> kinds;
    for (const auto& [key, lot] : lots_) {
      if (lot.host.empty()) continue;
      std::vector<EventFigures> figures;
      for (const EventId event : lot.host) figures.push_back(figures_of(function_, event));
      std::sort(figures.begin(), figures.end());
      kinds[{figures, lot.size()}] += 1.0;
    }
    double states = 1.0;
    for (const auto& [kind, hosts] : kinds) states *= hosts + 1.0;
    return states;
  }

  const GateGraph& graph_;
  const StructureFunction& function_;
  const MemberSets& sets_;
  LotsByShared lots_;
  std::optional<std::vector<EventFigures>> first_;
};

class PoolCounting {
 public:
  PoolCounting(const GateGraph& graph, const StructureFunction& function)
      : graph_(graph), function_(function), uses_(uses_below_tops(graph)) {}

  GateGraph run() {
    result_.plans = graph_.plans;
    image_.assign(graph_.vertices.size(), 0);
    for (std::uint32_t vertex = 0; vertex < graph_.vertices.size(); ++vertex) {
      const GateGraph::Vertex& gate = graph_.vertices[vertex];
      if (uses_[vertex] == 0) continue;
      if (is_large(gate) && count(vertex)) continue;
      GateGraph::Vertex copy = gate;
      for (Operand& operand : copy.operands) operand.vertex = image_[operand.vertex];
      image_[vertex] = add(std::move(copy));
    }
    for (const Operand top : graph_.tops) {
      result_.tops.push_back({image_[top.vertex], top.negated});
    }
    return std::move(result_);
  }

 private:
  struct Lot {
    std::uint32_t shared;    ///< a bit for each vertex that the members of the lot share
    std::uint32_t position;  ///< in the table of the result
    std::uint32_t size;
  };
  /// Lots that shared vertices have taken with them, and those decided so far.
  using Decided = std::pair<std::size_t, std::vector<bool>>;

  static bool is_large(const GateGraph::Vertex& gate) {
    return gate.type == NodeType::at_least &&
           (gate.operands.size() >= many_members ||
            gate.threshold * (gate.operands.size() - gate.threshold + 1) > small_count);
  }

  std::uint32_t add(GateGraph::Vertex vertex) {
    result_.vertices.push_back(std::move(vertex));
    return static_cast<std::uint32_t>(result_.vertices.size() - 1);
  }

  std::uint32_t gate_of(NodeType type, std::vector<Operand> operands) {
    GateGraph::Vertex gate;
    gate.type = type;
    gate.operands = std::move(operands);
    return add(std::move(gate));
  }

  bool count(std::uint32_t vertex) {
    const GateGraph::Vertex& gate = graph_.vertices[vertex];
    const auto sets = member_sets(graph_, uses_, gate);
    if (!sets) return false;
    auto lots = LotSorter(graph_, function_, *sets).sort();
    if (!lots) return false;
    lots_.clear();
    bool has_hosts = false;
    for (auto& [key, members] : *lots) {
      has_hosts = has_hosts || !members.host.empty();
      lots_.push_back(
          {key.first, static_cast<std::uint32_t>(result_.alike.size()), members.size()});
      result_.alike.push_back(std::move(members));
    }
    shared_ = sets->shared;
    threshold_ = gate.threshold;
    // Few failures of many members are told apart, as long as that is one gate.
    const std::size_t nodes = threshold_ * (gate.operands.size() - threshold_ + 1);
    told_apart_ = !has_hosts && (threshold_ <= listed_order || nodes <= small_count);
    if (told_apart_ && (shared_.empty() || !all_fall_with_any())) return undo();
    known_.clear();
    image_[vertex] = *decide(0, std::vector<bool>(lots_.size(), false));
    if (told_apart_) (void)undo();
    return true;
  }

  /// Forgets the lots of the gate in work.
  bool undo() {
    result_.alike.resize(result_.alike.size() - lots_.size());
    return false;
  }

  /// Each shared vertex takes enough members with it by itself.
  [[nodiscard]] bool all_fall_with_any() const {
    for (std::size_t at = 0; at < shared_.size(); ++at) {
      std::uint32_t with = 0;
      for (const Lot& lot : lots_) with += (lot.shared >> at & 1U) != 0 ? lot.size : 0;
      if (with < threshold_) return false;
    }
    return true;
  }

  /// The vertex that says whether too many have failed, given what the first shared vertices did;
  /// absent where they surely have.
  std::optional<std::uint32_t> decide(std::size_t at, const std::vector<bool>& fallen) {
    std::uint32_t gone = 0;
    for (std::size_t lot = 0; lot < lots_.size(); ++lot) gone += fallen[lot] ? lots_[lot].size : 0;
    if (gone >= threshold_) return std::nullopt;
    std::vector<bool> with = fallen;
    for (; at < shared_.size(); ++at) {
      for (std::size_t lot = 0; lot < lots_.size(); ++lot) {
        if ((lots_[lot].shared >> at & 1U) != 0) with[lot] = true;
      }
      if (with != fallen) break;
    }
    const auto [place, is_new] = known_.try_emplace(Decided(at, fallen), 0U);
    if (!is_new) return place->second;
    if (at == shared_.size()) return place->second = leaf(fallen, threshold_ - gone);
    const Operand shared{image_[shared_[at]], false};
    const Operand low{*decide(at + 1, fallen), false};
    const std::optional<std::uint32_t> high = decide(at + 1, with);
    if (!high) return place->second = gate_of(NodeType::any, {shared, low});
    const std::uint32_t failed = gate_of(NodeType::all, {shared, {*high, false}});
    const std::uint32_t works = gate_of(NodeType::all, {{shared.vertex, true}, low});
    return place->second = gate_of(NodeType::any, {{failed, false}, {works, false}});
  }

  /// At least so many members fail by their own events.
  std::uint32_t gate_of_members(std::uint32_t threshold) {
    GateGraph::Vertex gate;
    gate.type = NodeType::at_least;
    gate.threshold = threshold;
    for (const Lot& lot : lots_) {
      const AlikeMembers& members = result_.alike[lot.position];
      for (std::size_t at = 0; at < members.events.size(); at += members.width) {
        std::vector<Operand> own;
        for (std::uint32_t i = 0; i < members.width; ++i) {
          GateGraph::Vertex event;
          event.event = members.events[at + i];
          own.push_back({add(std::move(event)), false});
        }
        gate.operands.push_back(
            own.size() == 1 ? own.front() : Operand{gate_of(NodeType::any, std::move(own)), false});
      }
    }
    return add(std::move(gate));
  }

  std::uint32_t leaf(const std::vector<bool>& fallen, std::uint32_t threshold) {
    if (told_apart_) return gate_of_members(threshold);
    FailedMembers count;
    count.threshold = threshold;
    for (std::size_t lot = 0; lot < lots_.size(); ++lot) {
      if (!fallen[lot]) count.lots.push_back(lots_[lot].position);
    }
    GateGraph::Vertex vertex;
    vertex.count = static_cast<std::uint32_t>(result_.counts.size());
    result_.counts.push_back(std::move(count));
    return add(std::move(vertex));
  }

  const GateGraph& graph_;
  const StructureFunction& function_;
  std::vector<std::uint32_t> uses_;
  std::vector<std::uint32_t> image_;
  GateGraph result_;
  // Of the gate in work:
  std::vector<Lot> lots_;
  std::vector<std::uint32_t> shared_;
  std::uint32_t threshold_ = 0;
  bool told_apart_ = false;
  std::map<Decided, std::uint32_t> known_;
};

}  // namespace

GateGraph count_pools(const GateGraph& graph, const StructureFunction& function) {
  return PoolCounting(graph, function).run();
}

}  // namespace cutpoint
