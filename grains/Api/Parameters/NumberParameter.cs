using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.OpenApi;

namespace DistributedML.Grains.Api;

/// <summary>A number in the query, within bounds that both belong to it.</summary>
/// <param name="Name">Its name in the query.</param>
/// <param name="Description">What it means, with its unit.</param>
/// <param name="Least">The least value allowed.</param>
/// <param name="Most">The greatest value allowed.</param>
/// <param name="Default">The value when the query does not have it.</param>
/// <param name="IsInteger">Whether it is a whole number.</param>
sealed record NumberParameter(string Name, string Description, double Least, double Most, double Default, bool IsInteger = true)
    : Parameter(Name, Description)
{
    /// <summary>Reads the parameter.</summary>
    /// <exception cref="ApiException">It is there more than once, is no number or is out of bounds.</exception>
    public double Read(HttpRequest request)
    {
        var values = request.Query[Name];
        if (values.Count == 0) return Default;
        var style = IsInteger ? NumberStyles.AllowLeadingSign : NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (values.Count > 1 || !double.TryParse(values[0], style, CultureInfo.InvariantCulture, out var value) || !(value >= Least && value <= Most))
            throw Wrong(values.ToString(), FormattableString.Invariant($"{(IsInteger ? "a whole number" : "a number")} from {Least} to {Most}"));
        return value;
    }

    /// <summary>Reads a whole number.</summary>
    /// <exception cref="ApiException">It is there more than once, is no whole number or is out of bounds.</exception>
    public int ReadInteger(HttpRequest request) => (int)Read(request);

    /// <inheritdoc/>
    public override OpenApiParameter Describe() => new()
    {
        Name = Name,
        In = ParameterLocation.Query,
        Description = Description,
        Example = Number(Default),
        Schema = new OpenApiSchema
        {
            Type = IsInteger ? JsonSchemaType.Integer : JsonSchemaType.Number,
            Format = IsInteger ? "int32" : "double",
            Minimum = Least.ToString(CultureInfo.InvariantCulture),
            Maximum = Most.ToString(CultureInfo.InvariantCulture),
            Default = Number(Default),
        },
    };

    JsonNode Number(double value) => IsInteger ? (int)value : value;
}
