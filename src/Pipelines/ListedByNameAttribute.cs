namespace DistributedML.Pipelines;

/// <summary>
/// Says that records are written as a list of names, each alone or with what it stands for: <c>[quantity, { hour: "extract(hour from time)" }]</c>. A
/// mapping from names will do too.
/// </summary>
/// <param name="value">The property, as in code, that a single value sets.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ListedByNameAttribute(string value) : Attribute
{
    /// <summary>The property, as in code, that a single value sets.</summary>
    public string Value => value;
}
