#include "importer/open_psa/xml_document.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <pugixml.hpp>

#include "model/base/number_text.hpp"

namespace cutpoint::open_psa {

struct XmlDocument::Tree {
  pugi::xml_document document;
};

struct XmlDocument::Source {
  pugi::xml_node node;
};

XmlDocument::XmlDocument(XmlDocument&&) noexcept = default;
XmlDocument& XmlDocument::operator=(XmlDocument&&) noexcept = default;
XmlDocument::~XmlDocument() = default;

namespace {

bool is_name_end(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '/' || c == '>' || c == '=';
}

pugi::xml_node first_element(pugi::xml_node at) {
  while (at && at.type() != pugi::node_element) at = at.next_sibling();
  return at;
}

/// The element after `at` in the order of the text, with its level kept; null after the last.
pugi::xml_node next_in_document(pugi::xml_node at, const pugi::xml_node& root, std::size_t& level) {
  if (const pugi::xml_node child = first_element(at.first_child())) {
    ++level;
    return child;
  }
  while (at != root) {
    if (const pugi::xml_node sibling = first_element(at.next_sibling())) return sibling;
    at = at.parent();
    --level;
  }
  return {};
}

}  // namespace

XmlDocument::XmlDocument(FileId file, const SourceFiles& sources, Diagnostics& diagnostics)
    : file_(file), sources_(&sources), tree_(std::make_unique<Tree>()) {
  const std::string& text = sources.text(file);
  line_starts_.push_back(0);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') line_starts_.push_back(static_cast<std::uint32_t>(i + 1));
  }
  const pugi::xml_parse_result result = tree_->document.load_buffer(
      text.data(), text.size(), pugi::parse_default | pugi::parse_doctype, pugi::encoding_utf8);
  if (!result) {
    const auto at = std::min<std::size_t>(static_cast<std::size_t>(result.offset), text.size());
    std::string reason = result.description();
    if (!reason.empty() && reason.front() >= 'A' && reason.front() <= 'Z') {
      reason.front() = static_cast<char>(reason.front() - 'A' + 'a');
    }
    diagnostics.error("xml-syntax", span_at(at, 1), fmt::format("this is no XML: {}", reason));
    return;
  }
  if (!flatten(diagnostics)) {
    elements_ = {};
    attributes_.clear();
  }
}

bool XmlDocument::flatten(Diagnostics& diagnostics) {
  const auto offset_of = [](const pugi::xml_node& node) {
    return static_cast<std::size_t>(node.offset_debug());
  };
  pugi::xml_node root;
  for (const pugi::xml_node node : tree_->document.children()) {
    if (node.type() == pugi::node_doctype &&
        std::string_view(node.value()).find('[') != std::string_view::npos) {
      diagnostics
          .error("xml-entities", span_at(sources_->text(file_).find("<!DOCTYPE"), 9),
                 "a document type with declarations of its own is not read")
          .help = "entities can be made to expand without end; write the text in full";
      return false;
    }
    if (node.type() != pugi::node_element) continue;
    if (root) {
      diagnostics.error("xml-syntax", span_at(offset_of(node), 1), "a second root element");
      return false;
    }
    root = node;
  }
  if (!root) {
    diagnostics.error("xml-syntax", span_at(0, 1), "there is no element");
    return false;
  }
  std::vector<ElementId> open;  // the last element added on each level
  std::size_t level = 0;
  for (pugi::xml_node at = root; at; at = next_in_document(at, root, level)) {
    if (level >= most_levels) {
      diagnostics.error("too-large", span_at(offset_of(at), 1),
                        fmt::format("elements nest deeper than {} levels", most_levels));
      return false;
    }
    Element element;
    element.name = at.name();
    element.text = trimmed(at.child_value(), " \t\r\n");
    element.offset = static_cast<std::uint32_t>(at.offset_debug());
    add(element, {at}, level, open);
  }
  return true;
}

void XmlDocument::add(Element element, const Source& source, std::size_t level,
                      std::vector<ElementId>& open) {
  element.first_attribute = static_cast<std::uint32_t>(attributes_.size());
  for (const pugi::xml_attribute attribute : source.node.attributes()) {
    attributes_.push_back({attribute.name(), attribute.value()});
  }
  element.attribute_count =
      static_cast<std::uint32_t>(attributes_.size()) - element.first_attribute;
  const ElementId id = elements_.push_back(element);
  if (level < open.size()) {
    elements_[open[level]].next = id;
  } else if (level > 0) {
    elements_[open[level - 1]].first_child = id;
  }
  open.resize(level);
  open.push_back(id);
}

std::vector<ElementId> XmlDocument::children(ElementId id) const {
  std::vector<ElementId> result;
  for (ElementId at = elements_[id].first_child; at.valid(); at = elements_[at].next) {
    result.push_back(at);
  }
  return result;
}

const Attribute* XmlDocument::attribute(ElementId id, std::string_view name) const {
  const Element& element = elements_[id];
  for (std::uint32_t i = 0; i < element.attribute_count; ++i) {
    const Attribute& attribute = attributes_[element.first_attribute + i];
    if (attribute.name == name) return &attribute;
  }
  return nullptr;
}

SourceSpan XmlDocument::span(ElementId id) const {
  return span_at(elements_[id].offset, elements_[id].name.size());
}

SourceSpan XmlDocument::value_span(ElementId id, std::string_view attribute) const {
  // pugixml keeps no places of attributes: the start tag is scanned again.
  const std::string& text = sources_->text(file_);
  std::size_t at = elements_[id].offset + elements_[id].name.size();
  while (at < text.size() && text[at] != '>' && text[at] != '/') {
    if (is_name_end(text[at])) {
      ++at;
      continue;
    }
    const std::size_t name = at;
    while (at < text.size() && !is_name_end(text[at])) ++at;
    const std::string_view found = std::string_view(text).substr(name, at - name);
    const std::size_t quote = text.find_first_of("\"'", at);
    if (quote == std::string::npos) break;
    const std::size_t end = text.find(text[quote], quote + 1);
    if (end == std::string::npos) break;
    if (found == attribute) return span_at(quote + 1, std::max<std::size_t>(end - quote - 1, 1));
    at = end + 1;
  }
  return span(id);
}

SourceSpan XmlDocument::span_at(std::size_t offset, std::size_t length) const {
  const std::size_t at = std::min(offset, sources_->text(file_).size());
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), at);
  const auto line = static_cast<std::size_t>(after - line_starts_.begin());
  return {file_, static_cast<std::uint32_t>(line),
          static_cast<std::uint32_t>(at - line_starts_[line - 1] + 1),
          static_cast<std::uint32_t>(length)};
}

}  // namespace cutpoint::open_psa
