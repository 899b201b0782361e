// Pictures are read back from the texts in them, whatever the language that they are drawn in.
#include <algorithm>
#include <map>
#include <regex>

#include <fmt/format.h>

#include "renderer/languages/glyphs.hpp"
#include "renderer/statements/statement_words.hpp"
#include "renderer/writing/figures_text.hpp"
#include "tests/renderer/statements/said.hpp"

namespace cutpoint::testing {

namespace {

constexpr std::size_t most_in_legends = 12;

/// The first names, and how many more there are; names may hold commas, and long ones are cut.
std::string first_in_legends(const std::vector<std::string>& names) {
  constexpr std::size_t widest = 48;
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < most_in_legends; ++i) {
    text += (i > 0 ? ", " : "") + elided(names[i], widest);
  }
  if (names.size() > most_in_legends) {
    text += fmt::format(" and {} more", names.size() - most_in_legends);
  }
  return text;
}

std::string decoded(std::string text) {
  static const std::regex number("&?#([0-9]+);");
  std::smatch match;
  while (std::regex_search(text, match, number)) {
    const int code = std::stoi(match[1]);
    text =
        match.prefix().str() + (code == 160 ? ' ' : static_cast<char>(code)) + match.suffix().str();
  }
  for (const auto& [what, with] :
       std::vector<std::pair<std::string, std::string>>{{"&lt;", "<"},
                                                        {"&gt;", ">"},
                                                        {"&quot;", "\""},
                                                        {"&apos;", "'"},
                                                        {"&amp;", "&"},
                                                        {"\u00a0", " "}}) {
    text = replaced(text, what, with);
  }
  return text;
}

/// Each statement of the legend in one line.
std::vector<std::string> statements_in(const std::string& format, const std::string& picture) {
  struct Form {
    std::string statement, line_break;
  };
  static const std::map<std::string, Form> forms = {
      {"mermaid", {"(?:<br/>|\")• ([^\"]*?)(?=<br/>•|\"\\])", "<br/>"}},
      {"d2", {"said[0-9]+: \"([^\"]*)\" \\{shape: text\\}", "\\\\n"}},
      {"svg", {"<text class=\"said\"[^>]*>(.*?)</text>", "</tspan><tspan[^>]*>"}},
      {"dot",
       {"<TD COLSPAN=\"2\" ALIGN=\"LEFT\" BALIGN=\"LEFT\">(.*?)</TD>", "<BR ALIGN=\"LEFT\"/>"}}};
  const Form& form = forms.at(format);
  std::vector<std::string> found;
  const std::regex statement(form.statement);
  for (std::sregex_iterator at(picture.begin(), picture.end(), statement), end; at != end; ++at) {
    std::string text = std::regex_replace((*at)[1].str(), std::regex(form.line_break), " ");
    text = std::regex_replace(text, std::regex("<[^>]*>"), "");
    found.push_back(decoded(std::regex_replace(text, std::regex("\\s+"), " ")));
  }
  return found;
}

/// All texts, one after the other.
std::vector<std::string> texts_in(const std::string& picture) {
  const std::string apart =
      std::regex_replace(decoded(picture), std::regex("<[^>]*>|\\\\n|\\\\l|\""), "\n");
  std::vector<std::string> texts;
  for (const std::string& line : lines_of(apart)) {
    if (!trimmed(line).empty()) texts.push_back(trimmed(line));
  }
  return texts;
}

void read_statement(const std::string& text, SaidInPicture& said) {
  std::smatch match;
  if (std::regex_match(text, match, std::regex("availability (\\w+): (.*)"))) {
    said.methods.insert(joined({match[2], match[1]}));
  } else if (std::regex_match(text, match, std::regex("single points, (\\w+): (.*)"))) {
    said.points.insert(joined({match[2], match[1]}));
  } else if (std::regex_match(
                 text, match,
                 std::regex("caveats of (.*): (.*); `cutpoint analyze` has them whole"))) {
    for (const std::string& what : lines_of(replaced(match[2], ", ", "\n"))) {
      said.caveats.insert(joined({match[1], what}));
    }
  } else if (text.rfind("assumed *: ", 0) == 0) {
    said.assumed.insert(text.substr(text.find(": ") + 2));
  }
}

void read_promises(const std::vector<std::string>& texts, Said& promises) {
  static const std::regex whole(
      "SL[OA]: (✓ meets .* a year left|✗ misses .* a year|\\? .* within the interval)");
  for (std::size_t i = 0; i + 1 < texts.size(); ++i) {
    const std::size_t at = std::min(texts[i].find("SLO: "), texts[i].find("SLA: "));
    if (at == std::string::npos) continue;
    const std::string words = texts[i].substr(at) + ' ' + texts[i + 1];
    std::smatch match;
    promises.insert(std::regex_search(words, match, whole) ? match[0].str() : words);
  }
}

}  // namespace

SaidInPicture said_in_pictures(const RenderInput& input) {
  SaidInPicture said;
  const Statements statements = statements_of(input);
  std::map<std::string_view, std::vector<std::string>> by_method;
  for (const JourneyStatement& journey : statements.journeys) {
    const std::string& name = input.model.journeys[journey.journey].name;
    said.journeys.insert(joined({name, decoded(availability_text(*journey.analysis))}));
    by_method[name_of(journey.method)].push_back(name);
    for (const PromiseStatement& promise : journey.promises) {
      said.promises.insert(decoded(fmt::format("{}: {} {}", name_of(promise.kind),
                                               mark_of(promise.verdict), promise_words(promise))));
    }
    for (const Caveat& caveat : journey.caveats) {
      said.caveats.insert(joined({name, std::string(short_words(caveat.what))}));
    }
  }
  for (const auto& [method, names] : by_method) {
    said.methods.insert(joined({first_in_legends(names), std::string(method)}));
  }
  for (const auto value :
       {SinglePointClass::full, SinglePointClass::partial, SinglePointClass::accepted}) {
    std::vector<std::string> names;
    for (const PointStatement& point : statements.points) {
      if (point.point->classification != value) continue;
      const BasicEvent& event = input.function.events[point.point->event];
      const std::string name = event.name + (event.assumed ? " *" : "");
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
    if (names.empty()) continue;
    said.points.insert(joined({first_in_legends(names), std::string(name_of(value))}));
  }
  if (!statements.assumptions.empty()) {
    said.assumed.insert(assumptions_text(input, statements.assumptions, most_in_legends));
  }
  return said;
}

SaidInPicture parsed_picture(const RenderInput& input, const std::string& format,
                             const std::string& picture) {
  SaidInPicture said;
  for (const std::string& text : statements_in(format, picture)) read_statement(text, said);
  std::vector<std::string> texts = texts_in(picture);
  read_promises(texts, said.promises);
  // Texts have a sign before their names.
  const std::string sign = fmt::format("{} ", glyph_character(Glyph::bust));
  for (std::string& text : texts) {
    if (text.starts_with(sign)) text.erase(0, sign.size());
  }
  // Names of cards may be broken into two lines.
  for (const Journey& journey : input.model.journeys) {
    const auto is_name = [&](std::size_t i) { return texts[i] == journey.name; };
    const auto is_broken = [&](std::size_t i) { return texts[i] + texts[i + 1] == journey.name; };
    for (std::size_t i = 0; i + 2 < texts.size(); ++i) {
      if (!is_name(i) && !is_broken(i)) continue;
      said.journeys.insert(joined({journey.name, texts[i + (is_name(i) ? 1 : 2)]}));
      break;
    }
  }
  return said;
}

}  // namespace cutpoint::testing
