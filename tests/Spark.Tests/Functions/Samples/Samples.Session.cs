using static Microsoft.Spark.Sql.Functions;

namespace DistributedML.Tests.Spark;

static partial class FunctionSamples
{
    public static readonly SampleTable Session = new(Sources.Row)
    {
        { () => CurrentCatalog(), "current_catalog()" },
        { () => CurrentDatabase(), "current_database()" },
        { () => CurrentPath(), "current_path()" },
        { () => CurrentSchema(), "current_schema()" },
        { () => CurrentUser(), "current_user()" },
        { () => InputFileBlockLength(), "input_file_block_length()" },
        { () => InputFileBlockStart(), "input_file_block_start()" },
        { () => InputFileName(), "input_file_name()" },
        { () => MonotonicallyIncreasingId(), "monotonically_increasing_id()" },
        { () => SessionUser(), "session_user()" },
        { () => SparkPartitionId(), "spark_partition_id()" },
        { () => Typeof(Col("x")), "typeof(x)" },
        { () => User(), "user()" },
        { () => Version(), "version()" },
    };
}
