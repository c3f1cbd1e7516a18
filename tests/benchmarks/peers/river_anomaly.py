"""River's anomaly detectors, one for each key, on the generated gift shop: prints a row of Markdown for each with precision and recall.

    python3 river_anomaly.py PEERS events.csv truth.json --amount-alerts 70 --count-alerts 80

PEERS holds site-packages/river. events.csv has the columns key, time and amount, ordered by time; truth.json is the generator's. Each detector sees an event, or a day's
number of events, before it learns it. Its threshold is chosen with hindsight such that it raises as many alerts as asked; a run of days counts as one alert, on its first day.
An alert hits the anomaly of its key in whose window, lengthened by the tolerance, it lies; further alerts there are neither hits nor false.
"""
import argparse
import collections
import csv
import datetime
import json
import math
import os
import sys

parser = argparse.ArgumentParser()
parser.add_argument("peers")
parser.add_argument("events")
parser.add_argument("truth")
parser.add_argument("--amount-alerts", type=int, required=True)
parser.add_argument("--count-alerts", type=int, required=True)
parser.add_argument("--tolerance-hours", type=float, default=48)
options = parser.parse_args()

packages = os.path.join(options.peers, "site-packages")
if not os.path.isdir(os.path.join(packages, "river")):
    sys.exit(f"river is absent: no site-packages/river in '{options.peers}'; name the folder of the established libraries")
sys.path.insert(0, packages)

import river
from river import anomaly, stats, time_series

WARM_UP_EVENTS, WARM_UP_DAYS = 20, 18
TOLERANCE = datetime.timedelta(hours=options.tolerance_hours)

with open(options.events, newline="") as file:
    events = [(row["key"], datetime.datetime.fromisoformat(row["time"]), float(row["amount"])) for row in csv.DictReader(file)]
with open(options.truth) as file:
    truth = [(known["kind"], known["key"], datetime.datetime.fromisoformat(known["from"]), datetime.datetime.fromisoformat(known["to"]))
             for known in json.load(file)["anomalies"]]


def report(what, name, alerts, kinds):
    known = {key: (begin, end + TOLERANCE) for kind, key, begin, end in truth if kind in kinds}  # at most one a key
    found, false = set(), 0
    for key, time in alerts:
        if key in known and known[key][0] <= time <= known[key][1]:
            found.add(key)
        else:
            false += 1
    precision, recall = len(found) / max(1, len(found) + false), len(found) / len(known)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"| {what} | river {river.__version__}: {name} | {len(alerts)} | {precision:.3f} | {recall:.3f} | {f1:.3f} |", flush=True)


class Univariate:
    """A detector of one number."""

    def __init__(self, detector):
        self.detector = detector

    def score(self, value, position):
        return self.detector.score_one(None, value)

    def learn(self, value, position):
        self.detector.learn_one(None, value)


class Forecast:
    """The distance from a forecast, in standard deviations of its past errors."""

    def __init__(self, model):
        self.model, self.errors = model, stats.Var()

    def _error(self, value):
        try:
            return value - self.model.forecast(horizon=1)[0]
        except (IndexError, TypeError, ZeroDivisionError):  # too young to forecast
            return 0.0

    def score(self, value, position):
        return abs(self._error(value)) / (math.sqrt(self.errors.get()) + 0.5)

    def learn(self, value, position):
        self.errors.update(self._error(value))
        self.model.learn_one(value)


class Trees:
    """Half-space trees over the number and the hour."""

    def __init__(self):
        self.detector = anomaly.HalfSpaceTrees(n_trees=5, height=6, window_size=50, limits={"value": (-8, 16), "position": (0, 24)}, seed=1)

    def score(self, value, position):
        return self.detector.score_one({"value": value, "position": position})

    def learn(self, value, position):
        self.detector.learn_one({"value": value, "position": position})


class Filtered:
    """A quantile of the key's own scores as threshold; anomalies do not teach."""

    def __init__(self):
        self.filter = anomaly.QuantileFilter(anomaly.GaussianScorer(grace_period=WARM_UP_EVENTS), q=0.999)

    def score(self, value, position):
        return 1.0 if self.filter.classify(self.filter.score_one(None, value)) else 0.0

    def learn(self, value, position):
        self.filter.learn_one(None, value)


def scores(values, make, warm_up):
    """(score, key, time) of each of (key, time, value, position), in order of time."""
    detectors, seen = {}, collections.Counter()
    for key, time, value, position in values:
        detector = detectors.get(key)
        if detector is None:
            detector = detectors[key] = make()
        if seen[key] >= warm_up:
            yield detector.score(value, position), key, time
        detector.learn(value, position)
        seen[key] += 1


def amounts():
    values = [(key, time, math.log(abs(amount)), time.hour) for key, time, amount in events if amount != 0]
    for name, make in [
        ("GaussianScorer of ln amount", lambda: Univariate(anomaly.GaussianScorer(grace_period=WARM_UP_EVENTS))),
        ("HalfSpaceTrees of ln amount and hour", Trees),
    ]:
        best = sorted(scores(values, make, WARM_UP_EVENTS), key=lambda score: -score[0])[:options.amount_alerts]
        report("amounts", name, [(key, time) for _, key, time in best], ["amount"])
    alerts = [(key, time) for score, key, time in scores(values, Filtered, WARM_UP_EVENTS) if score > 0]
    report("amounts", "QuantileFilter(GaussianScorer, q=0.999), own number of alerts", alerts, ["amount"])


def counts():
    days = sorted({time.date() for _, time, _ in events})
    number = collections.Counter((key, time.date()) for key, time, _ in events)
    first = {}
    for key, time, _ in events:
        first.setdefault(key, time.date())
    order = {day: index for index, day in enumerate(days)}
    values = [(key, day, number[key, day], day.weekday()) for day in days for key in first if first[key] <= day]
    for name, make in [
        ("GaussianScorer of a day's events", lambda: Univariate(anomaly.GaussianScorer(grace_period=WARM_UP_DAYS))),
        ("HoltWinters of a day's events", lambda: Forecast(time_series.HoltWinters(alpha=0.1, beta=0.01))),
    ]:
        chosen, starts = set(), 0
        for score, key, day in sorted(scores(values, make, WARM_UP_DAYS), key=lambda score: -score[0]):
            around = ((key, order[day] - 1) in chosen) + ((key, order[day] + 1) in chosen)
            if starts + 1 - around > options.count_alerts:
                break
            starts += 1 - around
            chosen.add((key, order[day]))
        midnight = datetime.time()
        alerts = [(key, datetime.datetime.combine(days[day], midnight) + datetime.timedelta(days=1)) for key, day in chosen if (key, day - 1) not in chosen]
        report("counts", name, alerts, ["burst", "silence"])


counts()
amounts()
