#include "cutpoint/source.hpp"

#include <algorithm>

namespace cutpoint {

FileId SourceFiles::add(std::string name, std::string text) {
  File file{std::move(name), std::move(text), {0}};
  for (std::size_t i = 0; i < file.text.size(); ++i) {
    if (file.text[i] == '\n') file.line_starts.push_back(i + 1);
  }
  return files_.push_back(std::move(file));
}

std::string_view SourceFiles::line(FileId id, std::uint32_t number) const {
  const File& file = files_[id];
  if (number == 0 || number > file.line_starts.size()) return {};
  const std::size_t start = file.line_starts[number - 1];
  std::string_view rest = std::string_view(file.text).substr(start);
  rest = rest.substr(0, rest.find('\n'));
  if (!rest.empty() && rest.back() == '\r') rest.remove_suffix(1);
  return rest;
}

std::uint32_t SourceFiles::display_column(const SourceSpan& span) const {
  if (!span.known() || span.column == 0) return 1;
  const std::string_view before = line(span.file, span.line).substr(0, span.column - 1);
  const auto is_start = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
  return 1 + static_cast<std::uint32_t>(std::count_if(before.begin(), before.end(), is_start));
}

}  // namespace cutpoint
