/// What is told of a node and of a pod, and how the page is worked.
extension PageScript {
  static let panel = #"""
    const panel = $("#panel");
    const link = (kind, v, s) => `<button type="button" class="link" data-${kind}="${v}">`
      + `<bdi>${escaped(s)}</bdi></button>`;
    const phaseAt = (i, x) => x < when(i, "created") ? "" : x >= when(i, "removed") ? "deleted"
      : x >= when(i, "finished") ? ["ended", "ended", "Succeeded", "Failed"][pod("phase")[i]]
      : x < bound(i) ? "Pending" : x >= when(i, "asked") ? "Terminating"
      : x < when(i, "started") ? "starting" : x < when(i, "ready") ? "Running" : "Ready";
    const refused = { time: decode(D.refused.time), pod: decode(D.refused.pod),
      message: decode(D.refused.message) };
    let attemptsOf = null;
    function whyNot(i, x) {
      if (!attemptsOf) {
        attemptsOf = new Map();
        for (let k = 0; k < refused.pod.length; k++) {
          const list = attemptsOf.get(refused.pod[k]);
          if (list) list.push(k); else attemptsOf.set(refused.pod[k], [k]);
        }
      }
      const list = (attemptsOf.get(i) || []).filter(k => refused.time[k] <= x);
      return list.length ? D.refused.messages[refused.message[list[list.length - 1]]] : "";
    }
    let podsOf = null;
    const onNode = j => {
      if (!podsOf) {
        podsOf = new Map();
        for (let i = 0; i < n; i++) {
          const k = pod("node")[i];
          if (k < 0) continue;
          const list = podsOf.get(k);
          if (list) list.push(i); else podsOf.set(k, [i]);
        }
      }
      return podsOf.get(j) || [];
    };
    function tellPending(x) {
      const byMessage = new Map();
      let total = 0;
      for (let i = 0; i < n; i++) {
        if (pod("created")[i] > x || bound(i) <= x || when(i, "removed") <= x
          || when(i, "finished") <= x) continue;
        total++;
        const why = whyNot(i, x) || "not tried yet";
        const list = byMessage.get(why);
        if (list) list.push(i); else byMessage.set(why, [i]);
      }
      if (!total) return `<h3>Nothing is pending at ${clock(now)}</h3>`
        + "<p class=\"muted\">Choose a node on the map for its pods.</p>";
      return `<h3>${count(total)} pending at ${clock(now)}</h3>`
        + [...byMessage].sort((a, b) => b[1].length - a[1].length).slice(0, 8).map(([why, list]) =>
          `<p><b>${count(list.length)}</b> ${escaped(why)}<br>`
          + list.slice(0, 6).map(i => link("pod", i, name(i))).join(" ")
          + (list.length > 6 ? " …" : "") + "</p>").join("");
    }
    function tellNode(x) {
      const j = chosen, all = onNode(j);
      const list = all.filter(i => bound(i) <= x && x < when(i, "left"));
      const heard = " <span class=\"muted\">(last heard)</span>";
      const place = [zoneOf(j) && "zone " + zoneOf(j), poolOf(j) && "pool " + poolOf(j)];
      return `<p>${link("node", -1, "← all pending pods")}</p>`
        + `<h3><bdi>${escaped(names[j])}</bdi></h3>`
        + `<p class="muted">${place.filter(Boolean).map(escaped).join(", ")} · `
        + `<b class="${state[j] ? "bad" : "good"}">${states[state[j]] || "not there"}</b></p>`
        + `<p>${cores(used.cpu[j])} of ${cores(node.cpu[j])} cpu, ${bytes(used.memory[j])} of `
        + `${bytes(node.memory[j])} requested at ${clock(now)}</p>`
        + `<table><caption>${count(list.length)} pods now, ${count(all.length)} in the whole run`
        + "</caption><tbody>"
        + list.slice(0, 150).map(i => `<tr><td>${link("pod", i, name(i))}</td>`
          + `<td>${phaseAt(i, x)}${state[j] === 2 ? heard : ""}</td>`
          + `<td class="n">${cores(P.shapes[pod("shape")[i]].cpu)}</td></tr>`).join("")
        + "</tbody></table>" + (list.length > 150 ? "<p class=\"muted\">the first 150</p>" : "");
    }
    const stations = [["created", "created"], ["tried", "first attempt"], ["bound", "bound"],
      ["pulled", "image pulled"], ["started", "running"], ["ready", "ready"],
      ["asked", "deletion asked for"], ["finished", "ended"], ["removed", "deleted"]];
    function tellPod(x) {
      const i = selected, shape = P.shapes[pod("shape")[i]];
      const full = space(i) + "/" + name(i), start = pod("created")[i];
      const known = stations.map(([k, s]) => [when(i, k), s]).filter(([t]) => t !== Infinity);
      known.sort((a, b) => a[0] - b[0]);
      const last = Math.min(when(i, "removed"), D.end), width = Math.max(1, last - start);
      const parts = [["borne", start, bound(i)], ["bound", bound(i), when(i, "started")],
        ["starts", when(i, "started"), when(i, "ready")], ["becomes", when(i, "ready"),
          Math.min(when(i, "asked"), when(i, "finished"))], ["linger", when(i, "asked"), last]];
      const bars = parts.filter(([, a]) => a < last).map(([c, a, b]) => {
        const to = Math.min(b, last);
        return `<i style="--c:var(--${c});left:${(a - start) / width * 100}%;`
          + `width:${Math.max(0, to - a) / width * 100}%"></i>`;
      }).join("") + (x >= start && x <= last
        ? `<i style="--c:var(--ink);left:${(x - start) / width * 100}%;width:2px"></i>` : "");
      let before = start;
      const rows = known.map(([t, s]) => {
        const more = t > before ? "+" + span((t - before) * K) : "";
        before = t;
        return `<tr><td>${s}</td><td class="n">${link("t", t * K, clock(t * K))}</td>`
          + `<td class="n">${more}</td></tr>`;
      }).join("");
      const j = pod("node")[i], why = whyNot(i, x);
      const placed = j >= 0 && pod("evaluated")[i] ? `<p>Of ${count(pod("evaluated")[i])} nodes `
        + `looked at ${count(pod("feasible")[i])} fitted; this one scored `
        + `${pod("score")[i]}.</p>` : "";
      const at = known.some(([, s]) => s === "bound") ? "" : ` --at ${+(x * K).toFixed(3)}s`;
      const command = `${D.explain} --pod ${full}${at}`;
      return `<p>${link("node", j, j >= 0 ? "← " + names[j] : "← pending pods")}</p>`
        + `<h3><bdi>${escaped(name(i))}</bdi></h3><p class="muted">${escaped(full)}, `
        + `${cores(shape.cpu)} cpu, ${bytes(shape.memory)}, ${shape.qos}`
        + `${shape.priority ? ", priority " + shape.priority : ""} · <b>${phaseAt(i, x)}</b></p>`
        + `<div class="life" aria-hidden="true">${bars}</div><table><tbody>${rows}</tbody></table>`
        + placed + `<p>${count(pod("attempts")[i])} attempts`
        + `${pod("restarts")[i] ? ", restarted " + pod("restarts")[i] + " times" : ""}.`
        + (why ? ` Last turned down: “${escaped(why)}”` : "") + "</p>"
        + `<div class="command"><code>${escaped(command)}</code>`
        + "<button type=\"button\" data-copy>Copy</button></div>";
    }
    function tell() {
      if (!panel || !eventTime) return;
      const x = now / K + 1e-3;
      panel.innerHTML = selected >= 0 ? tellPod(x) : chosen >= 0 ? tellNode(x) : tellPending(x);
    }

