using System.Globalization;
using System.Text;
using DistributedML.Numerics;

namespace DistributedML.Pipelines.Yaml;

/// <summary>What the shape of a source cannot say: that its options fit its format and each other. Finds all errors.</summary>
sealed class SourceChecks(Places places)
{
    static readonly (string Property, Func<FileSource, bool> IsDefault)[] CsvOptions =
    [
        (nameof(FileSource.Delimiter), source => source.Delimiter == ","), (nameof(FileSource.Quote), source => source.Quote == "\""),
        (nameof(FileSource.Escape), source => source.Escape is null), (nameof(FileSource.Header), source => source.Header),
        (nameof(FileSource.Decimal), source => source.Decimal == "."), (nameof(FileSource.Thousands), source => source.Thousands is null),
    ];

    static readonly (string Property, Func<FileSource, bool> IsDefault)[] TextOptions =
    [
        (nameof(FileSource.Encoding), source => source.Encoding == "utf-8"), (nameof(FileSource.SkipLines), source => source.SkipLines == 0),
        (nameof(FileSource.Comment), source => source.Comment is null), (nameof(FileSource.Nulls), source => source.Nulls.Count == 0),
    ];

    internal void Run(Source source)
    {
        CheckFiles(source);
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(source.Zone, out _)) places.Add(source, nameof(Source.Zone), $"zone is '{source.Zone}'; expected a time zone, as UTC or Europe/Berlin");
        foreach (var join in source.Join)
        {
            CheckFiles(join);
            CheckKey(join, source);
        }
        CheckTwins([.. source.AllColumns], places);
    }

    /// <summary>To SQL, names that differ only in case are the same.</summary>
    internal static void CheckTwins(IReadOnlyList<ColumnDefinition> columns, Places places)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (PipelineChecks.SameSqlName(columns[i].Name, columns[j].Name)) places.Add(columns[i], "", $"columns '{columns[j].Name}' and '{columns[i].Name}' are one to SQL; rename one");
            }
        }
    }

    void CheckFiles(FileSource source)
    {
        if (Path.IsPathRooted(source.Files) || source.Files.Split('/').Contains(".."))
            places.Add(source, nameof(FileSource.Files), $"files is '{source.Files}'; expected a pattern below the data folder, as *.csv");
        if (source.Columns.Count == 0) places.Add(source, nameof(FileSource.Columns), "columns is empty; expected at least one column");
        foreach (var column in source.Columns) CheckColumn(column, source);
        if (source.Format != SourceFormat.Csv) Refuse(source, "csv", CsvOptions);
        if (source.Format == SourceFormat.Parquet) Refuse(source, "csv and json-lines", TextOptions);
        CheckCharacters(source);
        CheckEncoding(source);
        PipelineChecks.CheckBounds(source, places);
    }

    void CheckColumn(SourceColumn column, FileSource source)
    {
        if (column.Name.ToLowerInvariant() is "file" or "line" or "row_hash" or "problem" or "raw" || column.Name.StartsWith("etl_", StringComparison.OrdinalIgnoreCase))
            places.Add(column, "", $"column '{column.Name}' has the name of a column that reading adds; expected another");
        if (column.From is not null && source is { Format: SourceFormat.Csv, Header: false })
            places.Add(column, nameof(SourceColumn.From), $"from is '{column.From}', but the files have no header; expected the columns in the files' order");
        if (column.Nulls is { Count: > 0 } && source.Format == SourceFormat.Parquet)
            places.Add(column, nameof(SourceColumn.Nulls), "nulls: the format is parquet, whose values have types; expected none");
        if (column.Format is null) return;
        if (column.Type is not (ColumnType.Date or ColumnType.Timestamp))
            places.Add(column, nameof(SourceColumn.Format), $"format: the column is {NameStyles.Kebab(column.Type.ToString())}; expected a date or timestamp");
        else if (source.Format == SourceFormat.Parquet)
            places.Add(column, nameof(SourceColumn.Format), "format: the format of the files is parquet, whose values have types; expected none");
        else
            foreach (var format in column.Format.Where(format => TimeFormatError(format) is not null))
                places.Add(column, nameof(SourceColumn.Format), $"format '{format}': {TimeFormatError(format)}");
    }

    void CheckKey(JoinedSource join, Source source)
    {
        if (join.On.Count == 0) places.Add(join, nameof(JoinedSource.On), "on is empty; expected the columns of the key");
        foreach (var key in join.On)
        {
            var (here, there) = (join.Columns.FirstOrDefault(column => column.Name == key), source.Columns.FirstOrDefault(column => column.Name == key));
            if (there is null) places.Add(join, nameof(JoinedSource.On), $"on: the source has no column '{key}'{NearName.Hint(key, source.Columns.Select(column => column.Name))}");
            else if (here is null) places.Add(join, nameof(JoinedSource.On), $"on: {join.Name} has no column '{key}'{NearName.Hint(key, join.Columns.Select(column => column.Name))}");
            else if (here.Type != there.Type)
                places.Add(join, nameof(JoinedSource.On), $"on: column '{key}' is {NameStyles.Kebab(there.Type.ToString())} in the source and {NameStyles.Kebab(here.Type.ToString())} in {join.Name}; expected the same type");
        }
    }

    /// <summary>Options that the format has no use for must have their defaults.</summary>
    void Refuse(FileSource source, string formats, IEnumerable<(string Property, Func<FileSource, bool> IsDefault)> options)
    {
        foreach (var (property, isDefault) in options)
            if (!isDefault(source)) places.Add(source, property, $"{NameStyles.Camel(property)} is for {formats}; the format is {NameStyles.Kebab(source.Format.ToString())}");
    }

    void CheckCharacters(FileSource source)
    {
        var delimiter = Character(source, nameof(source.Delimiter), source.Delimiter, ("tab", "\t"));
        var quote = Character(source, nameof(source.Quote), source.Quote, ("none", ""));
        var escape = Character(source, nameof(source.Escape), source.Escape);
        var point = Character(source, nameof(source.Decimal), source.Decimal);
        var comment = Character(source, nameof(source.Comment), source.Comment);
        if (source.Thousands is { Length: not 1 }) places.Add(source, nameof(source.Thousands), $"thousands is '{source.Thousands}'; expected one character");
        if (delimiter is "\n" or "\r" || quote is "\n" or "\r") places.Add(source, nameof(source.Delimiter), "delimiter and quote cannot be line breaks");
        if (delimiter == quote) places.Add(source, nameof(source.Quote), $"quote is '{quote}', which is the delimiter too; expected another character");
        if (point == source.Thousands) places.Add(source, nameof(source.Thousands), $"thousands is '{source.Thousands}', which stands before decimals too; expected another character");
        if (comment == delimiter || (comment is not null && comment == quote)) places.Add(source, nameof(source.Comment), $"comment is '{comment}', which is the delimiter or quote too; expected another character");
        if (escape is not null && (escape == delimiter || quote is "")) places.Add(source, nameof(source.Escape), $"escape is '{escape}'; expected a character that is not the delimiter, and a quote");
    }

    string? Character(FileSource source, string property, string? text, (string Word, string Character)? word = null)
    {
        if (text is null) return null;
        if (text == word?.Word) return word.Value.Character;
        if (text.Length != 1 || !char.IsAscii(text[0]) || text[0] == 0)
            places.Add(source, property, $"{NameStyles.Camel(property)} is '{text}'; expected one ASCII character{(word is null ? "" : $" or {word.Value.Word}")}");
        return text;
    }

    void CheckEncoding(FileSource source)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        try
        {
            _ = Encoding.GetEncoding(source.Encoding);
        }
        catch (ArgumentException)
        {
            places.Add(source, nameof(source.Encoding), $"encoding is '{source.Encoding}'; expected an encoding's name, as utf-8, utf-16, windows-1252 or iso-8859-1");
        }
    }

    /// <summary>What is wrong with a format of days or times; null when nothing is.</summary>
    static string? TimeFormatError(string format)
    {
        if (format is "epoch-seconds" or "epoch-milliseconds" or "epoch-microseconds") return null;
        var letters = Unquoted(format);
        if (!letters.Contains('y') || !letters.Contains('M') || !letters.Contains('d')) return "says not which day; expected year, month and day as in dd.MM.yyyy, or epoch-seconds, epoch-milliseconds, epoch-microseconds";
        try
        {
            var day = new DateTime(2011, 9, 19, 10, 26, 5, DateTimeKind.Utc);
            var text = day.ToString(format, CultureInfo.InvariantCulture);
            return DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var read) && read.Date == day.Date
                ? null : $"a text that it writes, '{text}', cannot be read by it; expected a format as dd.MM.yyyy HH:mm:ss";
        }
        catch (FormatException)
        {
            return "is no format; expected one as dd.MM.yyyy HH:mm:ss";
        }
    }

    /// <summary>A format without what stands in it as it is.</summary>
    static string Unquoted(string format)
    {
        var letters = new StringBuilder();
        for (var at = 0; at < format.Length; at++)
        {
            if (format[at] == '\\') at++;
            else if (format[at] is '\'' or '"') at = format.IndexOf(format[at], at + 1) is >= 0 and var end ? end : format.Length;
            else letters.Append(format[at]);
        }
        return letters.ToString();
    }
}
