// Differences of two drafts as edits of the text. The result is read again: it must say what the
// second draft says, or it is not given out.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "model/format/edit/as_written.hpp"
#include "model/format/edit/document_differences.hpp"
#include "model/format/edit/document_positions.hpp"
#include "model/format/edit/line_ends.hpp"
#include "model/format/edit/patching.hpp"
#include "model/format/layout/layout.hpp"
#include "model/format/reading.hpp"

namespace cutpoint {

namespace {

std::string indented(const std::string& block, std::size_t indent) {
  std::string out;
  for (std::size_t at = 0; at < block.size();) {
    const std::size_t end = std::min(block.find('\n', at), block.size() - 1) + 1;
    out += std::string(indent, ' ') + block.substr(at, end - at);
    at = end;
  }
  return out;
}

struct TextEdit {
  TextRange range;
  std::string replacement;
};

/// Collects the edits of one text.
class TextEditor {
 public:
  TextEditor(const YamlDocument& document, FileId file, const SourceFiles& sources)
      : document_(document), positions_(document, file, sources) {}

  void apply(const ObjectChange& change) {
    const auto section = entry_of(document_.root(), change.section);
    if (!section.key.valid() || document_.type(section.value) != YamlType::mapping) {
      add_section(change);
      return;
    }
    const auto object = entry_of(section.value, change.name);
    if (object.key.valid()) {
      change_object(object, change);
    } else {
      add_object(section, change);
    }
  }

  void set_document_key(const KeyChange& change) {
    const auto entry = entry_of(document_.root(), change.key);
    if (document_.style(document_.root()) == YamlStyle::flow) {
      set_flow(document_.root(), entry, change, key_names<Draft>());
    } else {
      set_block(document_.root(), entry, change, key_names<Draft>());
    }
  }

  /// The whole object, written anew.
  void replace_object(std::string_view section_name, const ObjectChange& change) {
    const auto section = entry_of(document_.root(), section_name);
    const auto entry = entry_of(section.value, change.name);
    if (!entry.key.valid()) return;
    if (is_in_line(entry)) {
      edits_.push_back({positions_.value_of(entry), one_line(change)});
      return;
    }
    const TextRange lines = positions_.lines_of(entry);
    const std::string margin(positions_.column_of(entry.key), ' ');
    std::string text;
    for (const std::string& comment : positions_.comments_in(lines)) {
      text += margin + comment + '\n';
    }
    edits_.push_back({lines, fmt::format("{}{}{}: {}\n", text, margin, key_text(change.name),
                                         one_line(change))});
  }

  [[nodiscard]] std::string result() {
    std::stable_sort(edits_.begin(), edits_.end(), [](const TextEdit& a, const TextEdit& b) {
      return a.range.from < b.range.from;
    });
    const std::string& text = positions_.text();
    std::string out;
    std::size_t at = 0;
    for (const TextEdit& edit : edits_) {
      if (edit.range.from < at) continue;  // overlapping: what the check afterwards finds
      out += text.substr(at, edit.range.from - at);
      // What is added behind the last line needs the end that the line lacks.
      const bool unfinished = !out.empty() && out.back() != '\n' && edit.range.from == text.size();
      if (unfinished) out += '\n';
      out += edit.replacement;
      at = edit.range.to;
    }
    return out + text.substr(at);
  }

 private:
  [[nodiscard]] YamlDocument::Entry entry_of(YamlNodeId mapping, std::string_view name) const {
    for (const auto& entry : document_.raw_entries(mapping)) {
      if (document_.text(entry.key) == name) return entry;
    }
    return {};
  }

  [[nodiscard]] static std::string key_text(const std::string& name) {
    return YamlText::scalar(name).inline_text();
  }

  /// Its value is on the line of its key, or in brackets.
  [[nodiscard]] bool is_in_line(const YamlDocument::Entry& entry) const {
    return entry.alias || document_.type(entry.value) != YamlType::mapping ||
           document_.style(entry.value) == YamlStyle::flow;
  }

