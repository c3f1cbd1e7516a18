using Apache.Arrow;
using Microsoft.Spark.Sql.Types;

namespace DistributedML.Tests.Spark.Worker;

public class MapBatchesTests(SparkServer server)
{
    static readonly StructType Longs = new([new StructField("n", new LongType(), isNullable: false)]);

    [Fact]
    public async Task A_lambda_maps_batches_with_what_it_captured()
    {
        await using var session = await server.SessionAsync();
        var factor = 3L;
        var table = session.Range(0, 1000, 1, 2).MapBatches(batch => Longs1(batch, n => n * factor), Longs);
        var values = await table.LongsAsync();
        Assert.Equal(Enumerable.Range(0, 1000).Select(n => (long?)(n * 3)), values.Order());
    }

    static RecordBatch Longs1(RecordBatch batch, Func<long, long> map)
    {
        var column = new Int64Array.Builder();
        foreach (var value in (Int64Array)batch.Column(0)) column.Append(map(value!.Value));
        return new(new Schema([new Field("n", Apache.Arrow.Types.Int64Type.Default, false)], null), [column.Build()], batch.Length);
    }
}
