/// What the expressions of a plan's configuration refer to, followed through variables of modules
/// and their outputs.
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "importer/documents/value_tree.hpp"
#include "importer/terraform/inventory/address.hpp"

namespace cutpoint::terraform {

/// A resource block that an expression refers to.
struct BlockReference {
  std::string block;       ///< address without keys
  Step instance;           ///< which instance is named, if one is
  std::string attribute;   ///< what is read of it; empty: not known
  std::string module_key;  ///< of the module whose output leads there
  bool has_module_key = false;
  bool says_where = false;  ///< only its zone, region or the like is read
  /// How many modules lie on the way to the one whose call is repeated and pairs its own key with
  /// that of the instance; 0: none does.
  std::size_t paired_with_module = 0;
};

/// What one attribute of a block refers to.
struct AttributeReferences {
  std::string attribute;  ///< path without positions
  std::vector<BlockReference> blocks;
  bool by_position = false;  ///< `count.index`, `each.key` or `each.value` stands beside
  bool has_locals = false;   ///< plans do not say what locals hold
};

class Configuration {
 public:
  explicit Configuration(documents::Value configuration);

  /// Of a block by its address; worked out once. Empty where the plan has no such block.
  [[nodiscard]] const std::vector<AttributeReferences>& references(const std::string& block);

  /// What stands in a block, as the plan writes it; missing where the plan has no such block.
  [[nodiscard]] documents::Value expressions(const std::string& block) const;

  /// The region that a provider is set up with, by the key of the provider; empty: not said.
  [[nodiscard]] std::string_view region(std::string_view provider_key,
                                        documents::Value variables) const;
  [[nodiscard]] std::string_view provider_key(const std::string& block) const;

 private:
  struct Module {
    std::string path;
    std::size_t parent = 0;
    documents::Value value;
    documents::Value call;  ///< in the parent
  };
  struct Pending {
    std::size_t module = 0;
    std::string text;
    std::string module_key;
    bool has_module_key = false;
    documents::Value repeated = {};  ///< what `each.value` goes over there; missing: not repeated
    std::size_t paired_with_module = 0;  ///< as in BlockReference
  };

  void read_modules(documents::Value root);
  void follow(std::size_t module, documents::Value references, documents::Value repeated,
              AttributeReferences& found) const;
  void follow_one(const Pending& pending, std::vector<Pending>& open,
                  AttributeReferences& found) const;
  static void follow_each(const Pending& pending, const Address& parts, std::vector<Pending>& open);
  void follow_variable(const Pending& pending, const Address& parts,
                       std::vector<Pending>& open) const;
  void follow_output(const Pending& pending, const Address& parts,
                     std::vector<Pending>& open) const;

  documents::Value configuration_;
  std::vector<Module> modules_;
  std::unordered_map<std::string, std::size_t> by_path_;
  struct Block {
    std::size_t module = 0;
    documents::Value value;
  };
  std::unordered_map<std::string, Block> blocks_;
  std::unordered_map<std::string, std::vector<AttributeReferences>> known_;
};

}  // namespace cutpoint::terraform
