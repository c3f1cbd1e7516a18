using System.Globalization;
using Apache.Arrow;
using Apache.Arrow.Types;
using CsCheck;
using DistributedML.Data;
using DistributedML.Data.Csv;
using DistributedML.Data.DuckDb;

namespace DistributedML.Tests.Data.Csv;

public sealed class CsvLoaderTests : IDisposable
{
    static readonly Schema Columns = new(
    [
        new Field("text", StringType.Default, true), new Field("count", Int64Type.Default, true), new Field("price", DoubleType.Default, true),
        new Field("flag", BooleanType.Default, true), new Field("time", new TimestampType(TimeUnit.Microsecond, (string?)null), true), new Field("day", Date32Type.Default, true),
    ], null);

    static readonly Gen<string> Line = Gen.Select(
        One("cup", "", "\"a, \"\"b\"\"\"", "größer", "\"open", "\"two\nlines\""), One("1", "", "-7", "two"), One("2.5", "", "1e3", "x"),
        One("true", "false", ""), One("2011-09-09 10:26:00", ""), One("2011-09-09", "", "9.9.2011", "2011-09-09,more"),
        (text, count, price, flag, time, day) => $"{text},{count},{price},{flag},{time},{day}\n");

    readonly string _folder = Directory.CreateTempSubdirectory("dml-csv-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Arrow_batches_hold_the_rows_that_a_DuckDB_table_holds() => Line.Array[0, 60].Sample(
        lines =>
        {
            var file = new CsvFile(Path.Combine(_folder, "lines.csv"), "lines.csv");
            File.WriteAllText(file.Path, "text,count,price,flag,time,day\n" + string.Concat(lines));
            var loader = new CsvLoader(Columns);
            using var database = new DuckDatabase(threads: 1, memoryMegabytes: 64, _folder);
            using var connection = database.Connect();
            connection.Execute(loader.CreateSql("lines"), default);
            using (var writer = loader.Open(connection, "lines"))
            {
                loader.Load(file, 3, writer);
                writer.Complete();
            }
            Assert.Equal(Rows(connection.Read("select * from lines order by line")), Rows(loader.Read(file, 3)));
        },
        iter: 50, threads: 1);

    static Gen<string> One(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    static List<string> Rows(IEnumerable<RecordBatch> batches) =>
        [.. batches.SelectMany(batch => Enumerable.Range(0, batch.Length).Select(row => string.Join('|', batch.Arrays.Select(column => Value(column, row)))))];

    static string Value(IArrowArray column, int row) => column.IsNull(row) ? "null" : column switch
    {
        StringArray texts => texts.Text(row)!,
        Int64Array integers => integers.Values[row].ToString(CultureInfo.InvariantCulture),
        Int32Array integers => integers.Values[row].ToString(CultureInfo.InvariantCulture),
        DoubleArray doubles => doubles.Values[row].ToString("R", CultureInfo.InvariantCulture),
        BooleanArray flags => flags.GetValue(row)!.Value.ToString(),
        TimestampArray times => times.Values[row].ToString(CultureInfo.InvariantCulture),
        Date32Array days => days.Values[row].ToString(CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException(column.GetType().Name),
    };
}
