using System.Numerics;
using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Types;
using static Microsoft.Spark.Sql.Functions;

namespace DistributedML.Tests.Spark;

static partial class FunctionSamples
{
    public static readonly SampleTable LiteralValues = new(Sources.Row)
    {
        { () => Lit(null), "NULL", true },
        { () => Lit(Col("i")), "i" },
        { () => Lit(true), "true" },
        { () => Lit((sbyte)-5), "-5Y" },
        { () => Lit((byte)200), "200S" },
        { () => Lit((short)-5), "-5S" },
        { () => Lit((ushort)60000), "60000" },
        { () => Lit(-5), "-5" },
        { () => Lit(4000000000u), "4000000000L" },
        { () => Lit(-5L), "-5L" },
        { () => Lit(ulong.MaxValue), "18446744073709551615BD" },
        { () => Lit(BigInteger.Pow(10, 30)), "1000000000000000000000000000000BD" },
        { () => Lit(1.50m), "1.50" },
        { () => Lit(0.001m), "0.001" },
        { () => Lit(0m), "0BD" },
        { () => Lit(1.5f), "1.5F" },
        { () => Lit(double.NaN), "double('NaN')" },
        { () => Lit("it's"), "\"it's\"" },
        { () => Lit('c'), "'c'" },
        { () => Lit(DateTimeKind.Utc), "'Utc'" },
        { () => Lit(Guid.Empty), "'00000000-0000-0000-0000-000000000000'" },
        { () => Lit(new byte[] { 1, 255 }), "X'01FF'" },
        { () => Lit(new ReadOnlyMemory<byte>(new byte[] { 1 })), "X'01'" },
        { () => Lit(new Date(2024, 2, 29)), "DATE'2024-02-29'" },
        { () => Lit(new DateOnly(1, 1, 1)), "DATE'0001-01-01'" },
        { () => Lit(new Timestamp(2024, 2, 29, 1, 2, 3, 456789)), "TIMESTAMP'2024-02-29 01:02:03.456789Z'" },
        { () => Lit(new DateTime(1960, 1, 1, 1, 2, 3, DateTimeKind.Utc)), "TIMESTAMP'1960-01-01 01:02:03Z'" },
        { () => Lit(new DateTime(2024, 2, 29, 1, 2, 3)), "TIMESTAMP_NTZ'2024-02-29 01:02:03'" },
        { () => Lit(new DateTimeOffset(2024, 2, 29, 1, 2, 3, TimeSpan.FromHours(2))), "TIMESTAMP'2024-02-29 01:02:03+02:00'" },
        { () => Lit(new TimeOnly(1, 2, 3)), "TIME'01:02:03'" },
        { () => Lit(new TimeSpan(1, 2, 3, 4, 5)), "INTERVAL '1 02:03:04.005' DAY TO SECOND" },
        { () => Lit(new YearMonthInterval(1, 2)), "INTERVAL '1-2' YEAR TO MONTH" },
        { () => Lit(new CalendarInterval(1, 2, 3)), "make_interval(0, 1, 0, 2, 0, 0, 0.000003)" },
        { () => Lit(new[] { 1, 2 }), "array(1, 2)" },
        { () => Lit(new string[0]), "CAST(array() AS ARRAY<STRING>)" },
        { () => Lit(new int?[] { 1, null }), "array(1, NULL)" },
        { () => Lit(new List<decimal> { 1.5m, 10.25m }), "array(1.50BD, 10.25BD)" },
        { () => Lit(new[] { new[] { "a" }, new string[0] }), "array(array('a'), CAST(array() AS ARRAY<STRING>))" },
        { () => Lit(new Dictionary<string, int> { { "a", 1 } }), "map('a', 1)" },
        { () => Lit(new Row(new object[] { 1, "z" }, Schema)), "named_struct('a', 1, 'b', 'z')" },
    };


}
