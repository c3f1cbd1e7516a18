namespace Microsoft.Spark.Sql.Types;

/// <summary>Text of at most so many characters; <c>string</c> in C#.</summary>
public sealed class VarcharType : AtomicType
{
    /// <param name="length">The most characters, at least 1.</param>
    public VarcharType(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        Length = length;
    }

    /// <summary>The most characters.</summary>
    public int Length { get; }

    /// <inheritdoc/>
    public override string TypeName => $"varchar({Length})";

    internal override string Sql => $"VARCHAR({Length})";
}
