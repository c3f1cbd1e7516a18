using System.Globalization;
using Apache.Arrow.Types;
using CsCheck;
using DistributedML.Data.Csv;
using DistributedML.Data.Raw;

namespace DistributedML.Tests.Data.Raw;

public class DialectTests
{
    static readonly RawFormat Numbers = new([new("name", ArrowTypeId.String, "name"), new("value", ArrowTypeId.Double, "value")]);

    [Fact]
    public void A_file_without_header_is_read_by_the_places_of_its_columns() =>
        Assert.Equal(["ham|1|", "spam|2.5|"], RawRows.Read(Numbers with { Dialect = new() { Delimiter = (byte)'\t', HasHeader = false } }, "ham\t1\nspam\t2.5\n"));

    [Fact]
    public void Quotes_are_characters_where_there_are_none() =>
        Assert.Equal(["\"so|1|", "he said \"no|2|"], RawRows.Read(Numbers with { Dialect = new() { Quote = CsvDialect.None } }, "name,value\n\"so,1\nhe said \"no,2\n"));

    [Fact]
    public void Lines_before_the_header_and_comments_are_passed_over() => Assert.Equal(
        ["a|1|", "b|2|"],
        RawRows.Read(Numbers with { Dialect = new() { SkipLines = 2, Comment = (byte)'#' } }, "Report, of \"today\nmade by hand\n# a comment\nname,value\na,1\n#b,7\nb,2\n"));

    [Fact]
    public void Names_that_nobody_asks_for_may_be_empty_or_stand_twice() => Assert.Equal(["a|1|"], RawRows.Read(Numbers, "name,x,value,,,x\na,,1,,,\n"));

    [Theory]
    [InlineData("1.234,5", 1234.5)]
    [InlineData("-1.234.567,25", -1234567.25)]
    [InlineData("999", 999.0)]
    [InlineData("1234,5", 1234.5)]
    [InlineData("1,5e3", 1500.0)]
    [InlineData("1.5", null)]
    [InlineData("12.34,5", null)]
    [InlineData("1..234", null)]
    [InlineData(".123", null)]
    [InlineData("1.2345", null)]
    [InlineData("1,234.5", null)]
    public void Numbers_have_the_separators_that_are_stated_where_they_may_stand(string text, double? expected)
    {
        var format = Numbers with { Dialect = new() { Delimiter = (byte)';', Decimal = (byte)',', Thousands = "." } };
        var row = RawRows.Read(format, $"name;value\na;{text}\n").Single();
        Assert.Equal(expected is { } number ? $"a|{number.ToString("R", CultureInfo.InvariantCulture)}|" : $"a||value is not a number with decimals behind ',': '{text}'", row);
    }

    [Fact]
    public void Numbers_written_with_separators_are_read_back() => Gen.Select(Gen.Long[-9_999_999_999, 9_999_999_999], Gen.Int[0, 999], Gen.OneOf("\u00A0", "'", " ")).Sample(
        (whole, decimals, group) =>
        {
            var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (culture.NumberFormat.NumberGroupSeparator, culture.NumberFormat.NumberDecimalSeparator) = (group, ",");
            var value = whole + Math.Sign(whole) * decimals / 1_000.0;
            var format = Numbers with { Dialect = new() { Delimiter = (byte)';', Decimal = (byte)',', Thousands = group } };
            return RawRows.Read(format, $"name;value\na;{value.ToString("N3", culture)}\n").Single() == $"a|{Math.Round(value, 3).ToString("R", CultureInfo.InvariantCulture)}|";
        },
        iter: 200);

    [Fact]
    public void Texts_that_mean_missing_are_nulls_in_their_columns()
    {
        var format = new RawFormat([new("name", ArrowTypeId.String, "name") { Nulls = ["NA"] }, new("value", ArrowTypeId.Double, "value") { Nulls = ["NA", "-200"] }]);
        Assert.Equal(["|-20|", "-200||", "x||value is not a number: 'N/A'"], RawRows.Read(format, "name,value\nNA,-20\n-200,-200\nx,N/A\n"));
    }

    [Fact]
    public void What_was_written_in_a_dialect_is_read_with_its_line() => Gen.Select(
        Gen.OneOf("a", "é", ",", ";", "\t", "'", "\"", "\\", "\n", " ").Array[0, 5].Select(string.Concat).Array[2, 4].Array[0, 6], Gen.OneOf(',', ';', '\t', '|'), Gen.OneOf('"', '\''), Gen.Bool).Sample(
        (rows, delimiter, quote, hasEscape) =>
        {
            var dialect = new CsvDialect { Delimiter = (byte)delimiter, Quote = (byte)quote, Escape = hasEscape ? (byte)'\\' : CsvDialect.None };
            string Written(string field) => $"{quote}{(hasEscape ? field.Replace("\\", @"\\").Replace($"{quote}", $@"\{quote}") : field.Replace($"{quote}", $"{quote}{quote}"))}{quote}";
            var text = string.Concat(rows.Select(row => string.Join(delimiter, row.Select(Written)) + "\n"));
            using var reader = new CsvReader(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)), dialect);
            foreach (var row in rows)
            {
                if (!reader.Read() || reader.Problem is not null || reader.FieldCount != row.Length) return false;
                for (var i = 0; i < row.Length; i++)
                    if (System.Text.Encoding.UTF8.GetString(reader.Field(i)) != row[i]) return false;
            }
            return !reader.Read();
        },
        iter: 1_000);

    [Theory]
    [InlineData("\"a\\", "a quote is not closed")]
    [InlineData("\"a\\\"", "a quote is not closed")]
    public void An_escape_at_the_end_of_the_file_closes_nothing(string text, string problem)
    {
        using var reader = new CsvReader(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)), new CsvDialect { Escape = (byte)'\\' });
        Assert.True(reader.Read());
        Assert.Equal(problem, reader.Problem);
    }
}
