#include <algorithm>

#include "renderer/advice/advising.hpp"
#include "renderer/advice/change_words.hpp"
#include "renderer/writing/csv_text.hpp"

namespace cutpoint {

namespace {

/// One row for each journey after each set of changes; what is of the set stands in each of them.
class AdviceTable {
 public:
  explicit AdviceTable(const AdviceReport& report) : report_(report) {}

  std::string write() {
    const Advice& advice = report_.advice;
    add({"before"}, advice.before, {"", "", "", "", "", ""});
    for (std::size_t i = 0; i < advice.changes.size(); ++i) {
      const AdvisedChange& change = advice.changes[i];
      const auto& chosen = advice.chosen.changes;
      const bool is_chosen = std::find(chosen.begin(), chosen.end(), i) != chosen.end();
      add({"change", std::to_string(i), std::string(name_of(change.way)), change.subject,
           change_text(change), is_chosen ? "yes" : "no"},
          change.alone.after, figures(change.alone, change.pay_back));
    }
    add({"chosen"}, advice.chosen.after, figures(advice.chosen, std::nullopt));
    add({"ceiling"}, advice.everything.after, figures(advice.everything, std::nullopt));
    return table_.text();
  }

 private:
  using Cells = std::vector<std::string>;

  [[nodiscard]] Cells figures(const TriedChanges& tried,
                              const std::optional<Duration>& pay_back) const {
    return {csv_number(tried.cost_per_month),
            report_.advice.currency,
            csv_number(tried.downtime_saved),
            csv_number(tried.money_saved),
            pay_back ? csv_number(pay_back->in_seconds()) : "",
            tried.meets_target ? "yes" : "no"};
  }

  void add(Cells head, const std::vector<AvailabilityResult>& after, const Cells& of_the_set) {
    constexpr std::size_t head_columns = 6;
    head.resize(head_columns);
    for (std::size_t i = 0; i < after.size(); ++i) {
      Cells cells = head;
      cells.push_back(report_.model.journeys[report_.advice.journeys[i]].name);
      cells.push_back(csv_number(after[i].availability.unavailability()));
      cells.push_back(csv_number(after[i].upper_unavailability));
      cells.push_back(csv_number(after[i].downtime_per_year().in_seconds()));
      cells.insert(cells.end(), of_the_set.begin(), of_the_set.end());
      table_.add(cells);
    }
  }

  const AdviceReport& report_;
  CsvTable table_{{"what", "change", "way", "subject", "description", "chosen", "journey",
                   "unavailability", "upper_unavailability", "downtime_seconds_per_year",
                   "set_cost_per_month", "currency", "set_downtime_saved_seconds_per_year",
                   "set_money_saved_per_year", "pay_back_seconds", "meets_target"}};
};

Rendered render_advice_csv(const AdviceReport& report) {
  return AdviceTable(report).write();
}

}  // namespace

const Format<AdviceReport>& csv_advice_format() {
  static const Format<AdviceReport> format{{"csv",
                                            "one row for each journey as it is, after each change "
                                            "alone, after those chosen, and after all"},
                                           render_advice_csv};
  return format;
}

}  // namespace cutpoint
