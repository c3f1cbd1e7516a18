using DistributedML.Spark.Connect.Protocol;

namespace Microsoft.Spark.Sql;

public sealed partial class Column
{
    /// <summary>The element of an array at a position counted from 0, or the value of a map's key.</summary>
    public Column GetItem(object key) => Extract(Of(key));

    /// <summary>The field of a struct.</summary>
    public Column GetField(string fieldName) => Extract(Of(fieldName));

    /// <summary>The element of an array, the value of a map's key or the field of a struct.</summary>
    public Column Apply(object extraction) => Extract(Of(extraction));

    /// <summary>The struct with a field replaced or added; dots in the name lead into nested structs.</summary>
    public Column WithField(string fieldName, Column column) =>
        new(new Expression { UpdateFields = new() { StructExpression = Expression, FieldName = fieldName, ValueExpression = column.Expression } }, this, column);

    /// <summary>The struct without these fields; dots in a name lead into nested structs.</summary>
    public Column DropFields(params string[] fieldNames) => fieldNames.Aggregate(
        this, (rest, name) => new Column(new Expression { UpdateFields = new() { StructExpression = rest.Expression, FieldName = name } }, rest));

    Column Extract(Column extraction) =>
        new(new Expression { UnresolvedExtractValue = new() { Child = Expression, Extraction = extraction.Expression } }, this, extraction);
}
