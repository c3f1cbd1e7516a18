namespace Microsoft.Spark.Sql.Types;

/// <summary>A day of the proleptic Gregorian calendar, from 0001-01-01 to 9999-12-31; <see cref="Date"/>, <c>DateOnly</c> or <c>DateTime</c> in C#.</summary>
public sealed class DateType : AtomicType
{
    /// <inheritdoc/>
    public override string TypeName => "date";

    internal override string Sql => "DATE";
}
