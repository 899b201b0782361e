#include "importer/evidence/draft_parts.hpp"

#include <filesystem>

#include <fmt/format.h>

namespace cutpoint {

DraftRequirement plain_need(const std::string& name, SourceSpan span) {
  DraftRequirement need;
  need.span = span;
  need.component = {name, span};
  return need;
}

std::string with_place(std::string_view reason, SourceSpan span, const SourceFiles& sources,
                       std::string_view folder) {
  if (!span.known()) return std::string(reason);
  std::string file(sources.name(span.file));
  if (!folder.empty()) {
    const std::filesystem::path path(file);
    const std::string relative = path.lexically_relative(folder).generic_string();
    const bool is_inside = !relative.empty() && relative[0] != '.';
    file = is_inside ? relative : path.generic_string();
  }
  return fmt::format("{} ({}:{})", reason, file, span.line);
}

}  // namespace cutpoint
