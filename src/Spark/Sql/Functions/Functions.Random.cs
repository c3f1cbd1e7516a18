namespace Microsoft.Spark.Sql;

// Random values. The seed is drawn here where none is given, so that a plan that is computed twice gives the same rows.
public static partial class Functions
{
    /// <summary>A random number of the uniform distribution on [0, 1).</summary>
    public static Column Rand(long seed) => Call("rand", Lit(seed));

    /// <inheritdoc cref="Rand(long)"/>
    public static Column Rand() => Rand(NewSeed());

    /// <summary>A random number of the standard normal distribution.</summary>
    public static Column Randn(long seed) => Call("randn", Lit(seed));

    /// <inheritdoc cref="Randn(long)"/>
    public static Column Randn() => Randn(NewSeed());

    /// <summary>A random number of the uniform distribution on [0, 1).</summary>
    public static Column Random(Column? seed = null) => Call("random", seed ?? Lit(NewSeed()));

    /// <summary>The elements in random order.</summary>
    public static Column Shuffle(Column column) => Shuffle(column, Lit(NewSeed()));

    /// <summary>The elements in random order, which the seed decides.</summary>
    public static Column Shuffle(Column array, Column seed) => Call("shuffle", array, seed);

    /// <summary>A random UUID of version 4, as text.</summary>
    public static Column Uuid(Column? seed = null) => Call("uuid", seed ?? Lit(NewSeed()));

    /// <summary>A random text of letters and digits of a length.</summary>
    public static Column Randstr(Column length, Column? seed = null) => Call("randstr", length, seed ?? Lit(NewSeed()));

    /// <summary>A random number of the uniform distribution between two constants.</summary>
    public static Column Uniform(Column min, Column max, Column? seed = null) => Call("uniform", min, max, seed ?? Lit(NewSeed()));

    /// <summary>A count-min sketch of how often each value occurs, in Spark's own bytes; its errors are below eps times the count, with this confidence.</summary>
    public static Column CountMinSketch(Column column, Column eps, Column confidence, Column? seed = null) =>
        Call("count_min_sketch", column, eps, confidence, seed ?? Lit(System.Random.Shared.Next()));

    static long NewSeed() => System.Random.Shared.NextInt64();
}
