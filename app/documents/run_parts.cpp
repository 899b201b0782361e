#include "app/documents/run_parts.hpp"

#include <algorithm>
#include <array>
#include <exception>
#include <stdexcept>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/console/console.hpp"
#include "cutpoint/version.hpp"
#include "renderer/writing/json_text.hpp"

namespace cutpoint {

namespace {

using PartJson = nlohmann::ordered_json;

/// What a kind of part is called in files, and what writes it and puts it together.
struct PartKind {
  std::string_view format;
  std::string_view command;
};

constexpr PartKind years_kind{"cutpoint-simulation-part/1", "simulate"};
constexpr PartKind cycles_kind{"cutpoint-rare-simulation-part/1", "simulate --rare"};
constexpr PartKind trials_kind{"cutpoint-uncertainty-part/1", "analyze"};
/// Of lint, too, whose parts are its own.
constexpr std::array part_kinds{years_kind, cycles_kind, trials_kind,
                                PartKind{"cutpoint-lint-part/1", "lint"}};

PartJson batches_json(const std::vector<PlayedBatch>& batches) {
  PartJson list = PartJson::array();
  for (const PlayedBatch& batch : batches) {
    list.push_back({{"batch", batch.number}, {"numbers", batch.numbers}});
  }
  return list;
}

std::vector<PlayedBatch> batches_in(const PartJson& json) {
  std::vector<PlayedBatch> batches;
  for (const PartJson& row : json) {
    batches.push_back(
        {row.at("batch").get<std::uint32_t>(), row.at("numbers").get<std::vector<double>>()});
  }
  return batches;
}

/// How each kind is written and read; reading throws where something is missing or of another type.
template <class Part>
struct PartForm;

template <>
struct PartForm<SimulationPart> {
  static constexpr PartKind kind = years_kind;
  static void write(const SimulationPart& part, PartJson& json) {
    json["years"] = part.years;
    json["batches"] = batches_json(part.batches);
  }
  static void read(const PartJson& json, SimulationPart& part) {
    part.years = json.at("years").get<std::uint32_t>();
    part.batches = batches_in(json.at("batches"));
  }
};

template <>
struct PartForm<RareSimulationPart> {
  static constexpr PartKind kind = cycles_kind;
  static void write(const RareSimulationPart& part, PartJson& json) {
    json["cycles"] = part.cycles;
    json["batches"] = batches_json(part.batches);
  }
  static void read(const PartJson& json, RareSimulationPart& part) {
    part.cycles = json.at("cycles").get<std::uint32_t>();
    part.batches = batches_in(json.at("batches"));
  }
};

template <>
struct PartForm<UncertaintyPart> {
  static constexpr PartKind kind = trials_kind;
  static void write(const UncertaintyPart& part, PartJson& json) {
    json["diagram"] = part.diagram;
    json["trials"] = part.samples;
    json["first"] = part.first;
    json["count"] = part.count;
    json["results"] = part.results;
  }
  static void read(const PartJson& json, UncertaintyPart& part) {
    part.diagram = json.at("diagram").get<std::string>();
    part.samples = json.at("trials").get<std::uint32_t>();
    part.first = json.at("first").get<std::uint32_t>();
    part.count = json.at("count").get<std::uint32_t>();
    part.results = json.at("results").get<std::vector<std::vector<double>>>();
  }
};

/// Is the text meant to be a part?
bool looks_like_part(const std::string& text) {
  constexpr std::size_t head = 200;
  const std::string_view begin = std::string_view(text).substr(0, head);
  return begin.find("\"cutpoint-") != std::string_view::npos &&
         begin.find("-part/") != std::string_view::npos;
}

template <class Part>
WrittenPart<Part> part_in(const PartJson& json) {
  if (json.at("version") != version()) throw std::invalid_argument("version");
  WrittenPart<Part> written;
  written.documents = json.at("documents").get<std::vector<std::string>>();
  written.part.fingerprint = json.at("fingerprint").get<std::string>();
  written.part.seed = json.at("seed").get<std::uint64_t>();
  PartForm<Part>::read(json, written.part);
  return written;
}

/// Nothing, and said, where it is damaged or none of these.
template <class Part>
std::optional<WrittenPart<Part>> read_part(const std::string& file, const std::string& text,
                                           Console& console) {
  const PartKind& wanted = PartForm<Part>::kind;
  try {
    const PartJson json = PartJson::parse(text);
    const auto format = json.at("format").get<std::string>();
    const auto* const kind =
        std::find_if(part_kinds.begin(), part_kinds.end(),
                     [&](const PartKind& one) { return one.format == format; });
    if (kind != part_kinds.end() && kind->format != wanted.format) {
      fail(console, fmt::format("{} is a part of another kind: `cutpoint {} --merge` puts it "
                                "together with its like",
                                file, kind->command));
      return std::nullopt;
    }
    if (format != wanted.format) throw std::invalid_argument("format");
    return part_in<Part>(json);
  } catch (const std::exception&) {
    fail(console, fmt::format("{} is a damaged part, or one of another version of cutpoint: "
                              "`cutpoint {} --shard` writes it anew",
                              file, wanted.command));
    return std::nullopt;
  }
}

}  // namespace

template <class Part>
std::string part_text(const WrittenPart<Part>& written) {
  PartJson json = {{"format", PartForm<Part>::kind.format},
                   {"version", version()},
                   {"documents", written.documents},
                   {"fingerprint", written.part.fingerprint},
                   {"seed", written.part.seed}};
  PartForm<Part>::write(written.part, json);
  return json_text(json);
}

template <class Part>
std::optional<PartsToMerge<Part>> parts_among(const std::vector<std::string>& files,
                                              Console& console) {
  PartsToMerge<Part> found;
  std::vector<std::string> named;
  bool good = true;
  for (const std::string& file : files) {
    const auto text = console.files.read(file);
    if (!text) {
      fail(console, fmt::format("cannot read {}: {}", file, text.error.message));
      good = false;
      continue;
    }
    if (!looks_like_part(*text)) {
      found.documents.push_back(file);
      continue;
    }
    auto written = read_part<Part>(file, *text, console);
    good = good && written;
    if (!written) continue;
    if (named.empty()) named = std::move(written->documents);
    found.parts.push_back(std::move(written->part));
  }
  if (!good) return std::nullopt;
  if (found.parts.empty()) {
    fail(console, fmt::format("none of the files is a part that `cutpoint {} --shard` has written",
                              PartForm<Part>::kind.command));
    return std::nullopt;
  }
  if (found.documents.empty()) found.documents = std::move(named);
  return found;
}

template std::string part_text(const WrittenPart<SimulationPart>&);
template std::string part_text(const WrittenPart<RareSimulationPart>&);
template std::string part_text(const WrittenPart<UncertaintyPart>&);
template std::optional<PartsToMerge<SimulationPart>> parts_among(const std::vector<std::string>&,
                                                                 Console&);
template std::optional<PartsToMerge<RareSimulationPart>> parts_among(
    const std::vector<std::string>&, Console&);
template std::optional<PartsToMerge<UncertaintyPart>> parts_among(const std::vector<std::string>&,
                                                                  Console&);

}  // namespace cutpoint
