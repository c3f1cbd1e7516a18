using System.Globalization;
using System.Net.Sockets;
using System.Numerics;
using CsCheck;
using DistributedML.Spark.Functions;
using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Types;

namespace DistributedML.Tests.Spark.Worker;

public class GraphTests
{
    enum Colour { Red, Green }

    record Point(int X, double? Y, string? Name);

    class Base
    {
#pragma warning disable CS0414 // read by the test's reflection: private fields travel
        readonly int _hidden = 1;
        public void Hide(int value) => typeof(Base).GetField("_hidden", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!.SetValue(this, value);
        public int Hidden => _hidden;
#pragma warning restore CS0414
    }

    sealed class Node : Base
    {
        public Node? Next;
        public List<Node> Others = [];
        [NonSerialized] public FileStream? File;
        readonly string _name;
        public Node(string name) => _name = name;
        public string Name => _name;
    }

    struct Pair
    {
        public int Left;
        public string Right;
    }

    [Fact]
    public void Values_come_back_as_they_were()
    {
        object[] values =
        [
            true, (sbyte)-1, (byte)255, (short)-7, (ushort)7, -1, 1u, long.MinValue, ulong.MaxValue, 'é', 1.5f, Math.PI, "text\0é", 1.23456789012345678901234567m,
            Colour.Green, Guid.NewGuid(), new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), DateTimeOffset.Now, new DateOnly(2026, 1, 2), new TimeOnly(1, 2, 3), TimeSpan.FromTicks(7),
            BigInteger.Pow(7, 77), new Version(1, 2, 3), (1, "two", 3.0), Tuple.Create(1, "two"), new Point(1, null, "p"), new Uri("http://x/y"), CultureInfo.GetCultureInfo(""),
            new Half[] { (Half)1.5 }[0], (Int128)1 << 100, KeyValuePair.Create("k", 1), new Index(3, fromEnd: true),
        ];
        Assert.Equal(values, Travel(values));
    }

    [Fact]
    public void Collections_come_back_as_they_were()
    {
        Assert.Equal([1, 2, 3], Travel<int[]>([1, 2, 3]));
        Assert.Equal(new[,] { { 1, 2, 3 }, { 4, 5, 6 } }, Travel(new[,] { { 1, 2, 3 }, { 4, 5, 6 } }));
        Assert.Equal(new[,] { { "a", null }, { "c", "d" } }, Travel(new[,] { { "a", null }, { "c", "d" } }));
        Assert.Equal([[1], [], [2, 3]], Travel<int[][]>([[1], [], [2, 3]]));
        Assert.Equal([1, null], Travel<int?[]>([1, null]));
        Assert.Equal([(1, "a"), (2, null)], Travel(new List<(int, string?)> { (1, "a"), (2, null) }));
        Assert.Equal(["x", "y"], Travel(new Queue<string>(["x", "y"])));
        Assert.Equal([1, 2], Travel(new LinkedList<int>([1, 2])));
        Assert.Equal([1, 5, 9], Travel(new SortedSet<int>([9, 1, 5])));
        Assert.Equal([KeyValuePair.Create("a", 1), KeyValuePair.Create("b", 2)], Travel(new SortedDictionary<string, int> { ["b"] = 2, ["a"] = 1 }));
        var dictionary = Travel(new Dictionary<string, List<int>>(StringComparer.OrdinalIgnoreCase) { ["Key"] = [1, 2], ["other"] = [] });
        Assert.Equal([1, 2], dictionary["KEY"]);
        var set = Travel(new HashSet<Point> { new(1, 2, "x") });
        Assert.Contains(new Point(1, 2, "x"), set);
        Assert.Equal([2, 4], Travel(new[] { 1, 2, 3, 4 }.Where(n => n % 2 == 0)));
    }

    [Fact]
    public void Any_dictionary_of_lists_travels() =>
        Gen.Dictionary(Gen.String, Gen.Select(Gen.Int, Gen.Double, Gen.String).List[0, 5])[0, 20].Sample(value =>
        {
            var back = Travel(value);
            return back.Count == value.Count && value.All(entry => back[entry.Key].SequenceEqual(entry.Value));
        }, iter: 200);

    [Fact]
    public void Shared_objects_cycles_and_private_fields_stay()
    {
        var node = new Node("a") { File = System.IO.File.OpenRead(typeof(GraphTests).Assembly.Location) };
        using var file = node.File;
        node.Hide(42);
        node.Next = new Node("b") { Next = node };
        node.Others.AddRange([node.Next, node, node.Next]);
        var back = Travel(node);
        Assert.Same(back, back.Next!.Next);
        Assert.Same(back.Next, back.Others[2]);
        Assert.Equal((42, "b", null), (back.Hidden, back.Next.Name, back.File));
    }

