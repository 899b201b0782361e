"use strict";
// What fails when some events have occurred: the structure function of the analysis, evaluated as
// analyzer/structure/evaluate.cpp and analyzer/analysis/what_if.cpp do. Pure: no document, no state.
const failures = (() => {
  const EVENT = 0, ANY = 1, ALL = 2, AT_LEAST = 3, NEGATION = 4, CONNECTED = 5;

  function adjacencyOf(network) {
    const steps = Array.from({ length: network.vertices }, () => []);
    network.edges.forEach(([from, to, directed], edge) => {
      steps[from].push([edge, to]);
      if (!directed) steps[to].push([edge, from]);
    });
    return steps;
  }

  // Children of a connected node: the failures of the network's vertices, then of its edges.
  function isParted(data, reachability, child, failed, known) {
    const { network, terminals } = data.reachabilities[reachability];
    const { vertices } = data.networks[network];
    if (terminals.some((terminal) => failed[child(terminal)])) return true;
    const steps = (known[network] ??= adjacencyOf(data.networks[network]));
    const reached = new Uint8Array(vertices);
    const stack = [terminals[0]];
    reached[terminals[0]] = 1;
    while (stack.length > 0) {
      for (const [edge, to] of steps[stack.pop()]) {
        if (reached[to] || failed[child(vertices + edge)] || failed[child(to)]) continue;
        reached[to] = 1;
        stack.push(to);
      }
    }
    return terminals.some((terminal) => !reached[terminal]);
  }

  // For each node whether it has failed. Children come before their parents.
  function evaluate(data, occurred) {
    const { nodes } = data;
    const failed = new Uint8Array(nodes.length);
    const adjacencies = [];
    for (let i = 0; i < nodes.length; ++i) {
      const node = nodes[i];
      let down = 0;
      for (let c = 2; c < node.length && node[0] !== CONNECTED; ++c) down += failed[node[c]];
      switch (node[0]) {
        case EVENT: failed[i] = occurred.has(node[1]) ? 1 : 0; break;
        case ANY: failed[i] = down > 0 ? 1 : 0; break;
        case ALL: failed[i] = down === node.length - 2 ? 1 : 0; break;
        case AT_LEAST: failed[i] = down >= node[1] ? 1 : 0; break;
        case NEGATION: failed[i] = down === 0 ? 1 : 0; break;
        case CONNECTED:
          failed[i] = isParted(data, node[1], (at) => node[at + 2], failed, adjacencies) ? 1 : 0;
          break;
      }
    }
    return failed;
  }

  // Work that nobody can move stays on what has failed.
  function evaluateAfterSwitches(data, occurred) {
    const events = new Set(occurred);
    let failed = evaluate(data, events);
    for (let before = -1; before !== events.size;) {
      before = events.size;
      for (const { stuck, arbiter, serving } of data.arbitrated ?? []) {
        if (failed[arbiter] && serving.some((member) => failed[member])) events.add(stuck);
      }
      if (before !== events.size) failed = evaluate(data, events);
    }
    return failed;
  }

  // Requirements are a component's number, {k, m} for k of the members, or {c} for connected ends;
  // {b, v} where the components b move the work of the first v members.
  function isStuck(need, failed, soft) {
    return (need.b ?? []).some(failed)
      && need.m.slice(0, need.v).some((member) => isUnmet(member, failed, soft));
  }

  function isUnmet(need, failed, soft) {
    if (typeof need === "number") return failed(need);
    if (need.f || (need.s && !soft)) return false;
    if (need.c) return true;  // whether the ends are still joined is not decided here
    return need.m.filter((member) => !isUnmet(member, failed, soft)).length < need.k
      || isStuck(need, failed, soft);
  }

  function failedMembers(need, failed, soft, way) {
    if (typeof need === "number") {
      if (failed(need)) way.next.push(need);
      return;
    }
    for (const end of need.c ?? []) if (failed(end)) way.next.push(end);
    if (need.c) {
      // What parts the ends may lie anywhere in the network: the first such origin stands for all.
      const origin = way.origins.find((component) => way.linked.has(component));
      if (origin !== undefined) way.next.push(origin);
    }
    if (isStuck(need, failed, soft)) way.next.push(...need.b.filter(failed));
    for (const member of need.m ?? []) {
      if (isUnmet(member, failed, soft)) failedMembers(member, failed, soft, way);
    }
  }

  // From what has failed back to everything that fails through it, by the shortest ways.
  class Ways {
    constructor(data, origins, failed, soft) {
      this.data = data;
      this.failed = failed;
      this.soft = soft;
      this.origins = origins;
      this.linked = new Set(data.links.flat());
      const count = data.components.length;
      this.next = data.components.map((component, id) =>
        failed(id) || component.events.length > 1 ? this.below(component, id) : []);
      this.distance = new Array(count).fill(Infinity);
      const before = Array.from({ length: count }, () => []);
      this.next.forEach((steps, id) => steps.forEach((step) => before[step].push(id)));
      const queue = [...origins];
      for (const origin of origins) this.distance[origin] = 0;
      for (let head = 0; head < queue.length; ++head) {
        for (const earlier of before[queue[head]]) {
          if (this.distance[earlier] !== Infinity) continue;
          this.distance[earlier] = this.distance[queue[head]] + 1;
          queue.push(earlier);
        }
      }
    }
    below({ hosts, needs, pinned, on_hosts: onHosts, spare, by }, id) {
      const way = { next: [], origins: this.origins, linked: this.linked };
      for (const need of needs) {
        if (isUnmet(need, this.failed, this.soft)) failedMembers(need, this.failed, this.soft, way);
      }
      if (by && this.failed(id)) way.next.push(...by.filter(this.failed));
      // A pool that lost no more than it can spare has fallen with what it needs.
      const lost = (onHosts ?? []).reduce((sum, count, i) => sum + (this.failed(hosts[i]) ? count : 0), 0);
      if (way.next.length > 0 && onHosts?.length > 0 && lost <= spare) return way.next;
      // A pool that still works may have lost what an instance stays on.
      return [...hosts.filter((host) => this.failed(host)
        || (pinned && this.data.components[host].events.length > 1)), ...way.next];
    }
    nearest(candidates) {
      let best = -1;
      for (const id of candidates) {
        if (this.distance[id] === Infinity) continue;
        if (best < 0 || this.distance[id] < this.distance[best]) best = id;
      }
      return best;
    }
    // Components from one that has failed down to what failed first; empty where none is reached.
    from(start) {
      const steps = [];
      if (start < 0 || this.distance[start] === Infinity) return steps;
      for (let at = start; at >= 0; at = this.distance[at] === 0 ? -1 : this.nearest(this.next[at])) {
        steps.push(at);
      }
      return steps;
    }
    fromNeeds(needs) {
      return this.from(this.nearest(this.below({ hosts: [], needs })));
    }
  }

  // Soft requirements that are not met, anywhere below these needs: what a degraded journey lacks.
  function softLosses(data, needs, failed) {
    const lost = new Set();
    const seen = new Set();
    const waiting = [...needs];
    while (waiting.length > 0) {
      const need = waiting.pop();
      if (typeof need !== "number") {
        const way = { next: [], origins: [], linked: new Set() };
        if (need.s && isUnmet({ ...need, s: 0 }, failed, true)) {
          failedMembers({ ...need, s: 0 }, failed, true, way);
        }
        for (const id of way.next) lost.add(id);
        waiting.push(...(need.m ?? []), ...(need.c ?? []));
      } else if (!seen.has(need)) {
        seen.add(need);
        waiting.push(...data.components[need].hosts, ...data.components[need].needs);
      }
    }
    return [...lost].sort((a, b) => a - b);
  }

  function originsOf(data, events) {
    const origins = new Set();
    for (const event of events) {
      const { component, at } = data.events[event];
      for (const id of at ?? [component]) origins.add(id);
    }
    return [...origins].sort((a, b) => a - b);
  }

  // What falls with these events (a Set of their numbers): components that have not failed by
  // themselves, and the journeys' states. Ways are worked out when asked for.
  function consequence(data, occurred) {
    const nodes = evaluateAfterSwitches(data, occurred);
    const failed = (id) => nodes[data.components[id].failed] !== 0;
    const origins = originsOf(data, occurred);
    const struck = ({ events }) => events.length === 1 && occurred.has(events[0]);
    const fallen = [];
    data.components.forEach((component, id) => {
      if (failed(id) && !struck(component)) fallen.push(id);
    });
    let hard, soft;
    const hardWays = () => (hard ??= new Ways(data, origins, failed, false));
    const softWays = () => (soft ??= new Ways(data, origins, failed, true));
    const journeys = data.journeys.map((journey) => {
      const down = nodes[journey.down] !== 0;
      const degraded = !down && nodes[journey.not_full] !== 0;
      const ways = () => (down ? hardWays() : softWays());
      return {
        state: down ? "down" : degraded ? "degraded" : "up",
        way: () => (down || degraded ? ways().fromNeeds(journey.needs) : []),
        lacks: () => (degraded ? softLosses(data, journey.needs, failed) : []),
      };
    });
    return { fallen, failed, journeys, wayOf: (id) => hardWays().from(id) };
  }

  return { evaluate, consequence };
})();
