"""scikit-learn as a peer: reads a table once, then obeys one command a line on its standard input and answers each with one line of JSON.

    python3 scikit_learn_tabular.py FOLDER ROWS COLUMNS --clusters 20 --threads 2

FOLDER holds x.bin (float32, column by column) and y.bin (int32), little-endian. Commands: logistic, kmeans. The time of an answer is that of fit alone,
on float64 for logistic regression, as its users have it, and on float32 for k-means, which is its faster way.
"""
import argparse
import json
import os
import sys
import time

parser = argparse.ArgumentParser()
parser.add_argument("folder")
parser.add_argument("rows", type=int)
parser.add_argument("columns", type=int)
parser.add_argument("--clusters", type=int, default=20)
parser.add_argument("--threads", type=int, default=2)
options = parser.parse_args()
os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = str(options.threads)

import numpy
import sklearn
from sklearn.cluster import KMeans
from sklearn.linear_model import LogisticRegression

single = numpy.ascontiguousarray(
    numpy.fromfile(os.path.join(options.folder, "x.bin"), dtype="<f4").reshape(options.columns, options.rows).T)
double = single.astype(numpy.float64)
y = numpy.fromfile(os.path.join(options.folder, "y.bin"), dtype="<i4")


def logistic():
    model = LogisticRegression(C=1.0, solver="lbfgs")
    started = time.perf_counter()
    model.fit(double, y)
    seconds = time.perf_counter() - started
    margins = double @ model.coef_[0] + model.intercept_[0]
    loss = (numpy.logaddexp(0, margins) - y * margins).sum() + 0.5 * (model.coef_ ** 2).sum()
    return {"seconds": seconds, "value": loss / options.rows, "iterations": int(model.n_iter_[0])}


def kmeans():
    model = KMeans(options.clusters, n_init=1, random_state=1)
    started = time.perf_counter()
    model.fit(single)
    seconds = time.perf_counter() - started
    return {"seconds": seconds, "value": float(model.inertia_) / options.rows, "iterations": int(model.n_iter_)}


print(json.dumps({"version": sklearn.__version__}), flush=True)
for line in sys.stdin:
    print(json.dumps({"logistic": logistic, "kmeans": kmeans}[line.strip()]()), flush=True)