    [Fact]
    public void A_long_chain_needs_no_deep_stack()
    {
        var first = new Node("0");
        for (var i = 1; i < 100_000; i++) first = new Node("n") { Next = first };
        var back = Travel(first);
        var length = 0;
        for (Node? node = back; node is not null; node = node.Next) length++;
        Assert.Equal(100_000, length);
    }

    [Fact]
    public void Delegates_take_along_what_they_use_and_no_more()
    {
        using var stream = new MemoryStream();   // a neighbour in the same block uses it
        var used = 5;
        var structs = new Pair { Left = 7, Right = "r" };
        Func<int, int> inner = n => n * used;
        Func<int, string> outer = n => $"{inner(n)} {structs.Left} {structs.Right} {string.Join(',', Squares(n))}";
        Action neighbour = () => stream.WriteByte(1);
        neighbour();
        Assert.Equal("10 7 r 0,1", Travel(outer)(2));
        IEnumerable<int> Squares(int to)
        {
            for (var i = 0; i < to; i++) yield return i * i + used - 5;
        }
        Assert.Equal(9, Travel<Func<int, int>>(new Scale(3).Apply)(3));
        Assert.Equal(4, Travel<Func<int, int>>(Math.Abs)(-4));
        Assert.Equal("abc", Travel<Func<string>>("abc".ToString)());
        Assert.Equal([1], Travel<Func<int, List<int>>>(Generic<int>.One)(1));
        var calls = 0;
        Func<int> both = () => 1;
        both += () => 2;
        Assert.Equal(2, Travel(both).GetInvocationList().Length + calls);
    }

    [Fact]
    public void Types_of_Spark_travel()
    {
        var type = StructType.FromDDL("a INT NOT NULL, b ARRAY<DECIMAL(10,2)>, c MAP<STRING, STRUCT<d: DATE>>");
        Assert.Equal(type, Travel(type));
        Assert.Equal([1, "x"], Travel(new GenericRow([1, "x"])).Values);
    }

    [Fact]
    public void What_cannot_travel_is_refused_by_its_name()
    {
        using var stream = new MemoryStream();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        var thread = new Thread(() => { });
        var holder = new Dictionary<string, object> { ["x"] = new object[] { 1, socket } };
        var handle = stream.GetHashCode() > 0 ? (nint)5 : 6;
        using var source = new CancellationTokenSource();
        var token = source.Token;
        Refused("stream", "System.IO.MemoryStream", () => stream.Length);
        Refused("socket", "System.Net.Sockets.Socket", () => socket.Available);
        Refused("thread", "System.Threading.Thread", () => thread.Name);
        Refused("holder[][]", "System.Net.Sockets.Socket", () => holder.Count);
        Refused("handle", "System.IntPtr", () => handle + 1);
        Refused("token._source", "System.Threading.CancellationTokenSource", () => token.IsCancellationRequested);
        Refused("_stream", "System.IO.MemoryStream", new Owner().Function());
        Refused("lazy", "System.Lazy`1[System.Int32]", new Owner { Lazy = new(() => 1) }.Laziness());
        var compiled = System.Linq.Expressions.Expression.Lambda<Func<int>>(System.Linq.Expressions.Expression.Constant(1)).Compile();
        var error = Assert.Throws<FunctionNotPortableException>(() => GraphWriter.Write(compiled));
        Assert.Contains("compiled while the program ran", error.Message);
        socket.Dispose();
    }

    static void Refused<T>(string name, string type, Func<T> function)
    {
        var error = Assert.Throws<FunctionNotPortableException>(() => GraphWriter.Write(function));
        Assert.True(error.Message.Contains($"{name}' of type {type}") && error.Message.Contains("GraphTests"), error.Message);
    }

    sealed class Owner
    {
        readonly MemoryStream _stream = new();
        public Lazy<int>? Lazy;
        public Func<object> Function() => () => _stream;
        public Func<object> Laziness()
        {
            var lazy = Lazy;
            return () => lazy!;
        }
    }

    sealed class Scale(int factor)
    {
        public int Apply(int n) => n * factor;
    }

    static class Generic<T>
    {
        public static List<T> One(T value) => [value];
    }

    static T Travel<T>(T value) where T : notnull
    {
        var bytes = new MemoryStream();
        GraphWriter.Write(value).CopyTo(new BinaryWriter(bytes));
        bytes.Position = 0;
        return (T)GraphReader.Read(
            new BinaryReader(bytes),
            (assembly, type) => System.Reflection.Assembly.Load(assembly).GetType(type, throwOnError: true)!,
            (_, artifact) => throw new InvalidOperationException(artifact));
    }
}
