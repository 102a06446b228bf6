#!/usr/bin/env python3
"""Loads reports into DuckDB and pandas by columns.json.

Usage: load-reports.py FOLDER... Exit code 1: something does not load.
A library that is not installed is skipped, and said to be.
"""
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
    for finding in findings:
        print(finding)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
