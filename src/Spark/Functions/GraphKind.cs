namespace DistributedML.Spark.Functions;

/// <summary>How an object of a travelling graph is written.</summary>
enum GraphKind : byte
{
    /// <summary>Its fields, one by one.</summary>
    Fields = 1,
    Text = 2,
    Array = 3,
    Delegate = 4,

    /// <summary>A dictionary or set: its entries, since places in it depend on hash codes, which differ from process to process.</summary>
    Entries = 5,

    /// <summary>A boxed primitive or enum.</summary>
    Primitive = 6,

    /// <summary>A framework's object that is made again from a short text.</summary>
    Named = 7,

    /// <summary>A broadcast: only where its value is.</summary>
    Broadcast = 8,

    /// <summary>A part of a plan, as the server gets it.</summary>
    Message = 9,
}
