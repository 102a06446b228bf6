#!/usr/bin/env python3
"""Runs the policies of FGD (USENIX ATC 2023) and compares with the published tables.

    reproduce.py WAVETANK LISTS TABLES [SEED ...]

WAVETANK is the program, LISTS the folder of the openb lists, TABLES that of the three
analysis_*_discrete.csv. Every point of every table is compared: equal, or counted as different.
"""
import csv
import pathlib
import shutil
import subprocess
import sys
import tempfile

POLICIES = {
    "02-DotProd": "DotProduct",
    "03-GpuClustering": "GPUClustering",
    "04-GpuPacking": "GPUPackingATC23",
    "05-BestFit": "BestFit",
    "06-FGD": "FragmentationGradient",
}
TABLES = {
    "allo": "allocated_percent",
    "frag": "fragmented_percent",
    "frag_ratio": "ratio_percent",
}
NODES = "openb_node_list_gpu_node.csv"
PODS = "openb_pod_list_default.csv"


def run(wavetank, folder, text, plugin, seed):
    """The rows of fragmentation.csv by percent."""
    scenario = text.replace("name: FragmentationGradient", f"name: {plugin}")
    scenario = scenario.replace("go: 42", f"go: {seed}")
    (folder / "fgd.yaml").write_text(scenario)
    report = folder / "report"
    command = [wavetank, "run", str(folder / "fgd.yaml"), "--quiet", "--no-html"]
    subprocess.run(command + ["--output", str(report)], check=True)
    with open(report / "fragmentation.csv", newline="") as file:
        return {row["arrived_percent"]: row for row in csv.DictReader(file)}


def published(folder):
    """The rows of each table by policy and seed."""
    tables = {}
    for table in TABLES:
        with open(folder / f"analysis_{table}_discrete.csv", newline="") as file:
            for row in csv.DictReader(file):
                tables[table, row["sc_policy"], row["seed"]] = row
    return tables


def main(wavetank, lists, tables, *seeds):
    wavetank = str(pathlib.Path(wavetank).resolve())
    text = (pathlib.Path(__file__).parent / "fgd.yaml").read_text()
    expected = published(pathlib.Path(tables))
    total = different = 0
    print("| policy | seed | figure | at | published | ours | difference | points that differ |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for file in (NODES, PODS):
            shutil.copy(pathlib.Path(lists) / file, folder / file)
        for policy, plugin in POLICIES.items():
            for seed in seeds or ("42", "43", "44"):
                rows = run(wavetank, folder, text, plugin, seed)
                for table, column in TABLES.items():
                    points = expected[table, policy, seed]
                    percents = [key for key in points if key.isdigit()]
                    wrong = [p for p in percents if float(points[p]) != float(rows[p][column])]
                    total += len(percents)
                    different += len(wrong)
                    at = wrong[0] if wrong else "130"
                    theirs, ours = float(points[at]), float(rows[at][column])
                    print(f"| {plugin} | {seed} | {table} | {at} | {theirs} | {ours} | "
                          f"{ours - theirs:g} | {len(wrong)} of {len(percents)} |", flush=True)
    print(f"\n{total - different} of {total} points are equal.")
    return 1 if different else 0


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
