using System.Runtime.InteropServices;

namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>A number of a number: one loop serves columns and single rows, so both give the same bits.</summary>
abstract class NumberMap(Feature output, int input) : FeatureMap(output, input)
{
    public override bool Takes(FeatureType type) => type == FeatureType.Numeric;

    /// <summary>y[i] = the function of x[i].</summary>
    protected abstract void Map(ReadOnlySpan<float> x, Span<float> y);

    public override object Apply(Dataset rows)
    {
        var made = GC.AllocateUninitializedArray<float>(rows.Rows);
        Map(rows.Numeric(Inputs[0]), made);
        return made;
    }

    public override void Apply(FeatureRow row, int[] slots, FeatureRow made, int slot) =>
        Map(MemoryMarshal.CreateReadOnlySpan(ref row.Numbers[slots[0]], 1), MemoryMarshal.CreateSpan(ref made.Numbers[slot], 1));
}
