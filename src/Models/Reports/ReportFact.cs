namespace DistributedML.Models.Reports;

/// <summary>A fact about a model's training, such as the number of rows held back.</summary>
/// <param name="Name">What the fact is about.</param>
/// <param name="Value">The fact, as the page shows it.</param>
public sealed record ReportFact(string Name, string Value);
