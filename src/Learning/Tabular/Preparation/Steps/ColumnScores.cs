namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>Scores of columns against a target, from sums over all ranks. NaN for a column that says nothing for want of values.</summary>
static class ColumnScores
{
    public static double[] Of(SelectableColumns columns, Dataset rows, SelectScore score, int bins, Training training)
    {
        if (rows.Classes is null && score != SelectScore.ChiSquared)
        {
            var target = LearningRows.Target(rows);
            return score == SelectScore.FTest ? Regression(columns, rows, target, training)
                : Information(columns, rows, TargetBins(rows, target, bins, training), bins, bins, training);
        }
        var (classes, weights) = LearningRows.Classes(rows, training.Gang);
        return score switch
        {
            SelectScore.FTest => Variance(columns, rows, classes, weights, training),
            SelectScore.ChiSquared => ChiSquared(columns, rows, classes, weights, training),
            _ => Information(columns, rows, classes, weights.Length, bins, training),
        };
    }

    /// <summary>F of a one-way analysis of variance: (SSB / (classes − 1)) / (SSW / (weight − classes)).</summary>
    static double[] Variance(SelectableColumns columns, Dataset rows, int[] classes, double[] weights, Training training)
    {
        var (count, total, present) = (weights.Length, weights.Sum(), weights.Count(weight => weight > 0));
        var means = MeansOf(columns, rows, training);
        var sums = columns.SumsByClass(rows, classes, count, (column, _, value) => value - means[column], training);
        var squares = columns.SumsByClass(rows, classes, count, (column, _, value) => (value - means[column]) * (value - means[column]),
            training);
        return [.. Enumerable.Range(0, columns.Count).Select(column =>
        {
            var (sum, square) = (sums.AsSpan(column * count, count).ToArray(), squares.AsSpan(column * count, count).ToArray().Sum());
            var ofClasses = sum.Zip(weights, (s, weight) => weight > 0 ? s * s / weight : 0).Sum();
            var between = ofClasses - sum.Sum() * sum.Sum() / total;
            return between / (present - 1) / ((square - ofClasses) / (total - present));
        })];
    }

    /// <summary>F of a regression on one column: r² / (1 − r²) · (weight − 2).</summary>
    static double[] Regression(SelectableColumns columns, Dataset rows, double[] target, Training training)
    {
        Span<double> totals = [0, 0, 0];
        for (var i = 0; i < target.Length; i++)
            (totals[0], totals[1]) = (totals[0] + rows.Weight(i), totals[1] + rows.Weight(i) * target[i]);
        training.Gang.AllReduce(totals[..2]);
        var (total, mean) = (totals[0], totals[1] / totals[0]);
        for (var i = 0; i < target.Length; i++) totals[2] += rows.Weight(i) * (target[i] - mean) * (target[i] - mean);
        training.Gang.AllReduce(totals[2..]);
        var spread = totals[2];
        var means = MeansOf(columns, rows, training);
        var one = new int[rows.Rows];
        var sums = columns.SumsByClass(rows, one, 1, (column, _, value) => value - means[column], training);
        var squares = columns.SumsByClass(rows, one, 1, (column, _, value) => (value - means[column]) * (value - means[column]), training);
        var products = columns.SumsByClass(rows, one, 1, (column, row, value) => (value - means[column]) * (target[row] - mean), training);
        return [.. Enumerable.Range(0, columns.Count).Select(column =>
        {
            var r2 = products[column] * products[column] / ((squares[column] - sums[column] * sums[column] / total) * spread);
            return r2 / (1 - r2) * (total - 2);
        })];
    }

