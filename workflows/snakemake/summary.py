"""
Sizes, time and memory of all files, one a line, from what Snakemake measured of each job.
"""

import csv
from pathlib import Path

COLUMNS = ["file", "bytes", "bytes_made", "jobs", "seconds", "longest_seconds", "most_mib"]


def number(text):
    """A number, or 0 for what was too short to be measured."""
    try:
        return float(text)
    except ValueError:
        return 0.0


def measured(folder):
    """The jobs of a file, as Snakemake's tables of one line."""
    for path in sorted(folder.glob("*.tsv")):
        with open(path) as table:
            yield from csv.DictReader(table, delimiter="\t")


def line_of(source, made, jobs):
    seconds = [number(job["s"]) for job in jobs]
    memory = [number(job["max_rss"]) for job in jobs]
    sizes = [Path(source).stat().st_size, made.stat().st_size]
    times = [f"{sum(seconds):.1f}", f"{max(seconds):.1f}", f"{max(memory):.0f}"]
    return [made.name, *sizes, len(jobs), *times]


def main(made_files, output, sources, benchmarks):
    with open(output, "w", newline="") as file:
        table = csv.writer(file, delimiter="\t", lineterminator="\n")
        table.writerow(COLUMNS)
        for made in map(Path, made_files):
            jobs = list(measured(Path(benchmarks) / made.name))
            table.writerow(line_of(sources[made.name], made, jobs))


main(snakemake.input, snakemake.output[0], snakemake.params.sources, snakemake.params.benchmarks)
