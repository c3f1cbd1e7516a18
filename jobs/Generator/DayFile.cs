using System.Globalization;

namespace DistributedML.Jobs.Generator;

/// <summary>Writes a day's invoices as CSV and counts what it writes.</summary>
sealed class DayFile(GiftShopCounts counts, Randomness random)
{
    int _number = 536_365;

    public void Write(string path, DateOnly day, List<Invoice> invoices, int repeated)
    {
        using var file = new StreamWriter(path, false, new System.Text.UTF8Encoding(false), 1 << 16) { NewLine = "\n" };
        file.WriteLine("InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country");
        counts.Files++;
        var candidates = new List<(int Invoice, int Line)>();
        for (var invoice = 0; invoice < invoices.Count; invoice++)
        {
            if (invoices[invoice].Defect != Defect.None) continue;
            for (var line = 0; line < invoices[invoice].Lines.Count; line++) candidates.Add((invoice, line));
        }
        var copies = Enumerable.Range(0, repeated).Select(_ => random.Pick(candidates)).ToLookup(copy => copy.Invoice, copy => copy.Line);
        for (var index = 0; index < invoices.Count; index++)
        {
            var invoice = invoices[index];
            var number = (invoice.Cancelled ? "C" : "") + (_number++).ToString(CultureInfo.InvariantCulture);
            var time = day.ToDateTime(TimeOnly.FromTimeSpan(TimeSpan.FromMinutes(invoice.Minute)));
            if (invoice.Anomaly is { } anomaly)
            {
                anomaly.Invoices.Add(number);
                anomaly.Window = (anomaly.Window?.From ?? time, time);
            }
            counts.Invoices++;
            foreach (var line in invoice.Lines) Write(file, invoice, number, time, line);
            foreach (var copy in copies[index])
            {
                Write(file, invoice, number, time, invoice.Lines[copy]);
                counts.Repeated++;
            }
        }
    }

    void Write(StreamWriter file, Invoice invoice, string number, DateTime time, InvoiceLine line)
    {
        var defect = invoice.Defect;
        counts.Lines++;
        if (invoice.Cancelled) counts.Cancelled++;
        if (invoice.Customer.Id.Length == 0) counts.WithoutCustomer++;
        if (line.Description.Length == 0) counts.WithoutDescription++;
        if (line.Price < 0) counts.NegativePrice++;
        file.Write(number);
        file.Write(',');
        file.Write(line.Code);
        file.Write(',');
        if (line.Description.Contains(','))
        {
            file.Write('"');
            file.Write(line.Description);
            file.Write('"');
        }
        else file.Write(line.Description);
        if (defect != Defect.None)
        {
            var name = defect.ToString().ToLowerInvariant();
            counts.Unreadable[name] = counts.Unreadable.GetValueOrDefault(name) + 1;
        }
        if (defect == Defect.Cut)
        {
            file.WriteLine();
            return;
        }
        Span<char> text = stackalloc char[32];
        file.Write(',');
        if (defect == Defect.Quantity) file.Write("a dozen");
        else Number(file, line.Quantity, "0", text);
        file.Write(',');
        if (defect == Defect.Date) file.Write("2011-02-30 10:00:00");
        else
        {
            time.TryFormat(text, out var length, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
            file.Write(text[..length]);
        }
        file.Write(',');
        Number(file, line.Price, "0.0###", text);
        if (defect == Defect.Price) file.Write(" GBP");
        file.Write(',');
        file.Write(invoice.Customer.Id);
        file.Write(',');
        file.WriteLine(invoice.Customer.Country);
    }

    static void Number(StreamWriter file, double value, string format, Span<char> text)
    {
        value.TryFormat(text, out var length, format, CultureInfo.InvariantCulture);
        file.Write(text[..length]);
    }
}
