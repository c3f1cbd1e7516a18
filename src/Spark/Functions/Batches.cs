using Apache.Arrow;

namespace DistributedML.Spark.Functions;

/// <summary>Puts batches together and chooses their columns.</summary>
static class Batches
{
    /// <summary>All rows in one batch; a single batch is itself.</summary>
    public static RecordBatch Concatenate(IReadOnlyList<RecordBatch> batches)
    {
        if (batches.Count == 1) return batches[0];
        var columns = Enumerable.Range(0, batches[0].ColumnCount).Select(i => ArrowArrayConcatenator.Concatenate([.. batches.Select(batch => batch.Column(i))]));
        return new(batches[0].Schema, columns, batches.Sum(batch => batch.Length));
    }

    /// <summary>These columns of a batch.</summary>
    public static RecordBatch Choose(RecordBatch batch, IReadOnlyList<int> columns) =>
        new(Choose(batch.Schema, columns), columns.Select(batch.Column), batch.Length);

    public static Schema Choose(Schema schema, IReadOnlyList<int> columns) => new(columns.Select(i => schema.FieldsList[i]), null);

    /// <summary>A batch of no rows.</summary>
    public static RecordBatch Empty(Schema schema) =>
        new(schema, schema.FieldsList.Select(field => ArrowArrayFactory.BuildArray(EmptyData(field.DataType))), 0);

    static ArrayData EmptyData(Apache.Arrow.Types.IArrowType type)
    {
        ArrayData[] children = type is Apache.Arrow.Types.NestedType nested ? [.. nested.Fields.Select(field => EmptyData(field.DataType))] : [];
        var buffers = type.TypeId switch
        {
            Apache.Arrow.Types.ArrowTypeId.Struct or Apache.Arrow.Types.ArrowTypeId.FixedSizeList => 1,
            Apache.Arrow.Types.ArrowTypeId.String or Apache.Arrow.Types.ArrowTypeId.Binary => 3,
            Apache.Arrow.Types.ArrowTypeId.Null => 0,
            _ => 2,
        };
        return new(type, 0, 0, 0, Enumerable.Repeat(ArrowBuffer.Empty, buffers), children);
    }
}
