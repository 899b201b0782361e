// Drives a headless Chromium through its debugging pipe: no packages, no network, no port.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const candidates = [process.env.CUTPOINT_CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome"];
export const chromiumPath = candidates.find((path) => path && existsSync(path)) ?? null;

const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
  "--disable-dev-shm-usage", "--hide-scrollbars", "--remote-debugging-pipe"];

/// A browser with a profile of its own; `close` ends it and removes the profile.
export class Chromium {
  static async start() {
    const browser = new Chromium();
    browser.profile = mkdtempSync(join(tmpdir(), "cutpoint-chromium-"));
    browser.process = spawn(chromiumPath,
      [...flags, `--user-data-dir=${browser.profile}`, "about:blank"],
      { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
    browser.waiting = new Map();
    browser.pages = new Map();
    browser.number = 0;
    browser.rest = "";
    browser.ended = new Promise((resolve) => browser.process.once("exit", resolve));
    browser.ended.then(() => browser.failAll("the browser has ended"));
    browser.process.stdio[4].setEncoding("utf8");
    browser.process.stdio[4].on("data", (text) => browser.read(text));
    browser.process.stdio[3].on("error", () => {});
    await browser.send("Browser.getVersion");
    return browser;
  }
  failAll(reason) {
    for (const { reject } of this.waiting.values()) reject(new Error(reason));
    this.waiting.clear();
  }
  // Messages end with a zero byte.
  read(text) {
    const parts = (this.rest + text).split("\0");
    this.rest = parts.pop();
    for (const part of parts) this.receive(JSON.parse(part));
  }
  receive(message) {
    if (message.id === undefined) {
      this.pages.get(message.sessionId)?.receive(message);
      return;
    }
    const { resolve, reject } = this.waiting.get(message.id) ?? {};
    this.waiting.delete(message.id);
    if (message.error) reject?.(new Error(message.error.message)); else resolve?.(message.result);
  }
  send(method, params = {}, sessionId = undefined) {
    const id = ++this.number;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.process.stdio[3].write(JSON.stringify({ id, method, params, sessionId }) + "\0");
    });
  }
  async newPage(width = 1400, height = 1000) {
    const { targetId } = await this.send("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await this.send("Target.attachToTarget", { targetId, flatten: true });
    const page = new Page(this, sessionId, targetId);
    this.pages.set(sessionId, page);
    for (const domain of ["Page", "Runtime", "Network", "Log"]) await page.send(`${domain}.enable`);
    await page.resize(width, height);
    return page;
  }
  async close() {
    this.send("Browser.close").catch(() => {});
    const timer = setTimeout(() => this.process.kill("SIGKILL"), 5000);
    await this.ended;
    clearTimeout(timer);
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

export class Page {
  constructor(browser, session, target) {
    this.browser = browser;
    this.session = session;
    this.target = target;
    this.problems = [];   // console errors, exceptions, what the security policy refused
    this.requests = [];   // addresses that were asked for
    this.loaded = () => {};
  }
  send(method, params) { return this.browser.send(method, params, this.session); }
  receive({ method, params }) {
    if (method === "Page.loadEventFired") this.loaded();
    if (method === "Network.requestWillBeSent") this.requests.push(params.request.url);
    if (method === "Runtime.exceptionThrown") {
      this.problems.push(params.exceptionDetails.exception?.description ?? params.exceptionDetails.text);
    }
    if (method === "Log.entryAdded" && params.entry.level === "error") this.problems.push(params.entry.text);
    if (method === "Runtime.consoleAPICalled" && ["error", "warning", "assert"].includes(params.type)) {
      this.problems.push(params.args.map((argument) => argument.value ?? argument.description).join(" "));
    }
  }
  async open(address) {
    const loaded = new Promise((resolve) => { this.loaded = resolve; });
    const { errorText } = await this.send("Page.navigate", { url: address });
    if (errorText) throw new Error(`${address}: ${errorText}`);
    await loaded;
  }
  /// The value of an expression, or of a function called with the arguments, in the page.
  async evaluate(expression, ...args) {
    const text = typeof expression === "function"
      ? `(${expression})(${args.map((argument) => JSON.stringify(argument)).join(", ")})` : expression;
    const { result, exceptionDetails } = await this.send("Runtime.evaluate",
      { expression: text, returnByValue: true, awaitPromise: true });
    if (exceptionDetails) {
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    }
    return result.value;
  }
  resize(width, height, mobile = false) {
    return this.send("Emulation.setDeviceMetricsOverride",
      { width, height, deviceScaleFactor: mobile ? 2 : 1, mobile });
  }
  prefer(scheme) {
    return this.send("Emulation.setEmulatedMedia",
      { features: [{ name: "prefers-color-scheme", value: scheme }] });
  }
  /// The middle of the first element that matches, after scrolling to it.
  async middleOf(selector) {
    const place = await this.evaluate(async (wanted) => {
      const element = document.querySelector(wanted);
      if (!element) return null;
      (element.closest(".viewport") ?? element).scrollIntoView({ block: "center", behavior: "instant" });
      // The browser may scroll once more when it draws, to keep in place what was in sight.
      for (let frame = 0; frame < 2; ++frame) await new Promise(requestAnimationFrame);
      const box = element.getBoundingClientRect();
      return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
    }, selector);
    if (!place) throw new Error(`nothing matches ${selector}`);
    return place;
  }
  async move(selector) {
    const { x, y } = await this.middleOf(selector);
    await this.send("Input.dispatchMouseEvent", { type: "mouseMoved", x, y });
  }
  /// Presses the mouse where the element is, whatever lies there.
  async click(selector) {
    const { x, y } = await this.middleOf(selector);
    await this.clickAt(x, y);
  }
  async clickAt(x, y) {
    const mouse = { x, y, button: "left", clickCount: 1 };
    await this.send("Input.dispatchMouseEvent", { type: "mouseMoved", x, y });
    await this.send("Input.dispatchMouseEvent", { type: "mousePressed", buttons: 1, ...mouse });
    await this.send("Input.dispatchMouseEvent", { type: "mouseReleased", ...mouse });
  }
  async press(key, modifiers = 0) {
    const codes = { Enter: 13, Escape: 27, Tab: 9, " ": 32, "/": 191 };
    const text = key === "Enter" ? "\r" : key.length === 1 ? key : undefined;
    const event = { key, modifiers, windowsVirtualKeyCode: codes[key] ?? key.toUpperCase().charCodeAt(0) };
    await this.send("Input.dispatchKeyEvent", { type: text ? "keyDown" : "rawKeyDown", text, ...event });
    await this.send("Input.dispatchKeyEvent", { type: "keyUp", ...event });
  }
  /// Fingers go down at the first points and move through the others; each entry is a list of [x, y].
  async touch(...steps) {
    const points = (step) => step.map(([x, y], id) => ({ x, y, id }));
    for (let fingers = 1; fingers <= steps[0].length; ++fingers) {
      await this.send("Input.dispatchTouchEvent",
        { type: "touchStart", touchPoints: points(steps[0].slice(0, fingers)) });
    }
    for (const step of steps.slice(1)) {
      await this.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: points(step) });
    }
    await this.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  }
  async type(text) { for (const letter of text) await this.press(letter); }
  async screenshot(clip = undefined) {
    const { data } = await this.send("Page.captureScreenshot",
      { format: "png", clip, captureBeyondViewport: clip !== undefined });
    return Buffer.from(data, "base64");
  }
  async pdf() {
    const { data } = await this.send("Page.printToPDF", { printBackground: true, preferCSSPageSize: true });
    return Buffer.from(data, "base64");
  }
  async close() {
    await this.browser.send("Target.closeTarget", { targetId: this.target });
    this.browser.pages.delete(this.session);
  }
}
