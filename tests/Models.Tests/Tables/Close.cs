using System.Globalization;

namespace DistributedML.Tests.Models.Tables;

/// <summary>Compares answers of models.</summary>
static class Close
{
    /// <summary>Texts and whole numbers are the same; other numbers differ by no more than the tolerance, of 1 or of their size.</summary>
    public static void Equal(IReadOnlyList<object?> expected, IReadOnlyList<object?> actual, double tolerance, string what)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (var i = 0; i < expected.Count; i++)
        {
            if (expected[i] is double one && actual[i] is double two)
                Assert.True(Math.Abs(one - two) <= tolerance * Math.Max(1, Math.Abs(one)), string.Create(CultureInfo.InvariantCulture, $"{what}, value {i}: {one} and {two}"));
            else
                Assert.True(Equals(expected[i], actual[i]), $"{what}, value {i}: {expected[i]} and {actual[i]}");
        }
    }

    /// <summary>Answers by id.</summary>
    public static void Equal(Dictionary<string, object[]> expected, Dictionary<string, object[]> actual, double tolerance, string what)
    {
        Assert.Equal(expected.Count, actual.Count);
        foreach (var (id, answer) in expected) Equal(answer, actual[id], tolerance, $"{what}, row {id}");
    }
}
