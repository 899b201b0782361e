// A client of `cutpoint lsp` and `cutpoint mcp`: starts the program and talks to it as they do.
import { spawn } from "node:child_process";

export class RpcClient {
  constructor(program, args, { lines = false, cwd } = {}) {
    this.lines = lines;
    this.process = spawn(program, args, { cwd, stdio: ["pipe", "pipe", "pipe"] });
    this.buffer = Buffer.alloc(0);
    this.next = 1;
    this.waiting = new Map();
    this.notifications = [];
    this.watchers = [];
    this.unasked = [];  // answers to no request of ours
    this.said = "";
    this.process.stderr.on("data", data => (this.said += data));
    this.process.stdout.on("data", data => this.take(data));
    this.ended = new Promise(done => this.process.on("close", code => done(code)));
  }

  take(data) {
    this.buffer = Buffer.concat([this.buffer, data]);
    for (;;) {
      let start, end;
      if (this.lines) {
        start = 0;
        end = this.buffer.indexOf("\n");
        if (end < 0) return;
      } else {
        const head = this.buffer.indexOf("\r\n\r\n");
        if (head < 0) return;
        start = head + 4;
        end = start + Number(/Content-Length: (\d+)/.exec(this.buffer.subarray(0, head))[1]);
        if (this.buffer.length < end) return;
      }
      const message = JSON.parse(this.buffer.subarray(start, end).toString("utf8"));
      this.buffer = this.buffer.subarray(this.lines ? end + 1 : end);
      this.dispatch(message);
    }
  }

  dispatch(message) {
    if (message.method) {
      this.notifications.push(message);
      this.watchers = this.watchers.filter(watcher => !watcher(message));
    } else if (this.waiting.has(message.id)) {
      this.waiting.get(message.id)(message);
      this.waiting.delete(message.id);
    } else {
      this.unasked.push(message);
    }
  }

  raw(text) {
    this.process.stdin.write(text);
  }

  send(message) {
    const text = JSON.stringify({ jsonrpc: "2.0", ...message });
    this.raw(this.lines ? text + "\n" : `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  notify(method, params) {
    this.send({ method, params });
  }

  /// The whole answer.
  ask(method, params) {
    const id = this.next++;
    this.send({ id, method, params });
    return new Promise((done, fail) => {
      const timer = setTimeout(() => fail(new Error(`${method} was not answered; ${this.said}`)), 30000);
      this.waiting.set(id, message => {
        clearTimeout(timer);
        done(message);
      });
    });
  }

  /// The result, where there is one.
  async request(method, params) {
    const answer = await this.ask(method, params);
    if (answer.error) throw new Error(`${method}: ${answer.error.message}`);
    return answer.result;
  }

  /// The next notification of which that is true.
  until(method, test = () => true) {
    return new Promise((done, fail) => {
      const timer = setTimeout(() => fail(new Error(`no ${method}; ${this.said}`)), 30000);
      this.watchers.push(message => {
        if (message.method !== method || !test(message.params)) return false;
        clearTimeout(timer);
        done(message.params);
        return true;
      });
    });
  }
}
