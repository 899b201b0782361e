#include "analyzer/advice/costs.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "analyzer/advice/draft_edits.hpp"
#include "model/architecture/queries/standby_costs.hpp"

namespace cutpoint {

namespace {

struct DefaultPrice {
  std::string_view kind;
  double per_month;
};

// Orders of magnitude of small instances at public clouds; every use is marked as assumed.
constexpr std::array prices = {
    DefaultPrice{"container", 15},
    DefaultPrice{"pod", 15},
    DefaultPrice{"service", 30},
    DefaultPrice{"function", 5},
    DefaultPrice{"vm", 70},
    DefaultPrice{"host", 300},
    DefaultPrice{"rack", 1000},
    DefaultPrice{"power", 200},
    DefaultPrice{"zone", 100},
    DefaultPrice{"region", 500},
    DefaultPrice{"provider", 1000},
    DefaultPrice{"database", 150},
    DefaultPrice{"cache", 50},
    DefaultPrice{"queue", 80},
    DefaultPrice{"object_storage", 50},
    DefaultPrice{"volume", 20},
    DefaultPrice{"vector_db", 150},
    DefaultPrice{"feature_store", 150},
    DefaultPrice{"model_registry", 50},
    DefaultPrice{"model", 5},
    DefaultPrice{"model_server", 700},
    DefaultPrice{"gpu", 1500},
    DefaultPrice{"load_balancer", 25},
    DefaultPrice{"gateway", 50},
    DefaultPrice{"dns", 20},
    DefaultPrice{"cdn", 50},
    DefaultPrice{"network", 200},
    DefaultPrice{"link", 200},
    DefaultPrice{"switch", 100},
    DefaultPrice{"router", 200},
    DefaultPrice{"external", 500},
    DefaultPrice{"secret", 5},
    DefaultPrice{"certificate", 5},
    DefaultPrice{"pipeline", 100},
    DefaultPrice{"person", 8000},
};
constexpr double other_price = 100;
constexpr double one_off_months = 36;
constexpr double month_seconds = Duration::year / 12.0;

std::size_t links_of(const Draft& draft) {
  std::size_t count = draft.links.size();
  for (const DraftComponent& component : draft.components) count += component.connects.size();
  return count;
}

}  // namespace

double monthly_cost(Effort effort) {
  switch (effort) {
    case Effort::none:
      return 0;
    case Effort::restart_policy:
      return 5;
    case Effort::health_check:
      return 10;
    case Effort::runbook:
      return 100;
    case Effort::backup:
      return 20;
    case Effort::failover:
      return 30;
  }
  return 0;
}

double per_month(const Money& money) {
  if (money.per == Duration()) return money.amount / one_off_months;
  return money.amount * (month_seconds / money.per.in_seconds());
}

PriceList::PriceList(const Model& model) {
  for (const Kind& kind : model.kinds) base_of_kind_.emplace(kind.name, kind.base);
  const IdVector<ComponentId, double> shares = running_shares(model);
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const ComponentId id(i);
    if (shares[id] < 1.0) running_.emplace(model.components[id].name, shares[id]);
  }
}

double PriceList::default_of(std::string_view kind) const {
  const auto base = base_of_kind_.find(kind);
  const std::string_view wanted = base == base_of_kind_.end() ? kind : base->second;
  const auto found = std::find_if(prices.begin(), prices.end(),
                                  [&](const DefaultPrice& price) { return price.kind == wanted; });
  return found == prices.end() ? other_price : found->per_month;
}

std::vector<CostItem> PriceList::more_instances(const Draft& before, const Draft& after) const {
  std::map<std::string_view, std::uint32_t> had;
  for (const DraftComponent& component : before.components) {
    had.emplace(component.name.value, instances(component));
  }
  std::vector<CostItem> items;
  for (const DraftComponent& component : after.components) {
    const auto old = had.find(component.name.value);
    const std::uint32_t count = instances(component);
    const std::uint32_t was = old == had.end() ? 0U : old->second;
    if (count <= was) continue;
    const std::string_view kind = component.kind ? std::string_view(component.kind->value) : "";
    const auto running = running_.find(component.name.value);
    const double share = running == running_.end() ? 1.0 : running->second;
    const double price =
        share * (component.cost ? per_month(component.cost->value) : default_of(kind));
    items.push_back({CostItem::What::instances, count - was, component.name.value, Effort::none,
                     price * (count - was), !component.cost});
  }
  const std::size_t links = links_of(after), had_links = links_of(before);
  if (links > had_links) {
    const std::size_t more = links - had_links;
    items.push_back({CostItem::What::links, more, "", Effort::none,
                     default_of("link") * static_cast<double>(more), true});
  }
  return items;
}

Result<std::string> find_currency(const Model& model, const std::optional<Money>& budget) {
  std::map<std::string, std::string> found;  // and where it is met first
  const auto note = [&found](const Money& money, std::string_view of) {
    found.emplace(money.currency, of);
  };
  const auto note_given = [&note](const Given<Money>& money, std::string_view of) {
    if (money) note(money->value, of);
  };
  for (const Component& component : model.components) {
    if (component.details && component.details->cost) {
      note(component.details->cost->value, component.name);
    }
  }
  for (const Journey& journey : model.journeys) {
    if (journey.outage_cost) note(journey.outage_cost->value, journey.name);
    if (journey.sla) note_given(journey.sla->fee, journey.name);
    if (!journey.revenue) continue;
    note_given(journey.revenue->per_request, journey.name);
    note_given(journey.revenue->per_hour, journey.name);
  }
  if (found.size() > 1) {
    std::vector<std::string> places;
    places.reserve(found.size());
    for (const auto& [name, of] : found) places.push_back(fmt::format("{} (`{}`)", name, of));
    return Failure(fmt::format(
        "the document has amounts in {}: they cannot be weighed against each other; state all in "
        "one currency",
        fmt::join(places, " and ")));
  }
  if (budget && !found.empty() && found.begin()->first != budget->currency) {
    return Failure(fmt::format("the budget is in {}, but the amounts of the document are in {}",
                               budget->currency, found.begin()->first));
  }
  if (budget) note(*budget, "");
  return found.empty() ? std::string() : found.begin()->first;
}

}  // namespace cutpoint
