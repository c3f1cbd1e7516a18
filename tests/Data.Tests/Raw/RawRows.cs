using System.Globalization;
using System.Text;
using Apache.Arrow;
using DistributedML.Data;
using DistributedML.Data.Raw;

namespace DistributedML.Tests.Data.Raw;

/// <summary>Rows of batches as texts between bars.</summary>
static class RawRows
{
    internal static List<string> Of(IEnumerable<RecordBatch> batches) =>
        [.. batches.SelectMany(batch => Enumerable.Range(0, batch.Length).Select(row => string.Join('|', batch.Arrays.Select(column => Value(column, row)))))];

    /// <summary>The rows that a format makes of a file's bytes: its columns and the problem.</summary>
    internal static List<string> Read(RawFormat format, byte[] bytes, string name = "a.csv")
    {
        var file = new RawFile(Path.GetTempFileName(), name);
        try
        {
            File.WriteAllBytes(file.Path, bytes);
            return [.. Of(new RawLoader(format).Read(file, 0)).Select(row => row.Split('|')).Select(row => string.Join('|', row[..format.Columns.Length].Append(row[^2]).Select(value => value == "null" ? "" : value)))];
        }
        finally
        {
            File.Delete(file.Path);
        }
    }

    internal static List<string> Read(RawFormat format, string text) => Read(format, Encoding.UTF8.GetBytes(text));

    static string Value(IArrowArray column, int row) => column.IsNull(row) ? "null" : column switch
    {
        StringArray texts => texts.Text(row)!,
        Int64Array integers => integers.Values[row].ToString(CultureInfo.InvariantCulture),
        Int32Array integers => integers.Values[row].ToString(CultureInfo.InvariantCulture),
        DoubleArray doubles => doubles.Values[row].ToString("R", CultureInfo.InvariantCulture),
        BooleanArray flags => flags.GetValue(row)!.Value.ToString(),
        TimestampArray times => EpochTime.Time(times.Values[row]).ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
        Date32Array days => EpochTime.Day(days.Values[row]).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException(column.GetType().Name),
    };
}
