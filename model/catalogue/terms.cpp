#include "model/catalogue/terms.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "cutpoint/diagnostic.hpp"

namespace cutpoint {

namespace {

constexpr std::array term_rows = {
    Term{"journey", "user journey,critical user journey,cuj,top event",
         "What a user must be able to do, such as checking out. It says what it needs; everything "
         "is "
         "computed for journeys, and a component that none of them needs counts for nothing.",
         "key `journeys`"},
    Term{"single point of failure", "spof,spofs,single point,single points",
         "Something whose failure alone, with everything else working, stops a journey. `full`: "
         "somebody has to repair it; `partial`: it recovers by itself in a stated time, by a "
         "restart "
         "or a switch; `accepted`: somebody took the risk.",
         "rule CP101; section *Single points of failure* of `cutpoint analyze`"},
    Term{"hidden common cause",
         "common cause,common causes,hidden common causes,shared fate,"
         "common cause failure,ccf,defeats,defeat,defeated",
         "One failure that defeats a whole redundancy from outside: both instances on one host, in "
         "one "
         "rack, behind one name, with one image or certificate.",
         "rule CP102; key `common_causes`"},
    Term{
        "redundancy", "pool,replicas,instances,group,at least,any of",
        "Several of which fewer must work: a pool of alike instances (`replicas: 3, at_least: 2`), "
        "or "
        "different things that stand in for each other (`{any_of: [a, b]}`). It helps only against "
        "what does not hit all of them at once.",
        "keys `replicas`, `at_least`, `depends_on`"},
    Term{
        "placement", "spread,one to one,exclusive,anywhere,anti affinity,affinity,seats",
        "How the instances of a component sit on its hosts. `spread`: each stays where it was "
        "started, round robin; `one-to-one`: the same with exactly one for each; `exclusive`: each "
        "moves to whatever works, never two on one; `anywhere`: each moves to whatever works.",
        "keys `placement`, `runs_on`"},
    Term{
        "quorum", "majority,consensus,split brain",
        "More than half of the members must work, or none does: what votes (etcd, ZooKeeper, Raft) "
        "needs two of three, three of five.",
        "key `quorum`; rules CP105, CP106"},
    Term{"availability", "uptime,nines,steady state availability",
         "The long-run share of time in which a journey works: mean time up / (mean time up + mean "
         "time to repair) of one component, and for a journey computed exactly from all of them, "
         "shared parts counted once. 99.9 % is down 8 h 46 min a year.",
         "`cutpoint analyze`"},
    Term{"full service", "degraded,degrade,degradation,soft,soft dependency",
         "A journey is up when everything that it must have works, and in full service when all "
         "that "
         "it only wants (`soft: true`) works too; between the two it is degraded.",
         "key `depends_on`"},
    Term{"MTBF", "mtbf,mttf,mean time between failures,mean up time,mean time to failure",
         "The mean time that something works before it fails. It is mean *up* time here, so that "
         "availability = MTBF / (MTBF + MTTR).",
         "key `mtbf`; `cutpoint observe` measures it"},
    Term{
        "MTTR", "mttr,mean time to repair,mean time to recovery,repair time",
        "The mean time from a failure until it works again: noticing, coming, mending and starting "
        "included.",
        "key `mttr`; `cutpoint observe` measures it"},
    Term{"assumed figure", "assumed,default,catalogue,catalog,kind default",
         "A figure that nobody stated or measured: the default of the catalogue for the kind. "
         "Outputs "
         "mark it with a *.",
         "`cutpoint kinds`; rule CP205"},
    Term{"SLO", "slo,service level objective,objective,error budget,budget",
         "The availability that is aimed at in a period. What may fail without missing it is the "
         "error "
         "budget: 99.9 % of 30 days leave 43 min 12 s.",
         "key `slo`; rule CP201"},
    Term{"SLA", "sla,service level agreement,credits,penalty",
         "The availability that is promised to somebody, often with credits below it. Aim for more "
         "than you promise.",
         "key `sla`"},
    Term{"RPO", "rpo,recovery point objective,data loss",
         "How much of the newest data may be lost, as a time: with backups every hour it is an "
         "hour.",
         "keys `objectives`, `backups`, `replication`; section *Data* of `cutpoint analyze`"},
    Term{"RTO", "rto,recovery time objective",
         "How long it may take until it works again after a loss.",
         "keys `objectives`, `failover`, `backups`"},
    Term{
        "failover",
        "switch,switchover,standby,active passive,active active,hot standby,warm standby,"
        "cold standby,arbiter",
        "Work moves from a member that failed to one that works. While it moves the group is down; "
        "where it needs an arbiter (`by`) and that is down, nothing moves.",
        "key `failover`"},
    Term{"restart", "restart policy,self healing",
         "A share `cures` of failures ends after `time`, because something starts the process "
         "again; "
         "the rest waits for somebody.",
         "key `restart`"},
    Term{"fallback", "demand failure",
         "A need that is met anyway with a stated probability, such as by an answer from a cache.",
         "key `depends_on`"},
    Term{"cut set", "minimal cut set,minimal cut sets,cut sets,mcs,combination,combinations",
         "A set of failures that together stop a journey, of which none can be left out. Order 1 "
         "is a "
         "single point of failure, order 2 a pair.",
         "`cutpoint analyze --cut-sets 20`"},
    Term{"blast radius", "takes down,falls with it", "Everything that goes down with one failure.",
         "`cutpoint whatif FILE --fail NAME`"},
    Term{"articulation point", "cut vertex,cut vertices,cutpoint,dominator,dominators",
         "A vertex of the drawing whose removal parts it; a dominator lies on every way from the "
         "journey to something. Neither is the same as a single point of failure, which is decided "
         "by "
         "what is needed.",
         "`cutpoint analyze FILE --format json`"},
    Term{"importance",
         "birnbaum,criticality,fussell vesely,risk achievement worth,risk reduction worth,"
         "raw,rrw",
         "What a component matters for the journey's availability. Birnbaum: how much more often "
         "the "
         "journey is down when it is; criticality: its share of the downtime; risk reduction: what "
         "perfection of it would bring.",
         "`cutpoint analyze FILE --format json`; `cutpoint sensitivity`"},
    Term{"exact",
         "bounds,bounded,bound,estimate,estimated,estimates,approximate,approximated,approximation,"
         "bdd,decision diagram,method",
         "How a number came about. Exact: from a decision diagram in which each part stands once; "
         "bounded: an interval that surely holds it, where the diagram grew beyond the budget; "
         "estimated: from repair or switching times that were fitted, from groups in time that "
         "were solved apart, or from simulation, with an interval that is believed to hold it.",
         "`--budget`; [what the words mean](docs/explanation.md)"},
    Term{"repair crew", "repair crews,crew,crews",
         "How many repairs can go on at once; with fewer than instances, failures wait for each "
         "other.",
         "key `repair_crews`"},
    Term{"coordination service", "coordination,etcd,zookeeper,consul,sentinel",
         "What others elect a leader by or keep their agreement in. It votes: give it a quorum, "
         "three "
         "or five members, in places that do not fail together.",
         "kind `coordination`; keys `quorum`, `failover.by`"},
    Term{"common mode by beta", "beta,beta factor",
         "A share of the members' failures that hits all of them at once.", "key `common_causes`"},
    Term{"planned downtime", "maintenance,maintenance window",
         "Windows in which something is taken down on purpose. Reported apart, and counted in a "
         "promise only where it says `planned: counted`.",
         "key `maintenance`"},
    Term{"control plane", "data plane,plane",
         "What changes a system (schedulers, cluster managers, provider APIs) and should not be "
         "needed "
         "to serve a request.",
         "key `plane`; rule CP109"},
};

std::string folded_term(std::string_view word) {
  std::string folded;
  for (const char c : word) {
    if (c == '-' || c == '_' || c == ' ') {
      if (!folded.empty() && folded.back() != ' ') folded += ' ';
    } else {
      folded += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  return folded;
}

/// All words of a term, its name first.
std::vector<std::string> words_of(const Term& term) {
  std::vector<std::string> words{folded_term(term.name)};
  for (std::string_view rest = term.words; !rest.empty();) {
    const std::string_view word = rest.substr(0, rest.find(','));
    words.emplace_back(word);
    rest.remove_prefix(std::min(rest.size(), word.size() + 1));
  }
  return words;
}

}  // namespace

std::span<const Term> terms() {
  return term_rows;
}

const Term* find_term(std::string_view word) {
  const std::string wanted = folded_term(word);
  for (const Term& term : term_rows) {
    const auto words = words_of(term);
    if (std::find(words.begin(), words.end(), wanted) != words.end()) return &term;
  }
  return nullptr;
}

std::optional<std::string> nearest_term(std::string_view word) {
  std::vector<std::string> all;
  for (const Term& term : term_rows) {
    for (std::string& known : words_of(term)) all.push_back(std::move(known));
  }
  return nearest_name(word, {all.begin(), all.end()});
}

}  // namespace cutpoint
