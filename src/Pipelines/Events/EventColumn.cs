namespace DistributedML.Pipelines.Events;

/// <summary>One column of a batch of events; only the array of its type exists.</summary>
public sealed class EventColumn
{
    internal EventColumn(ColumnDefinition definition, int capacity)
    {
        Definition = definition;
        Nulls = new bool[capacity];
        switch (definition.Type)
        {
            case ColumnType.String: Strings = new string?[capacity]; break;
            case ColumnType.Integer: Integers = new long[capacity]; break;
            case ColumnType.Double: Doubles = new double[capacity]; break;
            case ColumnType.Boolean: Booleans = new bool[capacity]; break;
            default: Times = new DateTime[capacity]; break;
        }
    }

    /// <summary>Name and type.</summary>
    public ColumnDefinition Definition { get; }

    /// <summary>Whether the value is null or missing, for each row.</summary>
    public bool[] Nulls { get; }

    /// <summary>Values of a string column.</summary>
    public string?[] Strings { get; } = [];

    /// <summary>Values of an integer column.</summary>
    public long[] Integers { get; } = [];

    /// <summary>Values of a double column.</summary>
    public double[] Doubles { get; } = [];

    /// <summary>Values of a boolean column.</summary>
    public bool[] Booleans { get; } = [];

    /// <summary>Values of a timestamp or date column.</summary>
    public DateTime[] Times { get; } = [];

    /// <summary>The value of a numeric column as a double; 0 for null.</summary>
    public double Number(int row) => Nulls[row] ? 0 : Definition.Type == ColumnType.Integer ? Integers[row] : Doubles[row];
}
