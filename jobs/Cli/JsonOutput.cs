namespace DistributedML.Jobs.Cli;

/// <summary>Where the JSON result of a command goes.</summary>
/// <param name="Wanted">Whether it was asked for.</param>
/// <param name="File">The file; null for standard output.</param>
public readonly record struct JsonOutput(bool Wanted, string? File)
{
    static readonly string[] PipelineEndings = [".yaml", ".yml"];

    /// <summary>
    /// Why the result is not written to a file; null when it may be. The word after <c>--json</c> is its file, so a word that was meant for something else
    /// must not cost the user that file.
    /// </summary>
    internal static string? Refusal(string file)
    {
        const string Remedy = "name the pipeline before --json, or the result's file with --json FILE.json";
        if (PipelineEndings.Contains(Path.GetExtension(file).ToLowerInvariant())) return $"a pipeline file is not written over; {Remedy}";
        return HoldsOtherThanJson(file) ? $"this file is there and holds no JSON, so it is not written over; {Remedy}" : null;
    }

    // Devices and pipes have no length, and are not read.
    static bool HoldsOtherThanJson(string file)
    {
        if (!System.IO.File.Exists(file) || new FileInfo(file).Length == 0) return false;
        using var text = System.IO.File.OpenText(file);
        int first;
        do first = text.Read();
        while (first >= 0 && char.IsWhiteSpace((char)first));
        return first is not ('{' or '[' or -1);
    }
}
