using DistributedML.Numerics;

namespace DistributedML.Tests.Numerics;

public sealed class RandomTests
{
    const int Draws = 100_000;

    [Fact]
    public void Uniform_numbers_fill_the_unit_interval_evenly()
    {
        var random = new CounterRandom(1);
        var bins = new int[20];
        for (var i = 0; i < Draws; i++) bins[(int)(random.Uniform(i) * bins.Length)]++;
        var expected = (double)Draws / bins.Length;
        Assert.InRange(bins.Sum(count => (count - expected) * (count - expected) / expected), 4.9, 48.5);   // chi-squared, 19 degrees, tails of 0.0005
    }

    [Fact]
    public void Normal_numbers_have_mean_0_variance_1_and_no_memory()
    {
        var random = new CounterRandom(5);
        var values = Enumerable.Range(0, Draws).Select(i => random.Normal(i)).ToArray();
        var tolerance = 4 / Math.Sqrt(Draws);
        Assert.Equal(0, values.Average(), tolerance);
        Assert.Equal(1, values.Average(value => value * value), 2 * tolerance);
        Assert.Equal(3, values.Average(value => value * value * value * value), 10 * tolerance);
        Assert.Equal(0, values.Zip(values.Skip(1), (x, y) => x * y).Average(), tolerance);
    }

    [Fact]
    public void A_number_depends_on_seed_and_counter_only()
    {
        Assert.Equal(new CounterRandom(9).Bits(123), new CounterRandom(9).Bits(123));
        Assert.NotEqual(new CounterRandom(9).Bits(123), new CounterRandom(9).Bits(124));
        Assert.NotEqual(new CounterRandom(9).Bits(123), new CounterRandom(10).Bits(123));
    }

    [Fact]
    public void Below_reaches_every_value_and_no_other()
    {
        var random = new CounterRandom(4);
        var seen = Enumerable.Range(0, 1000).Select(i => random.Below(i, 7)).ToHashSet();
        Assert.Equal(Enumerable.Range(0, 7), seen.Order());
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Below(0, 0));
    }

    [Fact]
    public void Mix_is_that_of_SplitMix64() =>
        Assert.Equal(0xE220A8397B1DCDAF, Hash64.Mix(0));   // first output of SplitMix64 from seed 0 (java.util.SplittableRandom, prng.di.unimi.it/splitmix64.c)

    [Fact]
    public void A_text_is_hashed_by_words_whose_first_letter_is_lowest() =>
        Assert.Equal(Hash64.Mix(Hash64.Mix(Hash64.Mix(5) ^ 0x0064_0063_0062_0061) ^ 'e'), Hash64.Of("abcde"));

    [Fact]
    public void Hashes_of_like_texts_differ()
    {
        var texts = Enumerable.Range(0, 20_000).Select(i => $"5{i:D5}").Concat(["", "\0", "\0\0", "a", "a\0", "abcd", "abcde"]).ToArray();
        Assert.Equal(texts.Length, texts.Select(text => Hash64.Of(text)).Distinct().Count());
        Assert.Equal(Hash64.Of("536365"), Hash64.Of("x536365".AsSpan(1)));
    }
}
