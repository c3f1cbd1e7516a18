using Apache.Arrow;
using Apache.Arrow.Types;

namespace DistributedML.Data.Raw;

/// <summary>A column that is read from text files.</summary>
/// <param name="Name">The column's name in the table.</param>
/// <param name="Type">String, Int64, Double, Boolean, Timestamp (microseconds, without zone) or Date32.</param>
/// <param name="From">Where it stands in a file: a name of the header line, or the path of a JSON property, "lift.name".</param>
public sealed record RawColumn(string Name, ArrowTypeId Type, string From)
{
    /// <summary>Formats of days and times, of which a text must have one (<see cref="TimeReader"/>); empty for ISO 8601.</summary>
    public string[] Formats { get; init; } = [];

    /// <summary>Texts that stand for a missing value.</summary>
    public string[] Nulls { get; init; } = [];

    internal Field Field => new(Name, TableType.Of(Type).Arrow, true);
}
