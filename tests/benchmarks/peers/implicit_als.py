"""Implicit's ALS as a peer: reads the matrix once, then obeys one command a line on its standard input and answers each with one line of JSON.

    python3 implicit_als.py FOLDER USERS ITEMS --factors 64 --iterations 15 --regularization 10 --threads 2

FOLDER holds train.bin (int32 user, int32 item, float32 confidence) and test.bin (int32 user, int32 item), little-endian. Commands: fit, topn, ndcg.
The time of an answer is that of the library's call alone.
"""
import argparse
import json
import os
import sys
import time

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # implicit asks for it: its own threads do the work

import numpy
import scipy.sparse
import implicit
from implicit.cpu.als import AlternatingLeastSquares

parser = argparse.ArgumentParser()
parser.add_argument("folder")
parser.add_argument("users", type=int)
parser.add_argument("items", type=int)
parser.add_argument("--factors", type=int, default=64)
parser.add_argument("--iterations", type=int, default=15)
parser.add_argument("--regularization", type=float, default=10)
parser.add_argument("--threads", type=int, default=2)
options = parser.parse_args()

train = numpy.fromfile(
    os.path.join(options.folder, "train.bin"), dtype=[("user", "<i4"), ("item", "<i4"), ("confidence", "<f4")])
test = numpy.fromfile(os.path.join(options.folder, "test.bin"), dtype=[("user", "<i4"), ("item", "<i4")])
matrix = scipy.sparse.csr_matrix(
    (train["confidence"], (train["user"], train["item"])), shape=(options.users, options.items))
model = None


def fit():
    global model
    model = AlternatingLeastSquares(
        factors=options.factors, iterations=options.iterations, regularization=options.regularization, alpha=1.0,
        num_threads=options.threads, random_state=1)
    started = time.perf_counter()
    model.fit(matrix, show_progress=False)
    return {"seconds": time.perf_counter() - started}


def topn():
    started = time.perf_counter()
    model.recommend(numpy.arange(options.users), matrix, N=10, filter_already_liked_items=True)
    return {"seconds": time.perf_counter() - started}


def ndcg():
    relevant = {}
    for user, item in test:
        relevant.setdefault(int(user), set()).add(int(item))
    users = numpy.array(sorted(relevant))
    rankings, _ = model.recommend(users, matrix[users], N=10, filter_already_liked_items=True)
    discounts = 1 / numpy.log2(numpy.arange(2, 12))
    gains = [sum(discounts[rank] for rank, item in enumerate(ranking) if item in relevant[user])
             / discounts[:min(10, len(relevant[user]))].sum() for user, ranking in zip(users, rankings)]
    return {"ndcg": float(numpy.mean(gains)), "users": len(users)}


print(json.dumps({"version": implicit.__version__, "interactions": int(matrix.nnz)}), flush=True)
for line in sys.stdin:
    print(json.dumps({"fit": fit, "topn": topn, "ndcg": ndcg}[line.strip()]()), flush=True)
