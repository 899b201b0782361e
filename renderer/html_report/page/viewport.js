"use strict";
// Pans and zooms what the stage shows.
const viewport = (() => {
  const frame = document.getElementById("viewport");
  const smallest = 0.02, largest = 6;
  const pointers = new Map();
  let canvas = null, width = 1, height = 1;
  let x = 0, y = 0, scale = 1;
  let moved = 0, settle = 0;
  let turned = false;  // by the reader: not all of it is shown
  let was = { width: 0, height: 0 };  // of the stage, when its height was last known
  const largestAtFirst = 1.15;
  const phone = 700, smallestForFingers = 0.925;  // a toggle is 26 pixels wide

  function place() {
    canvas.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
    // While it moves the picture is a layer; afterwards it is drawn sharp again.
    canvas.style.willChange = "transform";
    clearTimeout(settle);
    settle = setTimeout(() => { canvas.style.willChange = ""; address.remember(); }, 200);
  }

  // The stage is as high as what it shows, while that is no higher than the window by much.
  function fitHeight() {
    const enlarged = document.getElementById("workbench").classList.contains("enlarged");
    const wished = height * Math.min(frame.clientWidth / width, largestAtFirst) + 2;
    frame.style.height = enlarged ? "" : `${Math.ceil(Math.min(Math.max(wished, 220), Math.max(innerHeight * 0.9, 860)))}px`;
    was = { width: frame.clientWidth, height: frame.clientHeight };
  }

  function fit() {
    if (!canvas || frame.clientWidth === 0) return;
    fitHeight();
    turned = false;
    const { clientWidth, clientHeight } = frame;
    const across = Math.min(clientWidth / width, largestAtFirst);
    scale = Math.min(across, clientHeight / height);
    // On a phone what is higher than the window is moved, not made too small for fingers.
    const reaches = clientWidth < phone && scale < smallestForFingers && across >= smallestForFingers;
    if (reaches) scale = across;
    x = (clientWidth - width * scale) / 2;
    y = reaches ? 0 : (clientHeight - height * scale) / 2;
    place();
  }

  function zoom(factor, atX = frame.clientWidth / 2, atY = frame.clientHeight / 2) {
    const next = Math.min(largest, Math.max(smallest, scale * factor));
    x = atX - (atX - x) * (next / scale);
    y = atY - (atY - y) * (next / scale);
    scale = next;
    turned = true;
    place();
  }

  // The point of the picture in the middle of the stage, and how large it is.
  function lookAt(middleX, middleY, wished) {
    scale = Math.min(largest, Math.max(smallest, wished));
    x = frame.clientWidth / 2 - middleX * scale;
    y = frame.clientHeight / 2 - middleY * scale;
    turned = true;
    place();
  }

  function pan(byX, byY) {
    turned = true;
    x += byX;
    y += byY;
    place();
  }

  // Brings an element into sight, large enough to be read.
  function reveal(element, readable) {
    const box = element.getBoundingClientRect();
    const outer = frame.getBoundingClientRect();
    const inside = box.left >= outer.left && box.right <= outer.right &&
                   box.top >= outer.top && box.bottom <= outer.bottom;
    if (inside && (!readable || scale >= 0.6)) return;
    if (readable && scale < 0.6) {
      zoom(0.9 / scale, box.left + box.width / 2 - outer.left, box.top + box.height / 2 - outer.top);
      return reveal(element, false);
    }
    pan(outer.left + outer.width / 2 - (box.left + box.width / 2),
        outer.top + outer.height / 2 - (box.top + box.height / 2));
  }

  function show(element, naturalWidth, naturalHeight, keepView) {
    const same = keepView && naturalWidth === width;
    canvas = element;
    width = naturalWidth;
    height = naturalHeight;
    canvas.style.transformOrigin = "0 0";
    if (same) fitHeight(); else fit();
  }

  frame.addEventListener("wheel", (event) => {
    // Without Ctrl the wheel goes on scrolling the page, unless the stage fills it.
    const enlarged = document.getElementById("workbench").classList.contains("enlarged");
    if (!event.ctrlKey && !event.metaKey && !enlarged) return;
    event.preventDefault();
    const box = frame.getBoundingClientRect();
    const turned = Math.max(-60, Math.min(60, event.deltaY));
    zoom(Math.exp(-turned / 180), event.clientX - box.left, event.clientY - box.top);
  }, { passive: false });

  frame.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (pointers.size === 1) moved = 0;
  });
  addEventListener("pointermove", (event) => {
    const last = pointers.get(event.pointerId);
    if (!last || !canvas) return;
    const others = [...pointers].filter(([id]) => id !== event.pointerId).map(([, at]) => at);
    if (others.length > 0) {
      const box = frame.getBoundingClientRect();
      const before = Math.hypot(last.x - others[0].x, last.y - others[0].y);
      const now = Math.hypot(event.clientX - others[0].x, event.clientY - others[0].y);
      if (before > 0) zoom(now / before, (event.clientX + others[0].x) / 2 - box.left,
                           (event.clientY + others[0].y) / 2 - box.top);
    } else {
      pan(event.clientX - last.x, event.clientY - last.y);
    }
    moved += Math.abs(event.clientX - last.x) + Math.abs(event.clientY - last.y);
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  });
  for (const end of ["pointerup", "pointercancel"]) {
    addEventListener(end, (event) => pointers.delete(event.pointerId));
  }
  // What was looked at stays in the middle.
  new ResizeObserver(() => {
    const { clientWidth, clientHeight } = frame;
    if (turned) pan((clientWidth - was.width) / 2, (clientHeight - was.height) / 2); else fit();
    was = { width: clientWidth, height: clientHeight };
  }).observe(frame);

  function start() {
    const rounded = (number) => Math.round(number * 100) / 100;
    address.keep("view", () => (turned ? [(frame.clientWidth / 2 - x) / scale, (frame.clientHeight / 2 - y) / scale, scale].map(rounded).join(",") : ""), (word) => {
      if (!canvas) return word === "" ? [] : [word];
      const [middleX, middleY, wished] = word.split(",").map(Number);
      if (word === "") { if (turned) fit(); } else if (wished > 0 && Number.isFinite(middleX + middleY)) lookAt(middleX, middleY, wished);
      else return [word];
      return [];
    });
  }

  return {
    show, fit, zoom, pan, reveal, start,
    get dragged() { return moved > 5; },
    get scale() { return scale; },
  };
})();
