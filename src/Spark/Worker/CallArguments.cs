using System.Globalization;

namespace DistributedML.Spark.Worker;

/// <summary>
/// Finds the column for each parameter of a function in a call: SQL gives the first ones by position, and others by name in any order.
/// </summary>
static class CallArguments
{
    /// <summary>The columns of the input in the order of the function's parameters.</summary>
    /// <exception cref="ArgumentException">There are too few arguments or too many, a name is not the function's, or a parameter is given twice.</exception>
    public static int[] Place(FunctionCall call, IReadOnlyList<string> parameters)
    {
        if (call.Arguments.Count != parameters.Count)
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture, $"The function takes {parameters.Count} argument(s), {List(parameters)}, and is called with {call.Arguments.Count}"));
        var columns = new int[parameters.Count];
        var given = new bool[parameters.Count];
        for (var i = 0; i < columns.Length; i++)
        {
            var at = call.Names[i] is { } name ? IndexOf(name, parameters) : i;
            if (given[at]) throw new ArgumentException($"The function's parameter '{parameters[at]}' is given twice");
            (columns[at], given[at]) = (call.Arguments[i], true);
        }
        return columns;
    }

    // As names of columns: exactly or, failing that, without regard to case.
    static int IndexOf(string name, IReadOnlyList<string> parameters)
    {
        foreach (var comparison in (ReadOnlySpan<StringComparison>)[StringComparison.Ordinal, StringComparison.OrdinalIgnoreCase])
        {
            for (var i = 0; i < parameters.Count; i++)
            {
                if (parameters[i].Equals(name, comparison)) return i;
            }
        }
        throw new ArgumentException($"The function has no parameter '{name}'; it has {List(parameters)}");
    }

    static string List(IReadOnlyList<string> parameters) => parameters.Count == 0 ? "none" : string.Join(", ", parameters);
}