  void change_object(const YamlDocument::Entry& object, const ObjectChange& change) {
    const auto order = change.section == "components" ? key_names<DraftComponent>()
                                                      : key_names<DraftCommonCause>();
    if (object.alias) {
      const TextRange range = positions_.value_of(object);
      std::string text =
          fmt::format("{{<<: {}", positions_.text().substr(range.from, range.to - range.from));
      for (const KeyChange& key : change.keys) {
        if (key.value.is_nothing()) continue;
        text += fmt::format(", {}: {}", key.key, key.value.inline_text());
      }
      edits_.push_back({range, text + '}'});
    } else if (document_.type(object.value) == YamlType::null) {
      edits_.push_back({positions_.value_of(object), ' ' + one_line(change)});
    } else if (document_.raw_entries(object.value).empty()) {
      edits_.push_back({positions_.value_of(object), one_line(change)});
    } else if (document_.style(object.value) == YamlStyle::flow) {
      for (const KeyChange& key : change.keys) {
        const auto entry = entry_of(object.value, key.key);
        if (!change_parts(entry, key)) set_flow(object.value, entry, key, order);
      }
    } else {
      for (const KeyChange& key : change.keys) {
        const auto entry = entry_of(object.value, key.key);
        if (!change_parts(entry, key)) set_block(object.value, entry, key, order);
      }
    }
  }

  /// False where the value has to be written as a whole.
  bool change_parts(const YamlDocument::Entry& entry, const KeyChange& change) {
    if (change.parts.empty() || !entry.key.valid() || entry.alias) return false;
    if (document_.type(entry.value) != YamlType::mapping) return false;
    if (document_.raw_entries(entry.value).empty()) return false;
    const auto order = key_names<DraftFigures::Observed>();
    const bool flow = document_.style(entry.value) == YamlStyle::flow;
    for (const KeyChange& part : change.parts) {
      const auto place = entry_of(entry.value, part.key);
      flow ? set_flow(entry.value, place, part, order) : set_block(entry.value, place, part, order);
    }
    return true;
  }

  void set_flow(YamlNodeId mapping, const YamlDocument::Entry& entry, const KeyChange& change,
                const std::vector<std::string_view>& order) {
    const auto entries = document_.raw_entries(mapping);
    if (entry.key.valid() && !change.value.is_nothing()) {
      edits_.push_back({positions_.value_of(entry), padded(entry, change.value.inline_text())});
    } else if (entry.key.valid()) {
      remove_flow(entries, entry);
    } else if (!change.value.is_nothing() && !entries.empty()) {
      const std::string text = fmt::format("{}: {}", change.key, change.value.inline_text());
      if (const auto* later = later_than(entries, change.key, order)) {
        const std::size_t at = positions_.start_of(later->key);
        edits_.push_back({{at, at}, text + ", "});
      } else {
        std::size_t at = positions_.end_of(mapping) - 1;
        constexpr std::string_view open = " \t\r\n,";
        while (at > 0 && open.find(positions_.text()[at - 1]) != std::string_view::npos) --at;
        edits_.push_back({{at, at}, ", " + text});
      }
    }
  }

  /// A value that was empty stands directly behind its colon.
  [[nodiscard]] std::string padded(const YamlDocument::Entry& entry, std::string text) const {
    const TextRange range = positions_.value_of(entry);
    if (range.from == range.to) text.insert(0, 1, ' ');
    return text;
  }

  void remove_flow(const std::vector<YamlDocument::Entry>& entries,
                   const YamlDocument::Entry& entry) {
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (entries[i].key != entry.key) continue;
      const std::size_t from = positions_.start_of(entry.key);
      if (i + 1 < entries.size()) {
        edits_.push_back({{from, positions_.start_of(entries[i + 1].key)}, ""});
      } else {
        const std::size_t start = i == 0 ? from : positions_.value_of(entries[i - 1]).to;
        edits_.push_back({{start, positions_.value_of(entry).to}, ""});
      }
    }
  }