    """#

  static let control = #"""
    const slider = $("#slider"), story = $$(".story li")
      .sort((a, b) => a.dataset.t - b.dataset.t);
    const instants = story.map(li => +li.dataset.t);
    let timer = 0, waiting = 0, step = -1;
    function seek(t, isPlaying) {
      now = Math.max(0, Math.min(END, t)); set("--at", now);
      if (now < lo || now > hi) { const w = hi - lo; zoom(now - w * .3, now - w * .3 + w); }
      if (eventTime) {
        $("#now").textContent = clock(now);
        slider.value = now / END * 1e4; slider.setAttribute("aria-valuetext", clock(now));
        walk(now / K + 1e-3);
        waiting = waiting || requestAnimationFrame(() => {
          waiting = 0; paint();
          if (!timer) tell();
        });
      }
      const i = instants.findLastIndex(v => v <= now + 1e-6);
      story.forEach((li, k) => k === i ? li.setAttribute("aria-current", "true")
        : li.removeAttribute("aria-current"));
      if (!isPlaying) { later(now); remember(); }
    }
    function play(on) {
      clearInterval(timer); timer = 0;
      $("#play").textContent = on ? "❚❚" : "▶";
      $("#play").setAttribute("aria-label", on ? "Pause" : "Play");
      if (!on) { tell(); later(now); return remember(); }
      if (now >= hi || now < lo) seek(lo, true);
      timer = setInterval(() => {
        const t = now + (hi - lo) / 400;
        if (t >= hi) { seek(hi, true); play(false); } else seek(t, true);
      }, 50);
    }
    const lesson = $("#lesson");
    function showLesson() {
      if (lesson.hidden || step < 0) return;
      const li = story[step];
      $("#when").textContent = clock(instants[step]);
      $("#what").textContent = $(".what", li).textContent;
      $("#why").textContent = `${$(".why", li).textContent} (${$(".files", li).textContent})`;
      $("#step").textContent = `${step + 1}/${story.length}`;
    }
    function go(d) {
      const i = d > 0 ? instants.findIndex(t => t > now + 1e-6)
        : instants.findLastIndex(t => t < now - 1e-6);
      if (i < 0) return;
      step = i; seek(instants[i]); showLesson();
    }
    function teach(on) {
      lesson.hidden = !on; root.classList.toggle("teaching", on);
      $("#teach").setAttribute("aria-pressed", on);
      if (on) {
        step = Math.max(0, instants.findLastIndex(t => t <= now + 1e-6));
        seek(instants[step]); showLesson(); $("#story").scrollIntoView();
      }
      plots.forEach(p => p.late = true);
      plots.filter(p => visible.has(p)).forEach(draw);
      if (eventTime) { layout(); paint(); }
      remember();
    }
    let quiet = true;
    function remember() {
      if (quiet) return;
      const a = [];
      if (now > 0) a.push("t=" + +now.toFixed(6));
      if (lo > 0 || hi < END) a.push(`zoom=${+lo.toFixed(6)}-${+hi.toFixed(6)}`);
      const full = selected >= 0 && space(selected) + "/" + name(selected);
      if (full) a.push("pod=" + encodeURIComponent(full));
      else if (chosen >= 0) a.push("node=" + encodeURIComponent(names[chosen]));
      if (!lesson.hidden) a.push("lesson");
      try { history.replaceState(null, "", a.length ? "#" + a.join("&") : location.pathname); }
      catch { /* the address of some hosts cannot be changed: the page works without */ }
    }
    const choose = (j, i) => { chosen = j; selected = i; paint(); tell(); remember(); };
    document.addEventListener("click", e => {
      const b = e.target.closest("button");
      if (!b) return;
      const d = b.dataset;
      if ("pod" in d) choose(pod("node")[d.pod], +d.pod);
      else if ("node" in d) choose(+d.node, -1);
      else if ("seek" in d || "t" in d) {
        seek(+(d.seek ?? d.t)); step = instants.findLastIndex(v => v <= now + 1e-6);
      } else if ("copy" in d && navigator.clipboard) {
        navigator.clipboard.writeText($("code", b.parentNode).textContent)
          .then(() => b.textContent = "Copied", () => {});
      }
    });
    $("#teach").onclick = () => teach(lesson.hidden);
    $("#teach").hidden = !story.length;
    $("#leave").onclick = () => teach(false);
    $("#back").onclick = () => go(-1);
    $("#forth").onclick = () => go(1);
    $("#all").onclick = () => zoom(0, END);
    $("#theme").onclick = () => {
      const isDark = root.classList.contains("dark") || !root.classList.contains("light")
        && matchMedia("(prefers-color-scheme:dark)").matches;
      root.classList.remove("dark", "light"); root.classList.add(isDark ? "light" : "dark");
      colors(); paint();
    };
    matchMedia("(prefers-color-scheme:dark)").addEventListener("change", () => {
      colors(); paint();
    });

