"""Scores of scikit-learn on tables whose human rows hold labelled anomalies; everything is fitted on synthetic.

    python bench/peers/cases_quality.py ../shared/data/outliers

Prints one JSON line a set: AUROC and average precision of the ratio of nearest-neighbour distances
(synthetic over human), of IsolationForest and of LocalOutlierFactor (novelty), on z-scored columns.
"""

import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.ensemble import IsolationForest
from sklearn.metrics import average_precision_score, roc_auc_score
from sklearn.neighbors import LocalOutlierFactor, NearestNeighbors


def scores(human: np.ndarray, synthetic: np.ndarray) -> dict[str, np.ndarray]:
    to_synthetic = NearestNeighbors(n_neighbors=5).fit(synthetic).kneighbors(human)[0]
    to_human = NearestNeighbors(n_neighbors=6).fit(human).kneighbors(human)[0][:, 1:]
    forest = IsolationForest(n_estimators=200, random_state=1, n_jobs=2).fit(synthetic)
    local = LocalOutlierFactor(n_neighbors=20, novelty=True).fit(synthetic)
    return {
        "knn_ratio_1": to_synthetic[:, 0] / (to_human[:, 0] + 1e-9),
        "knn_ratio_5": to_synthetic.mean(axis=1) / (to_human.mean(axis=1) + 1e-9),
        "isolation_forest": -forest.score_samples(human),
        "lof": -local.score_samples(human),
    }


def main(folder: Path) -> None:
    for case in sorted(path for path in folder.iterdir() if path.is_dir()):
        human = pd.read_parquet(case / "human.parquet").to_numpy(float)
        synthetic = pd.read_parquet(case / "synthetic.parquet").to_numpy(float)
        scale = human.std(axis=0)
        scale[scale == 0] = 1
        truth = np.zeros(len(human), dtype=int)
        truth[json.loads((case / "truth.json").read_text())["outlier_row_ids"]] = 1
        found = scores((human - human.mean(axis=0)) / scale, (synthetic - human.mean(axis=0)) / scale)
        figures = {
            name: [round(roc_auc_score(truth, score), 4), round(average_precision_score(truth, score), 4)]
            for name, score in found.items()
        }
        print(json.dumps({"case": case.name, **figures}), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
