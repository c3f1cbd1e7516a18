namespace Microsoft.Spark.Sql;

/// <summary>What happens when there is something already where rows are to be written.</summary>
public enum SaveMode
{
    /// <summary>Rows are added.</summary>
    Append,

    /// <summary>The old rows go.</summary>
    Overwrite,

    /// <summary>The write fails.</summary>
    ErrorIfExists,

    /// <summary>Nothing is written.</summary>
    Ignore,
}
