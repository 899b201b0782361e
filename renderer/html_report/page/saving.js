"use strict";
// The picture as a file: SVG with its colours written in, PNG drawn from that.
const saving = (() => {
  const find = (id) => document.getElementById(id);
  const kept = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin",
    "font-family", "font-size", "font-weight", "text-decoration-line", "opacity"];
  const largest = 4000;

  const fileName = (ending) => `${document.title.replace(/ – .*/, "").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 60) || "picture"}.${ending}`;

  // A copy that needs no style sheet.
  function svgText() {
    const shown = document.querySelector("#canvas > svg"), copy = shown.cloneNode(true);
    const toggles = [...copy.querySelectorAll(".toggle")];
    const styled = [shown, ...shown.querySelectorAll("*")], bare = [copy, ...copy.querySelectorAll("*")];
    styled.forEach((element, at) => {
      const style = getComputedStyle(element);
      for (const name of kept) {
        const value = style.getPropertyValue(name);
        if (value !== "" && !(name === "opacity" && value === "1")) bare[at].setAttribute(name === "text-decoration-line" ? "text-decoration" : name, value);
      }
      for (const name of ["class", "tabindex", "role", "aria-describedby", "aria-pressed", "aria-expanded"]) bare[at].removeAttribute(name);
    });
    const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    for (const [name, value] of [["width", "100%"], ["height", "100%"], ["fill", getComputedStyle(find("viewport")).backgroundColor]]) ground.setAttribute(name, value);
    copy.insertBefore(ground, copy.firstChild);
    for (const toggle of toggles) toggle.remove();
    return new XMLSerializer().serializeToString(copy);
  }

  function download(blob, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  async function pngBlob() {
    const { width, height } = document.querySelector("#canvas > svg").viewBox.baseVal;
    const scale = Math.min(2, largest / width, largest / height);
    const image = new Image();
    const address = URL.createObjectURL(new Blob([svgText()], { type: "image/svg+xml" }));
    await new Promise((resolve, reject) => {
      image.onload = resolve;
      image.onerror = () => reject(new Error("the picture cannot be drawn"));
      image.src = address;
    });
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(address);
    return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  }

  // Where the clipboard may not be written to.
  function copyByHand(text) {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }

  function start() {
    find("save-svg").addEventListener("click", () => download(new Blob([svgText()], { type: "image/svg+xml" }), fileName("svg")));
    find("save-png").addEventListener("click", async () => download(await pngBlob(), fileName("png")));
  }

  return { start, svgText, pngBlob, copyByHand };
})();
