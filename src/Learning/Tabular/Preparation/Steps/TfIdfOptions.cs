using System.ComponentModel.DataAnnotations;

namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>
/// Turns texts into sparse blocks of terms: a term's count in the text times ln((1 + texts) / (1 + texts that have it)) + 1, each row
/// scaled to length 1. A term is one word or several in a row; words are runs of letters, digits and underscores. Words unknown from
/// training add nothing; a missing text is an empty one. Weights count as repetition. Memory grows with the number of different terms.
/// Source: Salton and Buckley, Information Processing and Management 24 (1988); the formula with 1 added is scikit-learn's.
/// </summary>
public sealed record TfIdfOptions : StepOptions
{
    /// <summary>Words of a term at least.</summary>
    [Range(1, 5)]
    public int MinWords { get; init; } = 1;

    /// <summary>Words of a term at most.</summary>
    [Range(1, 5)]
    public int MaxWords { get; init; } = 1;

    /// <summary>Characters of a word at least.</summary>
    [Range(1, 100)]
    public int MinLength { get; init; } = 2;

    /// <summary>Whether capitals are the same as small letters.</summary>
    public bool Lowercase { get; init; } = true;

    /// <summary>Texts that a term stands in at least.</summary>
    [Range(1, int.MaxValue)]
    public int MinTexts { get; init; } = 1;

    /// <summary>The part of the texts that a term stands in at most.</summary>
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double MaxShare { get; init; } = 1;

    /// <summary>How many terms are kept, those that occur most; of equal ones the first in order of character codes.</summary>
    [Range(1, 1 << 24)]
    public int MaxTerms { get; init; } = 50_000;

    /// <summary>Whether a count n becomes 1 + ln n.</summary>
    public bool Sublinear { get; init; }

    /// <summary>Whether each row is scaled to length 1.</summary>
    public bool Normalise { get; init; } = true;

    /// <summary>Whether terms that stand in fewer texts weigh more.</summary>
    public bool InverseFrequency { get; init; } = true;

    /// <inheritdoc/>
    public override IEnumerable<OptionError> Check() =>
        MaxWords >= MinWords ? base.Check() : [.. base.Check(), new(nameof(MaxWords), MaxWords, $"at least MinWords, {MinWords}")];

    internal override FittedStep Fit(Dataset rows, Training training)
    {
        var places = PlacesIn(rows.Schema, FeatureType.Text);
        var texts = LearningRows.TotalWeight(rows, training.Gang);
        var shape = new TermShape(MinWords, MaxWords, MinLength, Lowercase, Sublinear, Normalise);
        var maps = Array.ConvertAll(places, place =>
        {
            var counts = new TermCounts();
            var column = rows.Texts(place);
            for (var i = 0; i < column.Length; i++)
            {
                if (i % 4096 == 0) training.Cancel.ThrowIfCancellationRequested();
                if (column[i] is { } text) counts.Add(text, rows.Weight(i), shape);
            }
            return Map(rows.Schema[place], place, shape, counts.Merged(training), texts);
        });
        return FittedStep.Replace(rows.Schema, places, i => [maps[i]]);
    }

    TermMap Map(Feature feature, int place, TermShape shape, TermCounts counts, double texts)
    {
        string[] terms = [.. counts.Terms
            .Where(term => term.Value.Texts >= MinTexts && term.Value.Texts <= MaxShare * texts)
            .OrderByDescending(term => term.Value.All).ThenBy(term => term.Key, StringComparer.Ordinal)
            .Take(MaxTerms).Select(term => term.Key).Order(StringComparer.Ordinal)];
        if (terms.Length == 0)
            throw new DatasetException($"feature '{feature.Name}' has no term between MinTexts and MaxShare; leave the feature out");
        var weights = Array.ConvertAll(terms, term => InverseFrequency
            ? (float)(Math.Log((1 + texts) / (1 + counts.Terms[term].Texts)) + 1) : 1);
        return new(new(feature.Name, FeatureType.Sparse) { Width = terms.Length }, place, shape, terms, weights);
    }
}
