"use strict";
// The address of the page holds its whole state: `#fail=a,b&open=c&set=d:30d:2h`. Each part of the
// page keeps its own word of it; going back and forward, and edits, are followed.
const address = (() => {
  const parts = new Map();
  const notice = document.getElementById("unknown");
  const together = 800;  // milliseconds: changes that follow so soon are one step back
  let shown = null, last = 0, reading = false;

  // Links inside the page and the state of the page are told apart by the sign of equality.
  const isState = (hash) => hash === "" || hash.includes("=");

  function kept(name, hash = location.hash) {
    const word = hash.slice(1).split("&").find((part) => part.startsWith(`${name}=`));
    return word ? word.slice(name.length + 1) : "";
  }

  function text() {
    const words = [...parts].map(([name, { write }]) => [name, write()]).filter(([, value]) => value !== "");
    return words.length > 0 ? "#" + words.map(([name, value]) => `${name}=${value}`).join("&") : "";
  }

  function remember() {
    const next = text();
    if (reading || next === shown) return;
    const now = Date.now(), method = now - last < together ? "replaceState" : "pushState";
    last = now;
    shown = next;
    // Where the page is embedded there may be no address to change.
    try { history[method](null, "", next || location.pathname + location.search); } catch { return; }
  }

  function decoded(word) {
    try { return decodeURIComponent(word); } catch { return word; }
  }

  const listOf = (value) => (value === "" ? [] : value.split(",").map(decoded));

  // Every part is told its word, an empty one where there is none, and says what it does not know.
  function read() {
    if (!isState(location.hash) || location.hash === shown) return;
    shown = location.hash;
    const unknown = [];
    reading = true;
    for (const [name, { read: take }] of parts) unknown.push(...(take(kept(name)) ?? []));
    reading = false;
    for (const word of location.hash.slice(1).split("&")) {
      const name = word.split("=")[0];
      if (word !== "" && !parts.has(name)) unknown.push(word);
    }
    notice.hidden = unknown.length === 0;
    notice.textContent = unknown.length === 0 ? ""
      : `The address names what is not here: ${unknown.slice(0, 8).join(", ")}${unknown.length > 8 ? ` and ${unknown.length - 8} more` : ""}.`;
  }

  function start() {
    read();
    shown ??= location.hash;
    addEventListener("popstate", read);
    addEventListener("hashchange", read);
    // A step inside the page leaves its state alone.
    document.addEventListener("click", (event) => {
      const link = event.target.closest?.("a[href^='#']");
      const target = link && document.getElementById(link.hash.slice(1));
      if (!target || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      go(target);
    });
    const first = !isState(location.hash) && document.getElementById(location.hash.slice(1));
    if (first) go(first);
  }

  // Opens what it is in, and goes there with the keyboard too.
  function go(target) {
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    target.scrollIntoView();
    if (!target.hasAttribute("tabindex")) target.setAttribute("tabindex", -1);
    target.focus({ preventScroll: true });
  }

  return {
    start, remember, decoded, listOf, go,
    // `read(word)` gives the names in it that it does not know.
    keep(name, write, read) { parts.set(name, { write, read }); },
  };
})();
