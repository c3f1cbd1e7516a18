using System.Text;
using Apache.Arrow;
using Apache.Arrow.Types;
using DistributedML.Data;
using DistributedML.Models;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Events;
using Table = DistributedML.Pipelines.Table;

namespace DistributedML.Engines;

/// <summary>
/// Makes rows of a topic's messages on an executor: what travels there is this record. A message becomes one row, whatever it holds: one that is no event of the table is a
/// row with a problem, in the words that a shard's dead letters have.
/// </summary>
/// <param name="Table">The checked table; its columns are the events' properties.</param>
/// <param name="MaxBytes">Largest event.</param>
sealed record EventRows(Table Table, int MaxBytes)
{
    int File => Table.Columns.Count;

    /// <summary>The table's columns, then file (the partition), line (the offset), problem, and raw (the text of a message with a problem).</summary>
    internal Schema Output => new(
    [
        .. ArrowColumns.Fields(Table.Columns),
        new Field("file", Int32Type.Default, false), new Field("line", Int64Type.Default, false), new Field("problem", StringType.Default, true), new Field("raw", StringType.Default, true),
    ], null);

    /// <summary>Takes batches with the columns partition, offset and value, and returns their rows.</summary>
    internal IEnumerable<RecordBatch> Read(IEnumerable<RecordBatch> messages)
    {
        var schema = new EventSchema(Table, [], [], Table.Columns.Select(column => column.Name), MaxBytes);
        var parser = new EventParser(schema);
        var parsed = new EventBatch(schema, 1);
        var writer = new ArrowTableWriter(Output);
        foreach (var batch in messages)
        {
            var values = (BinaryArray)batch.Column("value");
            for (var row = 0; row < batch.Length; row++)
            {
                parsed.Count = 0;
                var problem = values.IsNull(row) ? "the event has no value" : parser.Append(values.GetBytes(row), parsed);
                if (problem is null) WriteEvent(parsed, writer);
                else WriteProblem(problem, values.GetBytes(row), writer);
                writer.SetShortInteger(File, batch.ShortIntegers("partition")[row]);
                writer.SetInteger(File + 1, batch.Integers("offset")[row]);
                writer.EndRow();
            }
            if (writer.Rows > 0) yield return writer.TakeBatch();
        }
    }

    void WriteEvent(EventBatch parsed, ArrowTableWriter writer)
    {
        for (var i = 0; i < Table.Columns.Count; i++)
        {
            var column = parsed.Column(i);
            if (column.Nulls[0]) continue;
            switch (Table.Columns[i].Type)
            {
                case ColumnType.String: writer.SetText(i, Encoding.UTF8.GetBytes(column.Strings[0]!)); break;
                case ColumnType.Integer: writer.SetInteger(i, column.Integers[0]); break;
                case ColumnType.Double: writer.SetDouble(i, column.Doubles[0]); break;
                case ColumnType.Boolean: writer.SetBoolean(i, column.Booleans[0]); break;
                case ColumnType.Date: writer.SetShortInteger(i, EpochTime.Days(DateOnly.FromDateTime(column.Times[0]))); break;
                default: writer.SetInteger(i, EpochTime.Microseconds(column.Times[0])); break;
            }
        }
    }

    void WriteProblem(string problem, ReadOnlySpan<byte> raw, ArrowTableWriter writer)
    {
        writer.SetText(File + 2, Encoding.UTF8.GetBytes(problem));
        // Bytes that are not UTF-8 become replacement characters: a text column holds nothing else.
        writer.SetText(File + 3, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(raw[..Math.Min(raw.Length, MaxBytes)])));
    }
}
