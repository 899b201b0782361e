"use strict";
// Why something has failed, by counts: how many are needed, how many are left; and which failures
// bring a journey down, alone or together. Pure: no document, no state.
const reasons = (() => {
  const mostTried = 24;

  // Instances of a pool that are gone by themselves or with what they run on; -1 where it is not
  // plain what they run on.
  function lostInstances(data, id, occurred, failed) {
    const { events, hosts, on_hosts: plain } = data.components[id];
    if (hosts.length > 0 && !(plain?.length > 0)) return -1;
    return events.filter((event, at) => occurred.has(event) ||
      (hosts.length > 0 && failed(hosts[at % hosts.length]))).length;
  }

  function ofPool(data, id, occurred, failed) {
    const { needed, events } = data.components[id];
    if (events.length < 2) return "";
    const lost = lostInstances(data, id, occurred, failed);
    if (lost <= 0) return "";
    const left = events.length - lost;
    return `${needed} of ${events.length} needed, ${left === 0 ? "none" : left} left`;
  }

  const isDown = (need, failed) => (typeof need === "number" ? failed(need)
    : need.m ? need.m.filter((member) => !isDown(member, failed)).length < need.k : false);

  // Of the first redundancy among these needs that is used up.
  function ofNeeds(data, needs, failed) {
    for (const need of needs) {
      if (typeof need === "number" || !need.m || need.m.length < 2 || need.f || need.s || !isDown(need, failed)) continue;
      const names = need.m.map((member) => (typeof member === "number" ? data.components[member].name : "a group"));
      const left = need.m.filter((member) => !isDown(member, failed)).length;
      const list = names.length > 4 ? `${names.slice(0, 3).join(", ")} and ${names.length - 3} more` : names.join(", ");
      return `${need.k} of ${list} needed, ${left === 0 ? "none" : left} left`;
    }
    return "";
  }

  // Which of the failures bring a journey down: those that do so alone, else a smallest set of them
  // that does. Failures of one component are one.
  function causes(data, occurred, journey) {
    const groups = new Map();
    for (const event of occurred) {
      const { component, name } = data.events[event];
      const key = component !== undefined ? data.components[component].name : name;
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(event);
    }
    if (groups.size < 2 || groups.size > mostTried) return null;
    const isDownWith = (names) => failures.consequence(data, new Set(names.flatMap((name) => groups.get(name))))
      .journeys[journey].state === "down";
    const alone = [...groups.keys()].filter((name) => isDownWith([name]));
    if (alone.length > 0) return { alone, together: [] };
    let together = [...groups.keys()];
    for (const name of [...together]) {
      const without = together.filter((other) => other !== name);
      if (isDownWith(without)) together = without;
    }
    return { alone: [], together };
  }

  function causesText({ alone, together }) {
    if (alone.length === 1) return `${alone[0]} alone is enough`;
    if (alone.length > 1) return `each of ${alone.join(", ")} alone is enough`;
    return `${together.join(" and ")} together`;
  }

  return { ofPool, ofNeeds, causes, causesText };
})();
