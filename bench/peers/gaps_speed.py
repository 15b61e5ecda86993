"""Runs a peer on the tables that `npm run bench:speed -- ROWS COLUMNS PYTHON` generates, in the same run.

    pip install pysubgroup divexplorer "pyarrow<18"
    python bench/peers/gaps_speed.py FOLDER pysubgroup|divexplorer CPU_SECONDS

Numbers are cut into ten bins of equal human share, the same for both peers; the target is "human". pysubgroup: beam
search by weighted relative accuracy, to three conditions. DivExplorer: patterns of at least 0.3 % of the rows, by
divergence of the share of human rows, without those that a shorter one explains. Prints seconds of CPU
without reading, and how many planted holes are among the first ten (Jaccard index of human rows of at least 0.5).
"""

import json
import resource
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd

FIRST = 10


def read(folder: Path) -> pd.DataFrame:
    tables = {role: pd.read_parquet(folder / f"{role}.parquet") for role in ("human", "synthetic")}
    table = pd.concat(tables.values(), ignore_index=True)
    for name in table.columns:
        table[name] = (table[name] // 100 if name.startswith("n") else table[name]).astype(str)
    table["is_human"] = np.arange(len(table)) < len(tables["human"])
    return table


def by_pysubgroup(table: pd.DataFrame) -> list[dict[str, str]]:
    import pysubgroup as ps

    target = ps.BinaryTarget("is_human", True)
    selectors = ps.create_nominal_selectors(table, ignore=["is_human"])
    task = ps.SubgroupDiscoveryTask(table, target, selectors, result_set_size=FIRST, depth=3, qf=ps.WRAccQF())
    found = ps.BeamSearch(beam_width=50).execute(task).to_descriptions()
    return [{s.attribute_name: s.attribute_value for s in rule[1].selectors} for rule in found]


def by_divexplorer(table: pd.DataFrame) -> list[dict[str, str]]:
    from divexplorer import DivergenceExplorer, DivergencePatternProcessor

    patterns = DivergenceExplorer(table).get_pattern_divergence(
        min_support=0.003, boolean_outcomes=["is_human"], show_coincise=False
    )
    found = DivergencePatternProcessor(patterns, "is_human").get_patterns(th_redundancy=0.01)
    return [dict(item.split("=", 1) for item in pattern) for pattern in found["itemset"][:FIRST]]


def recall(table: pd.DataFrame, found: list[dict[str, str]], holes: list[str]) -> int:
    human = table[table["is_human"]].drop(columns="is_human")
    numbers = human.apply(lambda column: column.astype(int) * 100 if column.name.startswith("n") else column)
    rows = [np.logical_and.reduce([human[name] == value for name, value in rule.items()]) for rule in found]
    hits = 0
    for hole in holes:
        truth = numbers.eval(hole.replace(" AND ", " and ").replace(" = ", " == ")).to_numpy()
        overlaps = [(truth & mask).sum() / (truth | mask).sum() for mask in map(np.asarray, rows)]
        hits += max(overlaps, default=0) >= 0.5
    return hits


def main(folder: Path, peer: str, limit: int) -> None:
    table = read(folder)
    holes = json.loads((folder / "holes.json").read_text())
    begin = time.process_time()
    resource.setrlimit(resource.RLIMIT_CPU, (int(begin) + limit, int(begin) + limit))
    found = {"pysubgroup": by_pysubgroup, "divexplorer": by_divexplorer}[peer](table)
    cpu = time.process_time() - begin
    print(f"{cpu:.1f} s of CPU, {recall(table, found, holes)} of {len(holes)} holes in the first ten")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
