namespace DistributedML.Learning.Trees;

/// <summary>A way to divide the rows of a node.</summary>
/// <param name="Feature">The feature asked.</param>
/// <param name="Gain">What it takes from weight · impurity.</param>
/// <param name="Threshold">Values that are not above go left; for numeric features.</param>
/// <param name="LastLeftBin">The last bin that goes left; for numeric features.</param>
/// <param name="LeftLevels">The levels that go left, a bit each; null for numeric features.</param>
/// <param name="MissingLeft">Whether missing values go left.</param>
sealed record Split(int Feature, double Gain, float Threshold, int LastLeftBin, ulong[]? LeftLevels, bool MissingLeft)
{
    public bool GoesLeft(int bin, int missing) =>
        bin == missing ? MissingLeft : LeftLevels is null ? bin <= LastLeftBin : (LeftLevels[bin >> 6] >> bin & 1) != 0;
}
