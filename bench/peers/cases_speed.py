"""Times scikit-learn on the rows that `npm run bench:cases -- DATA FOLDER` leaves in FOLDER.

    python bench/peers/cases_speed.py FOLDER

Nearest synthetic row of every human row by NearestNeighbors (its own choice of method, two threads), and
IsolationForest fitted on synthetic and asked for every human row.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from sklearn.ensemble import IsolationForest
from sklearn.neighbors import NearestNeighbors

COLUMNS = 20


def report(name: str, work: Callable[[], object]) -> None:
    begin, begin_cpu = time.perf_counter(), time.process_time()
    work()
    cpu, clock = time.process_time() - begin_cpu, time.perf_counter() - begin
    print(f"{name}: {cpu:.1f} s of CPU over all threads, {clock:.1f} s by the clock", flush=True)


def main(folder: Path) -> None:
    human, synthetic = (
        np.fromfile(folder / f"{role}.f32", dtype=np.float32).reshape(-1, COLUMNS)
        for role in ("human", "synthetic")
    )
    nearest = NearestNeighbors(n_neighbors=1, n_jobs=2)
    report("NearestNeighbors", lambda: nearest.fit(synthetic).kneighbors(human))
    forest = IsolationForest(n_estimators=200, random_state=1)
    report("IsolationForest", lambda: forest.fit(synthetic).score_samples(human))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
