namespace DistributedML.Pipelines;

/// <summary>What reading a pipeline file needs to know of a kind of model.</summary>
public interface IDefinitionKind
{
    /// <summary>What the file calls it: lower-case letters, digits and hyphens.</summary>
    string Name { get; }

    /// <summary>The record that stands under a model's name: a <see cref="ModelDefinition"/>.</summary>
    Type Definition { get; }

    /// <summary>The columns of the checked table that a model reads, besides those of its conditions.</summary>
    IReadOnlyList<ColumnUse> Columns(ModelDefinition definition, Table table);

    /// <summary>What is wrong with a definition beyond its columns and the bounds of its values: the property, and what was expected instead.</summary>
    IEnumerable<DefinitionError> Check(ModelDefinition definition, Pipeline pipeline);
}

/// <summary>Something wrong in a definition.</summary>
/// <param name="Property">The property of the definition, as in code.</param>
/// <param name="Message">What is wrong, and what was expected.</param>
public readonly record struct DefinitionError(string Property, string Message);
