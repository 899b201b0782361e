#include "cutpoint/source.hpp"

#include <cstdint>
#include <cstring>

namespace cutpoint {

namespace {

/// A document may be one line of megabytes, in which every finding is asked for its column: of
/// stretches of so many bytes it is known how many characters begin before them.
constexpr std::size_t bytes_a_stretch = 4096;

/// Characters of UTF-8 that begin in the text, eight bytes at a time.
std::size_t characters_begun(std::string_view text) {
  constexpr std::uint64_t high_bits = 0x8080808080808080ULL;
  constexpr std::uint64_t each_byte = 0x0101010101010101ULL;
  std::size_t within = 0;  // bytes 10xxxxxx go on with what was begun
  std::size_t at = 0;
  for (; at + sizeof(std::uint64_t) <= text.size(); at += sizeof(std::uint64_t)) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text.data() + at, sizeof bytes);
    const std::uint64_t ones = (bytes & ~(bytes << 1U) & high_bits) >> 7U;
    within += static_cast<std::size_t>((ones * each_byte) >> 56U);  // the sum of all eight
  }
  for (; at < text.size(); ++at) {
    within += (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U ? 1 : 0;
  }
  return text.size() - within;
}

}  // namespace

FileId SourceFiles::add(std::string name, std::string text) {
  File file{std::move(name), std::move(text), {0}, {0}};
  for (std::size_t i = 0; i < file.text.size(); ++i) {
    if (file.text[i] == '\n') file.line_starts.push_back(i + 1);
  }
  const std::string_view all = file.text;
  for (std::size_t at = bytes_a_stretch; at <= all.size(); at += bytes_a_stretch) {
    const std::string_view stretch = all.substr(at - bytes_a_stretch, bytes_a_stretch);
    file.characters_before.push_back(file.characters_before.back() + characters_begun(stretch));
  }
  return files_.push_back(std::move(file));
}

std::string_view SourceFiles::line(FileId id, std::uint32_t number) const {
  const File& file = files_[id];
  if (number == 0 || number > file.line_starts.size()) return {};
  const std::size_t start = file.line_starts[number - 1];
  const bool is_last = number == file.line_starts.size();
  const std::size_t next = is_last ? file.text.size() : file.line_starts[number];
  std::string_view rest = std::string_view(file.text).substr(start, next - start);
  if (!rest.empty() && rest.back() == '\n') rest.remove_suffix(1);
  if (!rest.empty() && rest.back() == '\r') rest.remove_suffix(1);
  return rest;
}

std::uint32_t SourceFiles::display_column(const SourceSpan& span) const {
  if (!span.known() || span.column == 0) return 1;
  const std::string_view before = line(span.file, span.line).substr(0, span.column - 1);
  if (before.empty()) return 1;
  const File& file = files_[span.file];
  const auto characters_up_to = [&file](std::size_t offset) {
    const std::size_t stretch = offset / bytes_a_stretch;
    const std::string_view rest = std::string_view(file.text).substr(stretch * bytes_a_stretch);
    return file.characters_before[stretch] +
           characters_begun(rest.substr(0, offset - stretch * bytes_a_stretch));
  };
  const std::size_t start = file.line_starts[span.line - 1];
  return 1 + static_cast<std::uint32_t>(characters_up_to(start + before.size()) -
                                        characters_up_to(start));
}

}  // namespace cutpoint
