using System.Text.RegularExpressions;

namespace DistributedML.Tests.Architecture;

/// <summary>Links in Markdown lead to files that exist, and to headings that are in them.</summary>
public partial class LinkTests
{
    public static TheoryData<string> Pages() =>
    [
        .. Directory.EnumerateFiles(Repository.Root, "*.md")
            .Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories))
            .Select(page => Path.GetRelativePath(Repository.Root, page)),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_lead_somewhere(string page)
    {
        var path = Path.Combine(Repository.Root, page);
        var text = Code().Replace(File.ReadAllText(path), "");
        Assert.All(Link().Matches(text).Select(link => link.Groups[1].Value).Where(target => !target.Contains(':')), target =>
        {
            var parts = target.Split('#', 2);
            var file = parts[0].Length == 0 ? path : Path.Combine(Path.GetDirectoryName(path)!, parts[0]);
            Assert.True(Path.Exists(file), $"{page} links to {target}, which does not exist");
            if (parts.Length == 2) Assert.Contains(parts[1], Headings(file));
        });
    }

    // GitHub's names of headings: lower case, no punctuation, hyphens for blanks.
    static IEnumerable<string> Headings(string file) =>
        Heading().Matches(Code().Replace(File.ReadAllText(file), ""))
            .Select(heading => heading.Groups[1].Value.Trim().ToLowerInvariant())
            .Select(text => Punctuation().Replace(text, "").Replace(' ', '-'));

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"\]\(<?([^)\s>]+)>?(?:\s+""[^""]*"")?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#{1,6}\s+(.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N}\s_-]")]
    private static partial Regex Punctuation();
}
