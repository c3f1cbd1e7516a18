namespace DistributedML.Learning.Tabular.Splits;

/// <summary>Rows to learn from and rows to measure on. No row is in both.</summary>
/// <param name="Train">Numbers of the rows to learn from, ascending.</param>
/// <param name="Test">Numbers of the rows to measure on, ascending.</param>
public sealed record Split(int[] Train, int[] Test)
{
    /// <summary>The split in which the rows marked are the test part.</summary>
    internal static Split Of(ReadOnlySpan<bool> isTest)
    {
        var tests = isTest.Count(true);
        var (train, test) = (new int[isTest.Length - tests], new int[tests]);
        int trained = 0, tested = 0;
        for (var i = 0; i < isTest.Length; i++)
        {
            if (isTest[i]) test[tested++] = i;
            else train[trained++] = i;
        }
        return new(train, test);
    }
}
