using System.Net;
using System.Reflection;
using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Types;
using static Microsoft.Spark.Sql.Functions;

namespace Microsoft.Spark.Experimental.Sql;

/// <summary>What a session says about the programs that take part in it.</summary>
public static class SparkSessionExtensions
{
    static readonly StructType Columns = StructType.FromDDL("AssemblyName STRING NOT NULL, AssemblyVersion STRING NOT NULL, HostName STRING NOT NULL");

    /// <summary>
    /// The versions of this library in the program and of the worker on the executors, with the names of their machines. An executor on
    /// which none of the partitions is
    /// computed is not among them.
    /// </summary>
    /// <param name="session">The session.</param>
    /// <param name="numPartitions">How many partitions look for workers.</param>
    public static DataFrame GetAssemblyInfo(this SparkSession session, int numPartitions = 10)
    {
        var program = session.CreateDataFrame([Describe(typeof(SparkSession).Assembly)], Columns);
        var worker = Udf<long>(partition => Describe(Assembly.GetEntryAssembly()!), Columns);
        var workers = session.Range(0, numPartitions, 1, numPartitions).Select(worker(Col("id")).As("worker")).Select("worker.*");
        return program.Union(workers).DropDuplicates().Sort([.. Columns.Fields.Select(field => Col(field.Name))]);
    }

    static GenericRow Describe(Assembly assembly) => new([assembly.GetName().Name, assembly.GetName().Version!.ToString(), Dns.GetHostName()]);
}
