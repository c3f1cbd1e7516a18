using DistributedML.Numerics;

namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>
/// A sparse block of hashed columns: a level counts in the column of the hash of "feature=level", a word of a text in that of
/// "feature=word". With signs, another bit of the hash says whether it counts 1 or −1, so that collisions cancel out on average.
/// </summary>
sealed class HashMap : BlockMap
{
    readonly bool _signed;
    readonly ulong[] _seeds;          // of each feature's name
    readonly ulong[]?[] _levels;      // hashes of each categorical feature's levels

    public HashMap(Feature output, int[] inputs, FeatureSchema schema, bool signed) : base(output, inputs)
    {
        _signed = signed;
        _seeds = Array.ConvertAll(inputs, place => Hash64.Of(schema[place].Name));
        _levels = [.. inputs.Select((place, i) =>
            schema[place].Type == FeatureType.Categorical ? schema[place].Levels.Select(level => HashOf(i, level)).ToArray() : null)];
    }

    public override bool Takes(FeatureType type) => type is FeatureType.Categorical or FeatureType.Text;

    protected override void Fill(Dataset rows, int row, Entries entries)
    {
        for (var i = 0; i < Inputs.Length; i++)
        {
            if (_levels[i] is { } levels) AddLevel(levels, rows.Codes(Inputs[i])[row], entries);
            else AddText(i, rows.Texts(Inputs[i])[row], entries);
        }
    }

    protected override void Fill(FeatureRow row, int[] slots, Entries entries)
    {
        for (var i = 0; i < slots.Length; i++)
        {
            if (_levels[i] is { } levels) AddLevel(levels, row.Codes[slots[i]], entries);
            else AddText(i, row.Texts[slots[i]], entries);
        }
    }

    protected override void WriteBody(BinaryWriter writer) => writer.Write(_signed);

    void AddLevel(ulong[] levels, int code, Entries entries)
    {
        if (code >= 0) Add(levels[code], entries);
    }

    void AddText(int input, string? text, Entries entries)
    {
        if (text is null) return;
        var words = Words.Of(text, minLength: 1, lowercase: true);
        for (var w = 0; w < words.Count; w++) Add(HashOf(input, words[w, 1]), entries);
    }

    void Add(ulong hash, Entries entries) =>
        // the column comes of the high bits
        entries.Add((int)Math.BigMul(hash, (ulong)Output.Width, out _), _signed && (hash & 1) == 1 ? -1 : 1);

    ulong HashOf(int input, ReadOnlySpan<char> value) => Hash64.Mix(_seeds[input] ^ Hash64.Of(value));
}
