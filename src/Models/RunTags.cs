namespace DistributedML.Models;

/// <summary>The tags of a training's run that say how good its model is.</summary>
public static class RunTags
{
    /// <summary>The metric by which versions are compared.</summary>
    public const string Headline = "headline";

    /// <summary>Its unit.</summary>
    public const string Unit = "headlineUnit";

    /// <summary>The same metric of what needs no learning.</summary>
    public const string Baseline = "baseline";

    /// <summary>The main figures in one line.</summary>
    public const string Summary = "summary";

    /// <summary>Why the version took over, or did not.</summary>
    public const string Promotion = "promotion";
}
