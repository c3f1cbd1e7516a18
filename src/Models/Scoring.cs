namespace DistributedML.Models;

/// <summary>Which version is to predict, and how much.</summary>
/// <param name="File">The artifact; every machine must reach it under this path.</param>
/// <param name="Hash">SHA-256 of its bytes, in hexadecimal.</param>
/// <param name="Top">Most predictions for each key, where they are a ranking.</param>
public sealed record ScoringRequest(string File, string Hash, int Top);

/// <summary>What batch predictions of a model are made of: the rows that ask, and what answers.</summary>
/// <param name="Inputs">SQL of the scorer's input columns.</param>
/// <param name="Scorer">The function.</param>
public sealed record Scoring(string Inputs, ModelScorer Scorer)
{
    /// <summary>
    /// What each row of the inputs asks for, in the plural, where the scorer may have no answer: "series". Its first output column then names what was asked.
    /// </summary>
    public string? Asks { get; init; }
}
