namespace DistributedML.Spark.Functions;

/// <summary>A class of this assembly that is made to travel to the executors.</summary>
interface IPortable;
