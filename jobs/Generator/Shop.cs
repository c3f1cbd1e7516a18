using System.Globalization;
using DistributedML.Learning.Anomalies;

namespace DistributedML.Jobs.Generator;

/// <summary>Lets the customers buy, day by day.</summary>
sealed class Shop
{
    const double LinesKept = 0.955;   // the rest are cancellations, dirty lines and special codes
    readonly GiftShopOptions _options;
    readonly Catalogue _catalogue;
    readonly List<Customer> _customers = [];
    readonly Randomness _random;
    readonly List<Invoice>[] _scheduled = [.. Enumerable.Range(0, ShopCalendar.Length).Select(_ => new List<Invoice>())];
    readonly double[] _tasteOfAll = new double[Catalogue.Categories];
    readonly double[] _linesOfDay = new double[ShopCalendar.Length];
    readonly double[][] _demand = new double[Catalogue.Categories][];
    readonly double[] _rates, _tastes = new double[Catalogue.Categories];
    readonly double[] _fashion;

    public Shop(GiftShopOptions options)
    {
        _options = options;
        _catalogue = new Catalogue(Math.Clamp(options.Lines / 250, 100, 4_000), options.Seed);
        var random = new Randomness(options.Seed, 3);
        for (var number = 0; number < Math.Max(60, options.Lines / 120); number++) _customers.Add(Customer.Create(number, random));
        foreach (var customer in _customers)
            for (var category = 0; category < _tasteOfAll.Length; category++) _tasteOfAll[category] += customer.Categories[category] / _customers.Count;
        for (var category = 0; category < _demand.Length; category++) _demand[category] = new double[_catalogue.ByCategory[category].Length];
        _rates = new double[_customers.Count];
        _fashion = new double[_catalogue.Items.Count];
        _random = new Randomness(options.Seed, 4);
        double busyness = 0;
        for (var day = 0; day < ShopCalendar.Length; day++) busyness += ShopCalendar.Busyness(day);
        for (var day = 0; day < ShopCalendar.Length; day++) _linesOfDay[day] = options.Lines * LinesKept * ShopCalendar.Busyness(day) / busyness;
        Plan = AnomalyPlan.Create(_catalogue, Expected, options);
        var dirt = new Randomness(options.Seed, 5);
        foreach (var anomaly in Plan.Where(anomaly => anomaly.Kind != AlertKind.Silence)) Inject(anomaly, dirt);
        foreach (var invoice in DirtyLines.Create(_catalogue, options, dirt)) _scheduled[invoice.Day].Add(invoice.Invoice);
    }

    /// <summary>The anomalies put in.</summary>
    public List<PlannedAnomaly> Plan { get; }

    /// <summary>The invoices of a day by time; days are asked for in order.</summary>
    public List<Invoice> Sell(int day)
    {
        var invoices = _scheduled[day];
        if (!ShopCalendar.IsOpen(day)) return invoices;
        Prepare(day);
        var lines = _linesOfDay[day] * Math.Exp(0.1 * _random.Normal() - 0.005);
        while (lines > 0)
        {
            var customer = _random.Chance(0.19) ? Customer.Guest : _customers[_random.Weighted(_rates)];
            var invoice = Basket(customer, day, (int)Math.Ceiling(Math.Min(lines, Math.Max(1, customer.Basket * Math.Exp(0.5 * _random.Normal())))));
            lines -= invoice.Lines.Count;
            invoices.Add(invoice);
            TakeBack(invoice, day);
        }
        invoices.Sort((a, b) => a.Minute.CompareTo(b.Minute));
        return invoices;
    }

    /// <summary>Expected lines of an item on a day.</summary>
    double Expected(int index, int day)
    {
        if (!ShopCalendar.IsOpen(day)) return 0;
        double all = 0, own = 0;
        var item = _catalogue.Items[index];
        for (var category = 0; category < _tasteOfAll.Length; category++)
        {
            var asked = _tasteOfAll[category] * Catalogue.Season(category, day);
            all += asked;
            if (category == item.Category) own = asked;
        }
        var siblings = _catalogue.ByCategory[item.Category].Sum(other => _catalogue.Items[other].Demand(day));
        return siblings == 0 ? 0 : _linesOfDay[day] * own / all * item.Demand(day) / siblings;
    }

    void Prepare(int day)
    {
        for (var category = 0; category < _demand.Length; category++)
        {
            double sum = 0;
            var members = _catalogue.ByCategory[category];
            for (var member = 0; member < members.Length; member++)
            {
                ref var fashion = ref _fashion[members[member]];
                fashion = 0.95 * fashion + 0.08 * _random.Normal();   // demand wanders slowly around its course
                _demand[category][member] = sum += _catalogue.Items[members[member]].Demand(day) * Math.Exp(fashion);
            }
        }
        double rates = 0;
        for (var customer = 0; customer < _customers.Count; customer++)
            _rates[customer] = rates += _customers[customer].Active.From <= day && day <= _customers[customer].Active.To ? _customers[customer].Rate : 0;
    }

