/// What the format's schema says of a key, for completion and hover.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/rpc/channel.hpp"

namespace cutpoint {

struct FormatKey {
  std::string name;
  std::string summary;
};

/// The schema of the format, asked by paths of keys; it is made from the reader's own tables.
class FormatWords {
 public:
  FormatWords();

  /// Keys of the mappings that may stand at that path ("[]" for items of lists).
  [[nodiscard]] std::vector<FormatKey> keys_at(const std::vector<std::string>& path) const;
  /// What may be written there, where that is one of a few words.
  [[nodiscard]] std::vector<std::string> words_at(const std::vector<std::string>& path) const;
  /// Whether a duration may.
  [[nodiscard]] bool takes_duration(const std::vector<std::string>& path) const;
  /// Whether a share may, such as an availability: per cent, or a number up to one.
  [[nodiscard]] bool takes_share(const std::vector<std::string>& path) const;
  /// Whether an amount of money may.
  [[nodiscard]] bool takes_money(const std::vector<std::string>& path) const;
  /// Empty where nothing is known of it.
  [[nodiscard]] std::string summary_of(const std::vector<std::string>& path) const;

 private:
  [[nodiscard]] std::vector<const RpcJson*> nodes_at(const std::vector<std::string>& path) const;
  void add_forms(const RpcJson& node, std::vector<const RpcJson*>& forms) const;
  /// Whether a text may stand there whose pattern has these words.
  [[nodiscard]] bool takes_pattern(const std::vector<std::string>& path,
                                   std::string_view with) const;

  RpcJson schema_;
};

/// What names components where it stands: `depends_on`, `runs_on` and their like.
[[nodiscard]] bool names_components(const std::vector<std::string>& path, std::string_view key);

/// What names files: `include`.
[[nodiscard]] bool names_files(const std::vector<std::string>& path);

}  // namespace cutpoint
