namespace DistributedML.Models.Streams;

/// <summary>How answers name the version that gave them.</summary>
public static class ModelLabel
{
    /// <summary>"recommender v3", or "recommender (untrained)" for version 0.</summary>
    public static string Of(string model, int version) => version == 0 ? $"{model} (untrained)" : $"{model} v{version}";
}
