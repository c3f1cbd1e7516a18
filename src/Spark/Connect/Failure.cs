namespace DistributedML.Spark.Connect;

/// <summary>Why a call brought no answer, as far as trying again is concerned.</summary>
enum Failure
{
    /// <summary>The server answered: trying again brings the same.</summary>
    Answered,

    /// <summary>Nothing listens at the address.</summary>
    Refused,

    /// <summary>The way to the server broke, or the server was not ready for the call.</summary>
    Lost,
}
