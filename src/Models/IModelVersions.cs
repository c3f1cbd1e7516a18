using DistributedML.Learning;

namespace DistributedML.Models;

/// <summary>Finds the versions of a model that a function of SQL answers with. It travels to wherever the function runs.</summary>
public interface IModelVersions
{
    /// <summary>The model that SQL calls by a version's alias or number.</summary>
    /// <exception cref="ArgumentException">It is not among the versions.</exception>
    T Version<T>(string? called, Func<BinaryReader, T> read) where T : class, IState;
}
