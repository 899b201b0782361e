// Myers' algorithm (1986) on lines, printed as hunks.
#include "model/base/text_diff.hpp"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <vector>

#include <fmt/format.h>

namespace cutpoint {

namespace {

constexpr std::size_t context = 3;
/// More differing lines than this are shown as one replacement.
constexpr std::int64_t most_differences = 2000;

using Lines = std::vector<std::string_view>;

/// Lines with their ends, so that a missing last one is a difference.
Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

enum class Edit : char { keep = ' ', remove = '-', insert = '+' };

struct Step {
  Edit edit;
  std::size_t line;  ///< in `before` for keep and remove, in `after` for insert
};

class LineComparison {
 public:
  LineComparison(const Lines& before, const Lines& after) : before_(before), after_(after) {}

  std::vector<Step> steps() {
    const auto n = static_cast<std::int64_t>(before_.size());
    const auto m = static_cast<std::int64_t>(after_.size());
    const std::int64_t most = std::min(n + m, most_differences);
    std::vector<std::int64_t> furthest(static_cast<std::size_t>(2 * most + 3), 0);
    const auto at = [&](std::int64_t diagonal) -> std::int64_t& {
      return furthest[static_cast<std::size_t>(diagonal + most + 1)];
    };
    for (std::int64_t d = 0; d <= most; ++d) {
      rounds_.emplace_back(furthest);
      for (std::int64_t k = -d; k <= d; k += 2) {
        const bool down = k == -d || (k != d && at(k - 1) < at(k + 1));
        std::int64_t x = down ? at(k + 1) : at(k - 1) + 1;
        while (x < n && x - k < m && same(x, x - k)) ++x;
        at(k) = x;
        if (x >= n && x - k >= m) return trace(d, most, n, m);
      }
    }
    return replaced();
  }

 private:
  [[nodiscard]] bool same(std::int64_t x, std::int64_t y) const {
    return before_[static_cast<std::size_t>(x)] == after_[static_cast<std::size_t>(y)];
  }

  /// Back from the end, by what each round knew.
  [[nodiscard]] std::vector<Step> trace(std::int64_t rounds, std::int64_t most, std::int64_t x,
                                        std::int64_t y) const {
    std::vector<Step> steps;
    for (std::int64_t d = rounds; d >= 0; --d) {
      const auto& furthest = rounds_[static_cast<std::size_t>(d)];
      const auto at = [&](std::int64_t diagonal) {
        return furthest[static_cast<std::size_t>(diagonal + most + 1)];
      };
      const std::int64_t k = x - y;
      const bool down = k == -d || (k != d && at(k - 1) < at(k + 1));
      const std::int64_t from_k = down ? k + 1 : k - 1;
      const std::int64_t from_x = d == 0 ? 0 : at(from_k);
      const std::int64_t from_y = d == 0 ? 0 : from_x - from_k;
      while (x > from_x && y > from_y) {
        --x;
        --y;
        steps.push_back({Edit::keep, static_cast<std::size_t>(x)});
      }
      if (d == 0) break;
      if (down) {
        steps.push_back({Edit::insert, static_cast<std::size_t>(--y)});
      } else {
        steps.push_back({Edit::remove, static_cast<std::size_t>(--x)});
      }
    }
    std::reverse(steps.begin(), steps.end());
    return steps;
  }

  [[nodiscard]] std::vector<Step> replaced() const {
    std::vector<Step> steps;
    for (std::size_t i = 0; i < before_.size(); ++i) steps.push_back({Edit::remove, i});
    for (std::size_t i = 0; i < after_.size(); ++i) steps.push_back({Edit::insert, i});
    return steps;
  }

  const Lines& before_;
  const Lines& after_;
  std::vector<std::vector<std::int64_t>> rounds_;
};

/// A name that would end the header early is quoted as C does, which both programs read.
std::string header_name(std::string_view path) {
  const bool plain = std::none_of(path.begin(), path.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\' || c == 0x7F;
  });
  // A tab ends a name that holds blanks.
  if (plain) return std::string(path) + (path.find(' ') == std::string_view::npos ? "" : "\t");
  std::string out = "\"";
  for (const char c : path) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      out += fmt::format("\\{:03o}", static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string hunk_range(std::size_t first, std::size_t count) {
  // An empty side names the line before it.
  const std::size_t start = count == 0 ? first : first + 1;
  return count == 1 ? fmt::format("{}", start) : fmt::format("{},{}", start, count);
}

}  // namespace

std::string unified_diff(std::string_view path, std::string_view before, std::string_view after) {
  const Lines old_lines = lines_of(before);
  const Lines new_lines = lines_of(after);
  const std::vector<Step> steps = LineComparison(old_lines, new_lines).steps();
  std::string out;
  std::size_t old_at = 0;
  std::size_t new_at = 0;
  for (std::size_t i = 0; i < steps.size();) {
    if (steps[i].edit == Edit::keep) {
      ++old_at, ++new_at, ++i;
      continue;
    }
    const std::size_t lead = std::min({context, old_at, new_at, i});
    std::size_t end = i;
    std::size_t quiet = 0;
    for (std::size_t j = i; j < steps.size() && quiet <= 2 * context; ++j) {
      quiet = steps[j].edit == Edit::keep ? quiet + 1 : 0;
      if (quiet == 0) end = j + 1;
    }
    const std::size_t tail = std::min(end + context, steps.size());
    std::string body;
    std::size_t removed = 0;
    std::size_t inserted = 0;
    for (std::size_t j = i - lead; j < tail; ++j) {
      const Edit edit = steps[j].edit;
      removed += edit != Edit::insert;
      inserted += edit != Edit::remove;
      const auto& line = edit == Edit::insert ? new_lines[steps[j].line] : old_lines[steps[j].line];
      body += static_cast<char>(edit);
      body += line;
      if (line.back() != '\n') body += "\n\\ No newline at end of file\n";
    }
    out += fmt::format("@@ -{} +{} @@\n{}", hunk_range(old_at - lead, removed),
                       hunk_range(new_at - lead, inserted), body);
    old_at += removed - lead;
    new_at += inserted - lead;
    i = tail;
  }
  if (out.empty()) return out;
  const std::string name = header_name(std::filesystem::path(path).lexically_normal().string());
  return fmt::format("--- {0}\n+++ {0}\n{1}", name, out);
}

}  // namespace cutpoint
