using static Microsoft.Spark.Sql.Functions;

namespace DistributedML.Tests.Spark;

static partial class FunctionSamples
{
    public static readonly SampleTable OtherCalls = new(Sources.Row)
    {
        { () => CallFunction("system.builtin.upper", Col("s")), "upper(s)" },
        { () => CallUDF("upper", Col("s")), "upper(s)" },
        { () => Call_UDF("lower", Col("s")), "lower(s)" },
        { () => CallFunction("mask", Col("s"), NamedArgument("lowerChar", Lit("q"))), "mask(s, lowerChar => 'q')" },
        { () => JavaMethod(Lit("java.lang.Integer"), Lit("toHexString"), Lit(255)), "java_method('java.lang.Integer', 'toHexString', 255)" },
        { () => Reflect(Lit("java.lang.Integer"), Lit("toHexString"), Lit(255)), "reflect('java.lang.Integer', 'toHexString', 255)" },
        { () => TryReflect(Lit("java.lang.Integer"), Lit("parseInt"), Lit("x")), "try_reflect('java.lang.Integer', 'parseInt', 'x')", true },
        { () => Rand(7), "rand(7)" },
        { () => Randn(7), "randn(7)" },
        { () => Rand() < 1, "true" },
        { () => Randn() < 100, "true" },
        { () => Random(Lit(7)), "random(7)" },
        { () => Random() < 1, "true" },
        { () => Shuffle(Col("xs"), Lit(7)), "shuffle(xs, 7)" },
        { () => ArraySort(Shuffle(Col("xs"))), "array_sort(xs)" },
        { () => Uuid(Lit(7)), "uuid(7)" },
        { () => Length(Uuid()), "36" },
        { () => Randstr(Lit(5), Lit(7)), "randstr(5, 7)" },
        { () => Length(Randstr(Lit(5))), "5" },
        { () => Uniform(Lit(1), Lit(10), Lit(7)), "uniform(1, 10, 7)" },
        { () => Uniform(Lit(1), Lit(10)).Between(1, 10), "true" },
        { () => AssertTrue(Col("b")), "assert_true(b)", true },
        { () => AssertTrue(Col("b"), Lit("never")), "assert_true(b, 'never')", true },
        { () => AesDecrypt(AesEncrypt(Col("s"), Lit("0000111122223333")), Lit("0000111122223333")), "CAST(s AS BINARY)" },
        { () => AesEncrypt(Col("s"), Lit("0000111122223333"), Lit("GCM"), Lit("DEFAULT"), Expr("X'000000000000000000000000'"), Lit("a")), "aes_encrypt(s, '0000111122223333', 'GCM', 'DEFAULT', X'000000000000000000000000', 'a')" },
        { () => Lpad(Col("bin"), 5, new byte[] { 0 }), "lpad(bin, 5, X'00')" },
        { () => Rpad(Col("bin"), 5, new byte[] { 0 }), "rpad(bin, 5, X'00')" },
        { () => StAsbinary(StGeogfromwkb(Col("wkb"))), "wkb" },
        { () => StAsbinary(StGeomfromwkb(Col("wkb"))), "wkb" },
        { () => StSrid(StGeomfromwkb(Col("wkb"), 3857)), "3857" },
        { () => StSrid(StGeomfromwkb(Col("wkb"), Lit(3857))), "3857" },
        { () => StSrid(StSetsrid(StGeomfromwkb(Col("wkb")), 3857)), "3857" },
        { () => StSrid(StSetsrid(StGeomfromwkb(Col("wkb")), Lit(3857))), "3857" },
    };
}
