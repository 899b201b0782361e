/// Diagrams of parts that were built before, of functions that differ elsewhere.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "analyzer/engine/gates/module.hpp"
#include "analyzer/engine/order_search.hpp"

namespace cutpoint {

/// A finished part by itself: its variables are numbered from 0, and so are its nodes behind the
/// two constants.
struct KnownPart {
  static constexpr std::uint32_t constants = 2;
  struct Node {
    std::uint32_t variable, low, high;
  };
  std::vector<std::uint32_t> leaves;  ///< by variable: the leaf of the part that it stands for
  std::vector<Node> nodes;            ///< what a node depends on comes before it
  std::vector<std::uint32_t> roots;   ///< empty where they did not fit
  LeafForm form = LeafForm::plain;    ///< of a module: plain or negated
  std::size_t failed_with = 0;        ///< nodes that were not enough
};

/// Which diagram a part has depends on its gates and on the forms of its leaves alone, and most
/// changes of a document leave most parts as they are, so results do not depend on what is known.
class KnownParts {
 public:
  /// What the gates, the roots and the forms are, byte by byte; empty for networks.
  [[nodiscard]] static std::string key_of(const GateModule& part,
                                          const std::vector<LeafForm>& forms, bool is_module);
  /// Null where nothing is known.
  [[nodiscard]] const KnownPart* find(const std::string& key) const;
  void add(std::string key, KnownPart part);

 private:
  // What is kept; beyond, nothing is added.
  static constexpr std::size_t most_nodes = 4'000'000;

  std::unordered_map<std::string, KnownPart> known_;
  std::size_t nodes_ = 0;
};

}  // namespace cutpoint
