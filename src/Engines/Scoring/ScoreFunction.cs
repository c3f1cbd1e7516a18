using System.Reflection;
using DistributedML.Models;
using DistributedML.Pipelines;
using DistributedML.Registry;
using Microsoft.Spark.Sql;

namespace DistributedML.Engines.Scoring;

/// <summary>Registered models in the SQL of a Spark session.</summary>
public static class ScoreFunction
{
    /// <summary>
    /// Lets the session's SQL call a model: <c>SELECT customer, score('champion', customer) FROM ...</c>. The first argument says which version by an alias or a number, as 'champion', '3'
    /// or 'recommender@champion'; what the others are and what it gives is said by the model's kind (<see cref="ModelKind.SqlFunction"/>): a recommender takes a user and gives an array of
    /// (item, score), best first. For null, and for a key that is not known, it is null.
    /// Versions that have an alias, and the newest, are sent to the session now; an alias that moves later is followed when the function is registered again.
    /// </summary>
    /// <param name="session">The session.</param>
    /// <param name="registry">Holds the model.</param>
    /// <param name="model">The model as the pipeline describes it.</param>
    /// <param name="name">The function's name; what had it before is replaced.</param>
    /// <param name="top">Most rows of an answer that is a ranking; at least 1.</param>
    /// <param name="kinds">The kinds that the model may be of; null for those of the program.</param>
    /// <exception cref="RegistryException">The registry has no version of the model.</exception>
    public static void RegisterScore(
        this SparkSession session, ModelRegistry registry, ModelDefinition model, string name = "score", int top = 10, ModelKinds? kinds = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        var kind = (kinds ?? ModelKinds.Standard).Of(model);
        if (kind.UsesDuckDb(model)) SentDuckDb.Send();
        var function = kind.SqlFunction(model, SentModel.Of(session, registry, model.Name, kind, name), top);
        var types = function.GetType().GetGenericArguments();
        var register = typeof(UdfRegistration).GetMethods()
            .First(method => method.Name == nameof(UdfRegistration.Register) && method.GetGenericArguments().Length == types.Length
                && method.GetParameters() is [_, { ParameterType: { IsGenericType: true } type }] && type.Name == function.GetType().Name);
        try
        {
            register.MakeGenericMethod(types).Invoke(session.Udf(), [name, function]);
        }
        catch (TargetInvocationException error) when (error.InnerException is { } inner)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(inner);
        }
    }
}
