namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>Options that every step has.</summary>
public abstract record StepOptions : IOptions
{
    /// <summary>The names of the features that the step works on; null for all of the types that it takes.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <inheritdoc/>
    public virtual IEnumerable<OptionError> Check() => OptionBounds.Check(this);

    /// <summary>Fits the step on this rank's rows; every rank ends with the same one.</summary>
    /// <exception cref="DatasetException">The step cannot be fitted.</exception>
    internal abstract FittedStep Fit(Dataset rows, Training training);

    /// <summary>The places of the features that the step works on, ascending.</summary>
    /// <param name="schema">The features.</param>
    /// <param name="types">What the step takes; those taken when no columns are named.</param>
    /// <exception cref="DatasetException">There is no feature of a name, or it has another type.</exception>
    internal int[] PlacesIn(FeatureSchema schema, params FeatureType[] types)
    {
        if (Columns is null) return [.. Enumerable.Range(0, schema.Count).Where(i => types.Contains(schema[i].Type))];
        foreach (var name in Columns)
        {
            var place = schema.IndexOf(name);
            var known = string.Join(", ", schema.Features.Take(50).Select(feature => feature.Name));
            if (place < 0) throw new DatasetException($"there is no feature '{name}'; the features are {known}");
            if (!types.Contains(schema[place].Type))
                throw new DatasetException($"feature '{name}' is {schema[place].Type}; expected {string.Join(" or ", types)}");
        }
        return [.. Columns.Select(schema.IndexOf).Distinct().Order()];
    }
}