  void set_block(YamlNodeId mapping, const YamlDocument::Entry& entry, const KeyChange& change,
                 const std::vector<std::string_view>& order) {
    const auto entries = document_.raw_entries(mapping);
    if (entry.key.valid() && !change.value.is_nothing()) {
      replace_block_value(entry, change);
    } else if (entry.key.valid()) {
      edits_.push_back({positions_.lines_of(entry), ""});
    } else if (!change.value.is_nothing() && !entries.empty()) {
      const std::string text = block_of(change, positions_.column_of(entries.front().key));
      const auto* later = later_than(entries, change.key, order);
      const std::size_t at =
          later != nullptr ? positions_.above(*later) : positions_.lines_of(entries.back()).to;
      edits_.push_back({{at, at}, text});
    }
  }

  [[nodiscard]] static std::string block_of(const KeyChange& change, std::size_t indent) {
    YamlText line = YamlText::mapping();
    line.add(std::string(change.key), change.value);
    return indented(line.document(), indent);
  }

  /// The first key that comes later in the canonical order; null where none does.
  [[nodiscard]] const YamlDocument::Entry* later_than(
      const std::vector<YamlDocument::Entry>& entries, std::string_view key,
      const std::vector<std::string_view>& order) const {
    const auto rank = [&](std::string_view name) {
      return std::find(order.begin(), order.end(), name) - order.begin();
    };
    for (const auto& entry : entries) {
      const std::string_view name = document_.text(entry.key);
      if (name != "<<" && rank(name) > rank(key)) return &entry;
    }
    return nullptr;
  }

  void replace_block_value(const YamlDocument::Entry& entry, const KeyChange& change) {
    const bool block = document_.style(entry.value) == YamlStyle::block &&
                       (document_.type(entry.value) == YamlType::mapping ||
                        document_.type(entry.value) == YamlType::sequence);
    if (entry.alias || !block) {
      edits_.push_back({positions_.value_of(entry), padded(entry, change.value.inline_text())});
      return;
    }
    const TextRange lines = positions_.lines_of(entry);
    const std::size_t indent = positions_.column_of(entry.key);
    std::string text;
    for (const std::string& comment : positions_.comments_in(lines)) {
      text += std::string(indent, ' ') + comment + '\n';
    }
    edits_.push_back({lines, text + block_of(change, indent)});
  }

  void add_object(const YamlDocument::Entry& section, const ObjectChange& change) {
    const auto entries = document_.raw_entries(section.value);
    const std::string text = fmt::format("{}: {}", key_text(change.name), one_line(change));
    if (document_.style(section.value) == YamlStyle::flow || entries.empty()) {
      const std::size_t at = positions_.end_of(section.value) - 1;
      edits_.push_back({{at, at}, (entries.empty() ? "" : ", ") + text});
      return;
    }
    const auto before = entry_of(section.value, change.behind);
    const auto& anchor = before.key.valid() ? before : last_placed(entries, change);
    const std::size_t at = positions_.lines_of(anchor).to;
    placed_.emplace_back(change.name, anchor);
    const std::string margin(positions_.column_of(entries.front().key), ' ');
    edits_.push_back({{at, at}, fmt::format("{}{}\n", margin, text)});
  }

  /// Behind a new object stands what its own place was found by; else the end.
  [[nodiscard]] YamlDocument::Entry last_placed(const std::vector<YamlDocument::Entry>& entries,
                                                const ObjectChange& change) const {
    for (const auto& [name, anchor] : placed_) {
      if (name == change.behind) return anchor;
    }
    return entries.back();
  }

  void add_section(const ObjectChange& change) {
    const std::size_t end = positions_.text().size();
    const std::string heading = sections_added_.empty() || sections_added_.back() != change.section
                                    ? fmt::format("{}:\n", change.section)
                                    : "";
    sections_added_.push_back(change.section);
    edits_.push_back(
        {{end, end},
         fmt::format("{}  {}: {}\n", heading, key_text(change.name), one_line(change))});
  }

