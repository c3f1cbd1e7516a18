using System.ComponentModel.DataAnnotations;

namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>
/// Adds the products of numeric features up to a degree: "a*b", "a^2". The features themselves stay. Missing when a factor is. Nothing is
/// fitted.
/// </summary>
public sealed record PolynomialOptions : StepOptions
{
    /// <summary>More features would fill the memory by accident.</summary>
    const int MaxTerms = 20_000;

    /// <summary>Factors of a product at most.</summary>
    [Range(2, 4)]
    public int Degree { get; init; } = 2;

    /// <summary>Whether a feature stands at most once in a product.</summary>
    public bool InteractionsOnly { get; init; }

    internal override FittedStep Fit(Dataset rows, Training training)
    {
        var places = PlacesIn(rows.Schema, FeatureType.Numeric);
        var terms = new List<int[]>();
        for (var degree = 2; degree <= Degree; degree++) AddTerms(places, [], degree, terms);
        return FittedStep.Replace(rows.Schema, [], _ => [],
            terms.Select(term => new ProductMap(new(NameOf(rows.Schema, term), FeatureType.Numeric), term)));
    }

    void AddTerms(int[] places, int[] term, int degree, List<int[]> terms)
    {
        if (term.Length == degree)
        {
            if (terms.Count == MaxTerms)
                throw new DatasetException($"{places.Length} features have more than {MaxTerms} products; name fewer columns");
            terms.Add(term);
            return;
        }
        var first = term.Length == 0 ? 0 : Array.IndexOf(places, term[^1]) + (InteractionsOnly ? 1 : 0);
        for (var i = first; i < places.Length; i++) AddTerms(places, [.. term, places[i]], degree, terms);
    }

    static string NameOf(FeatureSchema schema, int[] term) =>
        string.Join('*', term.GroupBy(place => place).Select(group => group.Count() == 1 ? schema[group.Key].Name
            : $"{schema[group.Key].Name}^{group.Count()}"));
}
