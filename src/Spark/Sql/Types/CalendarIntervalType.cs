namespace Microsoft.Spark.Sql.Types;

/// <summary>Months, days and microseconds, each for itself; <see cref="CalendarInterval"/> in C#.</summary>
public sealed class CalendarIntervalType : DataType
{
    /// <inheritdoc/>
    public override string TypeName => "interval";

    internal override string Sql => "INTERVAL";
}
