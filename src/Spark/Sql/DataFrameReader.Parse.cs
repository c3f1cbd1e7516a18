using DistributedML.Spark.Connect.Protocol;
using Microsoft.Spark.Sql.Types;
using static DistributedML.Spark.Connect.Protocol.Parse.Types;
using DataType = Microsoft.Spark.Sql.Types.DataType;

namespace Microsoft.Spark.Sql;

public sealed partial class DataFrameReader
{
    /// <summary>Reads texts of JSON, one a row in the only column.</summary>
    public DataFrame Json(DataFrame texts) => Parse(texts, ParseFormat.Json);

    /// <summary>Reads lines of comma separated values, one a row in the only column.</summary>
    public DataFrame Csv(DataFrame texts) => Parse(texts, ParseFormat.Csv);

    /// <summary>Reads texts of XML, one a row in the only column.</summary>
    public DataFrame Xml(DataFrame texts) => Parse(texts, ParseFormat.Xml);

    DataFrame Parse(DataFrame texts, ParseFormat format) => new(_session, SparkSession.NewRelation(relation => relation.Parse = new Parse
    {
        Input = texts.Relation,
        Format = format,
        Options = { _options },
        Schema = _schema is null ? null : DataType.ParseDataType(_schema).ToProto(),
    }));
}
