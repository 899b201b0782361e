#include "importer/compose/env_files.hpp"

#include <algorithm>

namespace cutpoint::compose {

std::map<std::string, std::string> read_settings(const std::string& text) {
  std::map<std::string, std::string> settings;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string line = text.substr(at, end - at);
    at = end + 1;
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.rfind("export ", 0) == 0) line.erase(0, 7);
    const std::size_t equals = line.find('=');
    if (line.empty() || line[0] == '#' || equals == std::string::npos) continue;
    std::string value = line.substr(equals + 1);
    if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'') &&
        value.back() == value.front()) {
      value = value.substr(1, value.size() - 2);
    } else if (const std::size_t comment = value.find(" #"); comment != std::string::npos) {
      value.erase(comment);
    }
    settings[line.substr(0, equals)] = value;
  }
  return settings;
}

std::vector<EnvFile> env_files_of(const Value& value) {
  std::vector<EnvFile> files;
  const auto add = [&files](const Value& item) {
    if (item.is_scalar() && !item.text.empty()) files.push_back({item.text, true, item.span});
    if (!item.is_mapping()) return;
    const std::string path = item.text_of("path");
    if (!path.empty()) files.push_back({path, item.text_of("required") != "false", item.span});
  };
  add(value);
  for (const Value& item : value.items) add(item);
  return files;
}

}  // namespace cutpoint::compose
