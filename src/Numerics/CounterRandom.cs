namespace DistributedML.Numerics;

/// <summary>
/// Random numbers by counter: number i of a seed is computed from both, without any before it. So ranks that draw the numbers of their own
/// rows draw the same as one rank would. Generator: SplitMix64's mixing over seed and counter (Steele, Lea and Flood, OOPSLA 2014).
/// </summary>
/// <param name="seed">Names the stream of numbers.</param>
public readonly struct CounterRandom(long seed)
{
    readonly ulong _key = Hash64.Mix((ulong)seed);

    /// <summary>64 random bits.</summary>
    public ulong Bits(long counter) => Hash64.Mix(Hash64.Mix((ulong)counter) ^ _key);

    /// <summary>Uniform in [0, 1).</summary>
    public double Uniform(long counter) => (Bits(counter) >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform among 0 .. <paramref name="below"/> − 1.</summary>
    public int Below(long counter, int below)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(below, 1);
        return (int)Math.BigMul(Bits(counter), (ulong)below, out _);
    }

    /// <summary>Standard normal, by Box and Muller (1958) from two numbers.</summary>
    public double Normal(long counter)
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - Uniform(2 * counter)));
        return radius * Math.Cos(2 * Math.PI * Uniform(2 * counter + 1));
    }
}
