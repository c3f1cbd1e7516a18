using DistributedML.Data;
using DistributedML.Jobs.Etl;

namespace DistributedML.Tests.Jobs.Etl;

/// <summary>Sources that are joined to the rows of another.</summary>
public class JoinTests
{
    static string Sales(string kind = "left") => $$"""
        name: sales
        source:
          files: "sales/*.csv"
          columns: { id: string, time: timestamp, shop: string, item: string }
          join:
            shops:
              files: shops.csv
              delimiter: ';'
              columns: { shop: { type: string, from: Nr }, city: string, opened: { type: date, format: dd.MM.yyyy } }
              on: shop
              kind: {{kind}}
            prices: { files: "prices.jsonl", format: json-lines, columns: { item: string, shop: string, price: { type: double, from: price.net } }, on: [item, shop] }
        table:
          name: sales
          id: id
          time: time
          columns: { id: string, time: timestamp, city: string, opened: date, gross: { type: double, sql: price * 1.5 } }
        """;

    static readonly (string Name, string Text)[] Files =
    [
        ("sales/1.csv", "id,time,shop,item\ns1,2025-03-01,A,cup\ns2,2025-03-01,B,cup\ns3,2025-03-01,,pot\n"),
        ("shops.csv", "Nr;city;opened\nA;Ulm;03.02.2025\nC;Köln;04.02.2025\n"),
        ("prices.jsonl", """
            {"item":"cup","shop":"A","price":{"net":2}}
            {"item":"cup","shop":"B","price":{"net":3}}
            """),
    ];

    [Fact]
    public async Task Columns_of_other_files_stand_beside_the_rows_and_rows_without_a_match_are_counted()
    {
        await using var inputs = new Inputs(Sales(), Files);
        var report = await inputs.RunAsync();
        Assert.Equal(["s1|2025-03-01 00:00:00|Ulm|2025-02-03|3.0", "s2|2025-03-01 00:00:00|-|-|4.5", "s3|2025-03-01 00:00:00|-|-|-"], await inputs.TableAsync());
        Assert.Equal([new("shops", 2), new("prices", 1)], report.Unmatched);

        inputs.Write("sales/2.csv", "id,time,shop,item\ns4,2025-03-02,D,cup\n");
        for (var day = 3; day < 6; day++) inputs.Write($"sales/{day}.csv", $"id,time,shop,item\ns{day + 2},2025-03-0{day},A,cup\n");
        report = await inputs.RunAsync();
        inputs.Write("sales/6.csv", "id,time,shop,item\ns9,2025-03-09,X,cup\n");
        report = await inputs.RunAsync();
        Assert.Equal(EtlMode.Changed, report.Mode);
        Assert.Equal([new("shops", 4), new("prices", 3)], report.Unmatched);
    }

    [Fact]
    public async Task An_inner_join_drops_rows_without_a_match_under_its_name()
    {
        await using var inputs = new Inputs(Sales("inner"), Files);
        var report = await inputs.RunAsync();
        Assert.Equal((3, 1, 0, 2), (report.RowsIn, report.RowsOut, report.RowsQuarantined, report.RowsDropped));
        Assert.Equal([new("no match in shops", 2)], report.Dropped);
    }

    [Fact]
    public async Task A_changed_joined_file_makes_all_rows_anew()
    {
        await using var inputs = new Inputs(Sales(), Files);
        var first = await inputs.RunAsync();
        Assert.Equal(EtlMode.Unchanged, (await inputs.RunAsync()).Mode);
        inputs.Write("shops.csv", "Nr;city;opened\nA;Bonn;03.02.2025\n");
        var report = await inputs.RunAsync();
        Assert.Equal(EtlMode.Whole, report.Mode);
        Assert.NotEqual(first.Fingerprint, report.Fingerprint);
        Assert.Contains("Bonn", (await inputs.TableAsync())[0]);
    }

    [Theory]
    [InlineData("A;Ulm;03.02.2025\nA;Bonn;04.02.2025\n", "join shops: shop 'A' stands 2 times; expected each key once, since a row of the source has one match at most")]
    [InlineData("A;Ulm;2025-02-03\n", "join shops: shops.csv line 2: opened is not a day as dd.MM.yyyy: '2025-02-03'; expected that every row can be read")]
    public async Task Files_that_cannot_be_joined_are_refused_by_name(string rows, string expected)
    {
        await using var inputs = new Inputs(Sales(), [Files[0], ("shops.csv", "Nr;city;opened\n" + rows), Files[2]]);
        Assert.Equal(expected, (await Assert.ThrowsAsync<TableException>(() => inputs.RunAsync())).Message);
    }
}
