namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>What a term of a text is, and how its count becomes a value.</summary>
readonly record struct TermShape(int MinWords, int MaxWords, int MinLength, bool Lowercase, bool Sublinear, bool Normalise)
{
    public void Write(BinaryWriter writer)
    {
        foreach (var number in (int[])[MinWords, MaxWords, MinLength]) writer.Write(number);
        foreach (var flag in (bool[])[Lowercase, Sublinear, Normalise]) writer.Write(flag);
    }

    public static TermShape Read(BinaryReader reader)
    {
        var shape = new TermShape(
            reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadBoolean(), reader.ReadBoolean(), reader.ReadBoolean());
        return shape.MinWords >= 1 && shape.MaxWords >= shape.MinWords
            ? shape
            : throw new InvalidDataException($"terms have {shape.MinWords} to {shape.MaxWords} words");
    }
}
