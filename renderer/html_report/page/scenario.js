"use strict";
// What the reader has failed, and what follows from it. Everything shown listens to this.
const scenario = (() => {
  const data = JSON.parse(document.getElementById("cutpoint-data").textContent);
  data.components = packing.rows(data.components);
  data.events = packing.rows(data.events);
  if (data.nodes) data.nodes = packing.nodes(data.nodes);
  if (data.picture) {
    data.picture.cards = packing.rows(data.picture.cards);
    data.picture.needs = packing.rows(data.picture.needs);
  }
  for (const journey of data.journeys) journey.needs = packing.needs(journey.needs);
  // What is as most often is left out; words are numbers, and facts pairs of them.
  for (const component of data.components) {
    component.kind = data.words[component.kind].replaceAll("_", " ");
    component.hosts ??= [];
    component.needs = packing.needs(component.needs) ?? [];
    component.point ??= "";
    const { event, instances = 1 } = component;
    component.events = event === undefined ? [] : Array.from({ length: instances }, (_, at) => event + at);
    const words = component.facts.map((word) => data.words[word]);
    component.facts = words.filter((_, at) => at % 2 === 0).map((label, at) => [label, words[2 * at + 1]]);
  }
  data.events = data.events.map((event, id) => {
    if (event.component === undefined) return event;
    const { name, kind, events } = data.components[event.component];
    return { ...event, name: events.length > 1 ? `${name}#${id - events[0] + 1}` : name, kind };
  });
  const occurred = new Set();
  const listeners = [];
  // What a failure sets off is no failure to choose.
  const others = data.events.map((_, id) => id)
    .filter((id) => !("component" in data.events[id]) && !data.events[id].follows);
  let result = data.nodes === null ? null : failures.consequence(data, occurred);

  function changed(what) {
    result = failures.consequence(data, occurred);
    address.remember();
    for (const listener of listeners) listener(what);
  }

  function set(events, fail) {
    for (const event of events) {
      if (fail) occurred.add(event); else occurred.delete(event);
    }
  }

  const failedInstances = (id) =>
    data.components[id].events.filter((event) => occurred.has(event)).length;

  // All instances together: fails what works, restores what has failed entirely.
  function toggleComponent(id) {
    const component = data.components[id];
    if (result === null || component.events.length === 0) return;
    const fail = failedInstances(id) < component.events.length;
    set(component.events, fail);
    changed(`${component.name} ${fail ? "failed" : "restored"}`);
  }

  function toggleEvent(event) {
    if (result === null) return;
    const fail = !occurred.has(event);
    set([event], fail);
    changed(`${data.events[event].name} ${fail ? "failed" : "restored"}`);
  }

  function failInstances(id, count) {
    const { events, name } = data.components[id];
    if (result === null) return;
    set(events, false);
    set(events.slice(0, Math.max(0, Math.min(count, events.length))), true);
    changed(`${name}: ${failedInstances(id)} of ${events.length} failed`);
  }

  function restoreAll() {
    if (occurred.size === 0) return;
    occurred.clear();
    changed("Everything restored");
  }

  // Several at once: a scenario that stands ready.
  function failEvents(events, what) {
    if (result === null) return;
    const all = events.every((event) => occurred.has(event));
    set(events, !all);
    changed(`${what} ${all ? "restored" : "failed"}`);
  }

  // A scenario that was sent as a link, or that the reader went back to.
  address.keep("fail",
    () => [...occurred].map((event) => encodeURIComponent(data.events[event].name)).join(","),
    (word) => {
      if (result === null) return address.listOf(word);
      const numbers = new Map(data.events.map((event, id) => [event.name, id]));
      const before = occurred.size, names = address.listOf(word);
      occurred.clear();
      for (const name of names) if (numbers.has(name)) occurred.add(numbers.get(name));
      if (before + occurred.size > 0) changed(occurred.size > 0 ? "Scenario of the link" : "Everything restored");
      return names.filter((name) => !numbers.has(name));
    });

  function stateOf(id) {
    if (result === null) return "works";
    const { events } = data.components[id];
    const down = failedInstances(id);
    if (events.length > 0 && down === events.length) return "failed";
    if (result.failed(id)) return "fallen";
    return down > 0 ? "weakened" : "works";
  }

  return {
    data, occurred, others, toggleComponent, toggleEvent, failInstances, failedInstances, restoreAll,
    failEvents, stateOf,
    get result() { return result; },
    onChange(listener) { listeners.push(listener); },
  };
})();
