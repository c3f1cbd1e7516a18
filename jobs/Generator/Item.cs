namespace DistributedML.Jobs.Generator;

/// <summary>Something that the shop sells.</summary>
sealed class Item
{
    /// <summary>Five digits; a letter behind them for the colours of one design.</summary>
    public required string Code { get; init; }

    public required string Description { get; init; }

    /// <summary>Index of the category.</summary>
    public required int Category { get; init; }

    /// <summary>Index of the style, to which customers are drawn.</summary>
    public required int Style { get; init; }

    /// <summary>Index of the first item of the same design, and how many there are.</summary>
    public required (int First, int Count) Family { get; init; }

    /// <summary>List price in pounds.</summary>
    public required double Price { get; init; }

    /// <summary>How many come in a box.</summary>
    public required int Pack { get; init; }

    public required double Popularity { get; init; }

    /// <summary>Growth of the demand over a year, in natural logarithm.</summary>
    public required double Trend { get; init; }

    /// <summary>Day on which it comes into the shop; negative when it was there before.</summary>
    public required int Start { get; init; }

    /// <summary>Day from which it fades away over two months; past the end when it stays.</summary>
    public required int End { get; init; }

    /// <summary>Days, both inclusive, on which an injected silence keeps it from being sold; empty when To is before From.</summary>
    public (int From, int To) Silent { get; set; } = (0, -1);

    public bool IsSilent(int day) => Silent.From <= day && day <= Silent.To;

    /// <summary>Demand on a day, without the category's season.</summary>
    public double Demand(int day)
    {
        if (day < Start || IsSilent(day)) return 0;
        var arrival = Start < 0 ? 1 : Math.Min(1, (day - Start + 7) / 28.0);
        var fading = day < End ? 1 : Math.Exp(-(day - End) / 20.0);
        return Popularity * arrival * fading * Math.Exp(Trend * (day - 180) / 365);
    }
}
