// The picture of every system can be read on first sight: label heights, nothing over anything,
// contrast, the same cards as in files.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Chromium } from "./chromium.mjs";
import { systemsIn } from "./systems.mjs";

const [cutpoint, , folder] = process.argv.slice(2);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

// What the reader sees: heights of letters in pixels, boxes, contrast.
function measured() {
  const canvas = document.getElementById("canvas");
  const stage = document.getElementById("viewport").getBoundingClientRect();
  const boxOf = (element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    return { left, top, right, bottom };
  };
  const scale = viewport.scale;
  const texts = [...canvas.querySelectorAll("text")].filter((text) => text.textContent !== "");
  const heights = texts.map((text) => parseFloat(getComputedStyle(text).fontSize) * scale).sort((a, b) => a - b);
  const boxes = texts.map((text) => ({ ...boxOf(text), words: text.textContent,
    card: text.closest("[data-card]")?.dataset.card ?? "" }));
  const over = [];
  const meet = (a, b, by) => a.left + by < b.right && b.left + by < a.right && a.top + by < b.bottom && b.top + by < a.bottom;
  boxes.forEach((a, i) => {
    // Lines of one label touch by their leading: letters themselves do not.
    for (const b of boxes.slice(0, i)) if (meet(a, b, 3 * scale)) over.push(`${a.words} / ${b.words}`);
  });
  const tiles = [...canvas.querySelectorAll(".tile")].map((tile) => ({ card: tile.dataset.card, ...boxOf(tile.querySelector(".shape")) }));
  tiles.forEach((a, i) => {
    for (const b of tiles.slice(0, i)) if (meet(a, b, 0)) over.push(`${a.card} over ${b.card}`);
    for (const text of boxes) if (text.card !== a.card && meet(text, a, 1)) over.push(`${text.words} over ${a.card}`);
  });
  // Marks stand beside words, too.
  for (const mark of canvas.querySelectorAll(".tile > .mark")) {
    const box = boxOf(mark), card = mark.closest("[data-card]").dataset.card;
    for (const text of boxes) if (text.card === card && meet(text, box, 2 * scale)) over.push(`${text.words} under its mark`);
  }
  const cut = boxes.filter((box) => {
    const tile = tiles.find(({ card }) => card === box.card);
    return (tile && (box.left < tile.left || box.right > tile.right + 0.5)) || box.left < stage.left - 0.5 ||
      box.right > stage.right + 0.5 || box.top < stage.top - 0.5 || box.bottom > stage.bottom + 0.5;
  }).map(({ words }) => words);
  const channel = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const luminance = (colour) => {
    const [r, g, b] = colour.match(/[\d.]+/g).map((value) => channel(value / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const faint = [...canvas.querySelectorAll(".tile text")].filter((text) => {
    const ground = luminance(getComputedStyle(text.closest(".tile").querySelector(".shape")).fill);
    const ink = luminance(getComputedStyle(text).fill);
    return (Math.max(ground, ink) + 0.05) / (Math.min(ground, ink) + 0.05) < 4.5;
  }).map((text) => text.textContent);
  const curves = picture.sheet.lines.filter(({ curve }) => curve).map(({ start, curve }) => [start, ...curve].flat());
  const pale = canvas.querySelectorAll(".line.dimmed").length;
  return { heights, over, cut, faint, pale, count: tiles.length, scale, curves,
    places: Object.fromEntries(picture.sheet.cards.map(({ card, x, y }) => [picture.tree.cards[card].id, [x, y].map((v) => Math.round(v * 100) / 100)])) };
}

const median = (numbers) => numbers[Math.floor(numbers.length / 2)];
const svgPlaces = (svg) => Object.fromEntries(
  [...svg.matchAll(/<g class="card [a-z]+" data-card="([a-z0-9]+)" transform="translate\(([-\d.]+) ([-\d.]+)\)">/g)]
    .map(([, card, x, y]) => [card, [Number(x), Number(y)]]));

// Lines of the file that the page's script runs elsewhere.
const astray = (svg, curves) => [...svg.matchAll(/<g class="line[^"]*"><path d="M([^"]+)"/g)]
  .map(([, path]) => path.split(/[ C]/).map(Number))
  .filter((line) => !curves.some((curve) => curve.length === line.length && curve.every((value, at) => Math.abs(value - line[at]) < 0.02)));

const browser = await Chromium.start();
let failed = 0;
const smallest = { desktop: Infinity, phone: Infinity };
try {
  for (const [name, file] of systemsIn(cutpoint, folder)) {
    try {
      const html = join(folder, "report.html"), drawing = join(folder, "picture.svg");
      execFileSync(cutpoint, ["report", file, "-o", html], { stdio: "ignore" });
      execFileSync(cutpoint, ["render", file, "-o", drawing], { stdio: "ignore" });
      const svg = readFileSync(drawing, "utf8");
      assert.ok(Number(svg.match(/width="([\d.]+)"/)[1]) <= 4000, "width of the file");
      for (const [form, width, height, mobile, scheme, least, middle] of [
        ["desktop", 1440, 900, false, "light", 10, 12], ["desktop", 1440, 900, false, "dark", 10, 12],
        ["phone", 390, 844, true, "light", 11, 11]]) {
        const page = await browser.newPage();
        await page.resize(width, height, mobile);
        await page.prefer(scheme);
        await page.open(pathToFileURL(html).href);
        const seen = await page.evaluate(measured);
        const where = `${form} ${scheme}`;
        assert.ok(seen.heights[0] >= least, `${where}: smallest label ${seen.heights[0]} px`);
        assert.ok(median(seen.heights) >= middle, `${where}: median label ${median(seen.heights)} px`);
        assert.deepEqual(seen.over, [], `${where}: covered`);
        assert.deepEqual(seen.cut, [], `${where}: cut`);
        assert.deepEqual(seen.faint, [], `${where}: contrast`);
        assert.ok(seen.count <= (mobile ? 24 : 25), `${where}: ${seen.count} cards`);
        assert.ok(seen.pale <= (mobile ? 24 : 60), `${where}: ${seen.pale} pale lines`);
        assert.deepEqual(page.problems, []);
        if (form === "desktop") assert.deepEqual(seen.places, svgPlaces(svg), `${where}: the same as in the file`);
        if (form === "desktop") assert.deepEqual(astray(svg, seen.curves), [], `${where}: lines as in the file`);
        smallest[form] = Math.min(smallest[form], seen.heights[0]);
        await page.close();
      }
      console.log(`ok      ${name}`);
    } catch (error) {
      failed += 1;
      console.log(`FAILED  ${name}\n${error.message}`);
    }
  }
} finally {
  await browser.close();
}
console.log(`  smallest label: ${smallest.desktop.toFixed(1)} px at 1440, ${smallest.phone.toFixed(1)} px at 390`);
process.exitCode = failed === 0 ? 0 : 1;
