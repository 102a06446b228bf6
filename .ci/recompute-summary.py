#!/usr/bin/env python3
"""Works every figure of summary.csv out anew from the other tables of a report.

Usage: recompute-summary.py FOLDER... Needs nothing but Python. Exit code 1: a figure differs.
What no table can tell is not passed over: it is counted, and named with its reason.
"""
import csv
import json
import math
import os
import sys

EPSILON = 2e-6
QUANTILES = {"p50": (50, 100), "p90": (90, 100), "p95": (95, 100), "p99": (99, 100),
             "p999": (999, 1000)}
# Figures that follow from what no table holds.
UNTOLD = {
    "run.events": "events are not listed",
    "gpu_fragmentation": "shares of devices are not listed, nor which pods are typical",
    "usage_ratio": "use is sampled", "request_efficiency": "use is sampled",
    "cost": "prices stand in the scenario",
    "cost_per_useful_core_hour": "prices stand in the scenario",
}


def number(text):
    return float(text) if text else None


class Report:
    """The tables of a folder, each read when it is asked for."""

    def __init__(self, folder):
        self.folder = folder
        self.tables = {}
        self.figures = {}
        for row in self.rows("summary"):
            key = (row["metric"], row["resource"], row["scope"], row["name"], row["statistic"])
            self.figures[key] = float(row["value"])
        self.end = self.figures["run.end_seconds", "", "", "", ""]
        with open(os.path.join(folder, "summary.json"), encoding="utf-8") as file:
            self.settings = json.load(file)["settings"]
        self.timeline = self.rows("timeline")

    def rows(self, name):
        if name not in self.tables:
            path = os.path.join(self.folder, name + ".csv")
            with open(path, newline="", encoding="utf-8") as file:
                self.tables[name] = list(csv.DictReader(file))
        return self.tables[name]

    def setting(self, name):
        return float(self.settings["controlPlane." + name].rstrip("s"))


class Level:
    """A step function of time: how long it held each of its values."""

    def __init__(self):
        self.times = {}
        self.last = None

    def hold(self, value, span):
        if span > 0 and value is not None:
            self.times[value] = self.times.get(value, 0) + span

    def statistics(self):
        whole = sum(self.times.values())
        if whole <= 0:
            return {}
        values = sorted(self.times)
        found = {"mean": sum(v * t for v, t in self.times.items()) / whole, "max": values[-1]}
        for name in ("p50", "p95"):
            needed, seen = whole * QUANTILES[name][0] / 100, 0
            for value in values:
                seen += self.times[value]
                if seen >= needed - 1e-9 * whole:
                    found[name] = value
                    break
        return found


