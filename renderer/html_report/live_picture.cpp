#include "renderer/html_report/live_picture.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

namespace cutpoint {

namespace {

/// One line of the SVG, moved past; Graphviz writes one element a line.
std::string_view next_line(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return line;
}

std::string_view between(std::string_view text, std::string_view before, std::string_view after) {
  const std::size_t start = text.find(before);
  if (start == std::string_view::npos) return {};
  const std::size_t from = start + before.size();
  const std::size_t end = text.find(after, from);
  return end == std::string_view::npos ? std::string_view() : text.substr(from, end - from);
}

bool is_all_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// "c12", "j3" and "g7" as they are, "cluster_12" and its anchor as "c12".
std::string short_name(std::string_view name) {
  constexpr std::string_view cluster = "cluster_";
  constexpr std::string_view anchor = "_anchor";
  if (!name.starts_with(cluster)) return std::string(name);
  name.remove_prefix(cluster.size());
  if (name.ends_with(anchor)) name.remove_suffix(anchor.size());
  return fmt::format("c{}", name);
}

/// What a node or frame stands for, as attributes; empty where it is neither component nor journey.
std::string subject(std::string_view title) {
  const std::string name = short_name(title);
  const std::string_view number =
      std::string_view(name).substr(std::min<std::size_t>(1, name.size()));
  if (!is_all_digits(number)) return {};
  if (name.front() == 'c') return fmt::format(" data-component=\"{}\"", number);
  if (name.front() == 'j') return fmt::format(" data-journey=\"{}\"", number);
  return {};
}

std::string ends(std::string_view title) {
  constexpr std::string_view arrow = "&#45;&gt;";
  const std::size_t at = title.find(arrow);
  if (at == std::string_view::npos) return {};
  const std::string from = short_name(title.substr(0, at));
  const std::string to = short_name(title.substr(at + arrow.size()));
  const auto plain = [](const std::string& name) {
    return name.size() > 1 && is_all_digits(std::string_view(name).substr(1));
  };
  if (!plain(from) || !plain(to)) return {};
  return fmt::format(" data-from=\"{}\" data-to=\"{}\"", from, to);
}

/// The opening tag of a group, with what its title says.
std::string group(std::string_view line, std::string_view title) {
  const std::string_view css = between(line, "class=\"", "\"");
  if (css == "graph") {
    return fmt::format("<g class=\"graph\" transform=\"{}\">", between(line, "transform=\"", "\""));
  }
  return fmt::format("<g class=\"{}\"{}>", css, css == "edge" ? ends(title) : subject(title));
}

/// The size in points as pixels: the script scales the picture.
std::string opening(std::string_view line, std::string_view view) {
  return fmt::format(
      "<svg class=\"drawing\" role=\"group\" aria-label=\"Dependency diagram\" width=\"{}\" "
      "height=\"{}\" viewBox=\"{}\">\n",
      between(line, "width=\"", "pt\""), between(line, "height=\"", "pt\""),
      between(view, "viewBox=\"", "\""));
}

}  // namespace

std::string live_picture(std::string_view svg) {
  std::string_view rest = svg;
  std::string out;
  while (!rest.empty()) {
    const std::string_view line = next_line(rest);
    if (line.starts_with("<svg")) {
      out += opening(line, next_line(rest));
    } else if (out.empty() || line.starts_with("<!--")) {
      continue;  // before the picture, or a comment that names a node
    } else if (line.starts_with("<g id=")) {
      std::string_view after = rest;
      const std::string_view title = between(next_line(after), "<title>", "</title>");
      if (!title.empty()) rest = after;
      out += group(line, title) + '\n';
    } else {
      out.append(line).append("\n");
    }
  }
  return out;
}

}  // namespace cutpoint
