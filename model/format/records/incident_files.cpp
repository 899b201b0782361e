#include "model/format/records/incident_files.hpp"

#include <filesystem>

#include <fmt/format.h>

namespace cutpoint {

IncidentFiles::IncidentFiles(const Draft& draft, FileAccess& access, SourceFiles& sources,
                             Diagnostics& diagnostics)
    : access_(access), sources_(sources), diagnostics_(diagnostics) {
  if (!draft.files.empty()) {
    root_ = std::filesystem::path(sources.name(draft.files.front())).parent_path().string();
  }
}

std::string IncidentFiles::path_of(const Spanned<std::string>& file) const {
  const std::string& document = sources_.name(file.span.file);
  return (std::filesystem::path(document).parent_path() / file.value).lexically_normal().string();
}

std::optional<std::vector<Incident>> IncidentFiles::read(const Spanned<std::string>& file) {
  const std::string path = path_of(file);
  if (std::filesystem::path(file.value).is_absolute() || !access_.is_inside(path, root_)) {
    diagnostics_
        .error("include-outside-root", file.span,
               fmt::format("`{}` lies outside the folder of the first file", file.value))
        .help = "a description may only name files beside or below it";
    return std::nullopt;
  }
  auto bytes = access_.read(path);
  if (!bytes) {
    diagnostics_.error("cannot-read", file.span,
                       fmt::format("cannot read {}: {}", path, bytes.error.message));
    return std::nullopt;
  }
  return read_incidents(path, std::move(*bytes), sources_, diagnostics_);
}

}  // namespace cutpoint
