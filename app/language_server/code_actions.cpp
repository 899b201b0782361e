#include "app/language_server/code_actions.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "app/language_server/markdown_texts.hpp"
#include "app/language_server/written_entries.hpp"
#include "cutpoint/system.hpp"
#include "model/format/markdown/markdown.hpp"

namespace cutpoint {

namespace {

/// One YAML of the document: itself, or a block.
struct WrittenText {
  std::string text;
  std::vector<WrittenEntry> entries;
};

/// Where a change is proposed.
struct ActionPlace {
  const std::string& path;
  LineRange lines;
  const std::vector<WrittenText>& texts;
};

RpcJson edit_json(const std::string& path, RpcJson range, const std::string& text) {
  RpcJson changes = RpcJson::object();
  changes[uri_of_path(path)] = {{{"range", std::move(range)}, {"newText", text}}};
  return {{"changes", changes}};
}

bool is_at(const SourceSpan& span, const SourceFiles& sources, const ActionPlace& place) {
  return span.known() && place.lines.holds(span.line) &&
         normal_path(sources.name(span.file)) == place.path;
}

/// One key or two written into the entry of that name, in the text that holds the line; nothing
/// where the entry is no mapping of its own.
std::optional<RpcJson> insertion_json(const ActionPlace& place, std::uint32_t line,
                                      std::string_view name, std::string_view written,
                                      std::string_view second = {}) {
  for (const WrittenText& each : place.texts) {
    if (line_of_text(each.text, line).empty()) continue;
    const auto entry = std::find_if(
        each.entries.begin(), each.entries.end(),
        [&](const WrittenEntry& one) { return one.name == name && one.insertion > 0; });
    if (entry == each.entries.end()) continue;
    return edit_json(place.path, TextRanges(each.text).range(entry->insertion, entry->insertion),
                     fmt::format("{}{}{}{}{}", entry->before, written,
                                 second.empty() ? "" : entry->between, second, entry->after));
  }
  return std::nullopt;
}

void add_replacement(const CheckedRoot& root, const ActionPlace& place, const FixIt& fix,
                     bool is_preferred, RpcJson& actions) {
  RpcJson action{
      {"title", fmt::format("Write `{}`", fix.replacement)},
      {"kind", "quickfix"},
      {"edit", edit_json(place.path, range_json(fix.span, root.sources), fix.replacement)}};
  if (is_preferred) action["isPreferred"] = true;
  actions.push_back(std::move(action));
}

void add_fixes(const CheckedRoot& root, const CheckedModel& model, const ActionPlace& place,
               RpcJson& actions) {
  for (const Diagnostic& diagnostic : model.document.diagnostics.all()) {
    if (!is_at(diagnostic.span, root.sources, place)) continue;
    for (const FixIt& fix : diagnostic.fixes) {
      add_replacement(root, place, fix, diagnostic.fixes.size() == 1, actions);
    }
  }
}

/// A day a quarter of a year on.
std::string review_day(const Date& today) {
  Date day = today;
  day.month += 3;
  if (day.month > 12) {
    day.month -= 12;
    ++day.year;
  }
  day.day = std::min(day.day, 28);
  return to_text(day);
}

void add_acceptances(const CheckedRoot& root, const CheckedModel& model, const ActionPlace& place,
                     const std::optional<Date>& today, RpcJson& actions) {
  for (const Finding& finding : model.document.findings) {
    if (finding.code.empty() || finding.suppression || !is_at(finding.span, root.sources, place))
      continue;
    const std::string until = today ? fmt::format(", until: {}", review_day(*today)) : "";
    const auto edit = insertion_json(
        place, finding.span.line, finding.subject,
        fmt::format("accept: [{{rule: {}, reason: why it is taken{}}}]", finding.rule, until));
    if (!edit) continue;
    actions.push_back({{"title", fmt::format("Accept {} on `{}`, with a reason and a day",
                                             finding.rule, finding.subject)},
                       {"kind", "quickfix"},
                       {"edit", *edit}});
  }
}

void add_figures(const CheckedRoot& root, const CheckedModel& model, const ActionPlace& place,
                 RpcJson& actions) {
  if (!model.document.compiled) return;
  for (const Component& part : model.document.compiled->model.components) {
    const bool is_assumed = part.figures && part.figures->source == FigureSource::kind_default;
    if (!is_assumed || !is_at(part.span, root.sources, place)) continue;
    const auto edit = insertion_json(place, part.span.line, part.name,
                                     fmt::format("mtbf: {}", to_text(part.figures->mtbf)),
                                     fmt::format("mttr: {}", to_text(part.figures->mttr)));
    if (!edit) continue;
    actions.push_back({{"title", fmt::format("Write the assumed figures of `{}` down", part.name)},
                       {"kind", "refactor"},
                       {"edit", *edit}});
  }
}

/// Whether a rule says something of that subject there.
bool is_found_at(const CheckedRoot& root, const CheckedModel& model, const ActionPlace& place,
                 const std::string& subject) {
  const auto& findings = model.document.findings;
  return std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
    return !finding.code.empty() && finding.subject == subject &&
           is_at(finding.span, root.sources, place);
  });
}

