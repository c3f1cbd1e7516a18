using DistributedML.Learning;

namespace DistributedML.Tests.Models.LastValue;

/// <summary>The artifact: every key's last value in training.</summary>
public sealed record LastValues(SortedDictionary<string, double> Values) : IState
{
    public void Write(BinaryWriter writer)
    {
        writer.Write(Values.Count);
        foreach (var (key, value) in Values)
        {
            writer.Write(key);
            writer.Write(value);
        }
    }

    public static LastValues Read(BinaryReader reader)
    {
        var values = new SortedDictionary<string, double>(StringComparer.Ordinal);
        for (var count = reader.ReadInt32(); count > 0; count--) values.Add(reader.ReadString(), reader.ReadDouble());
        return new(values);
    }
}

/// <summary>A key's state: its last value.</summary>
public sealed class LastValueState(double value) : IState
{
    public double Value { get; set; } = value;

    public void Write(BinaryWriter writer) => writer.Write(Value);
}