class Recomputation:
    def __init__(self, report):
        self.report = report
        self.found = {}
        self.untold = {}

    def put(self, metric, value, resource="", scope="", name="", statistic=""):
        if value is not None:
            self.found[metric, resource, scope, name, statistic] = value

    def cannot(self, metric, why):
        self.untold[metric] = why

    # MARK: Pods

    def pods(self):
        pods = self.report.rows("pods")
        states = dict.fromkeys(
            ["pending", "running", "succeeded", "failed", "terminating", "deleted"], 0)
        unscheduled = 0
        for pod in pods:
            if pod["deleted_seconds"]:
                states["deleted"] += 1
            elif pod["deletion_requested_seconds"]:
                states["terminating"] += 1
            else:
                states[pod["phase"].lower()] += 1
                unscheduled += pod["phase"] == "Pending" and not pod["node"]
        for name, count in states.items():
            self.put("pods", count, statistic=name)
        self.put("pods", len(pods), statistic="created")
        self.put("pods", sum(bool(p["scheduled_seconds"]) for p in pods), statistic="scheduled")
        self.put("pods", unscheduled, statistic="unscheduled")
        self.put("pods.restarts", sum(int(p["restarts"]) for p in pods))
        last = {}
        for row in self.report.rows("pod_states"):
            last[row["pod_uid"]] = row["ready"] == "1"
        gone = {p["pod_uid"] for p in pods if p["deleted_seconds"]}
        ready = sum(is_ready for uid, is_ready in last.items() if uid not in gone)
        self.put("pods", ready, statistic="ready")

    def attempts(self):
        attempts = self.report.rows("scheduling")
        self.put("scheduling", len(attempts), statistic="attempts")
        for result in ("unschedulable", "error"):
            count = sum(row["result"] == result for row in attempts)
            self.put("scheduling", count, statistic=result + "_attempts")
        tried = {}
        for row in attempts:
            tried[row["pod_uid"]] = tried.get(row["pod_uid"], 0) + 1
        counts = sorted(tried.values())
        if counts:
            self.put("attempts", sum(counts) / len(counts), statistic="mean")
            self.put("attempts", rank(counts, 99, 100), statistic="p99")
            self.put("attempts", counts[-1], statistic="max")
        fixed = self.report.setting("scheduler.cycleLatency")
        each = self.report.setting("scheduler.cycleLatencyPerNode")
        busy = {True: 0, False: 0}
        for row in attempts:
            is_useful = row["result"] == "scheduled"
            busy[is_useful] += fixed + each * int(row["nodes_evaluated"] or 0)
        self.put("scheduler", busy[True] + busy[False], statistic="busy_seconds")
        self.put("scheduler", busy[True], statistic="useful_seconds")
        self.put("scheduler", busy[False], statistic="wasted_seconds")

    def stages(self):
        """The stages of a pod's life, from pods.csv where it has both ends, else latency.csv."""
        ends = {
            "queue_wait": (
                "created_seconds", "first_attempt_seconds", lambda pod: not pod["node"]),
            "scheduling": ("created_seconds", "scheduled_seconds", lambda pod: not pod["node"]),
            "startup": ("created_seconds", "started_seconds", lambda pod: True),
            "ready": ("created_seconds", "ready_seconds", lambda pod: pod["phase"] != "Succeeded"),
            "terminate": ("deletion_requested_seconds", "deleted_seconds", lambda pod: True),
        }
        for stage, (first, last, is_awaited) in ends.items():
            self.stage(stage, first, last, is_awaited)
        for row in self.report.rows("latency"):
            if row["group"] == "all" and row["stage"] not in ends:
                for figure in ("count", "waiting", *(s + "_seconds" for s in (
                        "mean", "min", "max", *QUANTILES))):
                    self.put(row["stage"], number(row[figure]), statistic=figure)

    def stage(self, stage, first, last, is_awaited):
        """A stage; what a deletion or a failure of the pod cuts off has lasted until then."""
        values, waiting = [], 0
        for pod in self.report.rows("pods"):
            begin = number(pod[first])
            if begin is None or stage == "terminate" and not pod["scheduled_seconds"]:
                continue
            cuts = (pod["deletion_requested_seconds"], pod["finished_seconds"])
            seen = min([self.report.end] + [float(cut) for cut in cuts if cut])
            if stage == "terminate":
                seen = self.report.end
            if pod[last]:
                if float(pod[last]) >= begin:
                    values.append(float(pod[last]) - begin)
            elif is_awaited(pod) and seen >= begin:
                values.append(seen - begin)
                waiting += 1
        if not values:
            return
        values.sort()
        self.put(stage, len(values) - waiting, statistic="count")
        self.put(stage, waiting, statistic="waiting")
        self.put(stage, sum(values) / len(values), statistic="mean_seconds")
        self.put(stage, values[0], statistic="min_seconds")
        self.put(stage, values[-1], statistic="max_seconds")
        for name, level in QUANTILES.items():
            self.put(stage, rank(values, *level), statistic=name + "_seconds")

    def deletions(self):
        evicted = set()
        causes = {}
        for row in self.report.rows("evictions"):
            evicted.add(row["pod_uid"])
            causes[row["cause"]] = causes.get(row["cause"], 0) + 1
        self.put("evictions", sum(causes.values()), statistic="total")
        for cause, count in causes.items():
            self.put("evictions", count, statistic=cause)
        causes = {}
        for pod in self.report.rows("pods"):
            if pod["deletion_cause"] and pod["pod_uid"] not in evicted:
                causes[pod["deletion_cause"]] = causes.get(pod["deletion_cause"], 0) + 1
        self.put("deletions", sum(causes.values()), statistic="total")
        for cause, count in causes.items():
            self.put("deletions", count, statistic=cause)

    def jobs(self):
        """Pods without an owner that end; of those that wait the restart policy is not listed."""
        ended = [p for p in self.own() if p["finished_seconds"]]
        useful = allocated = lost = 0
        for pod in self.own():
            if not pod["scheduled_seconds"]:
                continue
            cores = float(pod["cpu_request_millicores"]) / 1000
            left = number(pod["finished_seconds"] or pod["deleted_seconds"])
            left = self.report.end if left is None else left
            allocated += cores * (left - float(pod["scheduled_seconds"]))
            if not pod["started_seconds"] or left < float(pod["started_seconds"]):
                continue
            run = cores * (left - float(pod["started_seconds"]))
            if pod["phase"] == "Succeeded" and pod["finished_seconds"]:
                useful += run
            elif pod["phase"] == "Failed" or pod["deleted_seconds"]:
                lost += run
        succeeded = sum(p["phase"] == "Succeeded" for p in ended)
        self.put("jobs", len(ended), statistic="ended")
        self.put("jobs", succeeded, statistic="succeeded")
        self.put("jobs", len(ended) - succeeded, statistic="failed")
        preempted = sum(r["cause"] == "preemption" for r in self.report.rows("evictions"))
        self.put("jobs", preempted, statistic="preemptions")
        self.put("jobs", useful, statistic="useful_core_seconds")
        self.put("jobs", allocated, statistic="allocated_core_seconds")
        self.put("jobs", lost, statistic="lost_core_seconds")
        if allocated > 0:
            self.put("jobs.goodput_ratio", useful / allocated)
        waiting = self.report.figures.get(("jobs", "", "", "", "waiting"), 0)
        for metric in ("jobs", "jobs.slowdown", "jobs.bounded_slowdown", "jobs.makespan_seconds",
                       "jobs.throughput"):
            self.cannot(metric, "restart policies are not listed")
        if ended and waiting == 0:
            self.slowdowns(ended)

    def own(self):
        return [p for p in self.report.rows("pods") if not p["owner"]]

    def slowdowns(self, ended):
        first = min(float(p["created_seconds"]) for p in ended)
        makespan = max(float(p["finished_seconds"]) for p in ended) - first
        self.put("jobs.makespan_seconds", makespan)
        if makespan > 0:
            self.put("jobs.throughput", len(ended) * 3600 / makespan)
        for metric, least in (("jobs.slowdown", 0), ("jobs.bounded_slowdown", 10)):
            values = []
            for pod in ended:
                if not pod["started_seconds"]:
                    continue
                end = float(pod["finished_seconds"])
                run = end - float(pod["started_seconds"])
                turnaround = end - float(pod["created_seconds"])
                if max(run, least) > 0:
                    ratio = turnaround / max(run, least)
                    values.append(max(1, ratio) if least else ratio)
            values.sort()
            if not values:
                continue
            self.put(metric, sum(values) / len(values), statistic="mean")
            self.put(metric, values[-1], statistic="max")
            for name in ("p50", "p95", "p99"):
                self.put(metric, rank(values, *QUANTILES[name]), statistic=name)

    # MARK: What was wanted

    def workloads(self):
        names = {key[3] for key in self.report.figures if key[2] == "workload"}
        ends = self.ends()
        series = {}
        for row in self.report.rows("workloads"):
            name = row["namespace"] + "/" + row["name"]
            if name in names and row["kind"] != "CronJob":
                series.setdefault((row["kind"], name), []).append(row)
        sums = {}
        gone = False
        for (kind, name), changes in series.items():
            if (kind, name) in ends or ("Namespace", "default/" + changes[0]["namespace"]) in ends:
                gone = True
                continue
            desired = deficit = 0
            for row, following in pairs(changes, self.report.end):
                span = following - float(row["time_seconds"])
                desired += int(row["desired"]) * span
                deficit += max(0, int(row["desired"]) - int(row["ready"])) * span
            for subject in (name, ""):
                total = sums.setdefault(subject, [0, 0])
                total[0] += desired
                total[1] += deficit
        if gone:
            sums.pop("", None)
            for metric in ("availability", "replica_deficit_seconds"):
                self.cannot(metric, "when an object goes is not listed")
        for name, (desired, deficit) in sums.items():
            scope = "workload" if name else ""
            self.put("replica_deficit_seconds", deficit, scope=scope, name=name)
            if desired > 0:
                self.put("availability", (desired - deficit) / desired, scope=scope, name=name)

    def ends(self):
        """The objects of which the timeline says that they go."""
        gone = set()
        for row in self.report.timeline:
            kind, _, name = row["target"].partition("/")
            if row["verb"] == "delete":
                gone.add((kind, name if "/" in name else "default/" + name))
        return gone

    def services(self):
        self.cannot("availability service", "which pods a service means is not listed")
        changes = {}
        for row in self.report.rows("services"):
            changes.setdefault(row["namespace"] + "/" + row["service"], []).append(row)
        for key in self.report.figures:
            if key[0] != "seconds_without_ready_endpoint":
                continue
            name = key[3]
            rows = changes.get(name, [])
            without, stale = 0, 0
            for row, following in pairs(rows, self.report.end):
                if row["present"] == "0":
                    break
                span = following - float(row["time_seconds"])
                without += span if int(row["ready_endpoints"]) == 0 else 0
                stale += span if int(row["stale_endpoints"]) > 0 else 0
            self.put("seconds_without_ready_endpoint", without, scope="service", name=name)
            self.put("seconds_with_stale_endpoint", stale, scope="service", name=name)

    def failures(self):
        incidents = set()
        phases = {}
        for row in self.report.rows("failures"):
            incidents.add(row["incident"])
            phases.setdefault(row["phase"], []).append(row)
        self.put("failures.incidents", len(incidents))
        for phase, rows in phases.items():
            metric = "failures." + phase
            for name in ("p50_seconds", "p99_seconds"):
                if len(rows) == 1:
                    self.put(metric, number(rows[0][name]), statistic=name)
            if len(rows) > 1:
                self.cannot(metric, "quantiles over several incidents need each pod")
            counted = [r for r in rows if r["max_seconds"]]
            if counted:
                self.put(metric, max(float(r["max_seconds"]) for r in counted),
                         statistic="max_seconds")
            # What happens to a node is one duration, however many pods it has.
            is_of_node = phase in ("detect", "taint")
            waiting = sum(int(r["waiting"] or 0) > 0 if is_of_node else int(r["waiting"] or 0)
                          for r in rows)
            count = len(rows) if is_of_node else sum(int(r["pods"] or 0) for r in rows)
            self.put(metric, waiting, statistic="waiting")
            self.put(metric, count - waiting, statistic="count")

    def queue(self):
        """Lengths are sampled; a figure over time lies where the samples let it."""
        for name in ("active", "backoff", "unschedulable"):
            self.cannot("queue." + name, "lengths are sampled")
            sampled = max((int(r[name]) for r in self.report.rows("queue")), default=0)
            found = self.report.figures.get(("queue." + name, "", "", "", "max"))
            if found is not None and found < sampled:
                self.put("queue." + name, sampled, statistic="max")
        self.cannot("queue.oldest_pending_seconds", "ages are sampled")

    def run(self):
        end = max([float(r["time_seconds"]) for r in self.report.rows("utilization")] or [0])
        self.put("run.end_seconds", max(end, self.report.end))
        self.put("run.incomplete", 0)


