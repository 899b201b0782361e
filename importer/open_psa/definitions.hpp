/// What Open-PSA files define, by name: fault trees and components are scopes, their private
/// definitions are known inside them and by their dotted path.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "importer/open_psa/xml_document.hpp"

namespace cutpoint::open_psa {

using ScopeId = Id<struct ScopeTag>;
using DefinitionId = Id<struct DefinitionTag>;

/// An element of one of the files.
struct Place {
  std::uint32_t document = 0;
  ElementId element;
};

/// What definitions are of. Gates, basic and house events share one set of names.
enum class DefinitionKind { gate, basic_event, house_event, parameter, ccf_group };

/// "gate", "basic event", …
[[nodiscard]] std::string_view name_of(DefinitionKind kind);

struct Definition {
  DefinitionKind kind = DefinitionKind::gate;
  std::string name;  ///< for people: dotted where it is private
  std::string path;  ///< dotted, from the fault tree down
  std::string label;
  ScopeId scope;  ///< where it stands, and where names inside it are looked up
  Place place;
  SourceSpan span;  ///< of the name
};

class Definitions {
 public:
  Definitions(std::vector<XmlDocument> documents, Diagnostics& diagnostics);

  /// Reads all definitions of all documents.
  void collect();

  [[nodiscard]] const XmlDocument& document(Place place) const {
    return documents_[place.document];
  }
  [[nodiscard]] const Element& element(Place place) const {
    return documents_[place.document][place.element];
  }
  [[nodiscard]] SourceSpan span(Place place) const {
    return documents_[place.document].span(place.element);
  }
  /// Children of an element but for its label and attributes.
  [[nodiscard]] std::vector<Place> children(Place place) const;
  /// The value of an attribute; an error where it is missing or empty.
  [[nodiscard]] std::optional<std::string_view> required(Place place, std::string_view attribute);
  /// A whole number from an attribute; an error where there is none.
  [[nodiscard]] std::optional<std::uint32_t> required_count(Place place,
                                                            std::string_view attribute);

  /// The event (or parameter) that `name` means inside a scope: the innermost scope that holds it,
  /// then what is public, then a path. Invalid where there is none.
  [[nodiscard]] DefinitionId find_event(std::string_view name, ScopeId scope) const;
  [[nodiscard]] DefinitionId find_parameter(std::string_view name, ScopeId scope) const;
  /// "did you mean" for a name that is not defined; empty where nothing is near.
  [[nodiscard]] std::string suggestion(std::string_view name, DefinitionKind kind);

  /// Adds an event that nothing defines but a group names as its member.
  DefinitionId add_member(std::string_view name, ScopeId scope, Place place);

  [[nodiscard]] const IdVector<DefinitionId, Definition>& all() const { return all_; }
  [[nodiscard]] const Definition& operator[](DefinitionId id) const { return all_[id]; }
  [[nodiscard]] const std::string& model_name() const { return model_name_; }
  [[nodiscard]] Diagnostics& diagnostics() { return diagnostics_; }

 private:
  using Names = std::unordered_map<std::string, DefinitionId>;
  struct Scope {
    std::string path;  ///< empty for what lies outside fault trees
    ScopeId parent;
    bool is_private = false;
  };
  struct Table {
    Names by_path;
    Names by_public_name;
  };

  void collect_document(Place root);
  void collect_scope(Place place, ScopeId scope);
  void collect_element(Place place, ScopeId scope, bool at_top);
  void open_scope(Place place, ScopeId parent);
  void define(Place place, ScopeId scope, DefinitionKind kind);
  void insert(Definition definition, bool is_private);
  bool merge_declaration(const Definition& earlier, const Definition& later, DefinitionId id);
  [[nodiscard]] std::optional<bool> is_private(Place place, bool inherited);
  [[nodiscard]] std::optional<std::string> defined_name(Place place);
  [[nodiscard]] DefinitionId find(const Table& table, std::string_view name, ScopeId scope) const;
  [[nodiscard]] Table& table_of(DefinitionKind kind);

  std::vector<XmlDocument> documents_;
  Diagnostics& diagnostics_;
  IdVector<ScopeId, Scope> scopes_;
  IdVector<DefinitionId, Definition> all_;
  Table events_;
  Table parameters_;
  Table groups_;
  std::string model_name_;
  std::size_t suggestions_ = 0;
};

}  // namespace cutpoint::open_psa
