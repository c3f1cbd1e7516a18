using System.Runtime.CompilerServices;
using Microsoft.Spark;
using static Microsoft.Spark.Sql.Functions;

namespace DistributedML.Tests.Spark.Worker;

/// <summary>The next query after a worker has died, where Spark tries a task once.</summary>
public class DeadWorkerTests(SparkServer server)
{
    [Fact]
    public async Task After_a_crash() => await NextQueryAsync(n => Crash());

    [Fact]
    public async Task After_an_exit() => await NextQueryAsync(n => Exit());

    [Fact]
    public async Task After_a_stack_overflow() => await NextQueryAsync(Deep);

    async Task NextQueryAsync(Func<long, int> deadly)
    {
        await using var session = await server.SessionAsync();
        for (var times = 0; times < 3; times++)
        {
            await Assert.ThrowsAsync<SparkException>(() => session.Range(1).Select(Udf(deadly)(Col("id"))).ToListAsync<int>(TestContext.Current.CancellationToken));
            Assert.Equal([5], await session.Range(1).Select(Udf<long, int>(n => 5)(Col("id"))).ToListAsync<int>(TestContext.Current.CancellationToken));
        }
    }

    static int Crash()
    {
        Environment.FailFast("gone");
        return 0;
    }

    static int Exit()
    {
        Environment.Exit(3);
        return 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.NoOptimization)]
    static int Deep(long n) => Deep(n + 1) + 1;
}
