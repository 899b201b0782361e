// The report of three samples as a reader uses it: mouse, keyboard, search, dark mode, phone, paper.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { runChecks } from "./checks.mjs";

const [cutpoint, , folder] = process.argv.slice(2);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

// The address of the report of a sample, or of an architecture given as text.
function reportOf(name, text = null) {
  const file = text === null ? `samples/${name}.yaml` : join(folder, `${name}.yaml`);
  if (text !== null) writeFileSync(file, text);
  const page = join(folder, `${name}.html`);
  execFileSync(cutpoint, ["report", file, "-o", page, "--today", "2026-01-01"], { stdio: "inherit" });
  return pathToFileURL(page).href;
}

const state = (page, journey = 0) =>
  page.evaluate((id) => document.querySelector(`#now-journeys [data-journey="${id}"] .state`).className.split(" ")[1], journey);
const numberOf = (page, name) =>
  page.evaluate((wanted) => scenario.data.components.findIndex((row) => row.name === wanted), name);
const texts = (page, selector) =>
  page.evaluate((wanted) => [...document.querySelectorAll(wanted)].map((row) => row.textContent), selector);

// What is closed around it is opened; a frame is hit at its words.
async function shapeOf(page, name) {
  const id = await numberOf(page, name);
  const isFrame = await page.evaluate((at) => {
    picture.uncover(at);
    return document.querySelector(`#canvas [data-component="${at}"]`).classList.contains("frame");
  }, id);
  return `#canvas [data-component="${id}"]${isFrame ? " > .hit" : ""}`;
}

