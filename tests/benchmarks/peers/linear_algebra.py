"""NumPy's and SciPy's linear algebra as a peer, on one thread: obeys one command a line on its standard input, such as "lu 300 5" for five
repetitions, and answers each with one line of JSON. The time of an answer is the processor time of the library's call alone.

    python3 linear_algebra.py
"""
import json
import os
import sys
import time

os.environ["OPENBLAS_NUM_THREADS"] = "1"

import numpy
import scipy
import scipy.linalg

inputs = {}


def prepare(size):
    random = numpy.random.default_rng(1)
    gaussian = random.standard_normal((size, size))
    return {"gaussian": gaussian, "definite": gaussian @ gaussian.T + numpy.eye(size), "symmetric": gaussian + gaussian.T}


commands = {
    "product": lambda matrices: matrices["gaussian"] @ matrices["symmetric"],
    "cholesky": lambda matrices: scipy.linalg.cholesky(matrices["definite"], lower=True, check_finite=False),
    "lu": lambda matrices: scipy.linalg.lu_factor(matrices["gaussian"], check_finite=False),
    "qr": lambda matrices: scipy.linalg.qr(matrices["gaussian"], mode="economic", check_finite=False),
    "eigen": lambda matrices: scipy.linalg.eigh(matrices["symmetric"], check_finite=False),
    "svd": lambda matrices: scipy.linalg.svd(matrices["gaussian"], full_matrices=False, check_finite=False),
}

print(json.dumps({"version": f"NumPy {numpy.__version__}, SciPy {scipy.__version__}"}), flush=True)
for line in sys.stdin:
    name, size, repetitions = line.split()
    matrices = inputs.setdefault(size, prepare(int(size)))
    started = time.process_time()
    for _ in range(int(repetitions)):
        commands[name](matrices)
    print(json.dumps({"seconds": (time.process_time() - started) / int(repetitions)}), flush=True)
