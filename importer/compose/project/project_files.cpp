#include "importer/compose/project/project_files.hpp"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "importer/compose/project/normal_form.hpp"
#include "model/base/utf8.hpp"

namespace cutpoint::compose {

ProjectFiles::ProjectFiles(FileAccess& access, SourceFiles& sources, Diagnostics& diagnostics)
    : access_(access), sources_(sources), diagnostics_(diagnostics) {}

Result<std::string> ProjectFiles::read(const std::string& path) {
  if (path != "-" && !access_.is_inside(path, root_)) {
    return Failure(fmt::format("it lies outside of {}", root_.empty() ? "this folder" : root_));
  }
  return read_utf8(access_, path);
}

std::optional<std::vector<Value>> ProjectFiles::documents(const std::string& path,
                                                          const std::string& folder,
                                                          Interpolation& interpolation,
                                                          bool required, SourceSpan at) {
  auto text = read(path);
  if (!text) {
    const std::string message = fmt::format("cannot read {}: {}", path, text.error.message);
    if (required) {
      diagnostics_.error("cannot-read", at, message);
    } else {
      diagnostics_.warning("cannot-read", at, message).help =
          "what it defines is missing from the result";
    }
    return std::nullopt;
  }
  const FileId file = sources_.add(path, std::move(*text));
  files_.push_back(file);
  const std::size_t errors = diagnostics_.error_count();
  std::vector<YamlDocument> parsed = parse_yaml(file, sources_, diagnostics_);
  if (diagnostics_.error_count() != errors) return std::nullopt;
  std::vector<Value> documents;
  for (YamlDocument& document : parsed) {
    if (document.type(document.root()) == YamlType::null) continue;
    auto value = to_value(document, interpolation, diagnostics_);
    document = YamlDocument();  // what was converted is not held twice
    if (!value || !check_shape(*value)) return std::nullopt;
    normalise_file(*value, folder, diagnostics_);
    documents.push_back(std::move(*value));
  }
  return documents;
}

bool ProjectFiles::check_shape(Value& file) {
  if (!file.is_mapping()) {
    diagnostics_.error("wrong-type", file.span, "a Compose file is a mapping with `services`");
    return false;
  }
  Value* services = file.find("services");
  if (services == nullptr) {
    if (!adopt_old_layout(file)) return false;
    services = file.find("services");
  }
  if (services == nullptr) return true;  // such as a file of includes
  for (const Entry& entry : services->entries) {
    if (!entry.first.empty()) continue;
    diagnostics_.error("wrong-type", entry.second.key_span, "a service has no name");
    return false;
  }
  if (services->is_mapping() || services->type == Value::Type::null) return true;
  diagnostics_.error("wrong-type", services->span, "`services` must be a mapping from names").help =
      "such as `services: {web: {image: nginx}}`";
  return false;
}

/// Version 1 had the services at the top level.
bool ProjectFiles::adopt_old_layout(Value& file) {
  for (const char* key :
       {"include", "version", "volumes", "networks", "configs", "secrets", "models", "name"}) {
    if (file.find(key) != nullptr) return true;
  }
  const bool any = std::any_of(file.entries.begin(), file.entries.end(), [](const Entry& entry) {
    return entry.second.find("image") != nullptr || entry.second.find("build") != nullptr;
  });
  if (!any) {
    diagnostics_.error("wrong-type", file.span, "this is no Compose file: it has no `services`");
    return false;
  }
  Value services = std::move(file);
  file = Value::mapping_at(services.span);
  file.set("services", std::move(services));
  return true;
}

}  // namespace cutpoint::compose
