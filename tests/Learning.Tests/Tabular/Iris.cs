using DistributedML.Learning.Tabular;

namespace DistributedML.Learning.Tests.Tabular;

/// <summary>
/// Fisher's iris (Annals of Eugenics 7, 1936) as scikit-learn 1.9.1 bundles it: 50 flowers each of setosa, versicolor, virginica.
/// </summary>
static class Iris
{
    /// <summary>Sepal length and width, petal length and width of each flower, in millimetres, two digits each.</summary>
    const string Millimetres =
        "513514024930140247321302463115025036140254391704463414035034150244291402493115015437150248341602483014014330110158401202" +
        "574415045439130451351403573817035138150354341702513715044636100251331705483419025030160250341604523515025234140247321602" +
        "483116025434150452411501554214024931150250321202553513024936140144301302513415025035130345231303443213025035160651381904" +
        "483014035138160246321402533715025033140270324714643245156931491555234013652846155728451363334716492433106629461352273914" +
        "502035105930421560224010612947145629361367314414563045155827411062224515562539115932481861284013632549156128471264294313" +
        "663044146828481467305017602945155726351055243811552437105827391260275116543045156034451667314715632344135630411355254013" +
        "552644126130461458264012502333105627421357304212572942136229431351253011572841136333602558275119713059216329561865305822" +
        "763066214925451773296318672558187236612565325120642753196830552157255020582851246432532365305518773867227726692360225015" +
        "693257235628492077286720632749186733572172326018622848186130491864285621723058167428611979386420642856226328511561265614" +
        "773061236334562464315518603048186931542167315624693151235827511968325923673357256730522363255019653052206234542359305118";

    /// <summary>Centimetres; the classes are the species and the target is the petal width.</summary>
    public static Dataset Rows { get; } = Make(value => (float)(value / 10.0), 4);

    /// <summary>The first three columns only.</summary>
    public static Dataset WithoutPetalWidth { get; } = Make(value => (float)(value / 10.0), 3);

    /// <summary>Millimetres.</summary>
    public static Dataset Counts { get; } = Make(value => value, 4);

    /// <summary>Weights 1, 2, 3, 1, 2, 3, ...</summary>
    public static float[] Weights { get; } = [.. Enumerable.Range(0, 150).Select(i => 1f + i % 3)];

    /// <summary>Whether a flower is versicolor.</summary>
    public static Dataset IsVersicolor(float[]? weights = null) =>
        Rows.With(classes: [.. Enumerable.Range(0, 150).Select(i => i / 50 == 1 ? 1 : 0)], weights: weights,
            classNames: ["other", "versicolor"]);

    static Dataset Make(Func<int, float> value, int columns)
    {
        float[] Column(int j) => [.. Enumerable.Range(0, 150).Select(i => value(int.Parse(Millimetres.AsSpan(8 * i + 2 * j, 2))))];
        return new Dataset(Tables.Numeric([.. Enumerable.Range(0, columns).Select(Column)]).Schema, 150,
            [.. Enumerable.Range(0, columns).Select(Column)])
        {
            Classes = [.. Enumerable.Range(0, 150).Select(i => i / 50)],
            ClassNames = ["setosa", "versicolor", "virginica"],
            Target = [.. Column(3).Select(width => (double)width)],
        };
    }
}
