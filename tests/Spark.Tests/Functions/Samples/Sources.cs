namespace DistributedML.Tests.Spark;

/// <summary>The tables that samples are computed over.</summary>
static class Sources
{
    /// <summary>One row with a column of every kind.</summary>
    public const string Row =
        """
        SELECT 0.5D AS x, 2.0D AS y, 5 AS i, 2 AS j, 70000L AS n, 1700000000L AS big, true AS b,
               'Spark SQL' AS s, 'a,b,c' AS t, X'10FF41' AS bin,
               DATE'2024-02-29' AS d, DATE'2024-05-01' AS e,
               TIMESTAMP'2024-02-29 13:45:30.123456' AS ts, TIMESTAMP'2024-05-01 01:02:03' AS us, TIMESTAMP_NTZ'2024-02-29 13:45:30' AS ntz, TIME'13:45:30.5' AS tm,
               array(3, 1, 2, 1) AS xs, array(1, 4) AS ys, array('b', 'a', NULL) AS ss, array(3F, 4F) AS vf, array(1F, 2F) AS vg,
               map('a', 1, 'b', 2) AS m, named_struct('a', 1, 'b', 'z', 'c', named_struct('e', 2, 'f', 3)) AS p,
               '{"a":1,"b":[1,2]}' AS json, '1,z' AS csv, '<p><a>1</a><b>z</b></p>' AS xml, parse_json('{"a":1}') AS v,
               'http://spark.org/path?k=v&l=w' AS url, X'0101000000000000000000F03F0000000000000040' AS wkb
        """;

    /// <summary>Five rows in two groups.</summary>
    public const string Rows =
        """
        SELECT g, i, bigint(i) AS n, x, y, b, s, X'10FF' AS bin, array(float(x), float(y)) AS vf, parse_json(concat('{"a":', i, '}')) AS v
        FROM VALUES (1, 1, 1.0D, 2.0D, true, 'a'), (1, 2, 2.5D, 4.5D, false, 'b'), (1, 2, 2.0D, 4.0D, true, 'b'), (2, 3, 7.0D, 9.0D, true, 'c'), (2, 5, 5.0D, 6.0D, true, 'd') AS t(g, i, x, y, b, s)
        """;

    /// <summary>Sketches of two groups.</summary>
    public const string Sketches =
        $"""
        SELECT approx_top_k_accumulate(i, 100) AS topk, hll_sketch_agg(i) AS hll, theta_sketch_agg(i) AS theta,
               kll_sketch_agg_bigint(n) AS kb, kll_sketch_agg_double(x) AS kd, kll_sketch_agg_float(float(x)) AS kf,
               tuple_sketch_agg_double(i, x) AS td, tuple_sketch_agg_integer(i, i) AS ti
        FROM ({Rows}) GROUP BY g
        """;
}
