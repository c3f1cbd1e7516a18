using DistributedML.Spark.Connect.Protocol;

namespace Microsoft.Spark.Sql;

public sealed partial class DataFrame
{
    /// <summary>The same rows, with metrics of them under a name: a stream's are in its progress, for others use <see cref="Observe(Observation, Column, Column[])"/>.</summary>
    /// <param name="name">The name.</param>
    /// <param name="expr">An aggregate with a name, or a constant.</param>
    /// <param name="exprs">More of them.</param>
    public DataFrame Observe(string name, Column expr, params Column[] exprs)
    {
        Column[] metrics = [expr, .. exprs];
        return Derive(relation => relation.CollectMetrics = new CollectMetrics { Input = Relation, Name = name, Metrics = { Expressions(metrics) } }, metrics);
    }

    /// <summary>The same rows, with metrics of them that the observation gives once an action has ended.</summary>
    /// <param name="observation">Gets the metrics; not in use before.</param>
    /// <param name="expr">An aggregate with a name, or a constant.</param>
    /// <param name="exprs">More of them.</param>
    public DataFrame Observe(Observation observation, Column expr, params Column[] exprs)
    {
        var observed = Observe(observation.Name, expr, exprs);
        observation.Follow(Session.Client, observed.PlanId);
        return observed;
    }
}
