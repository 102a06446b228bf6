/// The script of a page. It shows nothing that is not there without it, the replay left aside: it
/// zooms, reads values off, walks through the instants and draws the nodes at any of them.
///
/// It stores nothing and asks for nothing; the address holds what is shown.
package enum PageScript {
  /// The whole script: one function, so that no name of it can meet another.
  package static var text: [UInt8] {
    Array(
      ("(()=>{\"use strict\";\n" + data + time + cluster + map + panel + control + "})();\n").utf8)
  }

  static let data = #"""
    const $ = (s, e = document) => e.querySelector(s);
    const $$ = (s, e = document) => [...e.querySelectorAll(s)];
    const root = document.documentElement;
    const D = JSON.parse($("#data").textContent);
    const K = D.tick / 1e6, END = D.end * K;
    const digit = new Int16Array(128).fill(-1);
    [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"]
      .forEach((c, i) => digit[c.charCodeAt(0)] = i);

    // A column: differences, plain numbers, or runs; zigzag, five bits a character.
    function decode(s, size) {
      const kind = s[0], out = size ? new Float64Array(size) : [];
      let i = 1, n = 0, last = 0;
      const next = () => {
        let unit = 1, z = 0, d;
        do { d = digit[s.charCodeAt(i++)]; z += (d & 31) * unit; unit *= 32; } while (d & 32);
        return z % 2 ? -(z + 1) / 2 : z / 2;
      };
      while (i < s.length) {
        const v = next();
        if (kind === "r") for (let c = next(); c--;) out[n++] = v;
        else out[n++] = last = kind === "d" ? last + v : v;
      }
      return out;
    }

    const pad = (x, n) => String(x).padStart(n, "0");
    const clock = t => {
      const ms = Math.floor(Math.max(0, t) * 1e3 + 1e-3), s = Math.floor(ms / 1e3);
      const day = Math.floor(s / 86400), h = Math.floor(s / 3600) % 24, m = Math.floor(s / 60) % 60;
      const f = ms % 1e3 ? "." + pad(ms % 1e3, 3).replace(/0+$/, "") : "";
      return (day ? day + "d " + pad(h, 2) + ":" + pad(m, 2) : h ? h + ":" + pad(m, 2) : m)
        + ":" + pad(s % 60, 2) + f;
    };
    const three = x => {
      const n = x < 10 ? 100 : x < 100 ? 10 : 1;
      return String(Math.floor(x * n + 1e-9) / n);
    };
    const span = s => s < 1e-3 ? Math.round(s * 1e6) + " µs" : s < 1 ? three(s * 1e3) + " ms"
      : s < 120 ? three(s) + " s" : s < 7200 ? Math.floor(s / 60) + " min " + Math.floor(s % 60)
      + " s" : Math.floor(s / 3600) + " h " + Math.floor(s / 60) % 60 + " min";
    const count = n => Math.round(n) > 9999
      ? String(Math.round(n)).replace(/\B(?=(\d{3})+$)/g, "\u202f") : String(Math.round(n));
    const bytes = b => {
      for (const [n, u] of [[40, "Ti"], [30, "Gi"], [20, "Mi"], [10, "Ki"]])
        if (b >= 2 ** n) return three(b / 2 ** n) + " " + u;
      return b ? b + " B" : "0";
    };
    const cores = m => m < 1e5 ? String(+(m / 1e3).toFixed(3)) : count(Math.floor(m / 1e3));
    const written = { c: cores, b: k => bytes(k * 1024), n: count };
    const escaped = s => String(s).replace(/[&<>"]/g,
      c => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);

    const series = {};
    {
      const counts = decode(D.series.counts);
      let at = 0;
      D.series.keys.forEach((key, i) => {
        const levels = D.series.levels.slice(at, at + counts[i]);
        series[key] = { code: D.series.times[i], levels };
        at += counts[i];
      });
    }
    const read = key => {
      const s = series[key];
      if (!s.time) { s.time = decode(s.code); s.value = s.levels.map(l => decode(l)); }
      return s;
    };
    // The last place of `a` that is at most `x`; -1 for none.
    const place = (a, x) => {
      let l = 0, h = a.length;
      while (l < h) { const m = l + h >> 1; if (a[m] <= x) l = m + 1; else h = m; }
      return l - 1;
    };

    """#

  static let time = #"""
    // One window of time for every chart: two properties, and the paths that are on the screen.
    let lo = 0, hi = END, now = -1;
    const set = (k, v) => root.style.setProperty(k, v);
    const steps = [1e-3, 2e-3, 5e-3, .01, .02, .05, .1, .2, .5, 1, 2, 5, 10, 15, 30, 60, 120, 300,
      600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 604800, 1209600, 2592000];
    function path(e) {
      const { s, i, m, f } = e.dataset, { time, value } = read(s), v = value[i];
      const X = t => Math.round((t / 1e6 - lo) / (hi - lo) * 2000);
      const Y = y => Math.round(1000 - y * 1000 / m);
      const first = Math.max(0, place(time, lo * 1e6)), last = place(time, hi * 1e6);
      if (last < 0) return "";
      const start = Math.max(-20, X(time[first]));
      let o = `M${start} ${Y(v[first])}`;
      for (let j = first + 1; j <= last; j++) {
        const x = X(time[j]);
        let high = v[j], low = v[j];
        while (j < last && X(time[j + 1]) === x) {
          j++; high = Math.max(high, v[j]); low = Math.min(low, v[j]);
        }
        o += `H${x}` + (high !== v[j] ? `V${Y(high)}` : "") + (low !== v[j] ? `V${Y(low)}` : "")
          + `V${Y(v[j])}`;
      }
      return o + "H2000" + (f ? `V1000H${start}Z` : "");
    }
    const nav = $("#nav"), plots = $$(".plot").filter(p => p !== nav && $("path[data-s]", p));
    const visible = new Set();
    const draw = p => {
      p.late = false;
      $$("path[data-s]", p).forEach(e => e.setAttribute("d", path(e)));
    };
    const watcher = new IntersectionObserver(list => list.forEach(({ target, isIntersecting }) => {
      if (!isIntersecting) visible.delete(target);
      else { visible.add(target); if (target.late) draw(target); }
    }), { rootMargin: "200px" });
    plots.forEach(p => watcher.observe(p));
    const axes = $$(".times").filter(x => !nav.contains(x));
    const brush = document.createElement("div");
    brush.className = "brush"; brush.hidden = true; nav.append(brush);
    nav.style.setProperty("--from", 0); nav.style.setProperty("--span", END);
    function zoom(a, b) {
      a = Math.max(0, a); b = Math.min(END, b);
      if (b - a < Math.max(K * 4, 1e-3)) return;
      lo = a; hi = b; set("--from", a); set("--span", b - a);
      const width = axes[0] ? axes[0].parentNode.clientWidth : 900;
      const step = steps.find(s => (b - a) / s <= Math.max(3, width / 120)) || 2592000;
      let marks = "";
      for (let k = Math.ceil(a / step - 1e-9); k * step <= b + 1e-9; k++) {
        const t = +(k * step).toFixed(3);
        const side = t > b - (b - a) * .04 ? " last" : t < a + (b - a) * .01 ? " first" : "";
        marks += `<span class="x${side}" style="--a:${t}">${clock(t)}</span>`;
      }
      axes.forEach(x => x.innerHTML = marks);
      plots.forEach(p => visible.has(p) ? draw(p) : p.late = true);
      const whole = a <= 0 && b >= END;
      $("#all").disabled = whole; brush.hidden = whole;
      brush.style.left = a / END * 100 + "%"; brush.style.width = (b - a) / END * 100 + "%";
      remember();
    }
    const values = $$("[data-v]").map(e => {
      const [key, level] = e.dataset.v.split(".");
      return { e, key, level, write: written[e.dataset.u] };
    });
    function point(t) {
      set("--cursor", t); $("#read").textContent = clock(t);
      for (const { e, key, level, write } of values) {
        const { time, value } = read(key), j = place(time, t * 1e6 + .5);
        e.textContent = j < 0 ? "–" : write(value[level][j]);
      }
    }
    let frame = 0, wanted = 0;
    const later = t => {
      wanted = t; frame = frame || requestAnimationFrame(() => { frame = 0; point(wanted); });
    };
    [...plots, nav].forEach(p => {
      let from = null, box = null;
      const at = e => {
        const r = p.getBoundingClientRect();
        const f = Math.min(1, Math.max(0, (e.clientX - r.left) / r.width));
        return p === nav ? f * END : lo + f * (hi - lo);
      };
      p.style.cursor = "crosshair";
      p.addEventListener("pointerdown", e => {
        // On a touch screen charts scroll the page; only the navigator takes a drag.
        if (e.button || e.pointerType === "touch" && p !== nav) return later(at(e));
        from = { x: e.clientX, t: at(e) }; p.setPointerCapture(e.pointerId);
        box = document.createElement("div"); box.className = "brush"; p.append(box);
      });
      p.addEventListener("pointermove", e => {
        later(at(e));
        if (!from) return;
        const r = p.getBoundingClientRect();
        box.style.left = Math.max(0, Math.min(from.x, e.clientX) - r.left) + "px";
        box.style.width = Math.abs(e.clientX - from.x) + "px";
      });
      const release = e => {
        if (!from) return;
        const start = from, t = at(e);
        box.remove(); from = null;
        if (e.type === "pointercancel") return;
        if (Math.abs(e.clientX - start.x) > 4) zoom(Math.min(start.t, t), Math.max(start.t, t));
        else seek(t);
      };
      p.addEventListener("pointerup", release);
      p.addEventListener("pointercancel", release);
      p.addEventListener("dblclick", () => zoom(0, END));
    });

    """#
}
