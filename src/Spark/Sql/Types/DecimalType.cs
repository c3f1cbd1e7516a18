using Newtonsoft.Json.Linq;

namespace Microsoft.Spark.Sql.Types;

/// <summary>
/// Decimal numbers of at most 38 digits; <c>decimal</c> in C# where the value has at most 28 digits, else
/// <see cref="System.Data.SqlTypes.SqlDecimal"/>.
/// </summary>
public sealed class DecimalType : FractionalType
{
    /// <summary>The most digits that Spark has.</summary>
    public const int MaxPrecision = 38;

    /// <param name="precision">Digits of the number, 1 to 38.</param>
    /// <param name="scale">Digits right of the decimal point, 0 to <paramref name="precision"/>.</param>
    public DecimalType(int precision = 10, int scale = 0) => (Precision, Scale) = (precision, scale);

    /// <summary>Digits of the number.</summary>
    public int Precision { get; }

    /// <summary>Digits right of the decimal point.</summary>
    public int Scale { get; }

    /// <inheritdoc/>
    public override string TypeName => "decimal";

    /// <inheritdoc/>
    public override string SimpleString => $"decimal({Precision},{Scale})";

    internal override string Sql => $"DECIMAL({Precision},{Scale})";

    internal override JToken JsonValue => SimpleString;
}
