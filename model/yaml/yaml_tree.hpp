/// A YAML document as a compact positioned tree.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cutpoint/id.hpp"
#include "cutpoint/source.hpp"

namespace cutpoint {

using YamlNodeId = Id<struct YamlNodeTag>;

enum class YamlType : std::uint8_t { null, scalar, sequence, mapping };
enum class YamlStyle : std::uint8_t { plain, quoted, literal, block, flow };

struct YamlLimits {
  std::size_t depth = 64;             ///< nested collections
  std::size_t expanded = 20'000'000;  ///< nodes after following aliases, per document
  std::size_t documents = 10;         ///< what follows is not read: nothing takes so many
};

/// One document. Nodes are stored in the order of the text; aliases point to their anchor's node
/// (never to an ancestor: such documents are refused), so the tree is finite. Merge keys (`<<`)
/// stay as they are written; `entries` resolves them.
class YamlDocument {
 public:
  struct Entry {
    YamlNodeId key;
    YamlNodeId value;
    bool merged = false;  ///< came in by a merge key
    bool alias = false;   ///< the value was written as an alias
  };

  [[nodiscard]] YamlNodeId root() const { return root_; }
  [[nodiscard]] YamlType type(YamlNodeId node) const { return nodes_[node].type; }
  [[nodiscard]] YamlStyle style(YamlNodeId node) const { return nodes_[node].style; }
  /// The scalar's value, quotes and escapes resolved; empty for other types.
  [[nodiscard]] std::string_view text(YamlNodeId node) const;
  /// True for plain scalars that may be numbers or booleans; quoted text is always text.
  [[nodiscard]] bool is_plain(YamlNodeId node) const {
    return nodes_[node].style == YamlStyle::plain;
  }
  [[nodiscard]] std::string_view tag(YamlNodeId node) const;
  [[nodiscard]] std::string_view anchor(YamlNodeId node) const;
  /// For a scalar its extent on its first line, for a collection its first character.
  [[nodiscard]] SourceSpan span(YamlNodeId node) const {
    const Node& of = nodes_[node];
    return {file_, of.line, of.column, of.length};
  }

  /// Items of a sequence; empty for other types.
  [[nodiscard]] std::vector<YamlNodeId> items(YamlNodeId node) const;
  /// Items of a sequence with how they were written; keys are invalid.
  [[nodiscard]] std::vector<Entry> raw_items(YamlNodeId node) const;
  /// Entries of a mapping in the order of the text, merge keys resolved (own keys win, earlier
  /// merges win over later ones). Empty for other types.
  [[nodiscard]] std::vector<Entry> entries(YamlNodeId node) const;
  /// Entries as written, `<<` among them.
  [[nodiscard]] std::vector<Entry> raw_entries(YamlNodeId node) const;
  /// The value of a key, merge keys resolved; an invalid id where there is none.
  [[nodiscard]] YamlNodeId find(YamlNodeId mapping, std::string_view key) const;
  [[nodiscard]] std::size_t size() const { return nodes_.size(); }

 private:
  friend class YamlTreeBuilder;
  friend class JsonDocumentBuilder;
  friend class YamlSplice;
  struct Child {
    YamlNodeId key;  ///< mappings only
    YamlNodeId value;
    bool alias = false;
  };
  /// A file has as many as it has words, so that their size is what reading it takes.
  struct Node {
    YamlType type = YamlType::null;
    YamlStyle style = YamlStyle::plain;
    std::uint32_t first = 0;  ///< of its children where it is a collection, else of its text
    std::uint32_t count = 0;
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    std::uint32_t length = 0;
    std::uint32_t property = 0;  ///< index into properties_, 0: none

    [[nodiscard]] bool is_collection() const {
      return type == YamlType::mapping || type == YamlType::sequence;
    }
  };
  struct Property {
    std::string tag;
    std::string anchor;
  };
  FileId file_;
  YamlNodeId root_;
  IdVector<YamlNodeId, Node> nodes_;
  std::vector<Child> children_;
  std::string texts_;
  std::vector<Property> properties_{1};
};

}  // namespace cutpoint
