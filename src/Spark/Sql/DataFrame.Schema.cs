using DistributedML.Spark.Connect.Protocol;
using Microsoft.Spark.Sql.Types;

namespace Microsoft.Spark.Sql;

public sealed partial class DataFrame
{
    /// <summary>The columns' names and types.</summary>
    public StructType Schema() => Wait(() => SchemaAsync());

    /// <inheritdoc cref="Schema"/>
    public async Task<StructType> SchemaAsync(CancellationToken cancel = default)
    {
        var response = await Session.Client.AnalyzeAsync(request => request.Schema = new() { Plan = Plan }, cancel).ConfigureAwait(false);
        return (StructType)DataTypes.FromProto(response.Schema.Schema_);
    }

    /// <summary>The columns' names and types as texts.</summary>
    public IEnumerable<Tuple<string, string>> DTypes() => Wait(() => DTypesAsync());

    /// <inheritdoc cref="DTypes"/>
    public async Task<IEnumerable<Tuple<string, string>>> DTypesAsync(CancellationToken cancel = default) =>
        [.. (await SchemaAsync(cancel).ConfigureAwait(false)).Fields.Select(field => Tuple.Create(field.Name, field.DataType.SimpleString))];

    /// <summary>The columns of a schema, by name and in its order, changed to its types; one that is not there is null where that is allowed.</summary>
    public DataFrame To(StructType schema) => Derive(relation => relation.ToSchema = new ToSchema { Input = Relation, Schema = DataTypes.ToProto(schema) });
}
