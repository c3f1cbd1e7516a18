namespace DistributedML.Tests.Spark;

/// <summary>A sample at least of every public method that makes a column.</summary>
internal static partial class Samples
{
    public static IReadOnlyDictionary<string, SampleTable> All => typeof(Samples).GetFields()
        .Where(member => member.FieldType == typeof(SampleTable))
        .ToDictionary(member => member.Name, member => (SampleTable)member.GetValue(null)!);
}
