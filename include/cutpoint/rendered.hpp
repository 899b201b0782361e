/// What is written down of a result, and how. Plain values that own what they hold.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cutpoint/comparison.hpp"
#include "cutpoint/result.hpp"

namespace cutpoint {

struct AvailabilityProgram;
struct FirstChange;

/// Colours of the pictures. All of them can be told apart by colour-blind people, and no meaning
/// hangs on a colour alone.
enum class Theme {
  light,
  dark,
  print,  ///< black and grey on white
};

/// What is drawn as one box.
enum class Collapse {
  automatic,  ///< cards of the levels that can be read; of changes the whole
  none,
  host,  ///< what runs on one machine
  zone,  ///< what runs in one zone; where there is none, in the outermost place
  kind,  ///< components of one kind
};

/// The earlier model that a picture shows the changes since.
struct DrawnChange {
  const AnalysedModel& before;
  const Comparison& comparison;
};

/// A failure that a picture plays.
struct DrawnFailure {
  const Consequence& consequence;
  std::string title;  ///< "cut set 3 of checkout"
};

/// All restrictions hold at once; pointers are to values that live as long as the rendering.
struct PictureOptions {
  Theme theme = Theme::light;
  Collapse collapse = Collapse::automatic;
  bool only_single_points = false;  ///< single points of failure and the ways to them
  JourneyId journey = {};           ///< only what this one uses; invalid: all
  std::vector<ComponentId> around;  ///< only these and what is near them; empty: all
  std::uint32_t depth = 1;          ///< how many edges away is near
  const DrawnFailure* failure = nullptr;
  const DrawnChange* change = nullptr;
};

/// One of several files that an output can be written as.
struct RenderedFile {
  std::string name;  ///< without folder: "fail-web-1.yaml"
  std::string content;
};

/// What was written down.
struct Output {
  Output() = default;
  /// Implicit: what is rendered is its text, where nothing more can be said.
  Output(std::string text, std::vector<std::string> remarks = {})
      : content(std::move(text)), notes(std::move(remarks)) {}

  std::string content;
  std::vector<std::string> notes;   ///< what is not as it was asked for
  std::vector<RenderedFile> files;  ///< the same in pieces, for a folder; most formats have none
};

/// Output, or why there is none (a picture too large to lay out, say).
using Rendered = Result<Output>;

/// What an output is fit for.
enum class Medium {
  terminal,  ///< for people: fits a width, may be coloured, and put into ASCII signs
  text,      ///< for files and programs
  binary
};

/// A format, with static texts.
struct FormatDescription {
  std::string_view name;  ///< as in `--format name`, and the ending of files with pictures
  std::string_view summary;
  Medium medium = Medium::text;
};

/// What of an analysis is told in a terminal: by default the verdict, what it comes from and what
/// to do, on one screen.
struct ReportScope {
  bool details = false;               ///< everything
  std::vector<std::string> sections;  ///< these instead: points, combinations, data, …
  std::vector<std::string> journeys;  ///< only these; empty: all
};

/// How it looks.
struct RenderOptions {
  bool colour = false;          ///< ANSI colours, terminal formats only
  std::size_t width = 100;      ///< columns to fill, terminal formats only
  std::string file_name;        ///< what was read, for headings; empty: name of the system
  PictureOptions picture = {};  ///< pictures only
  std::string table = {};       ///< CSV only: the name of the table; empty: journeys
  ReportScope scope = {};       ///< text of an analysis only
  /// What an analysis as text, Markdown, JSON or page says to do next; lives as long as the
  /// rendering.
  const FirstChange* first_change = nullptr;
  /// What lets figures be changed in a page; lives as long as the rendering.
  const AvailabilityProgram* program = nullptr;
};

}  // namespace cutpoint
