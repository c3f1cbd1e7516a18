using DistributedML.Models;
using DistributedML.Models.Artifacts;
using DistributedML.Pipelines;
using DistributedML.Registry;

namespace DistributedML.Grains.Runtime;

/// <summary>The columns that a registered version was trained on, against those that a pipeline's model reads.</summary>
public static class RegisteredColumns
{
    /// <summary>Whether the version was trained on the columns that the model reads, in their order and with their types.</summary>
    public static bool Match(ModelVersion version, ModelKind kind, Pipeline pipeline, ModelDefinition definition) =>
        version.Schema.SequenceEqual(Of(kind, pipeline, definition));

    /// <summary>Refuses a version of other columns: its numbers would be told of the wrong things.</summary>
    /// <exception cref="ArtifactException">The version was trained on other columns.</exception>
    public static void Expect(ModelVersion version, ModelKind kind, Pipeline pipeline, ModelDefinition definition)
    {
        if (Match(version, kind, pipeline, definition)) return;
        throw new ArtifactException(
            $"{version} was trained on {Text(version.Schema)}; model {definition.Name} of pipeline {pipeline.Name} reads {Text(Of(kind, pipeline, definition))}. Train it again");
    }

    static IEnumerable<ModelColumn> Of(ModelKind kind, Pipeline pipeline, ModelDefinition definition) =>
        kind.Inputs(pipeline, definition).Select(column => new ModelColumn(column.Name, column.Type));

    static string Text(IEnumerable<ModelColumn> columns) => string.Join(", ", columns.Select(column => $"{column.Name} ({column.Type})"));
}