const checks = {
  async "a VM is clicked and the journey falls"(browser) {
    for (const [sample, victim, fallen, way] of [
      ["ai-api-single-vm", "vm-1", "api", "classify → api → vm-1"],
      ["ai-api-three-containers", "vm-1", "nginx", "classify → nginx → vm-1"],
    ]) {
      const page = await browser.newPage();
      await page.open(reportOf(sample));
      assert.equal(await state(page), "up");
      await page.click(await shapeOf(page, victim));
      assert.equal(await state(page), "down", sample);
      assert.ok((await texts(page, "#now-fallen b")).includes(fallen), sample);
      assert.deepEqual(await texts(page, "#now-failed .chip"), [`${victim} ×`]);
      assert.deepEqual(await texts(page, "#now-journeys small"), [way]);
      assert.match((await texts(page, "#announce"))[0], /^vm-1 failed\. \d+ more fall with it\. classify is down\.$/);
      assert.deepEqual(await texts(page, ".card .state"), ["✗ down"]);
      await page.click(await shapeOf(page, victim));
      assert.equal(await state(page), "up");
      assert.deepEqual(page.problems, []);
      assert.deepEqual(page.requests.filter((address) => !address.startsWith("file:")), []);
      await page.close();
    }
  },

  async "redundancy carries until the second VM; instances fail one by one"(browser) {
    const page = await browser.newPage();
    await page.open(reportOf("ai-api-two-vms"));
    await page.click(await shapeOf(page, "vm-1"));
    assert.equal(await state(page), "up");
    await page.click(await shapeOf(page, "vm-2"));
    assert.equal(await state(page), "down");
    await page.click("#restore");
    assert.equal(await state(page), "up");
    await page.click("[aria-label='Fail one instance of api']");
    assert.equal(await state(page), "up");
    const api = await shapeOf(page, "api");
    assert.ok(await page.evaluate((shape) => document.querySelector(shape).matches(".is-weakened"), api));
    await page.click("[aria-label='Fail one instance of api']");
    assert.equal(await state(page), "down");
    assert.match(await page.evaluate("location.hash"), /^#fail=api%231,api%232$/);
    // The scenario can be sent as a link.
    const address = await page.evaluate("location.href");
    await page.open("about:blank");
    await page.open(address);
    assert.equal(await state(page), "down");
    await page.press("Escape");
    await page.click(await shapeOf(page, "metrics"));
    assert.equal(await state(page), "degraded");
    assert.deepEqual(await texts(page, "#now-journeys small"), ["without metrics"]);
    assert.deepEqual(page.problems, []);
    await page.close();
  },

  async "the keyboard does all that the mouse does"(browser) {
    const page = await browser.newPage();
    await page.open(reportOf("multi-az"));
    await page.press("/");
    assert.equal(await page.evaluate("document.activeElement.id"), "search");
    await page.type("db-");
    assert.deepEqual(await page.evaluate(() =>
      [...document.querySelectorAll("#canvas .is-match")].map((row) => row.getAttribute("aria-label").replace(/, [\d.]+ m?s a year/, ""))),
    ["db-primary, database, works", "db-standby, database, works"]);
    assert.equal((await texts(page, "#all-list .toggle-row span")).join(), "db-primary,db-standby,failover of any of db-primary, db-standby");
    await page.press("Enter");
    assert.ok((await texts(page, "#tip"))[0].includes("db-primary"));
    assert.equal(await page.evaluate("document.getElementById('tip').hidden"), false);
    await page.press("Escape");
    assert.equal(await page.evaluate("document.getElementById('search').value"), "");
    // From the last button of the diagram on to its components.
    await page.evaluate("document.getElementById('enlarge').focus()");
    let label = "";
    for (let i = 0; i < 40 && !label.startsWith("load-balancer"); ++i) {
      await page.press("Tab");
      label = await page.evaluate("document.activeElement.getAttribute('aria-label') ?? ''");
    }
    assert.match(label, /^load-balancer, load balancer, .* a year, works$/);
    const focus = await page.evaluate(() =>
      getComputedStyle(document.activeElement.querySelector(".shape")).strokeWidth);
    assert.equal(focus, "4px");
    await page.press("Enter");
    assert.equal(await state(page), "down");
    assert.equal(await page.evaluate("document.activeElement.getAttribute('aria-pressed')"), "true");
    await page.press(" ");
    assert.equal(await state(page), "up");
    await page.press("Enter");
    await page.press("Escape");
    assert.equal(await state(page), "up");
    assert.deepEqual(page.problems, []);
    await page.close();
  },

  async "figures show under the pointer; wheel and drag move the drawing"(browser) {
    const page = await browser.newPage();
    await page.open(reportOf("multi-az"));
    await page.move(await shapeOf(page, "load-balancer"));
    const tip = (await texts(page, "#tip"))[0];
    for (const part of ["99.99 %", "aws.elb.multi-az", "Single point of failure of checkout"]) {
      assert.ok(tip.includes(part), `${part} in ${tip}`);
    }
    const { x, y } = await page.middleOf("#viewport");
    const scale = await page.evaluate("viewport.scale");
    await page.send("Input.dispatchMouseEvent", { type: "mouseWheel", x, y, deltaX: 0, deltaY: -120, modifiers: 2 });
    await page.evaluate("new Promise(requestAnimationFrame)");
    assert.ok(await page.evaluate("viewport.scale") > scale * 1.2);
    const before = await page.evaluate("document.querySelector('#canvas .picture').getBoundingClientRect().left");
    const drag = { button: "left", buttons: 1, clickCount: 1 };
    const label = await page.middleOf(await shapeOf(page, "web"));
    await page.send("Input.dispatchMouseEvent", { type: "mousePressed", ...label, ...drag });
    await page.send("Input.dispatchMouseEvent", { type: "mouseMoved", x: label.x + 60, y: label.y, ...drag });
    await page.send("Input.dispatchMouseEvent", { type: "mouseReleased", x: label.x + 60, y: label.y, ...drag });
    const after = await page.evaluate("document.querySelector('#canvas .picture').getBoundingClientRect().left");
    assert.equal(Math.round(after - before), 60);
    assert.equal(await state(page), "up");  // a drag over a component is no click
    await page.close();
  },

  async "light and dark follow the reader, and the button"(browser) {
    const page = await browser.newPage();
    const colours = () => page.evaluate(() => ["body", ".card", ".picture text", ".picture .tile .shape"]
      .map((selector) => getComputedStyle(document.querySelector(selector))[
        selector.includes("picture") ? "fill" : "backgroundColor"]));
    await page.prefer("dark");
    await page.open(reportOf("multi-az"));
    const dark = await colours();
    await page.prefer("light");
    const light = await colours();
    dark.forEach((colour, at) => assert.notEqual(colour, light[at]));
    await page.click("#theme");
    assert.deepEqual(await colours(), dark);
    assert.deepEqual(page.problems, []);
    await page.close();
  },

  async "a phone scrolls one way only"(browser) {
    const page = await browser.newPage();
    await page.resize(390, 844, true);
    for (const sample of ["ai-api-single-vm", "multi-az", "llm-serving"]) {
      await page.open(reportOf(sample));
      assert.ok(await page.evaluate("document.documentElement.scrollWidth") <= 390, sample);
    }
    await page.close();
  },

  async "fingers tap, drag and pinch"(browser) {
    const page = await browser.newPage();
    await page.resize(390, 844, true);
    await page.send("Emulation.setTouchEmulationEnabled", { enabled: true, maxTouchPoints: 2 });
    await page.open(reportOf("multi-az"));
    assert.match((await texts(page, "#hint"))[0], /^Tap fails/);
    const { x, y } = await page.middleOf(await shapeOf(page, "load-balancer"));
    await page.touch([[x, y]]);
    await page.evaluate("new Promise((resolve) => setTimeout(resolve, 400))");
    assert.equal(await state(page), "down");
    assert.ok((await texts(page, "#tip"))[0].startsWith("load-balancer"));
    const left = () => page.evaluate("document.querySelector('#canvas .picture').getBoundingClientRect().left");
    const before = await left();
    await page.touch([[x, y]], [[x + 15, y]], [[x + 30, y]], [[x + 45, y]]);
    assert.equal(Math.round(await left() - before), 45);
    const scale = await page.evaluate("viewport.scale");
    await page.touch([[x - 20, y], [x + 20, y]], [[x - 30, y], [x + 30, y]], [[x - 40, y], [x + 40, y]]);
    assert.ok(Math.abs(await page.evaluate("viewport.scale") / scale - 2) < 0.05);
    assert.equal(await state(page), "down");  // neither was a tap
    assert.deepEqual(page.problems, []);
    await page.close();
  },

  async "on paper every journey is open and no button is left"(browser) {
    const page = await browser.newPage();
    await page.open(reportOf("multi-az"));
    await page.evaluate("for (const details of document.querySelectorAll('details')) details.open = false");
    const pdf = await page.pdf();
    assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
    await page.send("Emulation.setEmulatedMedia", { media: "print" });
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    assert.equal(await page.evaluate("document.querySelectorAll('details.journey:not([open])').length"), 0);
    for (const gone of ["#theme", ".tools", ".panel"]) {
      assert.equal(await page.evaluate(`document.querySelector("${gone}").getClientRects().length`), 0, gone);
    }
    await page.close();
  },

  async "names stay text"(browser) {
    const names = ["</script><script>document.title='taken'</script>", "<img src=x onerror=alert(1)>",
      "quote\" 'd", "right-to-left \u202e marks", "{{data}}"];
    const page = await browser.newPage();
    await page.open(reportOf("hostile", JSON.stringify({ cutpoint: 1, name: names[0],
      journeys: { [names[1]]: { needs: names } },
      components: Object.fromEntries(names.map((name) => [name, { kind: "service", description: names[0], owner: names[1] }])) })));
    assert.notEqual(await page.evaluate("document.title"), "taken");
    assert.equal(await page.evaluate("document.images.length"), 0);
    assert.equal((await texts(page, "h1"))[0], names[0]);
    assert.equal((await texts(page, "#all-list .toggle-row span")).join("\n"),
      names.join("\n").replace("\u202e", "\\u202e"));
    await page.click(await shapeOf(page, names[1]));
    assert.equal(await state(page), "down");
    await page.move(await shapeOf(page, names[1]));
    assert.equal(await page.evaluate("document.images.length"), 0);
    assert.deepEqual(page.problems, []);
    await page.close();
  },

  async "the policy lets nothing else run"(browser) {
    const page = await browser.newPage();
    await page.open(reportOf("shared-dns-trap"));
    await page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "document.title = 'taken'";
      document.body.append(script);
      document.body.insertAdjacentHTML("beforeend", "<img src='https://example.org/x.png'>");
    });
    await page.evaluate("new Promise((resolve) => setTimeout(resolve, 100))");
    assert.notEqual(await page.evaluate("document.title"), "taken");
    assert.ok(page.problems.some((text) => text.includes("Content Security Policy")));
    await page.close();
  },

  async "the events of a fault tree fail in the list, and mend where it is not coherent"(browser) {
    const page = await browser.newPage();
    execFileSync(cutpoint, ["report", "tests/browser/not-coherent.xml", "-o", join(folder, "tree.html")]);
    await page.open(pathToFileURL(join(folder, "tree.html")).href);
    assert.deepEqual(await texts(page, "#now-journeys .state"), ["✓ does not happen"]);
    const press = (name) => page.evaluate((wanted) => {
      [...document.querySelectorAll("#all-list .toggle-row")]
        .find((row) => row.firstChild.textContent === wanted).click();
    }, name);
    await press("a");
    assert.deepEqual(await texts(page, "#now-journeys .state"), ["✗ happens"]);
    await press("b");  // either of a and b, not both
    assert.deepEqual(await texts(page, "#now-journeys .state"), ["✓ does not happen"]);
    assert.deepEqual(page.problems, []);
    await page.close();
  },

  async "a function too large for the page leaves it readable"(browser) {
    // As page_data.cpp leaves it out.
    const address = reportOf("ai-api-two-vms");
    const file = join(folder, "ai-api-two-vms.html");
    writeFileSync(file, readFileSync(file, "utf8").replace(/(id="cutpoint-data">)(.*)(<\/script>)/, (_, open, json, close) => {
      const data = JSON.parse(json);
      for (const name of ["event", "instances"]) delete data.components.columns[name];
      return open + JSON.stringify({ ...data, nodes: null, events: { rows: 0, columns: {} } }) + close;
    }));
    const page = await browser.newPage();
    await page.open(address);
    assert.match((await texts(page, "#hint"))[0], /too large to be failed in a page/);
    await page.click(await shapeOf(page, "api"));
    await page.move(await shapeOf(page, "api"));
    assert.ok((await texts(page, "#tip"))[0].includes("2, of which 1 must work"));
    assert.deepEqual(page.problems, []);
    await page.close();
  },

  async "a large system opens closed, at once, and follows each click"(browser) {
    const rows = { cutpoint: 1, journeys: { use: { needs: ["s0"] } }, components: { region: { kind: "region" } } };
    for (let zone = 0; zone < 3; ++zone) rows.components[`zone-${zone}`] = { kind: "zone", runs_on: "region" };
    for (let host = 0; host < 60; ++host) rows.components[`host-${host}`] = { kind: "host", runs_on: `zone-${host % 3}` };
    for (let i = 0; i < 1000; ++i) {
      rows.components[`s${i}`] = { kind: "service", runs_on: `host-${i % 60}`,
        depends_on: i < 990 ? [`s${i + 1 + (i % 7)}`] : [] };
    }
    const page = await browser.newPage();
    await page.open(reportOf("large", JSON.stringify(rows)));
    const shown = await page.evaluate("document.querySelectorAll('#canvas .tile').length");
    assert.ok(shown <= 25, `${shown} cards`);
    assert.ok(shown >= 3);
    const milliseconds = await page.evaluate(() => {
      const start = performance.now();
      for (let i = 0; i < 5; ++i) scenario.toggleComponent(i + 10);
      document.body.getBoundingClientRect();
      return (performance.now() - start) / 5;
    });
    assert.ok(milliseconds < 500, `${milliseconds} ms a click`);
    // What is searched for is opened.
    await page.press("/");
    await page.type("s777");
    await page.press("Enter");
    const id = await numberOf(page, "s777");
    assert.ok(await page.evaluate(`document.querySelector('#canvas [data-component="${id}"]') !== null`));
    assert.ok((await texts(page, "#tip"))[0].startsWith("s777"));
    assert.deepEqual(page.problems, []);
    console.log(`  ${Math.round(milliseconds)} ms a click in 1 064 components`);
    await page.close();
  },

  async "five thousand components open closed, and open up card by card"(browser) {
    const rows = { cutpoint: 1, journeys: { use: { needs: ["s0"] } }, components: { region: { kind: "region" } } };
    for (let zone = 0; zone < 3; ++zone) rows.components[`zone-${zone}`] = { kind: "zone", runs_on: "region" };
    for (let host = 0; host < 200; ++host) rows.components[`host-${host}`] = { kind: "host", runs_on: `zone-${host % 3}` };
    for (let i = 0; i < 4796; ++i) {
      rows.components[`s${i}`] = { kind: "service", runs_on: `host-${i % 200}`,
        depends_on: i < 4700 ? [`s${i + 1 + (i % 7)}`, `s${i + 20}`] : [] };
    }
    const page = await browser.newPage();
    await page.open(reportOf("five-thousand", JSON.stringify(rows)));
    const tiles = () => page.evaluate("document.querySelectorAll('#canvas .tile').length");
    const toggleOf = async (name) => page.evaluate((wanted) => {
      const { id } = picture.tree.cards.find((card) => card.name === wanted);
      return `#canvas .toggle[data-of="${id}"]`;
    }, name);
    const before = await tiles();
    assert.ok(before <= 25, `${before} cards`);
    // Search opens up to a host; its toggle opens it, and closes it again with the focus kept.
    await page.evaluate((id) => picture.uncover(id), await numberOf(page, "host-1"));
    const closed = await tiles();
    await page.click(await toggleOf("host-1"));
    assert.equal(await tiles(), closed - 1 + 24);
    assert.match(await page.evaluate("location.hash"), /open=.*host-1/);
    await page.press("Enter");
    assert.equal(await tiles(), closed);
    const cpu = async () => {
      const { metrics } = await page.send("Performance.getMetrics");
      return metrics.find((row) => row.name === "ThreadTime").value * 1000;
    };
    await page.send("Performance.enable", { timeDomain: "threadTicks" });
    const start = await cpu();
    const clicks = ["host-3", "zone-0", "s5", "s5", "zone-0", "host-3"];
    for (const name of clicks) {
      await page.evaluate((id) => new Promise((resolve) => {
        scenario.toggleComponent(id);
        requestAnimationFrame(() => setTimeout(resolve, 0));
      }), await numberOf(page, name));
    }
    const milliseconds = (await cpu() - start) / clicks.length;
    assert.ok(milliseconds < 400, `${milliseconds} ms of computing a click`);
    assert.deepEqual(page.problems, []);
    console.log(`  ${Math.round(milliseconds)} ms of computing a click in 5 000 components`);
    await page.close();
  },
};

await runChecks(checks);
