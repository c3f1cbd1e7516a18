namespace DistributedML.Registry.Storage;

/// <summary>Names of models and aliases: fit for commands, paths and addresses, and never taken for a version.</summary>
static class RegistryName
{
    const int MaxLength = 100;

    /// <exception cref="RegistryException">The name has other characters, starts with no letter, or is empty or too long.</exception>
    public static void Check(string kind, string name)
    {
        var misread = name.Length > 1 && name[0] == 'v' && name.Skip(1).All(char.IsAsciiDigit);
        if (name.Length is 0 or > MaxLength || misread || !char.IsAsciiLetter(name[0]) || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || "._-".Contains(letter)))
            throw new RegistryException(
                $"'{name}' cannot be the name of a {kind}; expected a letter, then letters, digits, '.', '_' or '-', at most {MaxLength}, and not 'v' and a number");
    }
}
