namespace DistributedML.Learning;

/// <summary>Checks of options.</summary>
public static class OptionsExtensions
{
    /// <summary>Throws when an option is wrong, naming every wrong one.</summary>
    /// <exception cref="OptionsException">At least one option is wrong.</exception>
    public static void ThrowIfInvalid(this IOptions options)
    {
        var errors = options.Check().ToList();
        if (errors.Count > 0) throw new OptionsException($"{options.GetType().Name}: {string.Join("; ", errors)}");
    }
}
