"use strict";
// What the reader has failed, and what follows from it. Everything shown listens to this.
const scenario = (() => {
  const data = JSON.parse(document.getElementById("cutpoint-data").textContent);
  const occurred = new Set();
  const listeners = [];
  // What a failure sets off is no failure to choose.
  const others = data.events.map((_, id) => id)
    .filter((id) => !("component" in data.events[id]) && !data.events[id].follows);
  let result = data.nodes === null ? null : failures.consequence(data, occurred);

  function remember() {
    const names = [...occurred].map((event) => encodeURIComponent(data.events[event].name));
    const address = names.length > 0 ? "#fail=" + names.join(",") : location.pathname + location.search;
    // Where the page is embedded there may be no address to change.
    try { history.replaceState(null, "", address); } catch { return; }
  }

  function changed(what) {
    result = failures.consequence(data, occurred);
    remember();
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

  // A scenario that was sent as a link.
  function fromAddress() {
    if (result === null || !location.hash.startsWith("#fail=")) return;
    const numbers = new Map(data.events.map((event, id) => [event.name, id]));
    for (const word of location.hash.slice(6).split(",")) {
      let name = word;
      try { name = decodeURIComponent(word); } catch { continue; }
      if (numbers.has(name)) occurred.add(numbers.get(name));
    }
    if (occurred.size > 0) changed("Scenario of the link");
  }

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
    fromAddress, stateOf,
    get result() { return result; },
    onChange(listener) { listeners.push(listener); },
  };
})();