    function startMap() {
      prepare(); colors(); legend(); layout();
      const hit = e => {
        const r = canvas.getBoundingClientRect(), x = e.clientX - r.left, y = e.clientY - r.top;
        return cells.findIndex((c, i) => c && state[i] >= 0 && x >= c[0] && x <= c[0] + size
          && y >= c[1] && y <= c[1] + size);
      };
      canvas.addEventListener("pointermove", e => {
        const h = hit(e);
        if (h === over) return;
        over = h; canvas.title = h < 0 ? "" : says(h); paint();
      });
      canvas.addEventListener("click", e => { const h = hit(e); if (h >= 0) choose(h, -1); });
      canvas.addEventListener("keydown", e => {
        const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1],
          ArrowDown: [0, 1] };
        const d = ways[e.key];
        if (!d) return;
        e.preventDefault(); e.stopPropagation();
        let best = chosen < 0 ? 0 : -1, least = Infinity;
        if (chosen >= 0) cells.forEach((c, i) => {
          const dx = c[0] - cells[chosen][0], dy = c[1] - cells[chosen][1];
          const along = dx * d[0] + dy * d[1], off = Math.abs(dx * d[1]) + Math.abs(dy * d[0]);
          if (along > 1 && along + 3 * off < least) { least = along + 3 * off; best = i; }
        });
        if (best < 0) return;
        choose(best, -1); $("#said").textContent = says(best);
      });
      by.onchange = () => { legend(); paint(); };
      $("#previous").onclick = () => go(-1);
      $("#next").onclick = () => go(1);
      $("#play").onclick = () => play(!timer);
      slider.oninput = () => seek(slider.value / 1e4 * END);
      const find = $("#find");
      find.oninput = () => {
        const s = find.value.trim();
        if (!s) return;
        const found = names.filter(v => v.includes(s)).slice(0, 12);
        let exact = -1;
        for (let i = 0; i < n && (found.length < 40 || exact < 0); i++) {
          const v = name(i);
          if (v === s && exact < 0) exact = i;
          if (found.length < 40 && v.includes(s)) found.push(v);
        }
        $("#found").innerHTML = found.map(v => `<option value="${escaped(v)}">`).join("");
        const j = names.indexOf(s);
        if (j >= 0) return choose(j, -1);
        if (exact < 0) return;
        if (now < when(exact, "created") * K || now > when(exact, "removed") * K)
          seek(Math.min(base(exact) * K, END));
        choose(pod("node")[exact], exact);
      };
    }
    addEventListener("keydown", e => {
      if (e.ctrlKey || e.metaKey || e.altKey) return;
      const isTyping = /INPUT|SELECT/.test(e.target.tagName), k = e.key;
      if (isTyping && k !== "Escape") return;
      const w = hi - lo, middle = now >= lo && now <= hi ? now : (lo + hi) / 2;
      const side = k === "ArrowRight" ? 1 : k === "ArrowLeft" ? -1 : 0;
      if (side && e.shiftKey) seek(now + side * w / 100);
      else if (side) go(side);
      else if (k === " " && e.target.tagName !== "BUTTON" && e.target.tagName !== "SUMMARY") {
        if (eventTime) play(!timer);
      } else if (k === "l" || k === "L") { if (story.length) teach(lesson.hidden); }
      else if (k === "/" && $("#find")) $("#find").focus();
      else if (k === "Escape") {
        if (isTyping) e.target.blur();
        else if (!lesson.hidden) teach(false);
        else zoom(0, END);
      } else if (k === "+" || k === "=")
        zoom(middle - (middle - lo) / 2, middle + (hi - middle) / 2);
      else if (k === "-") zoom(lo - w / 2, hi + w / 2);
      else if (k === "?") $("#keys").scrollIntoView();
      else return;
      e.preventDefault();
    });
    let wide = innerWidth;
    addEventListener("resize", () => {
      if (innerWidth === wide) return;
      wide = innerWidth; zoom(lo, hi);
      if (eventTime) { layout(); paint(); }
    });
    window.wavetank = { seek, zoom, names, used, state, play };
    root.classList.add("js");
    zoom(0, END);
    requestAnimationFrame(() => setTimeout(() => {
      if (canvas) startMap();
      const h = new URLSearchParams(location.hash.slice(1));
      if (h.has("zoom")) { const [a, b] = h.get("zoom").split("-").map(Number); zoom(a, b); }
      if (h.has("node")) chosen = names.indexOf(h.get("node"));
      if (h.has("pod")) for (let i = 0; i < n; i++) if (space(i) + "/" + name(i) === h.get("pod")) {
        selected = i; chosen = pod("node")[i]; break;
      }
      seek(h.has("t") ? +h.get("t") : instants[0] ?? END);
      quiet = false;
      if (h.has("lesson") && story.length) teach(true);
      root.dataset.ready = Math.round(performance.now());
    }, 0));

    """#
}
