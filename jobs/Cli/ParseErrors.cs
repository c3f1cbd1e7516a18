using System.CommandLine;
using System.CommandLine.Parsing;
using DistributedML.Numerics;

namespace DistributedML.Jobs.Cli;

/// <summary>What is wrong with a command line, in the words of its users: the library's messages name types of .NET and no near names.</summary>
static class ParseErrors
{
    /// <summary>The messages, in the command line's order.</summary>
    internal static IEnumerable<string> Of(ParseResult parsed)
    {
        // A word that is no command leaves one missing too; that would be said of one mistake twice.
        var errors = parsed.Errors.Where(error => parsed.UnmatchedTokens.Count == 0 || error.SymbolResult is not CommandResult { Command.Action: null } || Unmatched(parsed, error) is not null);
        return errors.Select(error => Unmatched(parsed, error) is { } word ? error.Message.TrimEnd('.') + Hint(parsed, word) : WrongValue(error) ?? error.Message);
    }

    static string? Unmatched(ParseResult parsed, ParseError error) => parsed.UnmatchedTokens.FirstOrDefault(word => error.Message.EndsWith($"'{word}'.", StringComparison.Ordinal));

    static string Hint(ParseResult parsed, string word)
    {
        var command = parsed.CommandResult.Command;
        var isOption = word.StartsWith('-');
        var names = isOption ? command.Options.Select(option => option.Name) : command.Subcommands.Select(known => known.Name);
        return NearName.Of(word, names) is { } near ? $"; did you mean '{near}'?" : "";
    }

    static string? WrongValue(ParseError error)
    {
        var symbol = error.SymbolResult is ArgumentResult { Parent: OptionResult parent } ? parent : error.SymbolResult;
        var (name, type, tokens) = symbol switch
        {
            OptionResult option => (option.Option.Name, option.Option.ValueType, option.Tokens),
            ArgumentResult argument => (argument.Argument.HelpName ?? argument.Argument.Name, argument.Argument.ValueType, argument.Tokens),
            _ => (null, null, null),
        };
        if (name is null || !error.Message.Contains("as expected type", StringComparison.Ordinal)) return null;
        return $"{name} {string.Join(' ', tokens!.Select(token => token.Value))}: expected {Expected(Nullable.GetUnderlyingType(type!) ?? type!)}";
    }

    static string Expected(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Int32 => $"a whole number, {int.MinValue} to {int.MaxValue}",
        TypeCode.Int64 => $"a whole number, {long.MinValue} to {long.MaxValue}",
        TypeCode.Double => "a number, as 0.5",
        TypeCode.Boolean => "true or false",
        _ => "another value",
    };
}
