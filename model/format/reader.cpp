#include "model/format/reader.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "model/base/utf8.hpp"
#include "model/format/codec/codec.hpp"
#include "model/format/reading.hpp"
#include "model/yaml/yaml_document.hpp"

namespace cutpoint {

namespace {

constexpr std::uint32_t format_version = 1;

void report_missing_version(SourceSpan start, Diagnostics& diagnostics) {
  diagnostics
      .error("missing-version", start, "this is no cutpoint document: it lacks `cutpoint: 1`")
      .help = "write `cutpoint: 1` as its first line; other formats are read by `cutpoint import`";
}

void check_version(const Draft& draft, SourceSpan start, Diagnostics& diagnostics) {
  if (!draft.version) {
    if (draft.marks.has("cutpoint", KeyMark::unread)) return;
    report_missing_version(start, diagnostics);
  } else if (draft.version->value != format_version) {
    diagnostics
        .error("unsupported-version", draft.version->span,
               fmt::format("version {} of the format is not known here", draft.version->value))
        .help = "this program reads version 1";
  }
}

/// No key of the first level is one of ours: a word on each would say nothing.
bool is_of_another_format(const YamlDocument& document) {
  const auto known = key_names<Draft>();
  const auto entries = document.entries(document.root());
  return !entries.empty() && std::none_of(entries.begin(), entries.end(), [&](const auto& entry) {
    return std::find(known.begin(), known.end(), document.text(entry.key)) != known.end();
  });
}

}  // namespace

Draft read_document(FileId file, const SourceFiles& sources, Diagnostics& diagnostics,
                    YamlMemory* memory) {
  Draft draft;
  draft.files.push_back(file);
  draft.complete = false;
  const std::size_t errors_before = diagnostics.error_count();
  const auto documents = parse_yaml_again(file, sources, diagnostics, memory);
  const SourceSpan start{file, 1, 1, 1};
  if (documents.empty()) {
    if (diagnostics.error_count() == errors_before) {
      diagnostics.error("empty-document", start, "the document is empty").help =
          "`cutpoint init` writes one to start from";
    }
    return draft;
  }
  const YamlDocument& document = documents.front();
  if (documents.size() > 1) {
    diagnostics
        .error("several-documents", documents[1].span(documents[1].root()),
               "only one document a file: this is a second one")
        .help = "use several files; later ones overlay earlier ones";
  }
  NodeReader reader(document, diagnostics);
  if (document.type(document.root()) == YamlType::null) {
    diagnostics.error("empty-document", start, "the document is empty").help =
        "`cutpoint init` writes one to start from";
    return draft;
  }
  if (!reader.expect(document.root(), YamlType::mapping, "a mapping that starts with `cutpoint: 1`",
                     "`cutpoint init` writes one to start from; other formats are read by "
                     "`cutpoint import`")) {
    return draft;
  }
  if (is_of_another_format(document)) {
    report_missing_version(start, diagnostics);
    return draft;
  }
  read_object(reader, document.root(), draft);
  check_version(draft, start, diagnostics);
  // Without the version it may be anything: its parts are not worth a word.
  draft.complete = draft.version && draft.version->value == format_version;
  return draft;
}

Draft read_architecture_text(std::string name, std::string text, SourceFiles& sources,
                             Diagnostics& diagnostics) {
  const auto file = add_outside_text(std::move(name), std::move(text), sources, diagnostics);
  if (file) return read_document(*file, sources, diagnostics);
  Draft unreadable;
  unreadable.complete = false;
  return unreadable;
}

}  // namespace cutpoint
