using System.Buffers.Binary;
using System.Text;
using DistributedML.Spark.Functions;
using DistributedML.Spark.Worker;

namespace DistributedML.Tests.Spark.Worker;

/// <summary>Headers composed byte by byte, as each version of Spark writes them.</summary>
public class TaskHeaderTests
{
    const string Json =
        """{"isBarrier":true,"partitionId":3,"stageId":7,"attemptNumber":1,"taskAttemptId":99,"cpus":2,"resources":{"gpu":{"name":"gpu","addresses":["0","1"]}},"localProperties":{"a":"b"},"connInfo":4711,"secret":"s"}""";

    [Fact]
    public void Spark_4_2_sends_json_names_and_result_ids()
    {
        var bytes = new Bytes().Int(3).Text("spark-4.2").Text(Json).Text("/files").Int(1).Text("x.zip").Byte(0).Int(0)
            .Int(EvalType.Scalar).Int(1).Text("key").Text("value").Int(1).Text("e").Text("f")
            .Int(2)
            .Int(2).Int(0).Byte(0).Int(4).Byte(1).Text("name").Int(2).Text("g").Text("f").Long(11)
            .Int(0).Int(1).Text("h").Long(12)
            .Int(77);
        var header = TaskHeader.Read(bytes.Stream());
        Assert.Equal(ProtocolVersion.Spark42, header.Version);
        Assert.Equal((true, 3, 7, 1, 99L, 2), (header.Task.IsBarrier, header.Task.Partition, header.Task.Stage, header.Task.Attempt, header.Task.TaskAttempt, header.Task.Cpus));
        Assert.Equal(("4711", "s"), (header.Task.Meeting, header.Task.Secret));
        Assert.Equal(["0", "1"], header.Task.Resources["gpu"]);
        Assert.Equal("b", header.Task.Properties["a"]);
        Assert.Equal("value", header.RunnerConfiguration["key"]);
        Assert.Equal(("/files", EvalType.Scalar), (header.FilesFolder, header.EvalType));
        Assert.Equal([0, 4], header.Functions[0].Arguments);
        Assert.Equal(["g", "f"], header.Functions[0].Commands.Select(Encoding.UTF8.GetString));
        Assert.Empty(header.Functions[1].Arguments);
        Assert.Equal(77, bytes.Stream(at: bytes.Read).ReadInt32());
    }

    [Theory]
    [InlineData("spark-4.0", true)]
    [InlineData("spark-4.0", false)]
    [InlineData("spark-4.1", true)]
    [InlineData("spark-4.1", false)]
    public void Spark_4_0_and_4_1_send_numbers_bare_offsets_and_a_profiler(string version, bool barrier)
    {
        var bytes = new Bytes().Int(3).Text(version).Byte(barrier ? 1 : 0);
        if (version == "spark-4.0") bytes.Int(4711).Text("s");
        else if (barrier) bytes.Int(-1).Text("/tmp/meet.sock");
        bytes.Int(7).Int(3).Int(1).Long(99).Int(2).Int(1).Text("gpu").Text("gpu").Int(2).Text("0").Text("1").Int(1).Text("a").Text("b")
            .Text("/files").Int(0).Byte(0).Int(0).Int(EvalType.GroupMap).Int(1).Text("key").Text("value")
            .Byte(1).Text("profiler").Int(1).Int(3).Int(2).Int(1).Int(0).Int(1).Text("f").Long(5);
        var header = TaskHeader.Read(bytes.Stream());
        Assert.Equal((barrier, 3, 7, 1, 99L, 2), (header.Task.IsBarrier, header.Task.Partition, header.Task.Stage, header.Task.Attempt, header.Task.TaskAttempt, header.Task.Cpus));
        Assert.Equal(!barrier ? (null, null) : version == "spark-4.0" ? ("4711", "s") : ("/tmp/meet.sock", null), (header.Task.Meeting, header.Task.Secret));
        Assert.Equal(["0", "1"], header.Task.Resources["gpu"]);
        Assert.Equal([2, 1, 0], header.Functions[0].Arguments);
        Assert.Equal("f", Encoding.UTF8.GetString(header.Functions[0].Commands[0]));
    }

    [Fact]
    public void Scalar_functions_have_named_bytes_before_4_2_too_and_no_result_id_without_a_profiler()
    {
        var bytes = new Bytes().Int(0).Text("spark-4.1").Byte(0).Int(1).Int(0).Int(0).Long(1).Int(1).Int(0).Int(0).Text("/files").Int(0).Byte(0).Int(0)
            .Int(EvalType.ScalarArrow).Int(0).Byte(0).Int(1).Int(1).Int(0).Byte(0).Int(1).Text("f").Int(78);
        var stream = bytes.Stream();
        Assert.Equal([0], TaskHeader.Read(stream).Functions[0].Arguments);
        Assert.Equal(78, stream.ReadInt32());
    }

    [Fact]
    public void What_is_not_ours_is_named()
    {
        Assert.Contains("'3.12'", Assert.Throws<InvalidDataException>(() => TaskHeader.Read(new Bytes().Int(0).Text("3.12").Stream())).Message);
        Assert.Contains("Spark 3.5.1", Assert.Throws<NotSupportedException>(() => ProtocolVersion.OfSpark("3.5.1")).Message);
        Assert.Throws<InvalidDataException>(() => new Bytes().Int(-5).Stream().ReadText());
        Assert.Throws<EndOfStreamException>(() => new Bytes().Byte(1).Stream().ReadInt32());
        Assert.Equal(new ProtocolVersion(4, 3), ProtocolVersion.OfSpark("4.3.0-SNAPSHOT"));
    }

    sealed class Bytes
    {
        readonly MemoryStream _stream = new();
        MemoryStream? _read;

        public int Read => (int)_read!.Position;

        public Bytes Byte(int value)
        {
            _stream.WriteByte((byte)value);
            return this;
        }

        public Bytes Int(int value)
        {
            Span<byte> bytes = stackalloc byte[4];
            BinaryPrimitives.WriteInt32BigEndian(bytes, value);
            _stream.Write(bytes);
            return this;
        }

        public Bytes Long(long value)
        {
            Span<byte> bytes = stackalloc byte[8];
            BinaryPrimitives.WriteInt64BigEndian(bytes, value);
            _stream.Write(bytes);
            return this;
        }

        public Bytes Text(string value)
        {
            var bytes = Encoding.UTF8.GetBytes(value);
            Int(bytes.Length);
            _stream.Write(bytes);
            return this;
        }

        public MemoryStream Stream(int at = 0) => _read = new MemoryStream(_stream.ToArray()) { Position = at };
    }
}
