#include "renderer/advice/advising.hpp"

namespace cutpoint {

namespace {

Rendered render_advice_patch(const AdviceReport& report) {
  return report.patch;
}

}  // namespace

const Format<AdviceReport>& patch_advice_format() {
  static const Format<AdviceReport> format{{"patch", "the patch alone"}, render_advice_patch};
  return format;
}

}  // namespace cutpoint
