#include "app/documents/simulation_parts.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/console/console.hpp"
#include "model/base/number_text.hpp"
#include "renderer/writing/json_text.hpp"

namespace cutpoint {

namespace {

using PartJson = nlohmann::json;

constexpr std::string_view part_format = "cutpoint-simulation-part/1";

/// Throws where something is missing or of another type.
WrittenPart part_of(const PartJson& json) {
  WrittenPart written;
  SimulationPart& part = written.part;
  const auto fingerprint = number_of_text<std::uint64_t>(json.at("fingerprint").get<std::string>());
  if (!fingerprint) throw std::invalid_argument("fingerprint");
  part.fingerprint = *fingerprint;
  part.years = json.at("years").get<std::uint32_t>();
  part.seed = json.at("seed").get<std::uint64_t>();
  written.documents = json.at("documents").get<std::vector<std::string>>();
  for (const PartJson& row : json.at("batches")) {
    part.batches.push_back(
        {row.at("batch").get<std::uint32_t>(), row.at("numbers").get<std::vector<double>>()});
  }
  return written;
}

/// Is the text meant to be a part?
bool looks_like_part(const std::string& text) {
  constexpr std::size_t head = 200;
  return text.substr(0, head).find("\"cutpoint-simulation-part") != std::string::npos;
}

}  // namespace

std::string part_text(const WrittenPart& written) {
  const SimulationPart& part = written.part;
  nlohmann::ordered_json json = {{"format", part_format},
                                 {"documents", written.documents},
                                 {"fingerprint", std::to_string(part.fingerprint)},
                                 {"years", part.years},
                                 {"seed", part.seed}};
  auto& batches = json["batches"] = nlohmann::ordered_json::array();
  for (const auto& batch : part.batches) {
    batches.push_back({{"batch", batch.number}, {"numbers", batch.numbers}});
  }
  return json_text(json);
}

std::optional<PartsToMerge> parts_among(const std::vector<std::string>& files, Console& console) {
  PartsToMerge found;
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
    try {
      const PartJson json = PartJson::parse(*text);
      if (json.at("format") != part_format) throw std::invalid_argument("format");
      WrittenPart written = part_of(json);
      if (named.empty()) named = std::move(written.documents);
      found.parts.push_back(std::move(written.part));
    } catch (const std::exception&) {
      fail(console, fmt::format("{} is a damaged part, or one of another version of cutpoint: "
                                "`cutpoint simulate --shard` writes it anew",
                                file));
      good = false;
    }
  }
  if (!good) return std::nullopt;
  if (found.documents.empty()) found.documents = std::move(named);
  return found;
}

}  // namespace cutpoint
