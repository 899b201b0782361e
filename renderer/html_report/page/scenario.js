"use strict";
// What the reader has failed, and what follows from it. Everything shown listens to this.
const scenario = (() => {
  const data = JSON.parse(document.getElementById("cutpoint-data").textContent);
  // Facts are pairs of numbers of words.
  for (const component of data.components) {
    const words = component.facts.map((word) => data.words[word]);
    component.facts = words.filter((_, at) => at % 2 === 0).map((label, at) => [label, words[2 * at + 1]]);
  }
  const occurred = new Set();
  const listeners = [];
  // What a failure sets off is no failure to choose.
  const others = data.events.map((_, id) => id)
    .filter((id) => !("component" in data.events[id]) && !data.events[id].follows);
  let result = data.nodes === null ? null : failures.consequence(data, occurred);

  // What the address holds: `#fail=a,b&open=c`. Each part of the page keeps its own.
  const parts = new Map([["fail", () => [...occurred].map((event) => encodeURIComponent(data.events[event].name)).join(",")]]);

  function kept(name) {
    const word = location.hash.slice(1).split("&").find((part) => part.startsWith(`${name}=`));
    return word ? word.slice(name.length + 1) : "";
  }

  function remember() {
    const words = [...parts].map(([name, write]) => [name, write()]).filter(([, text]) => text !== "");
    const address = words.length > 0 ? "#" + words.map(([name, text]) => `${name}=${text}`).join("&")
      : location.pathname + location.search;
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
    if (result === null || kept("fail") === "") return;
    const numbers = new Map(data.events.map((event, id) => [event.name, id]));
    for (const word of kept("fail").split(",")) {
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
    fromAddress, stateOf, kept, remember,
    keep(name, write) { parts.set(name, write); },
    get result() { return result; },
    onChange(listener) { listeners.push(listener); },
  };
})();
