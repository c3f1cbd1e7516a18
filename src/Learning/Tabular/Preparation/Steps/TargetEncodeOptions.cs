using System.ComponentModel.DataAnnotations;
using DistributedML.Numerics;

namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>
/// Replaces the levels of categorical features by the mean of the target of their rows, drawn towards the mean of all rows: (sum +
/// smoothing·mean) / (weight + smoothing). For two classes it is the share of the second; for more, each class has a feature "NAME:CLASS".
/// A missing level, and one that did not occur in training, is the mean of all rows. Training rows are encoded from the rows of other folds
/// only (cross-fitting), so that no row sees its own target; folds are drawn by seed and row number. Weights are taken as they are, so a
/// row of weight 2 is not in two folds. Source: Micci-Barreca, SIGKDD Explorations 3 (2001).
/// </summary>
public sealed record TargetEncodeOptions : StepOptions
{
    /// <summary>Weight of the mean of all rows.</summary>
    [Range(0.0, double.MaxValue)]
    public double Smoothing { get; init; } = 10;

    /// <summary>Folds of the cross-fitting.</summary>
    [Range(2, 100)]
    public int Folds { get; init; } = 5;

    /// <summary>Draws the folds.</summary>
    public long Seed { get; init; }

    internal override FittedStep Fit(Dataset rows, Training training) => FitRows(rows, training).Transformation;

    /// <summary>Fits the step and encodes the training rows.</summary>
    internal FittedRows<FittedStep> FitRows(Dataset rows, Training training)
    {
        var schema = rows.Schema;
        var places = PlacesIn(schema, FeatureType.Categorical);
        var targets = TargetsOf(rows, training);
        var folds = FoldsOf(rows.Rows, training);
        var sums = Array.ConvertAll(places, place => SumsOf(rows, place, targets, folds, training));
        var tables = sums.Select((own, i) => targets.Values.Select((_, k) => TableOf(own, k, without: -1)).ToArray()).ToArray();
        var step = FittedStep.Replace(schema, places, i => targets.Names.Select((suffix, k) =>
            new TableMap(new(schema[places[i]].Name + suffix, FeatureType.Numeric), places[i], tables[i][k])));

        var columns = new List<object>();
        for (var f = 0; f < schema.Count; f++)
        {
            var at = Array.IndexOf(places, f);
            if (at < 0) columns.Add(rows.Column(f));
            else
            {
                var codes = rows.Codes(f);
                for (var k = 0; k < targets.Values.Length; k++)
                {
                    var perFold = Enumerable.Range(0, Folds).Select(fold => TableOf(sums[at], k, fold)).ToArray();
                    columns.Add(Enumerable.Range(0, rows.Rows).Select(row => perFold[folds[row]][codes[row] + 1]).ToArray());
                }
            }
        }
        return new(step, rows.With(step.Outputs, columns));
    }

    static (string[] Names, double[][] Values) TargetsOf(Dataset rows, Training training)
    {
        if (rows.Classes is null && rows.Target is not null) return ([""], [LearningRows.Target(rows)]);
        var (classes, _) = LearningRows.Classes(rows, training.Gang);
        if (rows.ClassNames.Count == 2) return ([""], [Array.ConvertAll(classes, code => (double)code)]);
        return (
            [.. rows.ClassNames.Select(name => $":{name}")],
            [.. Enumerable.Range(0, rows.ClassNames.Count).Select(k => Array.ConvertAll(classes, code => code == k ? 1.0 : 0.0))]);
    }

    /// <summary>The fold of each row by its number among the rows of all ranks.</summary>
    int[] FoldsOf(int rows, Training training)
    {
        var first = training.Gang.AllGather<int>([rows]).Take(training.Gang.Rank).Sum(counts => (long)counts[0]);
        var random = new CounterRandom(Seed);
        return [.. Enumerable.Range(0, rows).Select(row => random.Below(first + row, Folds))];
    }

    /// <summary>By fold and level, missing first: the weight, and the sum of each target.</summary>
    double[,][] SumsOf(Dataset rows, int place, (string[], double[][] Values) targets, int[] folds, Training training)
    {
        training.Cancel.ThrowIfCancellationRequested();
        var (levels, width, codes) = (rows.Schema[place].Levels.Count + 1, targets.Values.Length + 1, rows.Codes(place));
        var flat = new double[Folds * levels * width];
        for (var row = 0; row < codes.Length; row++)
        {
            var at = (folds[row] * levels + codes[row] + 1) * width;
            double weight = rows.Weight(row);
            flat[at] += weight;
            for (var k = 1; k < width; k++) flat[at + k] += weight * targets.Values[k - 1][row];
        }
        training.Gang.AllReduce(flat);
        var sums = new double[Folds, levels][];
        for (var fold = 0; fold < Folds; fold++)
            for (var level = 0; level < levels; level++) sums[fold, level] = flat.AsSpan((fold * levels + level) * width, width).ToArray();
        return sums;
    }

    /// <summary>The encoding of the missing and of each level from all folds but one.</summary>
    float[] TableOf(double[,][] sums, int target, int without)
    {
        var levels = sums.GetLength(1);
        var (weights, totals) = (new double[levels], new double[levels]);
        for (var fold = 0; fold < Folds; fold++)
        {
            if (fold == without) continue;
            for (var level = 0; level < levels; level++)
            {
                weights[level] += sums[fold, level][0];
                totals[level] += sums[fold, level][target + 1];
            }
        }
        var weight = weights.Sum();
        if (weight == 0) return TableOf(sums, target, without: -1);   // all rows are in one fold
        var mean = totals.Sum() / weight;
        var table = new float[levels];
        for (var level = 0; level < levels; level++)
            table[level] = (float)(level == 0 || weights[level] == 0 ? mean
                : (totals[level] + Smoothing * mean) / (weights[level] + Smoothing));
        return table;
    }
}
