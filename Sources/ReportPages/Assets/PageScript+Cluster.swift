/// The cluster at an instant, and how its nodes are drawn.
extension PageScript {
  static let cluster = #"""
    // Nodes and pods as the data has them. Two events a pod, sorted by time: a cursor walks
    // forwards and backwards over them.
    const names = [];
    D.nodes.names.forEach((s, i) => {
      const m = s === "" && /^(.*?)(0|[1-9]\d*)$/.exec(names[i - 1]);
      names.push(m ? m[1] + (+m[2] + 1) : s);
    });
    const N = names.length, P = D.pods, n = P.count;
    const node = {};
    for (const k of ["pool", "zone", "cpu", "memory", "slots", "joined", "gone"])
      node[k] = decode(D.nodes[k], N);
    const columns = ["shape", "node", "created", "tried", "bound", "left", "pulled", "started",
      "ready", "finished", "asked", "removed", "attempts", "restarts", "phase", "reason",
      "evaluated", "feasible", "score"];
    const decoded = {};
    const pod = k => decoded[k] || (decoded[k] = decode(P.columns[columns.indexOf(k)], n));
    // A gap is one too large, so that zero says that it did not come; one before is negative.
    const gap = g => g > 0 ? g - 1 : g;
    const bound = i => {
      const g = pod("bound")[i];
      return g ? pod("created")[i] + gap(g) : Infinity;
    };
    const base = i => { const b = bound(i); return b === Infinity ? pod("created")[i] : b; };
    const when = (i, k) => {
      if (k === "created") return pod("created")[i];
      if (k === "bound") return bound(i);
      const g = pod(k)[i];
      return !g ? Infinity : (k === "tried" ? pod("created")[i] : base(i)) + gap(g);
    };
    const form = decode(P.forms), letters = "bcdfghjklmnpqrstvwxz2456789";
    let beginning = null, number = null;
    function name(i) {
      beginning = beginning || decode(P.beginning, n); number = number || decode(P.number, n);
      const b = beginning[i], s = P.beginnings[b];
      if (form[b] === 0) return s;
      if (form[b] === 2) return s + number[i];
      let o = "", rest = number[i];
      for (let k = 0; k < 5; k++) { o = letters[rest % 27] + o; rest = Math.floor(rest / 27); }
      return s + o;
    }
    const space = i => { name(i); return P.namespaces[beginning[i]]; };
    let eventTime, eventPod, cursor = 0;
    const zeros = () => new Float64Array(N);
    const used = { cpu: zeros(), memory: zeros(), pods: zeros() };
    function prepare() {
      const on = pod("node"), times = [], who = [];
      for (let i = 0; i < n; i++) {
        if (on[i] < 0 || bound(i) === Infinity) continue;
        times.push(bound(i)); who.push(i);
        const left = when(i, "left");
        if (left !== Infinity) { times.push(left); who.push(~i); }
      }
      const order = new Uint32Array(times.length).map((_, i) => i);
      order.sort((a, b) => times[a] - times[b] || a - b);
      eventTime = Float64Array.from(order, i => times[i]);
      eventPod = Int32Array.from(order, i => who[i]);
    }
    const conditions = { time: decode(D.conditions.time), node: decode(D.conditions.node),
      status: decode(D.conditions.status) };
    const machines = { time: decode(D.machines.time), node: decode(D.machines.node),
      state: decode(D.machines.state) };
    // 0 ready, 1 not ready, 2 unknown, 3 dead and believed ready, 4 cut off and believed ready,
    // 5 not heard of yet, -1 not there.
    const state = new Int8Array(N);
    const states = ["Ready", "NotReady", "Unknown", "dead, still believed Ready",
      "cut off, still believed Ready", "not heard of yet"];
    function walk(x) {
      const apply = (e, back) => {
        const i = e < 0 ? ~e : e, j = pod("node")[i], shape = P.shapes[pod("shape")[i]];
        const sign = (e < 0 ? -1 : 1) * back;
        used.cpu[j] += sign * shape.cpu; used.memory[j] += sign * shape.memory;
        used.pods[j] += sign;
      };
      while (cursor < eventTime.length && eventTime[cursor] <= x) apply(eventPod[cursor++], 1);
      while (cursor > 0 && eventTime[cursor - 1] > x) apply(eventPod[--cursor], -1);
      for (let i = 0; i < N; i++) {
        const gone = node.gone[i] ? node.joined[i] + gap(node.gone[i]) : Infinity;
        state[i] = node.joined[i] <= x && x < gone ? 5 : -1;
      }
      for (let i = 0; i < conditions.time.length && conditions.time[i] <= x; i++)
        if (state[conditions.node[i]] >= 0) state[conditions.node[i]] = conditions.status[i];
      const truth = new Int8Array(N);
      for (let i = 0; i < machines.time.length && machines.time[i] <= x; i++)
        truth[machines.node[i]] = machines.state[i];
      for (let i = 0; i < N; i++)
        if (state[i] === 0 && truth[i]) state[i] = truth[i] & 1 ? 3 : 4;
    }

