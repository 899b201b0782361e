#include "app/language_server/earlier_findings.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace cutpoint {

namespace {

/// Where lines of one text are in another.
struct MovedLines {
  FileId file;                   ///< of the other text
  std::uint32_t same_until = 0;  ///< this many lines are the same at the beginning
  std::uint32_t same_from = 0;   ///< from this line on they are the same again
  std::int64_t shift = 0;        ///< of the latter
};

std::uint32_t line_ends(std::string_view text) {
  return static_cast<std::uint32_t>(std::count(text.begin(), text.end(), '\n'));
}

bool begins_line(std::string_view text, std::size_t at) {
  return at == 0 || text[at - 1] == '\n';
}

MovedLines moved_lines(std::string_view before, std::string_view now, FileId file) {
  const std::size_t shorter = std::min(before.size(), now.size());
  std::size_t head = 0;
  while (head < shorter && before[head] == now[head]) ++head;
  // Whole lines only: the indentation of what comes next is the same, too.
  while (!begins_line(before, head)) --head;
  std::size_t tail = 0;
  while (tail < shorter - head && before[before.size() - 1 - tail] == now[now.size() - 1 - tail])
    ++tail;
  const std::uint32_t lines = line_ends(before) + 1;
  MovedLines moved;
  moved.file = file;
  moved.same_until = before == now ? lines : line_ends(before.substr(0, head));
  moved.same_from = lines - line_ends(before.substr(before.size() - tail)) + 1;
  // The line in which they begin to be the same is the same where all of it is.
  if (begins_line(before, before.size() - tail) && begins_line(now, now.size() - tail)) {
    --moved.same_from;
  }
  moved.shift = std::int64_t{line_ends(now)} - line_ends(before);
  return moved;
}

class MovedPlaces {
 public:
  MovedPlaces(const SourceFiles& before, const SourceFiles& now) : before_(before), now_(now) {}

  /// Whether the place is still there.
  bool move(SourceSpan& span) {
    if (!span.known()) return true;
    const auto known = files_.emplace(span.file, std::nullopt);
    if (known.second) known.first->second = lines_of(span.file);
    const std::optional<MovedLines>& lines = known.first->second;
    if (!lines) return false;
    span.file = lines->file;
    if (span.line <= lines->same_until) return true;
    if (span.line < lines->same_from) return false;
    span.line = static_cast<std::uint32_t>(span.line + lines->shift);
    return true;
  }

 private:
  [[nodiscard]] std::optional<MovedLines> lines_of(FileId file) const {
    for (std::uint32_t i = 0; i < now_.size(); ++i) {
      if (now_.name(FileId(i)) != before_.name(file)) continue;
      return moved_lines(before_.text(file), now_.text(FileId(i)), FileId(i));
    }
    return std::nullopt;
  }

  const SourceFiles& before_;
  const SourceFiles& now_;
  std::map<FileId, std::optional<MovedLines>> files_;
};

}  // namespace

std::vector<Finding> earlier_findings(std::vector<Finding> found, const SourceFiles& before,
                                      const SourceFiles& now) {
  MovedPlaces places(before, now);
  std::erase_if(found, [&](Finding& finding) {
    if (finding.code.empty() || !places.move(finding.span)) return true;
    std::erase_if(finding.notes, [&](Note& note) { return !places.move(note.span); });
    return false;
  });
  return found;
}

}  // namespace cutpoint
