#include <algorithm>
#include <numeric>

#include "renderer/writing/terminal_text.hpp"
#include "renderer/writing/wrapped_text.hpp"

namespace cutpoint {

namespace {

constexpr std::size_t gap_width = 2;

/// Takes `excess` columns away, from the last column on, as far as each may be narrowed.
void narrow(std::vector<std::size_t>& widths, const std::vector<TextTable::Column>& columns,
            std::size_t excess) {
  for (std::size_t c = columns.size(); c-- > 0 && excess > 0;) {
    const std::size_t least = std::max(columns[c].shortest, display_width(columns[c].heading));
    if (widths[c] <= least) continue;
    const std::size_t taken = std::min(excess, widths[c] - least);
    widths[c] -= taken;
    excess -= taken;
  }
}

/// A heading on as many lines as `width` asks for, broken at blanks.
std::vector<std::string> heading_lines(const std::string& heading, std::size_t width) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at <= heading.size();) {
    const std::size_t end = std::min(heading.find(' ', at), heading.size());
    const std::string word = heading.substr(at, end - at);
    if (!lines.empty() && display_width(lines.back()) + 1 + display_width(word) <= width) {
      lines.back() += " " + word;
    } else {
      lines.push_back(word);
    }
    at = end + 1;
  }
  return lines;
}

std::size_t longest_word(const std::string& heading) {
  std::size_t longest = 0;
  for (const std::string& word : heading_lines(heading, 0)) {
    longest = std::max(longest, display_width(word));
  }
  return longest;
}

std::size_t total_width(const std::vector<std::size_t>& widths, std::size_t indent) {
  return std::accumulate(widths.begin(), widths.end(), indent) +
         gap_width * (widths.empty() ? 0 : widths.size() - 1);
}

}  // namespace

/// Where narrowed columns are not enough, long headings go on several lines.
void TextTable::break_headings(std::vector<std::size_t>& widths, std::size_t excess) const {
  for (std::size_t c = columns_.size(); c-- > 0 && excess > 0;) {
    std::size_t least = longest_word(columns_[c].heading);
    std::size_t widest = 0;
    for (const Row& row : rows_) {
      if (c < row.cells.size()) widest = std::max(widest, display_width(row.cells[c].text));
    }
    least = std::max(least, std::min({widest, columns_[c].longest, columns_[c].shortest}));
    if (widths[c] <= least) continue;
    const std::size_t taken = std::min(excess, widths[c] - least);
    widths[c] -= taken;
    excess -= taken;
  }
}

std::string TextTable::heading_text(const std::vector<std::size_t>& widths, std::size_t indent,
                                    const Painter& paint) const {
  std::vector<std::vector<std::string>> headings;
  std::size_t most = 0;
  for (std::size_t c = 0; c < widths.size(); ++c) {
    headings.push_back(heading_lines(columns_[c].heading, widths[c]));
    most = std::max(most, headings.back().size());
  }
  std::string out;
  for (std::size_t row = 0; row < most; ++row) {
    std::vector<Cell> cells;
    for (const std::vector<std::string>& lines : headings) {
      const std::size_t above = most - lines.size();
      cells.push_back({row < above ? "" : lines[row - above], Style::dim});
    }
    out += line(cells, widths, indent, paint);
  }
  return out;
}

std::vector<std::size_t> TextTable::natural_widths() const {
  std::vector<std::size_t> widths;
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    std::size_t width = display_width(columns_[c].heading);
    for (const Row& row : rows_) {
      if (c >= row.cells.size()) continue;
      width = std::max(width, std::min(columns_[c].longest, display_width(row.cells[c].text)));
    }
    widths.push_back(width);
  }
  return widths;
}

std::string TextTable::line(const std::vector<Cell>& cells, const std::vector<std::size_t>& widths,
                            std::size_t indent, const Painter& paint) const {
  std::string line(indent, ' ');
  std::string gap;
  for (std::size_t c = 0; c < cells.size(); ++c) {
    const std::size_t width = c < widths.size() ? widths[c] : std::string::npos;
    const bool is_path = c < columns_.size() && columns_[c].is_path;
    const std::string cell =
        is_path ? elided_path(cells[c].text, width) : elided(cells[c].text, width);
    const std::size_t taken = display_width(cell);
    const std::string space(c < widths.size() && width > taken ? width - taken : 0, ' ');
    const bool right = c < columns_.size() && columns_[c].align == Align::right;
    // Space is only written once something follows, so that no line ends in blanks.
    if (cell.empty()) {
      gap += space + std::string(gap_width, ' ');
      continue;
    }
    line += gap + (right ? space : "") + paint(cells[c].style, cell);
    gap = (right ? "" : space) + std::string(gap_width, ' ');
  }
  return line + '\n';
}

