using BenchmarkDotNet.Attributes;
using DistributedML.Numerics;

namespace DistributedML.Benchmarks.Micro;

/// <summary>The inner loops of scoring, at the recommender's sizes: a row of factors, and the scores of all items.</summary>
public class KernelBenchmarks
{
    const int Factors = 64;
    const int Items = 3_431;
    const int Best = 10;

    readonly float[] _x = Random(Factors, seed: 1);
    readonly float[] _y = Random(Factors, seed: 2);
    readonly float[] _scores = Random(Items, seed: 3);
    readonly int[] _best = new int[Best];

    [Benchmark]
    public float Dot() => Kernels.Dot(_x, _y);

    [Benchmark]
    public float DotOneByOne()
    {
        var sum = 0f;
        for (var i = 0; i < _x.Length; i++) sum += _x[i] * _y[i];
        return sum;
    }

    [Benchmark]
    public int TopTen() => TopN.Find(_scores, _best);

    [Benchmark]
    public int TopTenBySorting()
    {
        var keys = _scores.ToArray();
        var order = Enumerable.Range(0, Items).ToArray();
        Array.Sort(keys, order);
        return order[^1];
    }

    static float[] Random(int length, int seed)
    {
        var random = new CounterRandom(seed);
        return [.. Enumerable.Range(0, length).Select(i => (float)random.Uniform(i))];
    }
}
