using System.Collections;
using System.Globalization;
using Microsoft.Spark.Sql.Types;
using static DistributedML.Spark.Connect.Protocol.Expression.Types;

namespace Microsoft.Spark.Sql;

/// <summary>Literals of the server as the values that rows have.</summary>
static class LiteralValues
{
    /// <exception cref="NotSupportedException">The literal is of a type that has no value here.</exception>
    public static object? Of(Literal literal) => literal.LiteralTypeCase switch
    {
        Literal.LiteralTypeOneofCase.Null or Literal.LiteralTypeOneofCase.None => null,
        Literal.LiteralTypeOneofCase.Binary => literal.Binary.ToByteArray(),
        Literal.LiteralTypeOneofCase.Boolean => literal.Boolean,
        Literal.LiteralTypeOneofCase.Byte => (sbyte)literal.Byte,
        Literal.LiteralTypeOneofCase.Short => (short)literal.Short,
        Literal.LiteralTypeOneofCase.Integer => literal.Integer,
        Literal.LiteralTypeOneofCase.Long => literal.Long,
        Literal.LiteralTypeOneofCase.Float => literal.Float,
        Literal.LiteralTypeOneofCase.Double => literal.Double,
        Literal.LiteralTypeOneofCase.Decimal => decimal.Parse(literal.Decimal.Value, NumberStyles.Number, CultureInfo.InvariantCulture),
        Literal.LiteralTypeOneofCase.String => literal.String,
        Literal.LiteralTypeOneofCase.Date => new Date(DateTime.UnixEpoch.AddDays(literal.Date)),
        Literal.LiteralTypeOneofCase.Timestamp => new Timestamp(Time(literal.Timestamp)),
        Literal.LiteralTypeOneofCase.TimestampNtz => DateTime.SpecifyKind(Time(literal.TimestampNtz), DateTimeKind.Unspecified),
        Literal.LiteralTypeOneofCase.DayTimeInterval => TimeSpan.FromMicroseconds(literal.DayTimeInterval),
        Literal.LiteralTypeOneofCase.Array => new ArrayList(literal.Array.Elements.Select(Of).ToArray()),
        Literal.LiteralTypeOneofCase.Struct => literal.Struct.Elements.Select(Of).ToArray(),
        Literal.LiteralTypeOneofCase.Map => new Hashtable(literal.Map.Keys.Zip(literal.Map.Values).ToDictionary(pair => Of(pair.First)!, pair => Of(pair.Second))),
        _ => throw new NotSupportedException($"A literal of type {literal.LiteralTypeCase} has no value here"),
    };

    static DateTime Time(long microseconds) => DateTime.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);
}