/// A row whose texts go on below themselves where their columns are too narrow.
std::string TextTable::lines(const std::vector<Cell>& cells, const std::vector<std::size_t>& widths,
                             std::size_t indent, const Painter& paint) const {
  constexpr std::size_t most_lines = 4;
  std::vector<std::vector<Cell>> rows = {cells};
  for (std::size_t c = 0; c < cells.size() && c < widths.size() && c < columns_.size(); ++c) {
    const bool is_figure = columns_[c].align == Align::right;
    if (is_figure || columns_[c].is_path || display_width(cells[c].text) <= widths[c]) continue;
    const std::vector<std::string> parts = broken_name(cells[c].text, widths[c], most_lines);
    if (parts.size() > rows.size()) rows.resize(parts.size(), std::vector<Cell>(widths.size()));
    for (std::size_t i = 0; i < parts.size(); ++i) rows[i][c] = {parts[i], cells[c].style};
  }
  std::string out;
  for (const std::vector<Cell>& row : rows) out += line(row, widths, indent, paint);
  return out;
}

std::size_t TextTable::fitting_columns(const std::vector<std::size_t>& widths, std::size_t indent,
                                       std::size_t limit) const {
  std::size_t count = widths.size();
  std::size_t width = total_width(widths, indent);
  while (count > 1 && width > limit) width -= widths[--count] + gap_width;
  return count;
}

/// What was taken from columns that stay, given back where others have left their room.
void TextTable::widen(std::vector<std::size_t>& widths, std::size_t fitting, std::size_t indent,
                      std::size_t limit) const {
  const std::vector<std::size_t> natural = natural_widths();
  widths.resize(fitting);
  const std::size_t taken = total_width(widths, indent);
  std::size_t spare = limit > taken ? limit - taken : 0;
  for (std::size_t c = 0; c < fitting; ++c) {
    const std::size_t more = std::min(spare, natural[c] - widths[c]);
    widths[c] += more;
    spare -= more;
  }
}

/// What has no column left, below its row with the headings: "outages 2.7, if at once 3 h".
std::string TextTable::rest_text(const Row& row, std::size_t first, std::size_t indent,
                                 std::size_t limit, const Painter& paint) const {
  std::string text;
  for (std::size_t c = first; c < row.cells.size() && c < columns_.size(); ++c) {
    // Below its row a figure that is not known would only be noise.
    if (row.cells[c].text.empty() || row.cells[c].text == "–") continue;
    const std::string& heading = columns_[c].heading;
    const std::size_t room = limit > indent + 20 ? limit - indent - display_width(heading) - 1 : 20;
    const std::string cell =
        columns_[c].is_path ? elided_path(row.cells[c].text, room) : row.cells[c].text;
    text += (text.empty() ? "" : ", ") + (heading.empty() ? "" : heading + ' ') + cell;
  }
  if (text.empty()) return {};
  return std::string(indent, ' ') + paint(Style::dim, wrapped(text, indent, indent, limit)) + '\n';
}

std::string TextTable::text(std::size_t indent, const Painter& paint, std::size_t limit) const {
  std::vector<std::size_t> widths = natural_widths();
  std::size_t note_width = 0;
  for (const Row& row : rows_) note_width = std::max(note_width, display_width(row.note));
  const std::size_t total = total_width(widths, indent);
  const bool beside = note_width > 0 && total + gap_width + note_width <= limit;
  if (total > limit) narrow(widths, columns_, total - limit);
  const std::size_t narrowed = total_width(widths, indent);
  if (narrowed > limit) break_headings(widths, narrowed - limit);
  const std::size_t fitting = fitting_columns(widths, indent, limit);
  if (fitting < columns_.size()) widen(widths, fitting, indent, limit);
  std::string out;
  if (std::any_of(columns_.begin(), columns_.end(),
                  [](const Column& column) { return !column.heading.empty(); })) {
    widths.resize(fitting);
    out += heading_text(widths, indent, paint);
  }
  // Below its row, a note starts under the second column: of widened ones while it has room there.
  std::size_t note_indent = indent + gap_width + (widths.empty() ? 0 : widths.front());
  if (fitting < columns_.size()) note_indent = std::min(note_indent, limit / 5 * 2);
  for (const Row& row : rows_) {
    std::vector<Cell> cells = row.cells;
    if (cells.size() > fitting) cells.resize(fitting);
    if (beside) cells.push_back({row.note, Style::dim});
    out += lines(cells, widths, indent, paint);
    if (row.cells.size() > fitting) out += rest_text(row, fitting, note_indent, limit, paint);
    if (beside || row.note.empty()) continue;
    out += std::string(note_indent, ' ') +
           paint(Style::dim, wrapped(row.note, note_indent, note_indent, limit)) + '\n';
  }
  return out;
}

}  // namespace cutpoint
