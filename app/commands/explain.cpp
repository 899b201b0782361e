#include <algorithm>

#include <fmt/format.h>

#include "app/console/console.hpp"
#include "app/console/report_output.hpp"
#include "model/catalogue/kind_synonyms.hpp"
#include "model/catalogue/terms.hpp"
#include "model/format/reading.hpp"
#include "renderer/catalogue/kind_text.hpp"
#include "renderer/catalogue/term_text.hpp"
#include "renderer/findings/finding_formats.hpp"
#include "renderer/writing/json_text.hpp"
#include "renderer/writing/terminal_text.hpp"
#include "renderer/writing/wrapped_text.hpp"

namespace cutpoint {

namespace {

/// A kind under another name says first what it is.
std::string kinds_text(const std::string& word, const std::vector<std::string_view>& kinds,
                       const Console& console) {
  std::string text;
  if (kinds.size() > 1 || kinds.front() != word) {
    text = fmt::format("`{}` as a kind: `{}`\n", word, fmt::join(kinds, "` or `"));
  }
  for (const std::string_view kind : kinds) {
    text += (text.empty() ? "" : "\n") +
            render_kind_text(*find_built_in_kind(kind), console.colour_out, console.width);
  }
  return text;
}

std::string unknown_text(const std::string& word) {
  auto near = nearest_rule(word);
  if (!near) near = nearest_term(word);
  std::vector<std::string_view> names;
  for (const Kind& kind : built_in_kinds()) names.push_back(kind.name);
  if (!near) near = nearest_name(word, names);
  if (const auto within = kinds_named_in(word); !near && !within.empty()) near = within.front();
  return fmt::format("there is no rule, term, kind or profile `{}`{}", word,
                     near ? fmt::format("; did you mean `{}`?", *near)
                          : "; `cutpoint rules` and `cutpoint kinds` list what there is");
}

/// The word as a key of documents: what it says, wherever it stands; empty where it is none.
std::string key_text(const std::string& word, const Console& console) {
  std::vector<std::string> summaries;
  const OrderedJson schema = OrderedJson::parse(architecture_schema());
  std::vector<const OrderedJson*> open{&schema};
  while (!open.empty()) {
    const OrderedJson& node = *open.back();
    open.pop_back();
    const auto properties = node.is_object() ? node.find("properties") : node.end();
    if (properties != node.end() && properties->contains(word)) {
      const std::string summary = properties->at(word).value("description", "");
      const bool is_new = std::find(summaries.begin(), summaries.end(), summary) == summaries.end();
      if (is_new && !summary.empty()) summaries.push_back(summary);
    }
    if (!node.is_structured()) continue;
    for (const OrderedJson& inner : node) open.push_back(&inner);
  }
  if (summaries.empty()) return {};
  std::sort(summaries.begin(), summaries.end());
  const Painter paint(console.colour_out);
  const std::string text =
      fmt::format("Key of a document. {}", fmt::join(summaries, " Elsewhere: "));
  return paint(Style::bold, word) + "\n  " +
         wrapped(text, 2, 2, std::clamp<std::size_t>(console.width, 40, 100)) + '\n';
}

/// All that is known under that word; nothing, with the reason printed, where nothing is.
std::optional<std::string> explained(const std::string& word, Console& console) {
  std::vector<std::string> texts;
  const bool colour = console.colour_out;
  if (const Rule* rule = find_rule(word)) {
    texts.push_back(render_rule_text(*rule, colour, console.width));
  }
  if (const Term* term = find_term(word)) {
    texts.push_back(render_term_text(*term, colour, console.width));
  }
  if (const CatalogueProfile* profile = find_profile(word)) {
    texts.push_back(render_profile_text(*profile, colour, console.width));
  }
  const auto meant = kinds_meant_by(word);
  const bool is_kind = meant.size() == 1 && meant.front() == word;
  // What is a term is asked for as such, unless it is the very name of a kind.
  if (!meant.empty() && (texts.empty() || is_kind)) {
    texts.push_back(kinds_text(word, meant, console));
  }
  if (texts.empty()) {
    if (std::string key = key_text(word, console); !key.empty()) return key;
    fail(console, unknown_text(word));
    return std::nullopt;
  }
  return fmt::format("{}", fmt::join(texts, "\n"));
}

Exit run_explain(const Arguments& arguments, Console& console) {
  // What has several words needs no quotes.
  const std::vector<std::string>& words = arguments.values("WORD");
  const std::string joined = fmt::format("{}", fmt::join(words, " "));
  const bool is_one =
      words.size() > 1 && (find_term(joined) != nullptr || !kinds_meant_by(joined).empty());
  std::string text;
  for (const std::string& word : is_one ? std::vector<std::string>{joined} : words) {
    const auto one = explained(word, console);
    if (!one) return Exit::failure;
    text += (text.empty() ? "" : "\n") + *one;
  }
  return write_report("", {"text", "one word", Medium::terminal}, text, console);
}

}  // namespace

const Command& explain_command() {
  static const Command command{
      "explain",
      "Explain a lint rule (what it finds, why it matters, how to mend it), a word of the reports, "
      "a kind of component or a figure of the catalogue",
      {{"WORD",
        "rules by code or slug, terms such as spof or quorum, kinds and what people call them "
        "(load_balancer, postgres), profiles",
        true, true}},
      {},
      "cutpoint explain single-point-of-failure",
      run_explain};
  return command;
}

}  // namespace cutpoint
