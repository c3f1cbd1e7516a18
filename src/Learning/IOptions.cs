namespace DistributedML.Learning;

/// <summary>Options that check all their values at once.</summary>
public interface IOptions
{
    /// <summary>Every wrong value; empty when all are right. Unless it is implemented, what <see cref="OptionBounds"/> finds.</summary>
    IEnumerable<OptionError> Check() => OptionBounds.Check(this);
}

/// <summary>A wrong option.</summary>
/// <param name="Name">The option's name as in code; nested ones with a dot.</param>
/// <param name="Value">The value given.</param>
/// <param name="Expected">What is allowed, for people: "at least 1".</param>
public readonly record struct OptionError(string Name, object? Value, string Expected)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name} is {Value ?? "null"}; expected {Expected}";
}
