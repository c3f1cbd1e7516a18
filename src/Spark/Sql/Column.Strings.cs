namespace Microsoft.Spark.Sql;

public sealed partial class Column
{
    /// <summary>Whether the text fits the SQL pattern, where % stands for any text and _ for one character.</summary>
    public Column Like(string literal) => Call("like", this, Of(literal));

    /// <summary>Whether a part of the text fits the Java regular expression.</summary>
    public Column RLike(string literal) => Call("rlike", this, Of(literal));

    /// <summary>Whether the text fits the SQL pattern in upper or lower case.</summary>
    public Column ILike(string literal) => Call("ilike", this, Of(literal));

    /// <summary>The part of the text from a position, counted from 1, of a length.</summary>
    public Column SubStr(Column startPos, Column len) => Call("substr", this, startPos, len);

    /// <inheritdoc cref="SubStr(Column, Column)"/>
    public Column SubStr(int startPos, int len) => SubStr(Of(startPos), Of(len));

    /// <summary>Whether the text holds the other.</summary>
    public Column Contains(object? other) => Call("contains", this, Of(other));

    /// <summary>Whether the text begins with the other.</summary>
    public Column StartsWith(Column other) => Call("startswith", this, other);

    /// <inheritdoc cref="StartsWith(Column)"/>
    public Column StartsWith(string literal) => StartsWith(Of(literal));

    /// <summary>Whether the text ends with the other.</summary>
    public Column EndsWith(Column other) => Call("endswith", this, other);

    /// <inheritdoc cref="EndsWith(Column)"/>
    public Column EndsWith(string literal) => EndsWith(Of(literal));
}
