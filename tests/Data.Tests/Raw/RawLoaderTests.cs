using Apache.Arrow.Types;
using CsCheck;
using DistributedML.Data.DuckDb;
using DistributedML.Data.Raw;

namespace DistributedML.Tests.Data.Raw;

public sealed class RawLoaderTests : IDisposable
{
    static readonly RawColumn[] Columns =
    [
        new("text", ArrowTypeId.String, "text"), new("count", ArrowTypeId.Int64, "count"), new("price", ArrowTypeId.Double, "price"),
        new("flag", ArrowTypeId.Boolean, "flag"), new("time", ArrowTypeId.Timestamp, "time"), new("day", ArrowTypeId.Date32, "day"),
    ];

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
            var file = new RawFile(Path.Combine(_folder, "lines.csv"), "lines.csv");
            File.WriteAllText(file.Path, "text,count,price,flag,time,day\n" + string.Concat(lines));
            var loader = new RawLoader(new RawFormat(Columns));
            using var database = new DuckDatabase(threads: 1, memoryMegabytes: 64, _folder);
            using var connection = database.Connect();
            connection.Execute(loader.CreateSql("lines"), default);
            using (var writer = loader.Open(connection, "lines"))
            {
                loader.Load(file, 3, writer);
                writer.Complete();
            }
            Assert.Equal(RawRows.Of(connection.Read("select * from lines order by line")), RawRows.Of(loader.Read(file, 3)));
        },
        iter: 50, threads: 1);

    static Gen<string> One(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);
}
