namespace DistributedML.Tests.Architecture.Samples.Body;

/// <summary>Uses another namespace in the code of a method only.</summary>
static class Walker
{
    public static string Walk() => Signature.Named.Text;
}
