using Apache.Arrow;
using Microsoft.Spark.Sql.Types;

namespace DistributedML.Spark.Rows;

/// <summary>
/// Reads whole rows as T: Row, GenericRow, a record, class or tuple; or, of a table with one column, that column's values. Made once for a schema, then bound to batch
/// after batch.
/// </summary>
sealed class RowReader<T>
{
    readonly ReadContext _context = new();
    readonly ColumnReader<T> _reader;
    readonly bool _single;

    /// <param name="schema">The batches' schema.</param>
    /// <param name="types">The columns in Spark's types, when they are known; a Row then has them as its schema.</param>
    /// <exception cref="InvalidCastException">Rows of the schema do not become T; the message names the columns.</exception>
    public RowReader(Schema schema, StructType? types = null)
    {
        // A row of one struct column is still read as a T of one field, not as the struct.
        _single = !SparkTypes.IsStruct(typeof(T));
        if (_single && schema.FieldsList.Count != 1)
            throw new InvalidCastException($"Rows of {schema.FieldsList.Count} columns do not become {typeof(T).Name}: {string.Join(", ", schema.FieldsList.Select(field => field.Name))}");
        _reader = (ColumnReader<T>)(_single
            ? Readers.Create(typeof(T), schema.FieldsList[0].DataType, schema.FieldsList[0].Name, _context)
            : StructReaders.Create(typeof(T), schema.FieldsList, "", _context, types));
        _reader.Context = _context;
    }

    /// <summary>How many rows the bound batch has.</summary>
    public int Length { get; private set; }

    public static RowReader<T> Open(RecordBatch batch)
    {
        var reader = new RowReader<T>(batch.Schema);
        reader.Bind(batch);
        return reader;
    }

    /// <summary>Goes on with this batch.</summary>
    /// <param name="batch">Rows of the schema.</param>
    /// <param name="firstRow">How many rows were before, for errors.</param>
    public void Bind(RecordBatch batch, long firstRow = 0)
    {
        (Length, _context.FirstRow) = (batch.Length, firstRow);
        if (_single) _reader.Bind(batch.Column(0));
        else ((StructReader<T>)_reader).Bind(batch);
    }

    /// <summary>Goes on with the rows that are a struct column, as Spark hands them to a function.</summary>
    public void Bind(StructArray rows, long firstRow = 0)
    {
        (Length, _context.FirstRow) = (rows.Length, firstRow);
        _reader.Bind(_single ? rows.Fields[0] : rows);
    }

    public T Read(int row)
    {
        _context.Row = row;
        return _single ? _reader.Read(row) : _reader.Value(row);
    }
}
