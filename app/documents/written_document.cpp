#include "app/documents/written_document.hpp"

#include <filesystem>

#include "model/format/reading.hpp"

namespace cutpoint {

std::string document_text(const Draft& draft, const std::string& comments) {
  return schema_modeline() + comments + write_architecture(draft);
}

Exit write_document(const std::string& path, const Draft& draft, Console& console,
                    const std::string& comments) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  const bool is_file =
      !path.empty() && path != "-" &&
      (!std::filesystem::exists(status) || std::filesystem::is_regular_file(status));
  if (!is_file) return write_output(path, write_architecture(draft), console);
  const Exit exit = write_output(path, document_text(draft, comments), console);
  return exit == Exit::success ? write_schema_beside(path, console) : exit;
}

Exit write_schema_beside(const std::string& path, Console& console) {
  const auto schema = std::filesystem::path(path).parent_path() / schema_file_name;
  return write_output(schema.string(), architecture_schema(), console);
}

}  // namespace cutpoint
