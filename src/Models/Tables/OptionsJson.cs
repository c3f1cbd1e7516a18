using System.Text.Json;
using System.Text.Json.Serialization;
using DistributedML.Learning;

namespace DistributedML.Models.Tables;

/// <summary>Writes options with all properties of the type that they have.</summary>
sealed class OptionsJson : JsonConverter<IOptions>
{
    public override IOptions Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("options are written for people and hashes; they are not read back");

    public override void Write(Utf8JsonWriter writer, IOptions value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, value.GetType(), options);
}
