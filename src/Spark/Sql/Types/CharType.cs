namespace Microsoft.Spark.Sql.Types;

/// <summary>Text of exactly so many characters, filled up with blanks; <c>string</c> in C#.</summary>
public sealed class CharType : AtomicType
{
    /// <param name="length">Characters, at least 1.</param>
    public CharType(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        Length = length;
    }

    /// <summary>Characters.</summary>
    public int Length { get; }

    /// <inheritdoc/>
    public override string TypeName => $"char({Length})";

    internal override string Sql => $"CHAR({Length})";
}
