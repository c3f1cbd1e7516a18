namespace DistributedML.Tests.Spark;

/// <summary>A sample at least of every public method that makes a column.</summary>
static partial class FunctionSamples
{
    public static IReadOnlyDictionary<string, SampleTable> All => typeof(FunctionSamples).GetFields()
        .Where(member => member.FieldType == typeof(SampleTable))
        .ToDictionary(member => member.Name, member => (SampleTable)member.GetValue(null)!);
}