void add_changes(const CheckedRoot& root, const CheckedModel& model, const ActionPlace& place,
                 RpcJson& actions) {
  if (!model.document.compiled) return;
  const auto& journeys = model.document.compiled->model.journeys;
  for (std::uint32_t i = 0; i < journeys.size(); ++i) {
    const JourneyAnalysis& journey = model.document.analysis.journeys[JourneyId(i)];
    const std::string& name = journeys[JourneyId(i)].name;
    const bool misses = journey.slo && journey.slo->met == false;
    const SourceSpan& span = journeys[JourneyId(i)].span;
    if (!misses || !(is_at(span, root.sources, place) || is_found_at(root, model, place, name)))
      continue;
    actions.push_back({{"title", fmt::format("Apply the cheapest changes with which `{}` meets {}",
                                             name, to_text(journey.slo->target))},
                       {"kind", "refactor"},
                       {"data", {{"path", place.path}, {"journey", name}, {"line", span.line}}}});
  }
}

/// The text with the cheapest changes with which that journey meets its SLO.
std::string with_cheapest_changes(const std::string& path, const std::string& journey_name,
                                  const std::string& text, FileAccess& files) {
  const System system = load({path}, files);
  if (!system) throw RpcFailure{RpcError::request_failed, "the document has errors"};
  AdviceOptions options;
  for (std::uint32_t i = 0; i < system.model().journeys.size(); ++i) {
    const Journey& journey = system.model().journeys[JourneyId(i)];
    if (journey.name != journey_name || !journey.slo) continue;
    options.journeys = {JourneyId(i)};
    options.target = analyze(system).journeys[JourneyId(i)].slo->target;
  }
  if (options.journeys.empty())
    throw RpcFailure{RpcError::request_failed, "there is no such journey with an SLO"};
  constexpr std::size_t most_models = 400;  // seconds
  options.evaluations = most_models;
  const auto advice = advise(system, options);
  if (!advice) throw RpcFailure{RpcError::request_failed, advice.error.message};
  auto changed = changed_document(system, *advice, {path}, text, files);
  if (!changed) throw RpcFailure{RpcError::request_failed, changed.error.message};
  if (*changed == text) throw RpcFailure{RpcError::request_failed, "no known change helps"};
  return std::move(*changed);
}

/// An edit of the lines that differ: those before and behind, empty in the text of a block, are the
/// document's own.
RpcJson changed_lines_json(const std::string& path, std::string_view before,
                           std::string_view after) {
  const std::size_t shorter = std::min(before.size(), after.size());
  std::size_t head = 0;
  while (head < shorter && before[head] == after[head]) ++head;
  while (head > 0 && before[head - 1] != '\n') --head;
  std::size_t tail = 0;
  while (tail < shorter - head &&
         before[before.size() - 1 - tail] == after[after.size() - 1 - tail])
    ++tail;
  while (tail > 0 && tail < before.size() && before[before.size() - 1 - tail] != '\n') --tail;
  return edit_json(path, TextRanges(before).range(head, before.size() - tail),
                   std::string(after.substr(head, after.size() - tail - head)));
}

}  // namespace

RpcJson code_actions_json(const std::string& path, LineRange lines, Workspace& workspace) {
  RpcJson actions = RpcJson::array();
  std::vector<WrittenText> texts;
  for (std::string& text : yaml_texts(path, workspace.text_of(path))) {
    auto entries = written_entries(text);
    texts.push_back({std::move(text), std::move(entries)});
  }
  const ActionPlace place{path, lines, texts};
  for (const CheckedRoot* root : workspace.roots_of(path)) {
    for (const CheckedModel& model : root->models) {
      RpcJson offered = RpcJson::array();
      add_fixes(*root, model, place, offered);
      add_acceptances(*root, model, place, workspace.today(), offered);
      add_figures(*root, model, place, offered);
      add_changes(*root, model, place, offered);
      // A document and a text about it offer the same.
      for (RpcJson& each : offered) {
        if (std::find(actions.begin(), actions.end(), each) == actions.end())
          actions.push_back(std::move(each));
      }
    }
  }
  return actions;
}

RpcJson resolved_action(RpcJson action, Workspace& workspace) {
  const auto data = action.find("data");
  if (data == action.end()) return action;
  const auto path = data->at("path").get<std::string>();
  const auto name = data->at("journey").get<std::string>();
  const auto text =
      yaml_text_at(path, workspace.text_of(path), data->at("line").get<std::uint32_t>());
  if (!text) throw RpcFailure{RpcError::request_failed, "there is no such journey any more"};
  // A block is read as a document beside its own: what it includes lies there.
  const std::string read_as = is_markdown_path(path) ? path + ".yaml" : path;
  MemoryAccess behind = workspace.files();
  MemoryAccess files({{read_as, *text}}, &behind);
  const auto changed = with_cheapest_changes(read_as, name, *text, files);
  action["edit"] = changed_lines_json(path, *text, changed);
  return action;
}

}  // namespace cutpoint
