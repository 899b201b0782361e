#include "renderer/picture/look.hpp"

#include <algorithm>

#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

namespace {

Look plain_look(const Palette& colours) {
  return {colours.node_stroke, colours.node, colours.ink, 1, Line::solid, "plain"};
}

Look emphasis_look(Emphasis emphasis, const Palette& colours) {
  switch (emphasis) {
    case Emphasis::full:
      return {colours.full, colours.full_fill, colours.ink, 3, Line::solid, "spof"};
    case Emphasis::partial:
      return {colours.partial, colours.partial_fill, colours.ink, 2, Line::dashed, "partial"};
    case Emphasis::accepted:
      return {colours.accepted, colours.accepted_fill, colours.ink, 2, Line::dotted, "accepted"};
    case Emphasis::redundant:
      return {colours.redundant, colours.redundant_fill, colours.ink, 1.5, Line::solid,
              "redundant"};
    case Emphasis::none:
      break;
  }
  return plain_look(colours);
}

Look change_look(Change change, const Palette& colours) {
  switch (change) {
    case Change::added:
      return {colours.added, colours.added_fill, colours.ink, 3, Line::solid, "added"};
    case Change::removed:
      return {colours.removed, colours.removed_fill, colours.ink, 2, Line::dashed, "removed"};
    case Change::changed:
      return {colours.changed, colours.changed_fill, colours.ink, 2, Line::solid, "changed"};
    case Change::none:
      break;
  }
  return plain_look(colours);
}

Look fate_look(Fate fate, const Palette& colours) {
  switch (fate) {
    case Fate::fails:
      return {colours.fails, colours.fails_fill, colours.fails_ink, 3, Line::solid, "fails"};
    case Fate::falls:
      return {colours.falls, colours.falls_fill, colours.ink, 2, Line::dashed, "falls"};
    case Fate::degraded:
      return {colours.degraded, colours.degraded_fill, colours.ink, 2, Line::dashed, "degraded"};
    case Fate::none:
      break;
  }
  return plain_look(colours);
}

Look subject_look(const Picture& picture, const Picture::Part& part) {
  const Palette& colours = palette_of(picture.theme);
  switch (picture.subject) {
    case Picture::Subject::changes:
      return change_look(part.change, colours);
    case Picture::Subject::failure:
      return fate_look(part.fate, colours);
    case Picture::Subject::single_points:
      break;
  }
  return emphasis_look(part.emphasis, colours);
}

bool is_plain_look(const Look& look) {
  return look.name == "plain";
}

}  // namespace

Look look_of(const Picture& picture, const Picture::Frame& frame) {
  Look look = subject_look(picture, frame);
  const Palette& colours = palette_of(picture.theme);
  if (is_plain_look(look)) look.stroke = colours.frame;
  // What lies in a frame is to be read: only its border speaks, its title stays on the ground.
  look.fill = colours.background;
  look.ink = colours.ink;
  look.name += "_frame";
  return look;
}

Look look_of(const Picture& picture, const Picture::Node& node) {
  const Palette& colours = palette_of(picture.theme);
  Look look = subject_look(picture, node);
  if (!is_plain_look(look)) return look;
  if (node.role == Picture::NodeRole::journey) {
    return {colours.link, colours.journey_fill, colours.ink, 2, Line::solid, "journey"};
  }
  if (node.role == Picture::NodeRole::junction) {
    return {colours.link, colours.background, colours.link, 1, Line::dashed, "junction"};
  }
  return look;
}

EdgeLook look_of(const Picture& picture, const Picture::Edge& edge) {
  const Palette& colours = palette_of(picture.theme);
  EdgeLook look{colours.ink, colours.muted, 1, Line::solid, Arrow::full, false};
  switch (edge.style) {
    case Picture::EdgeStyle::needs:
      break;
    case Picture::EdgeStyle::redundant:
      look.stroke = colours.link;
      look.is_choice = true;
      break;
    case Picture::EdgeStyle::soft:
      look.line = Line::dashed;
      look.arrow = Arrow::open;
      break;
    case Picture::EdgeStyle::fallback:
      look.line = Line::dotted;
      look.width = 1.6;
      break;
    case Picture::EdgeStyle::link:
      look.stroke = colours.link;
      look.width = 2.5;
      look.arrow = edge.two_way ? Arrow::none : Arrow::full;
      break;
    case Picture::EdgeStyle::runs_on:
      look.stroke = colours.frame;
      look.line = Line::dashed;
      look.arrow = Arrow::none;
      break;
  }
  if (edge.inferred) {
    look.stroke = colours.muted;
    look.line = Line::dashed;
    look.arrow = Arrow::vee;
  }
  if (edge.is_dimmed) {
    look.stroke = colours.line;
    look.is_dimmed = true;
  } else if (edge.stands_for > 1) {
    look.width += 1;
  }
  if (edge.change == Change::added) {
    look.stroke = look.ink = colours.added;
    look.width = std::max(look.width, 2.5);
  } else if (edge.change == Change::removed) {
    look.stroke = look.ink = colours.removed;
    look.line = Line::dashed;
    look.width = std::max(look.width, 1.6);
  } else if (picture.subject == Picture::Subject::changes) {
    look.stroke = colours.muted;
  }
  return look;
}

std::string first_line(const Picture::Part& part) {
  return part.lines.empty() ? std::string() : part.lines.front();
}

std::vector<std::string> title_lines(const Picture::Frame& frame) {
  constexpr std::size_t wide = 17;
  std::vector<std::string> lines = {first_line(frame)};
  for (std::size_t i = 1; i < frame.lines.size(); ++i) {
    const bool joins =
        lines.size() > 1 && display_width(lines.back()) + display_width(frame.lines[i]) + 3 <= wide;
    if (joins) {
      lines.back() += " · " + frame.lines[i];
    } else {
      lines.push_back(frame.lines[i]);
    }
  }
  return lines;
}

}  // namespace cutpoint
