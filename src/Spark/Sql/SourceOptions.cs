using System.Globalization;

namespace Microsoft.Spark.Sql;

/// <summary>The options of a source or sink, as Spark writes them.</summary>
static class SourceOptions
{
    public static string Text(bool value) => value ? "true" : "false";

    public static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
