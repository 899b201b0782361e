"use strict";
// Elements of the page: those that are there, by id, and new ones.
const elements = (() => {
  function create(name, css, text, parent) {
    const made = document.createElement(name);
    if (css) made.className = css;
    if (text !== undefined) made.textContent = text;
    if (parent) parent.append(made);
    return made;
  }

  return { find: (id) => document.getElementById(id), create };
})();
