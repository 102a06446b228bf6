#!/usr/bin/env python3
"""Loads reports into DuckDB and pandas by columns.json, and works the summary out anew.

Usage: load-reports.py FOLDER... Exit code 1: something does not load, or a figure differs.
A library that is not installed is skipped, and said to be.
"""
import csv
import json
import os
import sys

try:
    import duckdb
except ImportError:
    duckdb = None
try:
    import pandas
except ImportError:
    pandas = None

findings = []


def load_duckdb(folder, files):
    connection = duckdb.connect()
    here = os.getcwd()
    os.chdir(folder)
    try:
        connection.execute(open("load.sql", encoding="utf-8").read())
    finally:
        os.chdir(here)
    for name, file in files.items():
        table = name.split(".")[0]
        found = [(row[0], row[1]) for row in connection.execute("DESCRIBE " + table).fetchall()]
        wanted = [(column["name"], column["duckdb"]) for column in file["columns"]]
        if found != wanted:
            findings.append("%s/%s: DuckDB has %s" % (folder, name, found))


def load_pandas(folder, files):
    for name, file in files.items():
        types = {column["name"]: column["pandas"] for column in file["columns"]}
        frame = pandas.read_csv(os.path.join(folder, name), dtype=types, keep_default_na=False,
                                na_values={column: [""] for column in types})
        found = {column: str(frame[column].dtype).lower() for column in frame.columns}
        if found != {column: kind.lower() for column, kind in types.items()}:
            findings.append("%s/%s: pandas has %s" % (folder, name, found))


def rows(folder, name):
    with open(os.path.join(folder, name), newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def rank(values, numerator, denominator):
    place = -(-len(values) * numerator // denominator)
    return values[max(1, place) - 1]


class Summary:
    """The figures of summary.csv, each of which is compared once with another way to it."""

    def __init__(self, folder):
        self.folder = folder
        self.figures = {}
        for row in rows(folder, "summary.csv"):
            name = ".".join(filter(None, (row["metric"], row["resource"], row["statistic"])))
            self.figures[name, row["scope"], row["name"]] = float(row["value"])

    def check(self, name, value, scope="", of="", tolerance=2e-6):
        found = self.figures.get((name, scope, of))
        if found is None or value is None:
            if found is not None:
                findings.append("%s: %s is %s, found nothing" % (self.folder, name, found))
            return
        if abs(found - value) > tolerance * max(1, abs(value)):
            findings.append("%s: %s is %s, expected %s" % (self.folder, name, found, value))


def recompute(folder):
    summary = Summary(folder)
    end = summary.figures["run.end_seconds", "", ""]
    pods = rows(folder, "pods.csv")
    check_pods(summary, pods)
    check_latencies(summary, pods, end)
    check_deletions(summary, folder, pods)
    attempts = rows(folder, "scheduling.csv")
    summary.check("scheduling.attempts", len(attempts))
    for result, name in (("unschedulable", "unschedulable_attempts"), ("error", "error_attempts")):
        summary.check("scheduling." + name, sum(a["result"] == result for a in attempts))
    check_services(summary, folder, end)


def check_pods(summary, pods):
    states = ["pending", "running", "succeeded", "failed", "terminating", "deleted"]
    counts = dict.fromkeys(states, 0)
    for pod in pods:
        if pod["deleted_seconds"]:
            counts["deleted"] += 1
        elif pod["deletion_requested_seconds"]:
            counts["terminating"] += 1
        else:
            counts[pod["phase"].lower()] += 1
    summary.check("pods.created", len(pods))
    summary.check("pods.scheduled", sum(bool(pod["scheduled_seconds"]) for pod in pods))
    summary.check("pods.restarts", sum(int(pod["restarts"]) for pod in pods))
    for name, count in counts.items():
        summary.check("pods." + name, count)


def check_latencies(summary, pods, end):
    """The stages whose two ends are columns of pods.csv."""
    stages = {
        "queue_wait": ("created_seconds", "first_attempt_seconds", False),
        "scheduling": ("created_seconds", "scheduled_seconds", False),
        "startup": ("created_seconds", "started_seconds", True),
        "ready": ("created_seconds", "ready_seconds", True),
    }
    for stage, (first, last, is_bound) in stages.items():
        values, waiting = [], 0
        for pod in pods:
            is_active = not (pod["deletion_requested_seconds"] or pod["deleted_seconds"]
                             or pod["phase"] in ("Succeeded", "Failed"))
            if pod[last]:
                if float(pod[last]) >= float(pod[first]):
                    values.append(float(pod[last]) - float(pod[first]))
            elif is_active and (is_bound or not pod["node"]):
                values.append(end - float(pod[first]))
                waiting += 1
        if not values:
            continue
        values.sort()
        summary.check(stage + ".count", len(values) - waiting)
        summary.check(stage + ".waiting", waiting)
        summary.check(stage + ".mean_seconds", sum(values) / len(values))
        summary.check(stage + ".min_seconds", values[0])
        summary.check(stage + ".max_seconds", values[-1])
        for name, level in (("p50", (50, 100)), ("p90", (90, 100)), ("p95", (95, 100)),
                            ("p99", (99, 100)), ("p999", (999, 1000))):
            summary.check("%s.%s_seconds" % (stage, name), rank(values, *level))


def check_deletions(summary, folder, pods):
    evictions = rows(folder, "evictions.csv")
    causes = {}
    for row in evictions:
        causes[row["cause"]] = causes.get(row["cause"], 0) + 1
    summary.check("evictions.total", len(evictions))
    for cause, count in causes.items():
        summary.check("evictions." + cause, count)
    asked = sum(bool(pod["deletion_cause"]) for pod in pods)
    summary.check("deletions.total", asked - len(evictions))


def check_services(summary, folder, end):
    services, removed = {}, {}
    for row in rows(folder, "services.csv"):
        of = row["namespace"] + "/" + row["service"]
        services.setdefault(of, []).append(row)
    for of, changes in services.items():
        stale = 0
        for row, following in zip(changes, changes[1:] + [{"time_seconds": end}]):
            if int(row["stale_endpoints"]) > 0:
                stale += float(following["time_seconds"]) - float(row["time_seconds"])
        summary.check("seconds_with_stale_endpoint", stale, "service", of)


def main():
    for name, library in (("DuckDB", duckdb), ("pandas", pandas)):
        if library is None:
            print("skipped: %s is not installed" % name)
    for folder in sys.argv[1:]:
        with open(os.path.join(folder, "columns.json"), encoding="utf-8") as file:
            files = json.load(file)["files"]
        if duckdb:
            load_duckdb(folder, files)
        if pandas:
            load_pandas(folder, files)
        recompute(folder)
    for finding in findings:
        print(finding)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