    Invoice Basket(Customer customer, int day, int size)
    {
        var invoice = new Invoice(8 * 60 + (int)(600 * (_random.Uniform() + _random.Uniform()) / 2), customer, false);
        double sum = 0;
        for (var category = 0; category < _tastes.Length; category++) _tastes[category] = sum += customer.Categories[category] * Catalogue.Season(category, day);
        var chosen = new HashSet<int>(size);
        var last = -1;
        for (var attempt = 0; chosen.Count < size && attempt < 8 * size; attempt++)
        {
            var index = Choose(customer, last);
            var item = _catalogue.Items[index];
            if (item.Demand(day) <= 0 || !chosen.Add(index)) continue;
            last = index;
            invoice.Lines.Add(Line(item, customer.Wholesale, _random));
            if (customer != Customer.Guest) customer.Bought.Add(index);
        }
        if (customer.Country != "United Kingdom" && _random.Chance(0.7)) invoice.Lines.Add(new("POST", "POSTAGE", 1 + _random.Below(4), 18));
        if (_random.Chance(0.015)) invoice.Lines.Add(new("M", "Manual", 1, Math.Round(Math.Exp(2.5 + 1.2 * _random.Normal()), 2)));
        return invoice;
    }

    /// <summary>An item bought before, another colour of the last one, or one that fits the customer's tastes.</summary>
    int Choose(Customer customer, int last)
    {
        var way = _random.Uniform();
        if (way < 0.18 && customer.Bought.Count > 0) return _random.Pick(customer.Bought);
        if (way < 0.3 && last >= 0 && _catalogue.Items[last].Family is { Count: > 1 } family) return family.First + _random.Below(family.Count);
        while (true)
        {
            var category = _random.Weighted(_tastes);
            var index = _catalogue.ByCategory[category][_random.Weighted(_demand[category])];
            if (_random.Chance(customer.Styles[_catalogue.Items[index].Style])) return index;
        }
    }

    void TakeBack(Invoice invoice, int day)
    {
        if (!_random.Chance(0.12)) return;
        var back = ShopCalendar.NextOpen(day + 1 + _random.Below(14));
        if (back >= ShopCalendar.Length) return;
        var cancellation = new Invoice(9 * 60 + _random.Below(480), invoice.Customer, true);
        for (var number = 1 + _random.Below(3); number > 0; number--)
        {
            var line = _random.Pick(invoice.Lines);
            var item = _catalogue.Items.FirstOrDefault(item => item.Code == line.Code);
            if (item is null || item.IsSilent(back) || cancellation.Lines.Exists(other => other.Code == line.Code)) continue;
            cancellation.Lines.Add(line with { Quantity = -(_random.Chance(0.5) ? line.Quantity : 1 + _random.Below(line.Quantity)) });
        }
        if (cancellation.Lines.Count > 0) _scheduled[back].Add(cancellation);
    }

    void Inject(PlannedAnomaly anomaly, Randomness random)
    {
        var day = anomaly.Days.From;
        var morning = 9 * 60 + random.Below(240);
        for (var number = anomaly.Kind == AlertKind.Burst ? (int)anomaly.Size : 1; number > 0; number--)
        {
            var invoice = new Invoice(morning + (anomaly.Kind == AlertKind.Burst ? random.Below(240) : random.Below(180)),
                random.Chance(0.25) ? Customer.Guest : random.Pick(_customers), anomaly.What == "cancellation")
            { Anomaly = anomaly };
            invoice.Lines.Add(anomaly.Kind == AlertKind.Amount ? Wrong(anomaly) : Line(anomaly.Item, false, random));
            _scheduled[day].Add(invoice);
        }
    }

    /// <summary>A box of the item with a wrong quantity or price.</summary>
    static InvoiceLine Wrong(PlannedAnomaly anomaly)
    {
        var item = anomaly.Item;
        var box = new InvoiceLine(item.Code, item.Description, item.Pack, item.Price);
        if (anomaly.What == "price") return box with { Price = anomaly.Grade == "0.001" ? 0.001 : item.Price * anomaly.Size };
        var quantity = anomaly.Grade == "code" ? int.Parse(item.Code.AsSpan(0, 5), CultureInfo.InvariantCulture) : (int)(item.Pack * anomaly.Size);
        return box with { Quantity = anomaly.What == "cancellation" ? -quantity : quantity };
    }

    internal static InvoiceLine Line(Item item, bool wholesale, Randomness random)
    {
        var quantity = !wholesale && random.Chance(0.35) ? 1 + random.Below(3) : item.Pack * (1 + random.Geometric(0.65));
        if (wholesale) quantity *= 1 + random.Geometric(0.3);
        return new InvoiceLine(item.Code, item.Description, quantity, quantity >= 8 * item.Pack ? Math.Round(item.Price * 0.85, 2) : item.Price);
    }
}
