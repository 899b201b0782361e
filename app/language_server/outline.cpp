#include "app/language_server/outline.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "app/language_server/hover.hpp"

namespace cutpoint {

namespace {

struct SymbolLook {
  int kind;  ///< as the protocol numbers them
  std::string_view detail;
  std::uint32_t token;
};

SymbolLook look_of(NameUse::Of of) {
  switch (of) {
    case NameUse::Of::journey:
      return {12, "journey", 1};
    case NameUse::Of::common_cause:
      return {24, "common cause", 2};
    case NameUse::Of::link:
      return {8, "link", 2};
    case NameUse::Of::kind:
      return {26, "kind", 3};
    case NameUse::Of::component:
      break;
  }
  return {5, "component", 0};
}

bool is_in(const SourceSpan& span, const SourceFiles& sources, const std::string& path) {
  return normal_path(sources.name(span.file)) == path;
}

/// Line, character and length, in units of UTF-16.
using TokenPlace = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t>;

void add_tokens(const CheckedRoot& root, const std::string& path, std::set<TokenPlace>& tokens) {
  for (const CheckedModel& model : root.models) {
    for (const NameUse& use : model.uses) {
      if (!is_in(use.span, root.sources, path)) continue;
      const RpcJson range = range_json(use.span, root.sources);
      const auto start = range["start"]["character"].get<std::uint32_t>();
      const auto end = range["end"]["character"].get<std::uint32_t>();
      tokens.emplace(use.span.line - 1, start, end - start, look_of(use.of).token);
    }
  }
}

}  // namespace

RpcJson symbols_json(const std::vector<std::string>& texts) {
  RpcJson symbols = RpcJson::array();
  for (const std::string& text : texts) {
    const TextRanges ranges(text);
    for (const WrittenEntry& entry : written_entries(text)) {
      const SymbolLook look = look_of(entry.of);
      symbols.push_back({{"name", entry.name.empty() ? "\"\"" : entry.name},
                         {"detail", look.detail},
                         {"kind", look.kind},
                         {"range", ranges.range(entry.from, std::max(entry.to, entry.name_to))},
                         {"selectionRange", ranges.range(entry.name_from, entry.name_to)}});
    }
  }
  return symbols;
}

RpcJson folds_json(const std::vector<std::string>& texts) {
  RpcJson folds = RpcJson::array();
  for (const std::string& text : texts) {
    const TextRanges ranges(text);
    for (const WrittenEntry& entry : written_entries(text)) {
      std::size_t to = std::max(entry.to, entry.name_to);
      while (to > entry.from && (text[to - 1] == '\n' || text[to - 1] == ' ')) --to;
      const RpcJson range = ranges.range(entry.from, to);
      if (range["start"]["line"] == range["end"]["line"]) continue;
      folds.push_back({{"startLine", range["start"]["line"]}, {"endLine", range["end"]["line"]}});
    }
  }
  return folds;
}

RpcJson lenses_json(const std::string& path, const std::vector<const CheckedRoot*>& roots) {
  RpcJson lenses = RpcJson::array();
  std::set<std::string> seen;
  for (const CheckedRoot* root : roots) {
    for (const CheckedModel& checked : root->models) {
      if (!checked.document.compiled) continue;
      const auto& journeys = checked.document.compiled->model.journeys;
      for (std::uint32_t i = 0; i < journeys.size(); ++i) {
        const SourceSpan& span = journeys[JourneyId(i)].span;
        if (!span.known() || !is_in(span, root->sources, path)) continue;
        RpcJson lens{
            {"range", range_json(span, root->sources)},
            {"command", {{"title", journey_line(checked, JourneyId(i))}, {"command", ""}}}};
        // A document and a text about it say the same of it.
        if (seen.insert(lens.dump(-1, ' ', false, RpcJson::error_handler_t::replace)).second)
          lenses.push_back(std::move(lens));
      }
    }
  }
  return lenses;
}

RpcJson token_types_json() {
  return {"class", "function", "event", "type"};
}

RpcJson tokens_json(const std::string& path, const std::vector<const CheckedRoot*>& roots) {
  std::set<TokenPlace> tokens;
  for (const CheckedRoot* root : roots) add_tokens(*root, path, tokens);
  RpcJson packed = RpcJson::array();
  std::uint32_t last_line = 0, last_start = 0;
  for (const auto& [line, start, length, type] : tokens) {
    if (line != last_line) last_start = 0;
    for (const std::uint32_t number : {line - last_line, start - last_start, length, type, 0U}) {
      packed.push_back(number);
    }
    last_line = line;
    last_start = start;
  }
  return packed;
}

}  // namespace cutpoint
