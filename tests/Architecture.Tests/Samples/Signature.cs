using DistributedML.Tests.Architecture.Samples.Generic;

namespace DistributedML.Tests.Architecture.Samples.Signature;

/// <summary>Uses another namespace in a signature only, within an array in a list.</summary>
abstract class Named
{
    public static string Text => "";

    public abstract void Take(List<Caller.Box[]> boxes);
}
