namespace DistributedML.Learning.Tabular.Metrics;

/// <summary>
/// All metrics of a classifier in one pass. The predicted class is the most probable one. For two classes the one of code 1 is positive;
/// for more, curves are kept for each class against all others. Memory: 24 bytes for each distinct probability of the positive class, or
/// of every class.
/// </summary>
public sealed class ClassificationReport : ISummary<ClassificationReport, ProbabilityRow, ClassificationScores>
{
    readonly ConfusionSummary _confusion;
    readonly ProbabilityLosses _losses;
    readonly CalibrationSummary _calibration;
    readonly ScoreTally[] _tallies;

    /// <summary>A report of no rows.</summary>
    /// <param name="classes">Number of classes; at least 2.</param>
    /// <param name="topK">How many of the most probable classes count as a hit of the top-k accuracy; at least 1.</param>
    /// <param name="bins">Number of bins of the calibration curve; at least 1.</param>
    public ClassificationReport(int classes, int topK = 2, int bins = 10)
        : this(new ConfusionSummary(classes), new ProbabilityLosses(classes, topK), new CalibrationSummary(bins),
              [.. Enumerable.Range(0, classes == 2 ? 1 : classes).Select(_ => new ScoreTally())])
    {
    }

    ClassificationReport(ConfusionSummary confusion, ProbabilityLosses losses, CalibrationSummary calibration, ScoreTally[] tallies) =>
        (_confusion, _losses, _calibration, _tallies) = (confusion, losses, calibration, tallies);

    /// <summary>Number of classes.</summary>
    public int Classes => _losses.Classes;

    /// <summary>Predicts the rows and measures the predictions. Classes are matched by their names.</summary>
    /// <exception cref="DatasetException">
    /// The table has no classes, a row's class is one that the model does not know, or the model refuses the rows.
    /// </exception>
    public static ClassificationReport Of(IClassifier model, Dataset rows, int topK = 2, int bins = 10)
    {
        var classes = rows.Classes ?? throw new DatasetException("the table has no target of classes; name a column of classes as target");
        var known = model.ClassNames.ToList();
        var codes = rows.ClassNames.Select(name => known.IndexOf(name)).ToArray();
        var (report, count) = (new ClassificationReport(known.Count, topK, bins), known.Count);
        var probabilities = new double[checked(rows.Rows * count)];
        model.Predict(rows, probabilities);
        for (var i = 0; i < classes.Length; i++)
        {
            var code = (uint)classes[i] < (uint)codes.Length ? codes[classes[i]] : -1;
            if (code < 0)
                throw new DatasetException($"row {i}: the class is {NameOf(rows, classes[i])}; the model knows {string.Join(", ", known)}");
            report.Add(new(code, probabilities.AsMemory(i * count, count), rows.Weight(i)));
        }
        return report;
    }

    /// <inheritdoc/>
    /// <exception cref="DatasetException">The class, a probability, their number or the weight is out of range.</exception>
    public void Add(ProbabilityRow row)
    {
        _losses.Add(row);
        var predicted = row.Predicted;
        var probabilities = row.Probabilities.Span;
        _confusion.Add(new(row.Class, predicted, row.Weight));
        _calibration.Add(Classes == 2
            ? new(row.Class == 1, probabilities[1], row.Weight)
            : new(row.Class == predicted, probabilities[predicted], row.Weight));
        if (Classes == 2) _tallies[0].Add(new(row.Class == 1, probabilities[1], row.Weight));
        else
            for (var i = 0; i < _tallies.Length; i++) _tallies[i].Add(new(row.Class == i, probabilities[i], row.Weight));
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The other report has other classes, another k or other bins.</exception>
    public void Merge(ClassificationReport other)
    {
        _losses.Merge(other._losses);
        _confusion.Merge(other._confusion);
        _calibration.Merge(other._calibration);
        for (var i = 0; i < _tallies.Length; i++) _tallies[i].Merge(other._tallies[i]);
    }

    /// <inheritdoc/>
    public ClassificationScores Result() =>
        new(_confusion.Result(), _losses.Result(), _losses.TopK, _calibration.Result(), [.. _tallies.Select(tally => tally.Result())]);

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        _confusion.Write(writer);
        _losses.Write(writer);
        _calibration.Write(writer);
        foreach (var tally in _tallies) tally.Write(writer);
    }

    /// <inheritdoc/>
    public static ClassificationReport Read(BinaryReader reader)
    {
        var (confusion, losses) = (ConfusionSummary.Read(reader), ProbabilityLosses.Read(reader));
        var calibration = CalibrationSummary.Read(reader);
        if (confusion.Classes != losses.Classes)
            throw new InvalidDataException($"a report has {confusion.Classes} and {losses.Classes} classes");
        var tallies = new ScoreTally[losses.Classes == 2 ? 1 : losses.Classes];
        for (var i = 0; i < tallies.Length; i++) tallies[i] = ScoreTally.Read(reader);
        return new(confusion, losses, calibration, tallies);
    }

    static string NameOf(Dataset rows, int @class) =>
        (uint)@class < (uint)rows.ClassNames.Count ? $"'{rows.ClassNames[@class]}'" : $"missing (code {@class})";
}
