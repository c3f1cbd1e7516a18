using System.Globalization;

namespace DistributedML.Jobs.Generator;

/// <summary>The items, by categories with seasons of their own.</summary>
sealed class Catalogue
{
    static readonly string[][] Nouns =
    [
        ["TEA TOWEL", "MIXING BOWL", "CAKE STAND", "RECIPE BOX", "EGG CUP PAIR", "SUGAR JAR", "OVEN GLOVE", "SET OF 3 STORAGE TINS, NESTED"],
        ["MUG", "TEAPOT", "CUP AND SAUCER", "MILK JUG", "COFFEE CANISTER", "TRAY", "COASTERS, SET OF 6", "BISCUIT BARREL"],
        ["WATERING CAN", "SEED TIN", "PLANT POT", "BIRD FEEDER", "GARDEN LANTERN", "KNEELING MAT", "WIND CHIME", "HERB MARKERS"],
        ["BAUBLE", "STOCKING", "WREATH", "ADVENT GARLAND", "TREE STAR", "GIFT TAGS", "SNOW GLOBE", "CHRISTMAS CARDS, PACK OF 8"],
        ["BUNTING", "PAPER PLATES", "BALLOONS", "PARTY CONES", "NAPKINS", "CAKE CANDLES", "INVITATIONS", "PAPER STRAWS"],
        ["LUNCH BAG", "SHOPPER", "WASH BAG", "PURSE", "RUCKSACK", "JUTE BAG", "LUGGAGE TAG", "PICNIC BASKET"],
        ["NOTEBOOK", "PENCIL CASE", "WRITING SET", "STICKERS", "DESK DIARY", "ERASERS", "MEMO BLOCK", "GIFT WRAP"],
        ["TEALIGHT HOLDER", "SCENTED CANDLE", "CANDLE PLATE", "STORM LAMP", "INCENSE SET", "FAIRY LIGHTS", "NIGHT LIGHT", "OIL BURNER"],
        ["WALL CLOCK", "ALARM CLOCK", "PHOTO FRAME", "MIRROR", "KEY RACK", "DOOR SIGN", "COAT HOOKS", "WALL SHELF"],
        ["RAG DOLL", "WOODEN BLOCKS", "SKITTLES", "JIGSAW", "SPINNING TOP", "SKIPPING ROPE", "PULL ALONG TOY", "MONEY BOX"],
        ["SOAP DISH", "BATH SALTS", "HAND CREAM", "FLANNEL", "SHOWER CAP", "BATH MAT", "MANICURE SET", "HOT WATER BOTTLE"],
        ["NECKLACE", "BRACELET", "EARRINGS", "HAIR CLIP", "BROOCH", "RING STAND", "TRINKET BOX", "SCARF"],
        ["CUSHION COVER", "THROW", "DOORSTOP", "DRAUGHT EXCLUDER", "RUG", "STOOL", "MAGAZINE RACK", "LAMPSHADE"],
        ["EASTER NEST", "PAINTED EGGS", "BUNNY FIGURE", "SPRING WREATH", "CHICK BUNTING", "EGG HUNT KIT", "BASKET LINER", "DAFFODIL SPRAY"],
    ];

    static readonly string[] Styles = ["POLKA DOT", "FLORAL", "VINTAGE", "RUSTIC", "STRIPED", "WOODLAND", "NAUTICAL", "TARTAN", "GEOMETRIC", "PATCHWORK"];

    static readonly string[] Colours = ["RED", "BLUE", "IVORY", "GREEN", "PINK", "GREY", "BLACK"];

    static readonly double[] PriceEndings = [0.25, 0.42, 0.55, 0.65, 0.79, 0.85, 0.95];

    public Catalogue(int count, int seed)
    {
        var random = new Randomness(seed, 1);
        var items = new List<Item>(count);
        for (var family = 0; items.Count < count; family++)
        {
            int category = random.Below(Nouns.Length), style = random.Below(Styles.Length), first = items.Count;
            if (family < Nouns.Length) category = family;   // so that none is empty
            var noun = random.Pick(Nouns[category]);
            var colours = Math.Min(random.Chance(0.4) ? 2 + random.Below(3) : 1, count - first);
            double price = Price(random), popularity = Math.Exp(0.9 * random.Normal());
            var digits = (20_000 + family * 7).ToString(CultureInfo.InvariantCulture);
            int start = random.Chance(0.15) ? 30 + random.Below(280) : -1, pack = Pack(price, random);
            var end = start < 0 && random.Chance(0.12) ? 60 + random.Below(280) : int.MaxValue;
            var trend = 0.5 * random.Normal();
            for (var colour = 0; colour < colours; colour++)
            {
                items.Add(new Item
                {
                    Code = colours == 1 ? digits : digits + (char)('A' + colour),
                    Description = $"{Styles[style]} {noun} {Colours[(family + colour) % Colours.Length]}",
                    Category = category,
                    Style = style,
                    Family = (first, colours),
                    Price = price,
                    Pack = pack,
                    Popularity = popularity * Math.Exp(0.4 * random.Normal()),
                    Trend = trend,
                    Start = start,
                    End = end,
                });
            }
        }
        Items = items;
        ByCategory = [.. Enumerable.Range(0, Nouns.Length).Select(category =>
            Enumerable.Range(0, items.Count).Where(item => items[item].Category == category).ToArray())];
    }

    public static int Categories => Nouns.Length;

    public static int StyleCount => Styles.Length;

    public IReadOnlyList<Item> Items { get; }

    /// <summary>Indexes of the items of each category.</summary>
    public int[][] ByCategory { get; }

    /// <summary>How much a category is asked for on a day, apart from how busy the shop is.</summary>
    public static double Season(int category, int day) => category switch
    {
        2 => 0.4 + 1.6 * Bell(day, 6, 10, 50),
        3 => 0.05 + 3.5 * Bell(day, 11, 20, 32),
        4 => 0.8 + 0.5 * Bell(day, 7, 10, 40),
        7 => 0.8 + 0.6 * Bell(day, 12, 1, 45),
        10 => 0.8 + 0.6 * Bell(day, 1, 5, 45),
        13 => 0.05 + 3 * Bell(day, 4, 5, 20),
        _ => 1,
    };

    static double Bell(int day, int month, int dayOfMonth, double width)
    {
        var distance = ShopCalendar.Distance(day, month, dayOfMonth) / width;
        return Math.Exp(-0.5 * distance * distance);
    }

    static double Price(Randomness random) => Math.Floor(Math.Min(30, Math.Exp(0.75 + 0.8 * random.Normal()))) + random.Pick(PriceEndings);

    static int Pack(double price, Randomness random) => price switch
    {
        < 1 => random.Pick([12, 12, 24]),
        < 2.5 => random.Pick([6, 12, 12]),
        < 6 => random.Pick([3, 4, 6]),
        < 12 => random.Pick([1, 2, 2]),
        _ => 1,
    };
}
