namespace DistributedML.Models;

/// <summary>How a model did on each user, day or row that it was measured on.</summary>
/// <param name="Unit">What a value is of, in the plural: "users".</param>
/// <param name="Values">One value a unit; NaN where the model was not measured. Whether more is better is as for the <see cref="Headline"/>.</param>
/// <param name="Keys">The units' names; null where the place says which it is: the first value of two models is of the same row.</param>
public sealed record MeasuredUnits(string Unit, IReadOnlyList<double> Values, IReadOnlyList<string>? Keys = null)
{
    /// <summary>The units that both were measured on.</summary>
    /// <returns>The values of both, side by side; null when they were not measured on the same units.</returns>
    public IReadOnlyList<(double Ours, double Theirs)>? With(MeasuredUnits other)
    {
        if (Unit != other.Unit || (Keys is null) != (other.Keys is null)) return null;
        if (Keys is null)
            return Values.Count == other.Values.Count ? [.. Values.Zip(other.Values).Where(pair => !double.IsNaN(pair.First) && !double.IsNaN(pair.Second))] : null;
        var theirs = new Dictionary<string, double>(StringComparer.Ordinal);
        for (var i = 0; i < other.Values.Count; i++) theirs[other.Keys![i]] = other.Values[i];
        return [.. Keys.Zip(Values).Where(unit => theirs.ContainsKey(unit.First)).Select(unit => (unit.Second, theirs[unit.First]))
            .Where(pair => !double.IsNaN(pair.Second) && !double.IsNaN(pair.Item2))];
    }
}