  const YamlDocument& document_;
  DocumentPositions positions_;
  std::vector<TextEdit> edits_;
  std::vector<std::pair<std::string, YamlDocument::Entry>> placed_;
  std::vector<std::string_view> sections_added_;
};

/// A text with its tree.
struct ParsedText {
  explicit ParsedText(const std::string& text) : file(sources.add("document", text)) {
    documents = parse_yaml(file, sources, diagnostics);
  }
  [[nodiscard]] bool good() const {
    return !diagnostics.has_errors() && documents.size() == 1 &&
           documents.front().type(documents.front().root()) == YamlType::mapping;
  }
  SourceFiles sources;
  Diagnostics diagnostics;
  FileId file;
  std::vector<YamlDocument> documents;
};

Draft read_back(const std::string& text) {
  SourceFiles sources;
  Diagnostics diagnostics;
  return read_architecture_text("document", text, sources, diagnostics);
}

std::string edited(const ParsedText& parsed, const Draft& before, const Draft& after) {
  TextEditor editor(parsed.documents.front(), parsed.file, parsed.sources);
  std::vector<ObjectChange> changes;
  find_changes("components", before.components, after.components, changes);
  find_changes("common_causes", before.common_causes, after.common_causes, changes);
  find_parts(before, after, changes);
  for (const ObjectChange& change : changes) editor.apply(change);
  for (KeyChange& change : differing_keys(before, after)) {
    if (change.key == "links") editor.set_document_key(change);
  }
  return editor.result();
}

/// Components that took over by an anchor what was meant for another are written out.
std::string unshared(const std::string& text, const Draft& after) {
  const ParsedText parsed(text);
  if (!parsed.good()) return text;
  const Draft now = read_back(text);
  TextEditor editor(parsed.documents.front(), parsed.file, parsed.sources);
  std::vector<ObjectChange> changes;
  find_changes("components", now.components, after.components, changes);
  for (ObjectChange& change : changes) {
    const auto whole = std::find_if(
        after.components.begin(), after.components.end(),
        [&](const DraftComponent& component) { return component.name.value == change.name; });
    change.keys = differing_keys(DraftComponent(), *whole);
    editor.replace_object("components", change);
  }
  return editor.result();
}

/// Of drafts without what records say.
Result<std::string> write_written_changes(const std::string& text, const Draft& before,
                                          const Draft& after) {
  const ParsedText parsed(text);
  if (!parsed.good()) return Failure("it is not one YAML document");
  const bool alone = same_architecture(read_back(text), before);
  std::string result = edited(parsed, before, after);
  if (alone) {
    if (!same_architecture(read_back(result), after)) result = unshared(result, after);
    if (!same_architecture(read_back(result), after)) {
      return Failure("the changes cannot be written into it without a risk to what else it says");
    }
  }
  // What was laid out canonically still is; what was not is left as its writer likes it.
  const auto canonical = [](const std::string& document) {
    SourceFiles sources;
    Diagnostics diagnostics;
    return format_architecture("document", document, sources, diagnostics);
  };
  if (canonical(text) == text) {
    if (auto formatted = canonical(result)) return *formatted;
  }
  return result;
}

}  // namespace

bool same_architecture(const Draft& one, const Draft& other) {
  const auto canonical = [](Draft draft) {
    std::stable_sort(draft.components.begin(), draft.components.end(),
                     [](const DraftComponent& a, const DraftComponent& b) {
                       return a.name.value < b.name.value;
                     });
    return write_architecture(draft);
  };
  return canonical(one) == canonical(other);
}

Result<std::string> write_changes(const std::string& text, const Draft& before,
                                  const Draft& after) {
  Result<std::string> changed = write_written_changes(text, as_written(before), as_written(after));
  if (changed && ends_lines_with_cr(text)) *changed = with_cr(*changed);
  return changed;
}

}  // namespace cutpoint
