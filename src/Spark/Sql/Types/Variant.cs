using Apache.Arrow.Scalars.Variant;

namespace Microsoft.Spark.Sql.Types;

/// <summary>
/// A value of <see cref="VariantType"/>: null, a scalar, an array or an object whose shape is its own. It is kept as Spark encodes it and decoded when asked.
/// </summary>
public sealed class Variant
{
    readonly byte[] _value;
    readonly byte[] _metadata;

    /// <param name="value">The encoded value.</param>
    /// <param name="metadata">The names of the fields in it, encoded.</param>
    public Variant(byte[] value, byte[] metadata) => (_value, _metadata) = (value, metadata);

    /// <summary>The encoded value.</summary>
    public ReadOnlyMemory<byte> Value => _value;

    /// <summary>The names of the fields in it, encoded.</summary>
    public ReadOnlyMemory<byte> Metadata => _metadata;

    internal byte[] ValueBytes => _value;

    internal byte[] MetadataBytes => _metadata;

    /// <summary>The variant of a value of C#: null, bool, numbers, text, bytes, dates, arrays, and dictionaries with texts as keys.</summary>
    /// <exception cref="ArgumentException">The value, or one inside it, has no form as a variant.</exception>
    public static Variant Of(object? value)
    {
        var (metadata, encoded) = new VariantBuilder().Encode(VariantValues.Of(value));
        return new(encoded, metadata);
    }

    /// <summary>The variant of a JSON text.</summary>
    /// <exception cref="System.Text.Json.JsonException">The text is no JSON.</exception>
    public static Variant Parse(string json)
    {
        using var document = System.Text.Json.JsonDocument.Parse(json);
        var (metadata, encoded) = new VariantBuilder().Encode(VariantValues.Of(document.RootElement));
        return new(encoded, metadata);
    }

    /// <summary>
    /// The value in C#: null, bool, sbyte to long, float, double, decimal, string, byte[], <see cref="Date"/>, <see cref="Timestamp"/>, DateTime (no zone), Guid,
    /// object[] and Dictionary&lt;string, object&gt;.
    /// </summary>
    public object? ToObject() => VariantValues.ToObject(new VariantReader(_metadata, _value));

    /// <summary>The value as JSON, as Spark's to_json writes it.</summary>
    public string ToJson() => VariantValues.ToJson(new VariantReader(_metadata, _value));

    /// <summary>The value as JSON.</summary>
    public override string ToString() => ToJson();

    /// <summary>Whether the other has the same encoding.</summary>
    public override bool Equals(object? obj) => obj is Variant other && _value.AsSpan().SequenceEqual(other._value) && _metadata.AsSpan().SequenceEqual(other._metadata);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(_value);
        hash.AddBytes(_metadata);
        return hash.ToHashCode();
    }
}
