#include "renderer/catalogue/kind_text.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "cutpoint/linting.hpp"
#include "model/base/name_list.hpp"
#include "model/catalogue/kind_synonyms.hpp"
#include "renderer/catalogue/profile_figure.hpp"
#include "renderer/writing/terminal_text.hpp"
#include "renderer/writing/wrapped_text.hpp"

namespace cutpoint {

namespace {

std::string_view kept_words(KeptData kept) {
  switch (kept) {
    case KeptData::nothing:
      return "keeps no data";
    case KeptData::unstated:
      return "keeps data only where the document says so (`backups`, `replication`, `objectives`)";
    case KeptData::cached:
      return "keeps what fills itself again";
    case KeptData::transit:
      return "keeps what is on its way, as in queues";
    case KeptData::storage:
      return "keeps what others put there";
    case KeptData::derived:
      return "keeps data of its own that can be made again from elsewhere";
    case KeptData::records:
      return "keeps the only record of something, which the RPO of a journey is about";
  }
  return "";
}

std::string role_words(const Kind& kind) {
  std::string words(kept_words(kind.kept));
  if (kind.is_process) words += "; a process, which a `restart` brings back";
  if (kind.is_place) words += "; a place: what runs on it falls with it, and is drawn inside of it";
  return fmt::format("{}; drawn as {}", words, name_of(kind.shape));
}

std::string kind_figure_words(const Kind& kind) {
  if (kind.mtbf.is_never()) return "does not fail by itself unless figures are stated";
  const double hours = kind.mtbf.in_hours() + kind.mttr.in_hours();
  const double down = kind.mttr.in_hours() / hours;
  return fmt::format("mtbf {}, mttr {}, which is {} and down {} a year ({})", to_text(kind.mtbf),
                     to_text(kind.mttr), to_human_text(Availability::from_unavailability(down)),
                     to_human_text(Duration::in_a_year(down)), kind.source);
}

std::string other_words(const Kind& kind) {
  constexpr std::size_t most = 12;
  std::vector<std::string> names;
  for (const KindSynonyms& row : kind_synonyms()) {
    if (row.kind != kind.name && row.other != kind.name) continue;
    for (std::string_view rest = row.words; !rest.empty();) {
      const std::string_view word = rest.substr(0, rest.find(','));
      names.emplace_back(word);
      rest.remove_prefix(std::min(rest.size(), word.size() + 1));
    }
  }
  return first_names(names, most);
}

std::string profile_words(const Kind& kind) {
  std::string words;
  for (const CatalogueProfile& profile : catalogue_profiles()) {
    if (profile.kind != kind.name) continue;
    words += fmt::format("{}`{}` ({}, {})", words.empty() ? "" : ", ", profile.name,
                         profile_figure(profile), profile.evidence);
  }
  return words;
}

std::string rule_words(const Kind& kind) {
  std::string words;
  for (const Rule* rule : rules()) {
    if (rule->looks_at == nullptr || !rule->looks_at(kind)) continue;
    words += fmt::format("{}{} {}", words.empty() ? "" : ", ", rule->code, rule->slug);
  }
  return words.empty() ? "none in particular; `cutpoint rules` lists those about all kinds"
                       : fmt::format("{}, and those about all kinds (`cutpoint rules`)", words);
}

/// Titles in bold, each with its words behind it.
class ExplainedText {
 public:
  ExplainedText(std::string_view name, std::string_view what, bool colour, std::size_t width)
      : paint_(colour),
        room_(std::clamp<std::size_t>(width, 40, 100)),
        out_(fmt::format("{}  {}\n", paint_(Style::bold, name), what)) {}

  void add(std::string_view title, const std::string& words) {
    constexpr std::size_t indent = 2;
    if (words.empty()) return;
    const std::size_t column = indent + title.size() + 2;
    out_ += fmt::format("  {}: {}", paint_(Style::dim, title),
                        wrapped(words, column, 2 * indent, room_));
    if (out_.back() != '\n') out_ += '\n';
  }

  [[nodiscard]] std::string text() const { return out_; }

 private:
  Painter paint_;
  std::size_t room_;
  std::string out_;
};

}  // namespace

std::string render_kind_text(const Kind& kind, bool colour, std::size_t width) {
  ExplainedText text(kind.name, kind.description, colour, width);
  text.add("Also called", other_words(kind));
  text.add("Figures where none are stated", kind_figure_words(kind));
  text.add("Part", role_words(kind));
  text.add("Profiles", profile_words(kind));
  text.add("Rules", rule_words(kind));
  return text.text();
}

std::string render_profile_text(const CatalogueProfile& profile, bool colour, std::size_t width) {
  ExplainedText text(profile.name, profile.description, colour, width);
  text.add("Figure", fmt::format("{} ({})", profile_figure(profile), profile.evidence));
  text.add("Source", fmt::format("{}, {}", profile.source, profile.date));
  text.add("Use", fmt::format("`{{kind: {}, profile: {}}}`", profile.kind, profile.name));
  return text.text();
}

}  // namespace cutpoint
