namespace DistributedML.Models.Reports;

/// <summary>What a person should see first: notes, and facts about the training.</summary>
static class FactSection
{
    /// <summary>The notes as a list; empty without any.</summary>
    public static string Notes(IReadOnlyList<string> notes) =>
        notes.Count == 0
            ? ""
            : $"""
            <aside class="notes" aria-label="Notes">
            <ul>
            {string.Join('\n', notes.Select(note => $"<li>{Markup.Text(note)}</li>"))}
            </ul>
            </aside>

            """;

    /// <summary>The facts, names beside values; empty without any.</summary>
    public static string Facts(IReadOnlyList<ReportFact> facts) =>
        facts.Count == 0
            ? ""
            : Markup.Section("training", "Training", $"""
            <dl class="facts">
            {string.Join('\n', facts.Select(Fact))}
            </dl>
            """);

    static string Fact(ReportFact fact) => $"<div><dt>{Markup.Text(fact.Name)}</dt><dd>{Markup.Text(fact.Value)}</dd></div>";
}
