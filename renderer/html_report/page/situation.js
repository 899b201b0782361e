"use strict";
// One line above all: what the reader has failed and changed, on the screen and on paper.
const situation = (() => {
  const line = document.getElementById("situation");
  const most = 8;
  const listed = (names) => names.slice(0, most).join("; ") + (names.length > most ? ` and ${names.length - most} more` : "");

  function failedNames() {
    const { data, occurred } = scenario, names = new Set();
    for (const event of occurred) {
      const { component, name } = data.events[event];
      names.add(component !== undefined && scenario.stateOf(component) === "failed" ? data.components[component].name : name);
    }
    return [...names];
  }

  function show() {
    const failed = failedNames(), changed = settings.words();
    const parts = [];
    if (failed.length > 0) {
      const down = scenario.result.journeys.map(({ state }, id) => [state, scenario.data.journeys[id].name]).filter(([state]) => state !== "up");
      parts.push(`Scenario: ${listed(failed)} ${failed.length === 1 ? "has" : "have"} been failed.`);
      parts.push(down.length === 0 ? "All journeys stay up." : `${listed(down.map(([state, name]) => `${name} is ${state}`))}.`);
    }
    if (changed.length > 0) parts.push(`Figures changed by hand: ${listed(changed)}.`);
    if (parts.length > 0) parts.push("Tables below are those of the document.");
    line.textContent = parts.join(" ");
    line.hidden = parts.length === 0;
  }

  scenario.onChange(show);
  settings.onChange(show);
  return { show };
})();
