namespace DistributedML.Grains.Api;

/// <summary>A request that cannot be answered, for a reason that its sender can be told.</summary>
/// <param name="status">The HTTP status, 400 to 599.</param>
/// <param name="title">What is wrong, the same for every case of it.</param>
/// <param name="detail">What is wrong here, what was expected, and what to do.</param>
sealed class ApiException(int status, string title, string detail) : Exception(detail)
{
    /// <summary>The HTTP status.</summary>
    public int Status => status;

    /// <summary>What is wrong, the same for every case of it.</summary>
    public string Title => title;

    /// <summary>The query or path parameter that is wrong; null when it is not a parameter.</summary>
    public string? Parameter { get; init; }
}
