#!/usr/bin/env python3
"""Looks at reports in headless Chromium, over its DevTools protocol.

Usage: check-pages.py FOLDER... Exit code 1: a page has an error, asks for something, is wider than
its window, or replays other levels than nodes.csv has. Without Chromium it says so, and passes.
"""
import base64
import csv
import http.client
import json
import os
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import time

WIDTHS = (420, 1400)
SAMPLES = 40


class Browser:
    """A tab of Chromium, spoken to by WebSocket (RFC 6455)."""

    def __init__(self, program, profile):
        self.process = subprocess.Popen(
            [program, "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run",
             "--disable-background-networking", "--remote-debugging-port=0",
             "--user-data-dir=" + profile, "about:blank"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        port = self.port(profile)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request("GET", "/json")
        tab = next(t for t in json.load(connection.getresponse()) if t["type"] == "page")
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        path = tab["webSocketDebuggerUrl"].split(str(port), 1)[1]
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall((
            "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Key: %s\r\nSec-WebSocket-Version: 13\r\n\r\n" % (path, key)).encode())
        answer = b""
        while not answer.endswith(b"\r\n\r\n"):
            answer += self.socket.recv(1)
        self.number, self.events = 0, []

    def port(self, profile):
        path = os.path.join(profile, "DevToolsActivePort")
        for _ in range(300):
            if os.path.exists(path) and os.path.getsize(path):
                return int(open(path, encoding="utf-8").readline())
            time.sleep(0.1)
        sys.exit("Chromium does not start")

    def receive(self, size):
        data = b""
        while len(data) < size:
            data += self.socket.recv(size - len(data))
        return data

    def message(self):
        text = b""
        while True:
            first, second = self.receive(2)
            size = second & 127
            if size == 126:
                size = struct.unpack(">H", self.receive(2))[0]
            elif size == 127:
                size = struct.unpack(">Q", self.receive(8))[0]
            text += self.receive(size)
            if first & 128:
                return json.loads(text)

    def call(self, method, **parameters):
        self.number += 1
        data = json.dumps({"id": self.number, "method": method, "params": parameters}).encode()
        head = bytes([129]) + (
            bytes([128 | len(data)]) if len(data) < 126
            else bytes([254]) + struct.pack(">H", len(data)) if len(data) < 65536
            else bytes([255]) + struct.pack(">Q", len(data)))
        self.socket.sendall(head + bytes(4) + data)
        while True:
            message = self.message()
            if message.get("id") == self.number:
                if "error" in message:
                    sys.exit("%s: %s" % (method, message["error"]))
                return message["result"]
            self.events.append(message)

    def value(self, expression):
        result = self.call("Runtime.evaluate", expression=expression, returnByValue=True,
                           awaitPromise=True)
        if "exceptionDetails" in result:
            sys.exit("%s: %s" % (expression[:80], result["exceptionDetails"]))
        return result["result"].get("value")

    def load(self, url):
        self.events = []
        self.call("Page.navigate", url=url)
        for _ in range(600):
            if self.value("location.protocol === 'file:' && document.readyState === 'complete' "
                          "&& (!window.wavetank || document.documentElement.dataset.ready)"):
                return
            time.sleep(0.05)
        sys.exit(url + ": not ready within 30 s")

    def troubles(self):
        """Errors, and what was asked for besides the page itself."""
        found = []
        for event in self.events:
            method, parameters = event.get("method"), event.get("params", {})
            if method == "Runtime.exceptionThrown":
                found.append("exception: %s" % parameters["exceptionDetails"].get("text"))
            elif method == "Runtime.consoleAPICalled":
                found.append("console: %s" % parameters["args"])
            elif method == "Log.entryAdded" and parameters["entry"]["level"] == "error":
                found.append("log: %s" % parameters["entry"]["text"])
            elif method == "Network.requestWillBeSent":
                if not parameters["request"]["url"].endswith("/report.html"):
                    found.append("request: %s" % parameters["request"]["url"][:100])
        return found


def look(browser, folder, finding):
    url = "file://" + os.path.abspath(os.path.join(folder, "report.html"))
    # The first address gets no fragment, so that a second load of it is a load.
    for width in WIDTHS:
        for theme in ("light", "dark"):
            for scripts in (True, False):
                browser.call("Emulation.setScriptExecutionDisabled", value=not scripts)
                browser.call("Emulation.setDeviceMetricsOverride", width=width, height=900,
                             deviceScaleFactor=1, mobile=False)
                browser.call("Emulation.setEmulatedMedia", media="screen", features=[
                    {"name": "prefers-color-scheme", "value": theme}])
                browser.call("Page.navigate", url="about:blank")
                browser.load(url)
                where = "%d px, %s, %s" % (width, theme, "script" if scripts else "no script")
                for trouble in browser.troubles():
                    finding(folder, "%s: %s" % (where, trouble))
                wide = browser.value("document.documentElement.scrollWidth")
                if wide > width:
                    finding(folder, "%s: %d px wide" % (where, wide))
                if scripts:
                    check_names(browser, folder, where, finding)
                elif not browser.value("getComputedStyle(document.querySelector('.scripted'))"
                                       ".display === 'none'"):
                    finding(folder, where + ": controls that do nothing are shown")
    browser.call("Emulation.setScriptExecutionDisabled", value=False)


def check_names(browser, folder, where, finding):
    nameless = browser.value("""[...document.querySelectorAll('button,input,select,[role=img]')]
      .filter(e => !(e.textContent.trim() || e.getAttribute('aria-label')
        || e.labels && e.labels.length)).map(e => e.outerHTML.slice(0, 80))""")
    for element in nameless:
        finding(folder, "%s: no name: %s" % (where, element))
    faint = browser.value(CONTRAST)
    for element in faint:
        finding(folder, "%s: contrast: %s" % (where, element))


# WCAG 2.1, 1.4.3: text against the ground of the nearest element that has one.
CONTRAST = """(() => {
  const part = c => (c /= 255) <= .03928 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4;
  const light = c => .2126 * part(c[0]) + .7152 * part(c[1]) + .0722 * part(c[2]);
  const color = s => (s.match(/[\\d.]+/g) || []).map(Number);
  const ground = e => { for (; e; e = e.parentElement) {
    const c = color(getComputedStyle(e).backgroundColor);
    if (c.length === 3 || c[3] > .99) return c; } return [255, 255, 255]; };
  return [...document.querySelectorAll('p,td,th,dt,dd div,h1,h2,h3,small,.why,.x,.y,button')]
    .filter(e => e.textContent.trim() && e.offsetWidth && !e.disabled).map(e => {
      const a = light(color(getComputedStyle(e).color)), b = light(ground(e));
      const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
      return ratio < 4.5 ? ratio.toFixed(2) + ' ' + e.textContent.slice(0, 40) : ''; })
    .filter(Boolean).slice(0, 3); })()"""


def replay(browser, folder, finding):
    """Compares the replayed levels with nodes.csv, cell by cell; returns how many there were."""
    with open(os.path.join(folder, "nodes.csv"), newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["resource"] in ("cpu", "memory")]
    times = sorted({float(row["time_seconds"]) for row in rows})
    chosen = set(times[::max(1, len(times) // SAMPLES)])
    by_time = {}
    for row in rows:
        if float(row["time_seconds"]) in chosen:
            by_time.setdefault(float(row["time_seconds"]), []).append(row)
    cells = 0
    # Forwards, then backwards: the cursor walks both ways.
    for second in sorted(by_time) + sorted(by_time, reverse=True)[:5]:
        levels = browser.value("""(() => { wavetank.seek(%r); const u = wavetank.used;
          const all = {}; wavetank.names.forEach((s, i) => {
            if (wavetank.state[i] >= 0) all[s] = [u.cpu[i], u.memory[i], u.pods[i]]; });
          return all; })()""" % second)
        for row in by_time[second]:
            level = levels.get(row["node"])
            found = level and (level[0 if row["resource"] == "cpu" else 1], level[2])
            if found != (int(row["requested"]), int(row["pods"])):
                finding(folder, "replay at %s of %s: %s, nodes.csv has %s of %s" % (
                    second, row["node"], found, (row["requested"], row["pods"]), row["resource"]))
            cells += 2
    return cells


def work(browser, folder, finding):
    """Walks through the page as a person would, and looks for errors."""
    url = "file://" + os.path.abspath(os.path.join(folder, "report.html"))
    browser.load(url)
    browser.value("""(async () => {
      const press = (key, shiftKey) => dispatchEvent(new KeyboardEvent('keydown',
        { key, shiftKey, bubbles: true }));
      Object.defineProperty(KeyboardEvent.prototype, 'target', { get: () => document.body });
      for (const k of ['ArrowRight', 'ArrowRight', 'ArrowLeft', '+', '+', '-', 'l', 'ArrowRight',
        'Escape', 'Escape', ' ']) press(k);
      await new Promise(done => setTimeout(done, 200)); press(' '); press('ArrowRight', true);
      const map = document.querySelector('#map');
      if (map) { map.dispatchEvent(new MouseEvent('click', { clientX: map.getBoundingClientRect()
        .x + 5, clientY: map.getBoundingClientRect().y + 45 }));
        await new Promise(done => setTimeout(done, 50));
        const pod = document.querySelector('#panel [data-pod]'); if (pod) pod.click(); }
      for (const b of document.querySelectorAll('details')) b.open = true;
      document.querySelector('#theme').click(); })()""")
    for trouble in browser.troubles():
        finding(folder, "worked: " + trouble)


def main(folders):
    program = next(filter(None, map(shutil.which, (
        "chromium", "chromium-browser", "google-chrome", "chrome"))), None)
    if not program:
        print("skipped: Chromium is not installed")
        return 0
    findings, cells = [], 0

    def finding(folder, text):
        findings.append("%s: %s" % (folder, text))

    profile = tempfile.mkdtemp()
    browser = Browser(program, profile)
    try:
        for domain in ("Page", "Runtime", "Network", "Log"):
            browser.call(domain + ".enable")
        for folder in folders:
            look(browser, folder, finding)
            browser.load("file://" + os.path.abspath(os.path.join(folder, "report.html")))
            cells += replay(browser, folder, finding)
            work(browser, folder, finding)
    finally:
        browser.process.terminate()
        browser.process.wait()
        shutil.rmtree(profile, ignore_errors=True)
    for text in findings[:40]:
        print(text)
    print("%d pages, %d replayed cells, %d findings" % (len(folders), cells, len(findings)))
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
