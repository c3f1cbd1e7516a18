using Apache.Arrow;
using Microsoft.Spark.Sql.Types;

namespace DistributedML.Spark.Rows;

/// <summary>Makes Arrow batches of whole rows: of Row, GenericRow, records, classes and tuples; or, of a table with one column, of that column's values.</summary>
sealed class RowWriter<T>
{
    readonly WriteContext _context = new() { Row = 0 };
    readonly ColumnWriter<T> _writer;
    readonly bool _single;

    /// <exception cref="InvalidCastException">A T does not fill the columns; the message names them.</exception>
    public RowWriter(StructType schema)
    {
        Type = schema;
        Schema = ArrowTypes.ToArrow(schema);
        _single = typeof(T) != typeof(object[]) && !SparkTypes.IsStruct(typeof(T));
        if (_single && schema.Fields.Count != 1) throw new InvalidCastException($"A {typeof(T).Name} does not fill {schema.Fields.Count} columns: {schema.SimpleString}");
        _writer = (ColumnWriter<T>)(_single
            ? Writers.Create(typeof(T), schema.Fields[0].DataType, schema.Fields[0].Name, schema.Fields[0].IsNullable, _context)
            : StructWriters.Create(typeof(T), schema, "", _context));
        _writer.Context = _context;
    }

    public StructType Type { get; }

    public Schema Schema { get; }

    /// <summary>How many rows there are since the last batch.</summary>
    public int Length => _writer.Length;

    /// <summary>How many bytes they take, about.</summary>
    public long Bytes => _writer.Bytes;

    public void Append(T row)
    {
        if (row is null && !_single) throw new InvalidOperationException($"Row {_context.Row} is null");
        _writer.Append(row);
        _context.Row++;
    }

    /// <summary>The rows as a batch; the writer is empty again.</summary>
    public RecordBatch Build()
    {
        var length = Length;
        if (Type.Fields.Count == 0)
        {
            _writer.Reset();
            return new(Schema, [], length);
        }
        return _single ? new(Schema, [_writer.Build()], length) : new(Schema, ((StructArray)_writer.Build()).Fields, length);
    }

    /// <summary>The rows as one struct column, as Spark takes them from a function; the writer is empty again.</summary>
    public StructArray BuildStruct()
    {
        var data = _writer.Take();
        return new StructArray(_single ? new ArrayData(ArrowTypes.ToArrow((DataType)Type), data.Length, 0, 0, [ArrowBuffer.Empty], [data]) : data);
    }
}
