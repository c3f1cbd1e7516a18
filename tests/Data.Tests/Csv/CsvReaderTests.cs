using System.Text;
using CsCheck;
using DistributedML.Data.Csv;

namespace DistributedML.Tests.Data.Csv;

public class CsvReaderTests
{
    static readonly Gen<string> Texts = Gen.OneOf("a", "é", "😀", ",", "\"", "\n", "\r\n", " ", "12").Array[0, 5].Select(string.Concat);

    static List<string> Read(byte[] bytes, int step = int.MaxValue)
    {
        using var reader = new CsvReader(new Dripping(bytes, step));
        var records = new List<string>();
        while (reader.Read())
        {
            var fields = Enumerable.Range(0, reader.FieldCount).Select(i => Encoding.UTF8.GetString(reader.Field(i)));
            records.Add($"{reader.Line}: {reader.Problem ?? string.Join('|', fields)}");
        }
        return records;
    }

    [Fact]
    public void What_was_written_is_read_with_its_line_however_the_bytes_come() =>
        Gen.Select(Texts.Array[2, 4].Array[0, 6], Gen.Bool, Gen.Int[1, 9], Gen.Bool).Sample(
            (rows, carriageReturn, step, lastEnd) =>
            {
                var text = new StringBuilder();
                var expected = new List<string>();
                foreach (var row in rows)
                {
                    expected.Add($"{text.ToString().Count(letter => letter == '\n') + 1}: {string.Join('|', row)}");
                    text.AppendJoin(',', row.Select(field => field.AsSpan().IndexOfAny(",\"\r\n") >= 0 || field.Length == 0 ? $"\"{field.Replace("\"", "\"\"")}\"" : field));
                    text.Append(carriageReturn ? "\r\n" : "\n");
                }
                var bytes = Encoding.UTF8.GetBytes(lastEnd ? text.ToString() : text.ToString().TrimEnd('\n').TrimEnd('\r'));
                return Read(bytes, step).SequenceEqual(expected) && Read([0xEF, 0xBB, 0xBF, .. bytes]).SequenceEqual(expected);
            },
            iter: 2_000);

    [Theory]
    [InlineData("a,b\n\n\r\nc,d", "1: a|b", "4: c|d")]
    [InlineData("a,\"b\nc,d\n", "1: a quote is not closed", "2: c|d")]
    [InlineData("a,\"b\"c\nd,\"e\"\n", "1: text stands behind a closing quote", "2: d|e")]
    [InlineData("a,\"b\nc,\"d\"\ne,f\n", "1: text stands behind a closing quote", "2: c|d", "3: e|f")]
    [InlineData("a,b\"c\n", "1: a|b\"c")]
    [InlineData(",\n,", "1: |", "2: |")]
    public void A_broken_record_costs_its_line(string text, params string[] expected) => Assert.Equal(expected, Read(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void A_record_that_is_too_long_costs_its_line_and_those_behind_it_are_read()
    {
        var text = $"a,b\n{new string('x', 5 * CsvReader.LongestRecord)},y\nc,d\n\"{new string('z', CsvReader.LongestRecord)}\n\",e\nf,g\n";
        Assert.Equal(
            ["1: a|b", "2: the record has no end within 1,048,576 bytes", "3: c|d", "4: the record has no end within 1,048,576 bytes", "5: a quote is not closed", "6: f|g"],
            Read(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>Gives some bytes at a time, as a slow disk may.</summary>
    sealed class Dripping(byte[] bytes, int step) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, step));
    }
}
