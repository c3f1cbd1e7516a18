using System.Text.RegularExpressions;
using Apache.Arrow;
using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Types;
using static Microsoft.Spark.Sql.Functions;
using Window = Microsoft.Spark.Sql.Expressions.Window;   // Functions has a method of this name

namespace OnlineRetail;

/// <summary>
/// From a gift shop's invoice lines, one CSV file a day, to checked tables in Parquet. Written with what Microsoft.Spark offers, so that it compiles against that too.
/// </summary>
static class Program
{
    static readonly StructType Schema = new([
        new("InvoiceNo", new StringType()),
        new("StockCode", new StringType()),
        new("Description", new StringType()),
        new("Quantity", new IntegerType()),
        new("InvoiceDate", new TimestampType()),
        new("UnitPrice", new DoubleType()),
        new("CustomerID", new StringType()),
        new("Country", new StringType()),
    ]);

    static int Main(string[] args)
    {
        if (args is not [var input, var output])
        {
            Console.Error.WriteLine("usage: OnlineRetail INPUT OUTPUT, the folder of the CSV files and one for the tables");
            return 2;
        }
        var spark = SparkSession.Builder().AppName("online retail").Config("spark.sql.shuffle.partitions", 8).GetOrCreate();

        var raw = spark.Read().Schema(Schema).Option("header", true).Csv(input);
        Clean(raw).Write().Mode(SaveMode.Overwrite).PartitionBy("Month").Parquet($"{output}/lines");
        var lines = spark.Read().Parquet($"{output}/lines");
        Report(raw, lines);

        var sales = lines.Filter(Col("IsProduct") & (Col("Quantity") > 0) & (Col("UnitPrice") > 0) & Col("Customer").IsNotNull());
        Console.WriteLine($"sales {sales.Count()}");
        BestSellers(sales, count: 3).Write().Mode(SaveMode.Overwrite).Parquet($"{output}/bestsellers");
        spark.Read().Parquet($"{output}/bestsellers").Filter(Col("Country") == "United Kingdom").OrderBy("Rank").Show(20, 40);

        Segments(spark, sales).Show();
        FollowDays(spark, input, output);

        spark.Stop();
        return 0;
    }

    /// <summary>Types, names and flags that the tables after this rely on.</summary>
    static DataFrame Clean(DataFrame raw)
    {
        var customer = Udf<string?, string?>(id => id?.Split('.')[0]);   // 17850.0 was a number once
        var isProduct = Udf<string, bool>(code => Regex.IsMatch(code, @"^\d{5}[A-Za-z]*$"));   // and not postage, a manual entry, a bank charge
        var amount = ArrowFunctions.VectorUdf<Int32Array, DoubleArray, DoubleArray>(Multiply);
        return raw
            .WithColumn("Customer", customer(Col("CustomerID")))
            .WithColumn("IsProduct", isProduct(Col("StockCode")))
            .WithColumn("Amount", amount(Col("Quantity"), Col("UnitPrice")))
            .WithColumn("IsCancelled", Col("InvoiceNo").StartsWith("C"))
            .WithColumn("Description", Trim(Col("Description")))
            .WithColumn("Month", DateFormat(Col("InvoiceDate"), "yyyy-MM"))
            .Drop("CustomerID");
    }

    /// <summary>A function of whole columns: one call for thousands of rows.</summary>
    static DoubleArray Multiply(Int32Array quantities, DoubleArray prices)
    {
        var amounts = new DoubleArray.Builder().Reserve(quantities.Length);
        for (var row = 0; row < quantities.Length; row++) amounts.Append(quantities.GetValue(row) * prices.GetValue(row));
        return amounts.Build();
    }

    static void Report(DataFrame raw, DataFrame lines)
    {
        var facts = lines.Agg(
            Count(Lit(1)).Alias("lines"),
            CountDistinct("InvoiceNo").Alias("invoices"),
            CountDistinct("Customer").Alias("customers"),
            Count(When(Col("IsCancelled"), 1)).Alias("cancelled"),
            Count(When(Col("Customer").IsNull(), 1)).Alias("without-customer"),
            Round(Sum("Amount"), 3).Alias("turnover"));
        foreach (var (name, value) in facts.Columns().Zip(facts.First().Values)) Console.WriteLine($"{name} {value}");
        Console.WriteLine($"repeated {raw.Count() - raw.Distinct().Count()}");
    }

    /// <summary>The items that brought most in each country, with the name that each was last sold under.</summary>
    static DataFrame BestSellers(DataFrame sales, int count)
    {
        var names = sales
            .WithColumn("Newest", RowNumber().Over(Window.PartitionBy("StockCode").OrderBy(Col("InvoiceDate").Desc(), Col("Description"))))
            .Filter(Col("Newest") == 1)
            .Select("StockCode", "Description");
        return sales
            .GroupBy("Country", "StockCode")
            .Agg(Round(Sum("Amount"), 2).Alias("Turnover"), CountDistinct("InvoiceNo").Alias("Invoices"))
            .WithColumn("Rank", RowNumber().Over(Window.PartitionBy("Country").OrderBy(Col("Turnover").Desc(), Col("StockCode"))))
            .Filter(Col("Rank") <= count)
            .Join(names, "StockCode");
    }

    /// <summary>How many customers bought how often: the same kind of function, called from SQL.</summary>
    static DataFrame Segments(SparkSession spark, DataFrame sales)
    {
        spark.Udf().Register<long, string>("segment", invoices => invoices switch { 1 => "once", < 10 => "some times", _ => "often" });
        sales.CreateOrReplaceTempView("sales");
        return spark.Sql("""
            SELECT segment(invoices) AS segment, count(*) AS customers, round(sum(amount)) AS turnover
            FROM (SELECT Customer, count(DISTINCT InvoiceNo) AS invoices, sum(Amount) AS amount FROM sales GROUP BY Customer)
            GROUP BY 1 ORDER BY customers
            """);
    }

    /// <summary>The same files as a stream, a hundred a batch. A batch that is run again after a failure writes over its own files, so that no day counts twice.</summary>
    static void FollowDays(SparkSession spark, string input, string output)
    {
        var query = spark.ReadStream().Schema(Schema).Option("header", true).Option("maxFilesPerTrigger", 100).Csv(input)
            .WriteStream()
            .Option("checkpointLocation", $"{output}/checkpoint")
            .ForeachBatch((batch, id) => batch
                .GroupBy(ToDate(Col("InvoiceDate")).Alias("Day"))
                .Agg(Count(Lit(1)).Alias("Lines"), Sum(Col("Quantity") * Col("UnitPrice")).Alias("Amount"))
                .Coalesce(1)
                .Write().Mode(SaveMode.Overwrite).Parquet($"{output}/days/batch={id}"))
            .Start();
        query.ProcessAllAvailable();
        query.Stop();
        var days = spark.Read().Parquet($"{output}/days");
        Console.WriteLine($"days {days.Count()} in {days.Select("batch").Distinct().Count()} batches");
    }
}