    /// <summary>χ² of the sums by class against those expected from the classes' shares.</summary>
    static double[] ChiSquared(SelectableColumns columns, Dataset rows, int[] classes, double[] weights, Training training)
    {
        var (count, total) = (weights.Length, weights.Sum());
        var sums = columns.SumsByClass(rows, classes, count, (_, row, value) => value >= 0
            ? value
            : throw new DatasetException($"row {row} has the value {value}; chi-squared takes none below 0: prepare with min-max"),
                training);
        return [.. Enumerable.Range(0, columns.Count).Select(column =>
        {
            var sum = sums.AsSpan(column * count, count).ToArray();
            var expected = Array.ConvertAll(weights, weight => weight / total * sum.Sum());
            return sum.Sum() == 0 ? double.NaN : sum.Zip(expected, (o, e) => e > 0 ? (o - e) * (o - e) / e : 0).Sum();
        })];
    }

    /// <summary>Σ p(bin, class)·ln(p(bin, class) / (p(bin)·p(class))).</summary>
    static double[] Information(SelectableColumns columns, Dataset rows, int[] classes, int count, int bins, Training training)
    {
        var scores = new double[columns.Count];
        foreach (var (place, column) in columns.Numeric)
        {
            var edges = EdgesOf(ValueCounts.Of(rows, [place], training)[0], bins);
            var joint = new double[(edges.Length + 1) * count];
            var values = rows.Numeric(place);
            for (var row = 0; row < values.Length; row++)
                joint[BinMap.BinOf(edges, values[row]) * count + classes[row]] += rows.Weight(row);
            training.Gang.AllReduce(joint);
            scores[column] = InformationOf(joint, count);
        }
        if (!columns.Sparse.Any()) return scores;
        var all = new double[count];
        for (var row = 0; row < rows.Rows; row++) all[classes[row]] += rows.Weight(row);
        training.Gang.AllReduce(all);
        var present = columns.SumsByClass(rows, classes, count, (_, _, value) => value == 0 ? 0 : 1, training);
        foreach (var (place, first) in columns.Sparse)
        {
            for (var column = first; column < first + rows.Schema[place].Width; column++)
            {
                var ones = present.AsSpan(column * count, count).ToArray();
                scores[column] = InformationOf([.. ones, .. all.Zip(ones, (whole, one) => whole - one)], count);
            }
        }
        return scores;
    }

    static double InformationOf(double[] joint, int count)
    {
        var total = joint.Sum();
        var byClass = new double[count];
        for (var i = 0; i < joint.Length; i++) byClass[i % count] += joint[i];
        var information = 0.0;
        for (var first = 0; first < joint.Length; first += count)
        {
            var bin = joint.AsSpan(first, count);
            var ofBin = 0.0;
            foreach (var weight in bin) ofBin += weight;
            for (var k = 0; k < count; k++)
                if (bin[k] > 0) information += bin[k] / total * Math.Log(bin[k] * total / (ofBin * byClass[k]));
        }
        return information;
    }

    static int[] TargetBins(Dataset rows, double[] target, int bins, Training training)
    {
        var values = Array.ConvertAll(target, value => (float)value);
        var edges = EdgesOf(ValueCounts.Merged(ValueCounts.Of(values, rows.Weights), training), bins);
        return Array.ConvertAll(values, value => BinMap.BinOf(edges, value));
    }

    /// <summary>Each value is a bin where they are few.</summary>
    static float[] EdgesOf(ValueCounts counts, int bins) =>
        counts.Count <= bins ? [.. Enumerable.Range(0, counts.Count).Skip(1).Select(i => (float)counts[i].Value)]
            : BinsOptions.EdgesOf(counts, bins);

    /// <summary>The means of numeric columns; 0 for those of sparse blocks.</summary>
    static double[] MeansOf(SelectableColumns columns, Dataset rows, Training training)
    {
        var means = new double[columns.Count];
        var numeric = columns.Numeric.ToArray();
        foreach (var (moments, (_, column)) in ColumnMoments.Of(rows, [.. numeric.Select(one => one.Place)],
            training).Zip(numeric)) means[column] = moments.Mean;
        return means;
    }
}
