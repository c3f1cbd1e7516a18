namespace DistributedML.Compute.Tcp;

/// <summary>What a connection between two ranks carries.</summary>
enum Channel : byte
{
    /// <summary>The values of the collectives.</summary>
    Data = 1,

    /// <summary>That a rank is there, has ended or has failed; never behind values that wait.</summary>
    Control = 2,
}
