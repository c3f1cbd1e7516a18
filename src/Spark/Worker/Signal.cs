namespace DistributedML.Spark.Worker;

/// <summary>The numbers by which Spark and a worker tell each other what follows on the socket.</summary>
static class Signal
{
    public const int EndOfData = -1;
    public const int Failure = -2;
    public const int Timings = -3;
    public const int EndOfTask = -4;
    public const int ArrowStream = -6;
}
