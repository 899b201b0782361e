#include "model/format/markdown/unmarked_model.hpp"

#include <fmt/format.h>

#include "model/base/number_text.hpp"

namespace cutpoint {

void UnmarkedModel::open(std::string_view info, bool is_model) {
  open_info_ = lower_case(trimmed(info));
  const bool is_yaml = open_info_.empty() || open_info_ == "yaml" || open_info_ == "yml";
  at_start_ = !is_model && is_yaml && line_ == 0;
}

void UnmarkedModel::read(std::uint32_t number, std::string_view line) {
  const std::string_view text = trimmed(line);
  if (!at_start_ || text.empty() || text.front() == '#') return;
  at_start_ = false;
  if (!text.starts_with("cutpoint:")) return;
  line_ = number;
  info_ = open_info_;
}

std::string UnmarkedModel::help() const {
  return fmt::format("line {} is a model in a ```{} block: write ```cutpoint", line_, info_);
}

}  // namespace cutpoint
