using Apache.Arrow;

namespace DistributedML.Spark.Rows;

/// <summary>Reads structs: fields by fields, put together by a function that is compiled for the type.</summary>
/// <param name="fields">Readers of the fields that are needed, each with its position in the struct.</param>
/// <param name="make">Makes the value of a row from the readers.</param>
sealed class StructReader<T>((int Position, ColumnReader Reader)[] fields, Func<ColumnReader[], int, T> make) : ColumnReader<T>
{
    readonly ColumnReader[] _readers = [.. fields.Select(field => field.Reader)];

    protected override void OnBind(IArrowArray column)
    {
        var record = (StructArray)column;
        foreach (var (position, reader) in fields) reader.Bind(record.Fields[position]);
    }

    /// <summary>Binds to the columns of a batch as if they were a struct's fields.</summary>
    public void Bind(RecordBatch batch)
    {
        foreach (var (position, reader) in fields) reader.Bind(batch.Column(position));
    }

    internal override T Value(int row) => make(_readers, row);
}
