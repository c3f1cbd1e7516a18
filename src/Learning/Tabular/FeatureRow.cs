namespace DistributedML.Learning.Tabular;

/// <summary>
/// One row of features, as an event brings it or a transformation leaves it. A row is made once and filled again and again; filling it makes no
/// garbage. Values stand by their slot: see <see cref="FeatureSchema.Slot"/>.
/// </summary>
public sealed class FeatureRow
{
    /// <summary>An empty row: every value is missing.</summary>
    public FeatureRow(FeatureSchema schema)
    {
        Schema = schema;
        Numbers = new float[schema.CountOf(FeatureType.Numeric)];
        Codes = new int[schema.CountOf(FeatureType.Categorical)];
        Texts = new string?[schema.CountOf(FeatureType.Text)];
        Sparse = [.. Enumerable.Range(0, schema.CountOf(FeatureType.Sparse)).Select(_ => new SparseRow())];
        Clear();
    }

    /// <summary>The features.</summary>
    public FeatureSchema Schema { get; }

    /// <summary>The numeric values; NaN is missing.</summary>
    public float[] Numbers { get; }

    /// <summary>The codes of the categorical values; -1 is missing.</summary>
    public int[] Codes { get; }

    /// <summary>The texts; null is missing.</summary>
    public string?[] Texts { get; }

    /// <summary>The rows of the sparse blocks.</summary>
    public SparseRow[] Sparse { get; }

    /// <summary>Makes every value missing and every sparse row empty.</summary>
    public void Clear()
    {
        Array.Fill(Numbers, float.NaN);
        Array.Fill(Codes, -1);
        Array.Clear(Texts);
        foreach (var row in Sparse) row.Clear();
    }

    /// <summary>Fills the row from a row of a table with the same schema.</summary>
    public void Set(Dataset rows, int row)
    {
        for (var i = 0; i < Schema.Count; i++)
        {
            var slot = Schema.Slot(i);
            switch (Schema[i].Type)
            {
                case FeatureType.Numeric: Numbers[slot] = rows.Numeric(i)[row]; break;
                case FeatureType.Categorical: Codes[slot] = rows.Codes(i)[row]; break;
                case FeatureType.Text: Texts[slot] = rows.Texts(i)[row]; break;
                case FeatureType.Sparse: Sparse[slot].Set(rows.Sparse(i).ColumnsOf(row), rows.Sparse(i).ValuesOf(row)); break;
            }
        }
    }
}