    """#

  static let map = #"""
    // The map: zone by zone and pool by pool, one square a node; above 20,000 nodes one square for
    // several of them.
    const canvas = $("#map"), ink = canvas && canvas.getContext("2d");
    const per = Math.max(1, Math.ceil(N / 20000));
    let cells = [], groups = [], size = 0, chosen = -1, over = -1, selected = -1;
    function layout() {
      const W = canvas.clientWidth || 700, blocks = new Map();
      for (let i = 0; i < N; i++) {
        const k = node.zone[i] + ":" + node.pool[i];
        if (!blocks.has(k)) blocks.set(k, []);
        blocks.get(k).push(i);
      }
      const byName = list => (a, b) => D.nodes[list][a] < D.nodes[list][b] ? -1 : 1;
      const zones = [...new Set(node.zone)].sort(byName("zones")), pools = [...new Set(node.pool)];
      const across = Math.min(zones.length, W < 480 ? 2 : 4), gapX = 14;
      const width = (W - gapX * (across - 1)) / across;
      const high = (c, list) => Math.ceil(Math.ceil(list.length / per)
        / Math.max(1, Math.floor((width + 1) / (c + 1)))) * (c + 1);
      const total = c => {
        let all = 0;
        for (let r = 0; r < zones.length; r += across)
          all += Math.max(...zones.slice(r, r + across).map(z => 20 + pools.reduce((h, p) => {
            const list = blocks.get(z + ":" + p);
            return list ? h + high(c, list) + 22 : h;
          }, 0)));
        return all;
      };
      size = 3;
      for (let c = Math.floor(Math.min(92, width)); c > 3 && size === 3; c--)
        if (total(c) <= 520) size = c;
      cells = []; groups = [];
      let top = 0;
      for (let r = 0; r < zones.length; r += across) {
        let row = 0;
        zones.slice(r, r + across).forEach((z, q) => {
          const x0 = q * (width + gapX);
          const columns = Math.max(1, Math.floor((width + 1) / (size + 1)));
          let y = top;
          if (D.nodes.zones[z]) groups.push([x0, y + 13, "zone " + D.nodes.zones[z], true]);
          y += 20;
          for (const p of pools) {
            const list = blocks.get(z + ":" + p);
            if (!list) continue;
            const title = D.nodes.pools[p] || "nodes";
            groups.push([x0, y + 11, `${title} (${count(list.length)})`, false]);
            y += 16;
            list.forEach((i, j) => {
              const k = Math.floor(j / per);
              cells[i] = [x0 + k % columns * (size + 1), y + Math.floor(k / columns) * (size + 1)];
            });
            y += high(size, list) + 6;
          }
          row = Math.max(row, y - top);
        });
        top += row;
      }
      const dots = window.devicePixelRatio || 1, height = Math.max(60, top);
      canvas.width = W * dots; canvas.height = height * dots; canvas.style.height = height + "px";
      ink.setTransform(dots, 0, 0, dots, 0, 0);
    }
    let C = {};
    const colors = () => {
      const s = getComputedStyle(root);
      for (const k of ["r0", "r1", "r2", "r3", "r4", "r5", "bad", "dead", "ink", "muted", "ground",
        "borne", "now", "line"]) C[k] = s.getPropertyValue("--" + k).trim();
    };
    const by = $("#by");
    const whole = i => by.value === "pods" ? node.slots[i] : node[by.value][i];
    const share = i => used[by.value][i] / (whole(i) || 1);
    function paint() {
      if (!canvas) return;
      ink.clearRect(0, 0, canvas.width, canvas.height);
      for (const [x, y, s, isBold] of groups) {
        ink.fillStyle = isBold ? C.ink : C.muted;
        ink.font = (isBold ? "600 13px" : "12px") + " system-ui,sans-serif"; ink.fillText(s, x, y);
      }
      for (let i = 0; i < N; i++) if (cells[i] && state[i] >= 0) square(i, cells[i], size);
    }
    function line(color, width, ...points) {
      ink.strokeStyle = color; ink.lineWidth = width; ink.beginPath();
      points.forEach(([x, y], k) => k % 2 ? ink.lineTo(x, y) : ink.moveTo(x, y)); ink.stroke();
    }
    function square(i, [x, y], z) {
      const s = state[i], v = share(i), dark = s === 3 || s === 4;
      const step = v <= 0 ? 0 : 1 + Math.floor(Math.min(v, .9999) * 5);
      ink.fillStyle = dark ? C.dead : C["r" + step]; ink.fillRect(x, y, z, z);
      if (dark) line(C.borne, Math.min(3, Math.max(1, z / 10)), [x, y + z], [x + z, y]);
      if (s === 1 || s === 2) {
        line(C.bad, Math.min(3, Math.max(1, z / 9)), [x + 1, y + 1], [x + z - 1, y + z - 1],
          [x + z - 1, y + 1], [x + 1, y + z - 1]);
        if (z > 8) ink.strokeRect(x + 1, y + 1, z - 2, z - 2);
      }
      if (s === 5) {
        ink.strokeStyle = C.muted; ink.lineWidth = 1;
        ink.strokeRect(x + .5, y + .5, z - 1, z - 1);
      }
      if (z >= 40) {
        ink.fillStyle = dark ? "#fff" : step > 3 ? C.ground : C.ink;
        ink.font = "11px system-ui,sans-serif";
        const short = names[i].length > 11 ? "…" + names[i].slice(-10) : names[i];
        ink.fillText(short, x + 4, y + 14, z - 8);
        ink.font = "600 13px system-ui,sans-serif";
        ink.fillText(Math.floor(v * 100) + " %", x + 4, y + z - 7);
      }
      if (i === chosen || i === over) {
        ink.strokeStyle = i === chosen ? C.now : C.ink; ink.lineWidth = 2;
        ink.strokeRect(x - 1, y - 1, z + 2, z + 2);
      }
    }
    const zoneOf = i => D.nodes.zones[node.zone[i]], poolOf = i => D.nodes.pools[node.pool[i]];
    const says = i => `${names[i]}${zoneOf(i) ? ", zone " + zoneOf(i) : ""}: `
      + `${count(used.pods[i])} pods, ${Math.floor(share(i) * 100)} % of ${by.value}, `
      + (states[state[i]] || "not there");
    function legend() {
      const cross = "linear-gradient(45deg,#0000 44%,var(--bad) 44% 56%,#0000 56%),"
        + "linear-gradient(-45deg,#0000 44%,var(--bad) 44% 56%,#0000 56%)";
      const slash = "linear-gradient(-45deg,#0000 44%,var(--borne) 44% 56%,#0000 56%)";
      const mark = (c, image, s) =>
        `<span><i style="--c:var(--${c});background-image:${image}"></i>${s}</span>`;
      $("#legend").innerHTML = [0, 1, 2, 3, 4, 5].map(k => mark("r" + k, "none",
        k ? `${k * 20 - 20}–${k * 20} %` : "empty")).join("")
        + `<span>${by.value === "pods" ? "of the pods it takes" : "requested"}</span>`
        + mark("r1", cross, "not ready or Unknown")
        + mark("dead", slash, "dead or cut off, still believed Ready")
        + (per > 1 ? `<span>one square for ${per} nodes</span>` : "");
    }

    """#
}
