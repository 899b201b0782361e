#include "app/language_server/code_actions.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "app/language_server/written_entries.hpp"
#include "cutpoint/system.hpp"

namespace cutpoint {

namespace {

/// Where a change is proposed.
struct ActionPlace {
  const std::string& path;
  LineRange lines;
  const std::string& text;
  const std::vector<WrittenEntry>& entries;
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

/// One key or two written into an entry; nothing where the entry is no mapping of its own.
std::optional<RpcJson> insertion_json(const ActionPlace& place, std::string_view name,
                                      std::string_view written, std::string_view second = {}) {
  const auto entry =
      std::find_if(place.entries.begin(), place.entries.end(),
                   [&](const auto& each) { return each.name == name && each.insertion > 0; });
  if (entry == place.entries.end()) return std::nullopt;
  return edit_json(place.path, TextRanges(place.text).range(entry->insertion, entry->insertion),
                   fmt::format("{}{}{}{}{}", entry->before, written,
                               second.empty() ? "" : entry->between, second, entry->after));
}

void add_fixes(const CheckedRoot& root, const CheckedModel& model, const ActionPlace& place,
               RpcJson& actions) {
  for (const Diagnostic& diagnostic : model.document.diagnostics.all()) {
    if (!diagnostic.fix || !is_at(diagnostic.span, root.sources, place)) continue;
    const FixIt& fix = *diagnostic.fix;
    actions.push_back(
        {{"title", fmt::format("Write `{}`", fix.replacement)},
         {"kind", "quickfix"},
         {"isPreferred", true},
         {"edit", edit_json(place.path, range_json(fix.span, root.sources), fix.replacement)}});
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
        place, finding.subject,
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
    const auto edit =
        insertion_json(place, part.name, fmt::format("mtbf: {}", to_text(part.figures->mtbf)),
                       fmt::format("mttr: {}", to_text(part.figures->mttr)));
    if (!edit) continue;
    actions.push_back({{"title", fmt::format("Write the assumed figures of `{}` down", part.name)},
                       {"kind", "refactor"},
                       {"edit", *edit}});
  }
}

void add_changes(const CheckedRoot& root, const CheckedModel& model, const ActionPlace& place,
                 RpcJson& actions) {
  if (!model.document.compiled || model.target.has_text) return;
  const auto& journeys = model.document.compiled->model.journeys;
  for (std::uint32_t i = 0; i < journeys.size(); ++i) {
    const JourneyAnalysis& journey = model.document.analysis.journeys[JourneyId(i)];
    const bool misses = journey.slo && journey.slo->met == false;
    if (!misses || !is_at(journeys[JourneyId(i)].span, root.sources, place)) continue;
    actions.push_back(
        {{"title", fmt::format("Apply the cheapest changes with which `{}` meets {}",
                               journeys[JourneyId(i)].name, to_text(journey.slo->target))},
         {"kind", "refactor"},
         {"data", {{"path", place.path}, {"journey", journeys[JourneyId(i)].name}}}});
  }
}

}  // namespace

RpcJson code_actions_json(const std::string& path, LineRange lines, Workspace& workspace) {
  RpcJson actions = RpcJson::array();
  const std::string text = workspace.text_of(path);
  const std::vector<WrittenEntry> entries = written_entries(text);
  const ActionPlace place{path, lines, text, entries};
  for (const CheckedRoot* root : workspace.roots_of(path)) {
    for (const CheckedModel& model : root->models) {
      add_fixes(*root, model, place, actions);
      add_acceptances(*root, model, place, workspace.today(), actions);
      add_figures(*root, model, place, actions);
      add_changes(*root, model, place, actions);
    }
  }
  return actions;
}

RpcJson resolved_action(RpcJson action, Workspace& workspace) {
  const auto data = action.find("data");
  if (data == action.end()) return action;
  const auto path = data->at("path").get<std::string>();
  const auto name = data->at("journey").get<std::string>();
  MemoryAccess files = workspace.files();
  const System system = load({path}, files);
  if (!system) throw RpcFailure{RpcError::request_failed, "the document has errors"};
  AdviceOptions options;
  for (std::uint32_t i = 0; i < system.model().journeys.size(); ++i) {
    const Journey& journey = system.model().journeys[JourneyId(i)];
    if (journey.name != name || !journey.slo) continue;
    options.journeys = {JourneyId(i)};
    options.target = analyze(system).journeys[JourneyId(i)].slo->target;
  }
  if (options.journeys.empty())
    throw RpcFailure{RpcError::request_failed, "there is no such journey with an SLO"};
  constexpr std::size_t most_models = 400;  // seconds
  options.evaluations = most_models;
  const auto advice = advise(system, options);
  if (!advice) throw RpcFailure{RpcError::request_failed, advice.error.message};
  const std::string text = workspace.text_of(path);
  const auto changed = changed_document(system, *advice, {path}, text, files);
  if (!changed) throw RpcFailure{RpcError::request_failed, changed.error.message};
  if (*changed == text) throw RpcFailure{RpcError::request_failed, "no known change helps"};
  action["edit"] = edit_json(path, whole_range_json(text), *changed);
  return action;
}

}  // namespace cutpoint
