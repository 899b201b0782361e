// The report as one self-contained page: tables as they are, a picture that can be made to fail.
#include <algorithm>

#include <fmt/format.h>

#include "renderer/cards/card_making.hpp"
#include "renderer/html_report/page_data.hpp"
#include "renderer/html_report/page_texts.hpp"
#include "renderer/html_report/sections.hpp"
#include "renderer/languages/card_svg.hpp"
#include "renderer/writing/markup.hpp"

namespace cutpoint {

namespace {

/// For readers without scripts.
std::string picture(const RenderInput& input) {
  return input.model.form.shows_needs ? card_svg(card_tree(input), wide_sheet) : std::string();
}

std::string_view page_text(std::string_view name) {
  const auto texts = page_texts();
  const auto found = std::find_if(texts.begin(), texts.end(),
                                  [name](const EmbeddedText& row) { return row.name == name; });
  return found == texts.end() ? std::string_view() : found->text;
}

/// Nothing is fetched, and only the scripts and styles with these hashes count. Images are those
/// that the page makes itself, to save its picture.
std::string content_security_policy() {
  std::string scripts;
  std::string styles;
  for (const EmbeddedText& text : page_texts()) {
    if (text.name.ends_with(".js")) scripts += fmt::format(" '{}'", text.hash);
    if (text.name.ends_with(".css")) styles += fmt::format(" '{}'", text.hash);
  }
  return fmt::format(
      "default-src 'none'; script-src{}; style-src{}; img-src blob:; base-uri 'none'; "
      "form-action 'none'",
      scripts, styles);
}

std::string wrapped_texts(std::string_view ending, std::string_view tag) {
  std::string out;
  for (const EmbeddedText& text : page_texts()) {
    if (text.name.ends_with(ending)) out += fmt::format("<{0}>{1}</{0}>\n", tag, text.text);
  }
  return out;
}

std::string summary(const RenderInput& input) {
  const auto counted = [](std::size_t count, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", count, count == 1 ? one : many);
  };
  const ModelForm& form = input.model.form;
  return fmt::format("{} · {} · {}", input.options.file_name,
                     counted(input.model.components.size(), form.part, form.parts),
                     counted(input.model.journeys.size(), form.top, form.tops));
}

/// With a capital.
std::string heading_of(std::string_view words) {
  std::string heading(words);
  heading.front() = static_cast<char>(heading.front() - 'a' + 'A');
  return heading;
}

/// How the page finds what other figures lead to; nothing where it does not.
std::string figures_note(const RenderInput& input) {
  if (input.options.program == nullptr) return {};
  const auto& journeys = input.analysis.journeys;
  const bool is_exact = std::all_of(journeys.begin(), journeys.end(), [](const auto& journey) {
    return journey.up.method == Method::exact;
  });
  return is_exact ? "Computed here, exactly: the decision diagram of the analysis."
                  : "Computed here by the decision diagram of the analysis; what is estimated or "
                    "between bounds stays so.";
}

std::string fill(std::string_view slot, const PageInput& input) {
  const Model& model = input.model;
  const std::string& name = model.name.empty() ? input.options.file_name : model.name;
  if (slot == "policy") return content_security_policy();
  if (slot == "title") return escaped(name);
  if (slot == "style") return wrapped_texts(".css", "style");
  if (slot == "summary") return escaped(summary(input));
  if (slot == "description")
    return model.description.empty() ? "" : element("p", model.description);
  if (slot == "journeys") {
    return section("verdict", model.form.has_figures ? "Verdict" : heading_of(model.form.tops),
                   verdict_cards(input));
  }
  if (slot == "next") return section("next", "What to do", next_section(input));
  if (slot == "comparison") return section("comparison", "What changed", comparison_section(input));
  if (slot == "drawing") return picture(input);
  if (slot == "details") {
    return section("details", "Why, and what hangs on it", journey_details(input));
  }
  if (slot == "recovery") return section("recovery", "Data recovery", recovery_matrix(input));
  if (slot == "redundancy") {
    return section("redundancy", "Redundancy in time", redundancy_section(input));
  }
  if (slot == "shape")
    return section("shape", "Cut vertices and dominators", cut_vertex_notes(input));
  if (slot == "figures") return section("figures", "Figures and assumptions", figures_table(input));
  if (slot == "method") return section("method", "Method", method_notes(input));
  if (slot == "findings") return section("findings", "Remarks on the files", findings_list(input));
  if (slot == "figures-note") return figures_note(input);
  if (slot == "data") return page_data(input);
  if (slot == "scripts") return wrapped_texts(".js", "script");
  return {};
}

/// page.html with its slots, `{{name}}`, filled. What is filled in is not looked at again.
Rendered render_html(const RenderInput& given) {
  PageInput input(given);
  input.options.file_name = name_without_folders(given.options.file_name);
  std::string_view rest = page_text("page.html");
  std::string out;
  for (std::size_t open = rest.find("{{"); open != std::string_view::npos; open = rest.find("{{")) {
    const std::size_t close = rest.find("}}", open);
    out.append(rest.substr(0, open));
    out += fill(rest.substr(open + 2, close - open - 2), input);
    rest.remove_prefix(close + 2);
  }
  return out.append(rest);
}

}  // namespace

const Format<RenderInput>& html_analysis_format() {
  static const Format<RenderInput> format{{"html", "a page on which components can be failed"},
                                          render_html};
  return format;
}

}  // namespace cutpoint
