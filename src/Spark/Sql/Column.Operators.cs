namespace Microsoft.Spark.Sql;

public sealed partial class Column
{
    /// <summary>The negated number.</summary>
    public static Column operator -(Column self) => Call("negative", self);

    /// <summary>The opposite truth value.</summary>
    public static Column operator !(Column self) => Call("!", self);

    /// <summary>Whether both are equal; null when one is null.</summary>
    public static Column operator ==(Column lhs, object? rhs) => Call("=", lhs, Of(rhs));

    /// <summary>Whether both differ; null when one is null.</summary>
    public static Column operator !=(Column lhs, object? rhs) => !Call("=", lhs, Of(rhs));

    /// <summary>Whether the left is greater.</summary>
    public static Column operator >(Column lhs, object? rhs) => Call(">", lhs, Of(rhs));

    /// <summary>Whether the left is less.</summary>
    public static Column operator <(Column lhs, object? rhs) => Call("<", lhs, Of(rhs));

    /// <summary>Whether the left is greater or equal.</summary>
    public static Column operator >=(Column lhs, object? rhs) => Call(">=", lhs, Of(rhs));

    /// <summary>Whether the left is less or equal.</summary>
    public static Column operator <=(Column lhs, object? rhs) => Call("<=", lhs, Of(rhs));

    /// <summary>Whether one of both is true.</summary>
    public static Column operator |(Column lhs, Column rhs) => Call("or", lhs, rhs);

    /// <summary>Whether both are true.</summary>
    public static Column operator &(Column lhs, Column rhs) => Call("and", lhs, rhs);

    /// <summary>The sum.</summary>
    public static Column operator +(Column lhs, object? rhs) => Call("+", lhs, Of(rhs));

    /// <summary>The difference.</summary>
    public static Column operator -(Column lhs, object? rhs) => Call("-", lhs, Of(rhs));

    /// <summary>The product.</summary>
    public static Column operator *(Column lhs, object? rhs) => Call("*", lhs, Of(rhs));

    /// <summary>The quotient, a fraction also of integers.</summary>
    public static Column operator /(Column lhs, object? rhs) => Call("/", lhs, Of(rhs));

    /// <summary>The remainder, with the sign of the left.</summary>
    public static Column operator %(Column lhs, object? rhs) => Call("%", lhs, Of(rhs));

    /// <summary>Whether both are equal; null when one is null.</summary>
    public Column EqualTo(object? rhs) => this == rhs;

    /// <summary>Whether both differ; null when one is null.</summary>
    public Column NotEqual(object? rhs) => this != rhs;

    /// <summary>Whether this is greater.</summary>
    public Column Gt(object? rhs) => this > rhs;

    /// <summary>Whether this is less.</summary>
    public Column Lt(object? rhs) => this < rhs;

    /// <summary>Whether this is greater or equal.</summary>
    public Column Geq(object? rhs) => this >= rhs;

    /// <summary>Whether this is less or equal.</summary>
    public Column Leq(object? rhs) => this <= rhs;

    /// <summary>Whether both are equal; true for two nulls, false for one.</summary>
    public Column EqNullSafe(object? obj) => Call("<=>", this, Of(obj));

    /// <summary>Whether one of both is true.</summary>
    public Column Or(Column other) => this | other;

    /// <summary>Whether both are true.</summary>
    public Column And(Column other) => this & other;

    /// <summary>The sum.</summary>
    public Column Plus(object? rhs) => this + rhs;

    /// <summary>The difference.</summary>
    public Column Minus(object? rhs) => this - rhs;

    /// <summary>The product.</summary>
    public Column Multiply(object? rhs) => this * rhs;

    /// <summary>The quotient, a fraction also of integers.</summary>
    public Column Divide(object? rhs) => this / rhs;

    /// <summary>The remainder, with the sign of this.</summary>
    public Column Mod(object? rhs) => this % rhs;

    /// <summary>The bits that are set in one of both.</summary>
    public Column BitwiseOR(object? other) => Call("|", this, Of(other));

    /// <summary>The bits that are set in both.</summary>
    public Column BitwiseAND(object? other) => Call("&", this, Of(other));

    /// <summary>The bits that are set in exactly one of both.</summary>
    public Column BitwiseXOR(object? other) => Call("^", this, Of(other));
}
