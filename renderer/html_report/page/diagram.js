"use strict";
// The drawing that Graphviz laid out: its shapes take part in the scenario.
const diagram = (() => {
  const canvas = document.getElementById("diagram-canvas");
  const drawing = canvas.querySelector("svg.drawing");
  const namespace = "http://www.w3.org/2000/svg";

  // Frames are hit by their border and their words, not by the space between what they hold.
  function widenWords(group) {
    const words = [...group.querySelectorAll(":scope > text")];
    if (words.length === 0 || !group.classList.contains("cluster")) return;
    const boxes = words.map((word) => word.getBBox());
    const left = Math.min(...boxes.map((box) => box.x));
    const top = Math.min(...boxes.map((box) => box.y));
    const area = document.createElementNS(namespace, "rect");
    area.setAttribute("class", "hit");
    area.setAttribute("x", left - 4);
    area.setAttribute("y", top - 2);
    area.setAttribute("rx", 4);
    area.setAttribute("width", Math.max(...boxes.map((box) => box.x + box.width)) - left + 8);
    area.setAttribute("height", Math.max(...boxes.map((box) => box.y + box.height)) - top + 4);
    group.insertBefore(area, words[0]);
  }

  function prepare() {
    if (!drawing) return;
    for (const group of drawing.querySelectorAll("[data-component]")) widenWords(group);
    for (const edge of drawing.querySelectorAll(".edge[data-from]")) {
      edge.classList.toggle("plain", true);
    }
  }

  function markEdges() {
    const down = (end) => {
      const id = Number(end.slice(1));
      if (end[0] === "c") return ["failed", "fallen"].includes(scenario.stateOf(id));
      if (end[0] === "j") return scenario.result?.journeys[id].state === "down";
      return null;  // a junction has no state of its own
    };
    for (const edge of drawing?.querySelectorAll(".edge[data-from]") ?? []) {
      const from = down(edge.dataset.from), to = down(edge.dataset.to);
      const failing = from !== false && to !== false && (from || to) && scenario.occurred.size > 0;
      edge.classList.toggle("is-failing", Boolean(failing));
    }
  }

  // Edges at the component under the pointer.
  function markNear(name) {
    for (const edge of drawing?.querySelectorAll(".edge[data-from]") ?? []) {
      const near = name !== null && (edge.dataset.from === name || edge.dataset.to === name);
      edge.classList.toggle("is-near", near);
    }
  }

  return {
    available: drawing !== null, canvas, prepare, markNear, refresh: markEdges,
    show() {
      const box = drawing.viewBox.baseVal;
      drawing.setAttribute("width", box.width);
      drawing.setAttribute("height", box.height);
      viewport.show(canvas, box.width, box.height);
    },
  };
})();
