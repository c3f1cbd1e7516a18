using System.Collections;
using System.Linq.Expressions;
using Microsoft.Spark.Sql;

namespace DistributedML.Tests.Spark;

/// <summary>Samples that are computed together over one source.</summary>
/// <param name="source">A query that gives the columns.</param>
/// <param name="together">Whether one SELECT can hold all of them; row generators stand alone.</param>
sealed class SampleTable(string source, bool together = true) : IEnumerable<Sample>
{
    readonly List<Sample> _samples = [];

    public string Source => source;

    public bool Together => together;

    public void Add(Expression<Func<Column>> call, string sql) => _samples.Add(new Sample(call, sql));

    public void Add(Expression<Func<Column>> call, string sql, bool isNull) => _samples.Add(new Sample(call, sql, isNull));

    public IEnumerator<Sample> GetEnumerator() => _samples.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
