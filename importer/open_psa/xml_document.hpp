/// An XML text as a flat table of elements with places. The only users of pugixml are this and its
/// source.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "cutpoint/diagnostic.hpp"
#include "cutpoint/id.hpp"
#include "cutpoint/source.hpp"

namespace cutpoint::open_psa {

using ElementId = Id<struct ElementTag>;

/// Deeper nesting is refused, so that walks over elements may recurse.
inline constexpr std::size_t most_levels = 400;

struct Element {
  std::string_view name;
  std::string_view text;     ///< of the first text inside, trimmed
  std::uint32_t offset = 0;  ///< of the name, in bytes of the file
  std::uint32_t first_attribute = 0;
  std::uint32_t attribute_count = 0;
  ElementId first_child;
  ElementId next;  ///< sibling
};

struct Attribute {
  std::string_view name;
  std::string_view value;
};

/// Texts live as long as the document; the source files must outlive it.
class XmlDocument {
 public:
  /// Parses a registered file. Syntax errors, a document type with declarations of its own (entity
  /// bombs), foreign encodings and exceeded limits are errors; the document is then empty.
  XmlDocument(FileId file, const SourceFiles& sources, Diagnostics& diagnostics);
  XmlDocument(XmlDocument&&) noexcept;
  XmlDocument& operator=(XmlDocument&&) noexcept;
  XmlDocument(const XmlDocument&) = delete;
  XmlDocument& operator=(const XmlDocument&) = delete;
  ~XmlDocument();

  [[nodiscard]] bool empty() const { return elements_.empty(); }
  [[nodiscard]] ElementId root() const { return ElementId(0U); }
  [[nodiscard]] const Element& operator[](ElementId id) const { return elements_[id]; }
  [[nodiscard]] std::vector<ElementId> children(ElementId id) const;
  /// Null where there is none of that name.
  [[nodiscard]] const Attribute* attribute(ElementId id, std::string_view name) const;

  /// The place of an element's name, and of the value of one of its attributes.
  [[nodiscard]] SourceSpan span(ElementId id) const;
  [[nodiscard]] SourceSpan value_span(ElementId id, std::string_view attribute) const;

 private:
  struct Tree;
  struct Source;  ///< pugixml's own element
  [[nodiscard]] SourceSpan span_at(std::size_t offset, std::size_t length) const;
  bool flatten(Diagnostics& diagnostics);
  void add(Element element, const Source& source, std::size_t level, std::vector<ElementId>& open);

  FileId file_;
  const SourceFiles* sources_;
  std::vector<std::uint32_t> line_starts_;
  std::unique_ptr<Tree> tree_;
  IdVector<ElementId, Element> elements_;
  std::vector<Attribute> attributes_;
};

}  // namespace cutpoint::open_psa
