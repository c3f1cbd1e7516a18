namespace DistributedML.Jobs.Generator;

/// <summary>Random numbers of one stream, by counter: the same seed and stream give the same numbers. Source: SplitMix64, Steele, Lea and Flood, OOPSLA 2014.</summary>
sealed class Randomness(int seed, int stream)
{
    const ulong Golden = 0x9E3779B97F4A7C15;
    readonly ulong _key = Mix(Mix((ulong)(uint)seed + Golden) ^ ((ulong)(uint)stream * Golden));
    ulong _counter;

    /// <summary>Uniform in [0, 1).</summary>
    public double Uniform() => (Mix(_key + ++_counter * Golden) >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [0, count).</summary>
    public int Below(int count) => (int)(Uniform() * count);

    /// <summary>True with a probability.</summary>
    public bool Chance(double probability) => Uniform() < probability;

    /// <summary>Standard normal, by Box and Muller.</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Uniform())) * Math.Cos(2 * Math.PI * Uniform());

    /// <summary>Failures before the first success: mean (1 − p) / p.</summary>
    public int Geometric(double success) => (int)(Math.Log(1 - Uniform()) / Math.Log(1 - success));

    /// <summary>One of the values.</summary>
    public T Pick<T>(IReadOnlyList<T> values) => values[Below(values.Count)];

    /// <summary>An index with a probability proportional to its step in the running sums.</summary>
    public int Weighted(ReadOnlySpan<double> runningSums)
    {
        var found = runningSums.BinarySearch(Uniform() * runningSums[^1]);
        return Math.Min(found < 0 ? ~found : found + 1, runningSums.Length - 1);
    }

    static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
