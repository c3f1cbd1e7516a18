namespace DistributedML.Jobs.Generator;

/// <summary>An invoice of one day, before it has a number.</summary>
/// <param name="Minute">Minute of the day.</param>
/// <param name="Customer">Who; <see cref="Customer.Guest"/> when not known.</param>
/// <param name="Cancelled">Whether it takes back earlier lines.</param>
sealed record Invoice(int Minute, Customer Customer, bool Cancelled)
{
    public List<InvoiceLine> Lines { get; } = [];

    /// <summary>The injected anomaly that the invoice belongs to.</summary>
    public PlannedAnomaly? Anomaly { get; init; }

    /// <summary>What keeps the invoice's line from being read.</summary>
    public Defect Defect { get; init; }
}

/// <summary>A line of an invoice.</summary>
/// <param name="Code">Stock code.</param>
/// <param name="Description">Description; empty when missing.</param>
/// <param name="Quantity">Pieces; negative when taken back.</param>
/// <param name="Price">Pounds apiece.</param>
readonly record struct InvoiceLine(string Code, string Description, int Quantity, double Price);

/// <summary>Why a line cannot be read.</summary>
enum Defect
{
    None,

    /// <summary>The quantity is a word.</summary>
    Quantity,

    /// <summary>The date does not exist.</summary>
    Date,

    /// <summary>The price has a currency behind it.</summary>
    Price,

    /// <summary>The line ends after the description.</summary>
    Cut,
}
