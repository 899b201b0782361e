// Zooming keeps up: no half second below 30 frames a second, with all cards of 200 components shown.
// Headless Chromium draws with the processor here; where there is a graphics card it is faster.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { runChecks } from "./checks.mjs";
import { generated } from "./systems.mjs";

const [cutpoint, , folder] = process.argv.slice(2);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const components = 200, fewestAllowed = 30, attempts = 4;

// Turns the wheel once a frame, into the picture and out again, and counts the frames that are drawn.
async function zoomed(slowFrame) {
  const stage = document.getElementById("viewport"), seconds = 3, window = 500;
  stage.scrollIntoView();
  const box = stage.getBoundingClientRect();
  const frames = [], scales = new Set();
  await new Promise((done) => {
    const tick = (now) => {
      frames.push(now);
      const at = now - frames[0];
      for (const until = performance.now() + slowFrame; performance.now() < until;);
      if (at > 1000 * seconds) { done(); return; }
      const deltaY = Math.floor(at / 1000) % 2 === 0 ? -8 : 8;
      stage.dispatchEvent(new WheelEvent("wheel", { deltaY, ctrlKey: true, cancelable: true, bubbles: true,
        clientX: box.left + box.width / 2, clientY: box.top + Math.min(box.height, innerHeight) / 2 }));
      scales.add(viewport.scale);
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  const gaps = frames.slice(1).map((now, at) => now - frames[at]).sort((a, b) => a - b);
  // In each half second that begins with a frame.
  const counts = frames.filter((begun) => begun + window <= frames.at(-1))
    .map((begun) => frames.filter((now) => now >= begun && now < begun + window).length);
  return { fewest: Math.min(...counts) * 1000 / window, median: gaps[Math.floor(gaps.length / 2)], worst: gaps.at(-1),
    scales: scales.size, frames: frames.length, cards: picture.sheet.cards.length };
}

async function openWhole(page) {
  const file = join(folder, "system.yaml"), html = join(folder, "system.html");
  writeFileSync(file, JSON.stringify(generated(components)));
  execFileSync(cutpoint, ["report", file, "-o", html], { stdio: "ignore" });
  await page.open(pathToFileURL(html).href);
  await page.evaluate(async () => {
    const holding = new Set(picture.tree.cards.map(({ parent }) => parent));
    const names = picture.tree.cards.filter((_, at) => holding.has(at)).map(({ name }) => encodeURIComponent(name));
    location.hash = `#open=${names.join(",")}`;
    await new Promise((resolve) => setTimeout(resolve, 500));
  });
}

// What moves when a card opens, and how the page scrolls.
async function moving(page, preference) {
  await page.send("Emulation.setEmulatedMedia", { features: [{ name: "prefers-reduced-motion", value: preference }] });
  await page.evaluate("new Promise(requestAnimationFrame)");
  return page.evaluate(() => {
    document.querySelector("#canvas .toggle").dispatchEvent(new MouseEvent("click", { bubbles: true }));
    return { animations: document.getAnimations().length, scrolls: getComputedStyle(document.documentElement).scrollBehavior };
  });
}

await runChecks({
  async "nothing moves for who asked for less motion"(browser) {
    const page = await browser.newPage(1440, 900);
    await openWhole(page);
    const usual = await moving(page, "no-preference");
    assert.ok(usual.animations > 0, "what opens appears");
    assert.equal(usual.scrolls, "smooth");
    assert.deepEqual(await moving(page, "reduce"), { animations: 0, scrolls: "auto" });
    assert.deepEqual(page.problems, []);
    await page.close();
  },
  async "zooming 200 components never drops below 30 frames a second"(browser) {
    const page = await browser.newPage(1440, 900);
    await openWhole(page);
    // A machine that does other work at the same time may miss some: the best of a few.
    let best = null;
    for (let attempt = 0; attempt < attempts && !(best?.fewest >= fewestAllowed); ++attempt) {
      const seen = await page.evaluate(zoomed, 0);
      if (best === null || seen.fewest > best.fewest) best = seen;
    }
    console.log(`  ${best.cards} cards: at least ${best.fewest} frames a second, median ${best.median.toFixed(1)} ms, worst ${best.worst.toFixed(1)} ms`);
    assert.ok(best.cards > 150, `${best.cards} cards are shown`);
    assert.ok(best.scales > best.frames * 0.8, `${best.scales} sizes in ${best.frames} frames`);
    assert.ok(best.fewest >= fewestAllowed, `${best.fewest} frames a second`);
    // Where frames take longer than they may, it is seen.
    const slow = await page.evaluate(zoomed, 1.5 * 1000 / fewestAllowed);
    assert.ok(slow.fewest < fewestAllowed, `${slow.fewest} frames a second of slow frames`);
    assert.deepEqual(page.problems, []);
    await page.close();
  },
});
