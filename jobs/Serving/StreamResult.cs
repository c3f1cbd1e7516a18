namespace DistributedML.Jobs.Serving;

/// <summary>What the stream stage did.</summary>
/// <param name="StateHash">Hash of all shards' states: equal for equal states, however they were reached.</param>
/// <param name="Events">Events that the shards have applied, over all runs.</param>
/// <param name="Sent">Events sent and applied in this run.</param>
/// <param name="Seconds">From the first event sent to the last one applied and stored.</param>
/// <param name="EventsPerSecond">Events sent by these seconds.</param>
/// <param name="Lag">Events not applied.</param>
/// <param name="DeadLetters">Events in the dead-letter topics.</param>
/// <param name="Outputs">What the models put out (alerts, predictions), over all runs.</param>
/// <param name="QueryP99Milliseconds">99th percentile of questions asked over REST meanwhile; NaN when none was asked.</param>
/// <param name="FailedQueries">Queries without a good answer.</param>
sealed record StreamResult(string StateHash, long Events, long Sent, double Seconds, double EventsPerSecond, long Lag, long DeadLetters, long Outputs, double QueryP99Milliseconds, long FailedQueries);