def rank(values, numerator, denominator):
    return values[max(1, -(-len(values) * numerator // denominator)) - 1]


def pairs(rows, end):
    """Each row with the instant of the next one."""
    times = [float(row["time_seconds"]) for row in rows[1:]] + [end]
    return zip(rows, times)


class Cluster:
    """Nodes and what lies on them, through the run."""

    def __init__(self, report):
        self.report = report
        self.places, self.allocatable, self.units = {}, {}, {}
        self.changing = self.changes()
        for row in report.rows("nodes"):
            self.places[row["node"]] = (row["pool"], row["zone"])
            self.units[row["resource"]] = row["unit"]
            amounts = self.allocatable.setdefault(row["node"], {})
            before = amounts.setdefault(row["resource"], float(row["allocatable"]))
            if before != float(row["allocatable"]):
                self.changing = "amounts of nodes change"
        self.capacity = {}
        for row in report.rows("utilization"):
            if row["scope"] == "cluster":
                self.capacity.setdefault(row["resource"], float(row["capacity"]))
            if row["scope"] in ("cluster", "pool") and row["resource"] == "pods":
                pool = row["name"]
                nodes = [n for n, (own, _) in self.places.items() if own == pool]
                if not pool and any(own for own, _ in self.places.values()):
                    continue
                for node in nodes:
                    share = float(row["allocatable"]) / len(nodes)
                    self.allocatable[node].setdefault("pods", share)

    def changes(self):
        """Why the set of nodes cannot be told from the tables at every instant; None if it can."""
        for row in self.report.timeline:
            if row["verb"] in ("leave", "join") or "Node/" in row["target"]:
                return "when nodes come and go is not listed"
        seen = {}
        for row in self.report.rows("nodes"):
            seen.setdefault(row["time_seconds"], set()).add(row["node"])
        if len(set(map(frozenset, seen.values()))) > 1:
            return "when nodes come and go is not listed"
        return None

    def amounts(self, pod):
        amounts = {"cpu": float(pod["cpu_request_millicores"]),
                   "memory": float(pod["memory_request_bytes"]),
                   "ephemeral-storage": float(pod["ephemeral_storage_request_bytes"]), "pods": 1.0}
        for part in pod["extended_requests"].split():
            name, _, amount = part.partition("=")
            amounts[name] = float(amount)
        return amounts

    def steps(self):
        """What changes on nodes, in order: (time, node, amounts or None, sign or readiness)."""
        steps = []
        over = {}
        for row in self.report.rows("pod_states"):
            if row["phase"] in ("Succeeded", "Failed"):
                over.setdefault(row["pod_uid"], float(row["time_seconds"]))
        for row in self.report.rows("node_conditions"):
            if row["condition"] == "Ready":
                steps.append((float(row["time_seconds"]), row["node"], None,
                              row["status"] == "True"))
        for pod in self.report.rows("pods"):
            if not pod["node"] or not pod["scheduled_seconds"]:
                continue
            amounts = self.amounts(pod)
            ends = [number(pod["deleted_seconds"]), over.get(pod["pod_uid"])]
            steps.append((float(pod["scheduled_seconds"]), pod["node"], amounts, 1))
            ends = [end for end in ends if end is not None]
            if ends:
                steps.append((min(ends), pod["node"], amounts, -1))
        steps.sort(key=lambda step: step[0])
        return steps


class Levels:
    """The levels of one resource, by scope, followed step by step."""

    def __init__(self, cluster, resource):
        self.cluster = cluster
        self.resource = resource
        self.scopes = {("", ""): list(cluster.places)}
        for node, (pool, zone) in cluster.places.items():
            for scope, name in (("pool", pool), ("zone", zone)):
                if name:
                    self.scopes.setdefault((scope, name), []).append(node)
        self.levels = {}
        self.requested = dict.fromkeys(cluster.places, 0.0)
        self.ready = dict.fromkeys(cluster.places, False)

    def capacity(self, node):
        return self.cluster.allocatable[node].get(self.resource, 0.0)

    def hold(self, name, scope, value, span):
        self.levels.setdefault((name, scope), Level()).hold(value, span)

    def advance(self, span):
        if span <= 0:
            return
        for scope, nodes in self.scopes.items():
            offered = sum(self.capacity(n) for n in nodes if self.ready[n])
            asked = sum(self.requested[n] for n in nodes if self.ready[n])
            lost = sum(self.requested[n] for n in nodes if not self.ready[n])
            self.hold("lost_requested", scope, lost, span)
            if offered > 0:
                self.hold("allocation_ratio", scope, asked / offered, span)
        nodes = self.scopes["", ""]
        whole = self.cluster.capacity.get(self.resource, 0)
        if whole > 0:
            self.hold("capacity_ratio", ("", ""), sum(
                self.requested[n] for n in nodes if self.ready[n]) / whole, span)
        free = sum(max(0, self.capacity(n) - self.requested[n]) for n in nodes if self.ready[n])
        self.hold("free", ("", ""), free, span)
        self.spread([self.requested[n] / self.capacity(n) for n in nodes
                     if self.ready[n] and self.capacity(n) > 0], span)

    def spread(self, shares, span):
        if not shares:
            return
        count, total = len(shares), sum(shares)
        squares = sum(x * x for x in shares)
        deviation = math.sqrt(max(0, squares / count - (total / count) ** 2))
        self.hold("standard_deviation", ("", ""), deviation, span)
        self.hold("range", ("", ""), max(shares) - min(shares), span)
        if total > 0:
            self.hold("coefficient_of_variation", ("", ""), deviation / (total / count), span)
            self.hold("jain_index", ("", ""), total * total / (count * squares), span)


def utilization(work, cluster):
    metrics = ("allocation_ratio", "lost_requested", "capacity_ratio", "headroom",
               "headroom_nodes", "imbalance", "empty_node_seconds", "dominant_share_max",
               "node_seconds", "stranded", "fragmented", "fragmentation_ratio")
    if not cluster.places:
        cluster.changing = "there are no rows of nodes"
    if cluster.changing:
        for metric in metrics:
            work.cannot(metric, cluster.changing)
        return
    steps, end = cluster.steps(), work.report.end
    shares = []
    has_devices = any(pod["gpu_devices"] for pod in work.report.rows("pods"))
    for resource in sorted({r for amounts in cluster.allocatable.values() for r in amounts}):
        if has_devices and "/" in resource:
            continue
        levels = Levels(cluster, resource)
        now = 0.0
        for time, node, amounts, change in steps:
            if node not in levels.ready:
                continue
            levels.advance(min(time, end) - now)
            now = min(time, end)
            if amounts is None:
                levels.ready[node] = change
            else:
                levels.requested[node] += change * amounts.get(resource, 0.0)
        levels.advance(end - now)
        report_levels(work, cluster, resource, levels, shares)
    if has_devices:
        for metric in metrics:
            work.cannot(metric, "shares of devices are not listed")
    else:
        work.put("dominant_share_max", max(shares) if shares else None)
    work.put("node_seconds", end * len(cluster.places))
    pools = {}
    for pool, _ in cluster.places.values():
        pools[pool] = pools.get(pool, 0) + end
    for pool, seconds in pools.items():
        if pool:
            work.put("node_seconds", seconds, scope="pool", name=pool)
    empty_nodes(work, cluster, steps)
    leftovers(work, cluster, steps)


def report_levels(work, cluster, resource, levels, shares):
    for (name, (scope, place)), level in levels.levels.items():
        statistics = level.statistics()
        if name in ("allocation_ratio", "lost_requested", "capacity_ratio"):
            for statistic, value in statistics.items():
                work.put(name, value, resource, scope, place, statistic)
        elif name != "free":
            for statistic, value in statistics.items():
                work.put("imbalance", value, resource, statistic=name + "." + statistic)
        if name == "allocation_ratio" and statistics:
            work.put("headroom", 1 - statistics["mean"], resource, scope, place, "mean")
            work.put("headroom", 1 - statistics["max"], resource, scope, place, "min")
            if not scope:
                shares.append(statistics["max"])
    free = levels.levels.get(("free", ("", "")))
    largest = max(levels.capacity(node) for node in cluster.places)
    if free and largest > 0:
        area = sum(value * span for value, span in free.times.items())
        work.put("headroom_nodes", area / work.report.end / largest, resource, statistic="mean")


def empty_nodes(work, cluster, steps):
    held = dict.fromkeys(cluster.places, 0)
    now = area = 0.0
    for time, node, amounts, change in steps + [(work.report.end, None, None, None)]:
        time = min(time, work.report.end)
        area += sum(count == 0 for count in held.values()) * (time - now)
        now = time
        if amounts is not None and node in held:
            held[node] += change
    work.put("empty_node_seconds", area)


def leftovers(work, cluster, steps):
    """What is free at the end where it cannot be used: stranded, and fragmented."""
    ready, free = dict.fromkeys(cluster.places, False), {}
    for node, amounts in cluster.allocatable.items():
        free[node] = dict(amounts)
    for time, node, amounts, change in steps:
        if time > work.report.end or node not in ready:
            continue
        if amounts is None:
            ready[node] = change
        else:
            for resource in free[node]:
                free[node][resource] -= change * amounts.get(resource, 0.0)
    for metric in ("stranded", "fragmented", "fragmentation_ratio"):
        work.cannot(metric, "how many pods a node takes is not listed, nor shares of devices")
    pods = work.report.rows("pods")
    has_devices = any(pod["gpu_devices"] for pod in pods)
    limit = any(sum(p["node"] == node for p in pods) >= 110 for node in ready)
    nodes = [free[node] for node in ready if ready[node]]
    if has_devices or limit or not nodes:
        return
    shapes = {}
    for pod in pods:
        shape = tuple(sorted((n, a) for n, a in cluster.amounts(pod).items() if n != "pods"))
        shapes[shape] = shapes.get(shape, 0) + 1
    if len(shapes) > 200:
        return
    for resource in sorted({r for amounts in nodes for r in amounts if r != "pods"}):
        total = sum(max(0, amounts.get(resource, 0)) for amounts in nodes)
        useless = 0
        for amounts in nodes:
            left = amounts.get(resource, 0)
            for shape, count in shapes.items():
                fits = all(need <= max(0, amounts.get(name, 0)) for name, need in shape)
                if left > 0 and (not fits or dict(shape).get(resource, 0) == 0):
                    useless += left * count
        if shapes:
            useless /= sum(shapes.values())
            work.put("fragmented", useless, resource)
            if total > 0:
                work.put("fragmentation_ratio", round(useless) / total, resource)


def reason(work, key):
    metric, _, scope, _, _ = key
    for name in (metric + " " + scope, metric):
        if name in work.untold:
            return work.untold[name]
    return UNTOLD.get(metric)


def check(folder, totals):
    report = Report(folder)
    work = Recomputation(report)
    for part in (work.run, work.pods, work.attempts, work.stages, work.deletions, work.jobs,
                 work.workloads, work.services, work.failures, work.queue):
        part()
    cluster = Cluster(report)
    utilization(work, cluster)
    seen = {}
    for row in report.rows("node_conditions"):
        seen[row["node"]] = row["status"] == "True"
    if not cluster.changing:
        work.put("nodes", len(cluster.places), statistic="count")
        work.put("nodes", sum(seen.get(node, False) for node in cluster.places), statistic="ready")
    else:
        work.cannot("nodes", cluster.changing)
    findings = []
    for key, value in report.figures.items():
        text = ".".join(filter(None, (key[0], key[1], key[4]))) + (
            " of %s %s" % (key[2], key[3]) if key[2] else "")
        if key in work.found:
            expected = work.found[key]
            whole = value == int(value) and key[0] in ("lost_requested", "fragmented")
            tolerance = max(EPSILON * max(1, abs(value)), 0.51 if whole else 0)
            if key[0] == "imbalance":
                tolerance *= 50  # It is worked out from shares in whole millionths.
            if abs(value - expected) > tolerance:
                findings.append("%s: %s is %s, the tables say %s" % (folder, text, value, expected))
            totals["agreed"] += 1
        elif reason(work, key):
            totals["untold"][key[0]] = reason(work, key)
            totals["left"] += 1
        elif value != 0:
            findings.append("%s: %s is %s, the tables say nothing" % (folder, text, value))
    return findings


def main():
    totals = {"agreed": 0, "left": 0, "untold": {}}
    findings = []
    for folder in sys.argv[1:]:
        findings += check(folder, totals)
    for finding in findings:
        print(finding)
    print("%d figures worked out anew, %d differ; %d that the tables do not tell:" % (
        totals["agreed"], len(findings), totals["left"]))
    for metric, why in sorted(totals["untold"].items()):
        print("  %s: %s" % (metric, why))
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
