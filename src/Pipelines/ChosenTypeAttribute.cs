namespace DistributedML.Pipelines;

/// <summary>
/// Says that the type of a member's value follows from the name that another member holds, as the options of an estimator follow from which
/// estimator it is. A value that is left out is the chosen type's default.
/// </summary>
/// <param name="property">The property, as in code, that holds the name.</param>
[AttributeUsage(AttributeTargets.Property)]
public abstract class ChosenTypeAttribute(string property) : Attribute
{
    /// <summary>The property, as in code, that holds the name.</summary>
    public string Property => property;

    /// <summary>The names, each with the type of the member's value.</summary>
    public abstract IReadOnlyList<(string Name, Type Type)> Choices { get; }

    /// <summary>What a name is that is none of the choices, for people: "a regressor"; null when it is not known at all.</summary>
    public virtual string? Elsewhere(string name) => null;
}
