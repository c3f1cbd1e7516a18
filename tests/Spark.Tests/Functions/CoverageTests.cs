using System.Reflection;
using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Expressions;

namespace DistributedML.Tests.Spark;

/// <summary>No public method that makes a column is left uncalled, and no function of the server is left out.</summary>
public class CoverageTests(SparkServer server)
{
    /// <summary>Methods of Functions that are called in <see cref="FunctionTests"/>, by name.</summary>
    static readonly HashSet<string> CalledInFunctionTests =
    [
        "Explode", "ExplodeOuter", "PosExplode", "PosExplodeOuter", "Inline", "InlineOuter", "Stack", "JsonTuple", "Grouping", "GroupingId", "Window", "WindowTime",
        "SessionWindow", "Session_Window", "Broadcast", "Years", "Months", "Days", "Hours", "Bucket", "RaiseError", "Measure", "UnwrapUdt",
    ];

    /// <summary>Methods of Column that are called in <see cref="ColumnTests"/> and <see cref="FunctionTests"/>.</summary>
    static readonly HashSet<string> CalledInColumnTests =
    [
        "Equals(Object)", "GetHashCode()", "ToString()", "Explain(Boolean)", "IsIn(DataFrame)", "As(IEnumerable`1)",
    ];

    [Fact]
    public void Every_method_is_called()
    {
        var called = FunctionSamples.All.Values.SelectMany(table => table).SelectMany(sample => sample.Methods).ToHashSet();
        var left = new[] { typeof(Functions), typeof(Column), typeof(Window), typeof(WindowSpec) }
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => method.Name is not ("Udf" or "VectorUdf")) // called where C# functions run
            .Where(method => !called.Contains(method))
            .Where(method => !(method.DeclaringType == typeof(Functions) && CalledInFunctionTests.Contains(method.Name)))
            .Where(method => !(method.DeclaringType == typeof(Column) && CalledInColumnTests.Contains(Signature(method))))
            .Select(method => $"{method.DeclaringType!.Name}.{Signature(method)}");
        Assert.Empty(left);
    }

    /// <summary>Names that SQL has as syntax or type, or that make whole tables; each with what C# has instead.</summary>
    static readonly Dictionary<string, string[]> Elsewhere = new()
    {
        ["operators of Column"] = ["and", "or", "between", "in", "mod"],
        ["Functions.When"] = ["case", "if"],
        ["Column.Cast"] = ["bigint", "binary", "boolean", "cast", "date", "decimal", "double", "float", "int", "smallint", "string", "time", "timestamp", "tinyint"],
        ["Functions.Expr: only SQL writes integral division and WITHIN GROUP"] = ["div", "percentile_cont", "percentile_disc"],
        ["SparkSession.Tvf and Range: they make tables"] = ["collations", "python_worker_logs", "range", "sql_keywords", "variant_explode", "variant_explode_outer"],
        ["Avro.Functions and Protobuf.Functions"] = ["from_avro", "to_avro", "schema_of_avro", "from_protobuf", "to_protobuf"],
    };

    [Fact]
    public async Task Every_function_of_the_server_is_offered()
    {
        await using var session = await server.SessionAsync();
        var here = typeof(Functions).GetMethods().Select(method => method.Name.Replace("_", "")).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var elsewhere = Elsewhere.Values.SelectMany(names => names).ToHashSet();
        var listed = (await Answers.RowsAsync(session.Sql("SHOW SYSTEM FUNCTIONS"))).Select(row => row[0]).Where(name => char.IsLetter(name[0])).ToArray();
        Assert.True(listed.Length > 500);
        var missing = listed.Where(name => !here.Contains(name.Replace("_", "")) && !elsewhere.Contains(name)).ToArray();
        Assert.Empty(missing);
        Assert.Empty(elsewhere.Except(listed));
    }

    static string Signature(MethodInfo method) => $"{method.Name}({string.Join(", ", method.GetParameters().Select(parameter => parameter.ParameterType.Name))})";
}
