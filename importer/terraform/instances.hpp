/// Which instances of a block are meant where an expression or a dependency names the block.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "importer/terraform/configuration.hpp"
#include "importer/terraform/inventory/inventory.hpp"

namespace cutpoint::terraform {

class Instances {
 public:
  explicit Instances(const Inventory& inventory);

  /// Those that resource `from` means. Of several without a key: the one with its own key where
  /// that is paired (`by_position`) or only one can be meant (`takes_one`), else all.
  [[nodiscard]] std::vector<std::size_t> meant(std::size_t from, const BlockReference& reference,
                                               bool by_position, bool takes_one) const;

  /// True where so many instances of modules were compared that the rest is left out.
  [[nodiscard]] bool is_cut_short() const { return compared_ > most_compared; }

  /// Those that a dependency in a state names: absolute or relative to the module of `from`, with
  /// or without keys. Empty where it is not there.
  [[nodiscard]] std::vector<std::size_t> listed(std::size_t from, std::string_view text) const;

 private:
  using Group = std::vector<std::size_t>;  ///< instances of one block in one instance of its module
  [[nodiscard]] std::vector<std::string> modules_meant(const Resource& from,
                                                       const BlockReference& reference,
                                                       const Address& block) const;
  void choose(const Resource& from, const std::string& module, const std::string& name,
              const BlockReference& reference, bool by_position, bool takes_one,
              std::vector<std::size_t>& out) const;

  static constexpr std::size_t most_compared = 5'000'000;

  const Inventory& inventory_;
  mutable std::size_t compared_ = 0;
  std::unordered_map<std::string, Group> groups_;
  std::unordered_map<std::string, std::size_t> by_key_;  ///< of a group, and its key
  std::unordered_set<std::string> instances_of_modules_;
  std::unordered_map<std::string, std::vector<std::string>> modules_;  ///< by path without keys
};

}  // namespace cutpoint::terraform
