#!/usr/bin/env python3
"""Runs Batsim's workload medium_late under two policies and compares with the published schedules.

    reproduce.py WAVETANK WORKLOAD SCHEDULES

WAVETANK is the program, WORKLOAD the file medium_late.json, SCHEDULES the folder that has
easy/out_jobs.csv and conservative/out_jobs.csv. Of every job the start, the end and the set of
machines are compared: equal, or counted as different. Every transcript is replayed, too.
"""
import csv
import filecmp
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
POLICIES = HERE.parent.parent.parent / "Scenarios" / "policies"
FIGURES = ["start", "end", "machines"]


def machines(text):
    """The numbers in `0-3 7`."""
    numbers = set()
    for part in text.split():
        first, _, last = part.partition("-")
        numbers.update(range(int(first), int(last or first) + 1))
    return numbers


def ours(report):
    """By job: its starts, its ends and its machines, each a set."""
    jobs = {}
    with open(report / "pods.csv", newline="") as file:
        for row in csv.DictReader(file):
            job = jobs.setdefault(row["pod"].split("-")[1], (set(), set(), set()))
            job[0].add(row["started_seconds"])
            job[1].add(row["finished_seconds"])
            job[2].add(int(row["node"].split("-")[1]))
    return jobs


def published(path):
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            found = ({row["starting_time"]}, {row["finish_time"]},
                     machines(row["allocated_resources"]))
            yield row["job_id"], found


def run(wavetank, folder, policy):
    text = (HERE / "batsim.yaml").read_text()
    text = text.replace("../../../Scenarios/policies/easy.py", str(POLICIES / f"{policy}.py"))
    (folder / "batsim.yaml").write_text(text)
    command = [wavetank, "run", "batsim.yaml", "--quiet", "--no-html"]
    subprocess.run(command + ["--allow-policy", "-o", policy], check=True, cwd=folder)
    transcript = f"{policy}/policy.jsonl"
    subprocess.run(command + ["--replay", transcript, "-o", "again"], check=True, cwd=folder)
    names = [path.name for path in (folder / policy).iterdir()]
    _, different, missing = filecmp.cmpfiles(folder / policy, folder / "again", names, False)
    return ours(folder / policy), not different and not missing


def main(wavetank, workload, schedules):
    wavetank = str(pathlib.Path(wavetank).resolve())
    isEqual = True
    print("| policy | figure | jobs | published | ours | jobs that differ |")
    print("| --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        shutil.copy(workload, folder / "medium_late.json")
        for policy in ["easy", "conservative"]:
            found, isRepeated = run(wavetank, folder, policy)
            expected = list(published(pathlib.Path(schedules) / policy / "out_jobs.csv"))
            for place, figure in enumerate(FIGURES):
                different = [job for job, row in expected if found[job][place] != row[place]]
                last = max(expected, key=lambda row: float(max(row[1][1])))
                show = lambda values: " ".join(str(value) for value in sorted(values))
                print(f"| {policy} | {figure} of job {last[0]} | {len(expected)} "
                      f"| {show(last[1][place])} | {show(found[last[0]][place])} "
                      f"| {len(different)} |")
                isEqual = isEqual and not different
            isEqual = isEqual and isRepeated and len(found) == len(expected)
            print(f"| {policy} | replay of the transcript | {len(expected)} | | "
                  f"{'equal to the byte' if isRepeated else 'different'} | |")
    return 0 if isEqual else 1


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
