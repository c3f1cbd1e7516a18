using DistributedML.Models;
using DistributedML.Pipelines;

namespace DistributedML.Tests.Models.Tables;

/// <summary>Two made-up tables: sensors with values below 0, missing ones and days; and ratings of films with words.</summary>
static class Domains
{
    /// <summary>Rows of <see cref="SensorRows"/> that the tests learn from.</summary>
    public const int Rows = 1_500;

    const string Sensors = """
        name: sensors
        source:
          files: "*.csv"
          columns:
            id: string
            time: timestamp
            station: string
            installed: date
            temperature: double
            humidity: double
            aired: boolean
            counts: integer
            load: double
            code: string
            trust: double
            power: double
            state: string
            alarm: boolean
        table:
          name: readings
          id: id
          time: time
          columns:
            id: string
            time: timestamp
            station: string
            installed: date
            temperature: double
            humidity: double
            aired: boolean
            counts: integer
            load: double
            code: string
            trust: double
            power: double
            state: string
            alarm: boolean
        streams: { readings: { topic: tables.readings, key: station, partitions: 1 } }
        models:
        """;

    const string Ratings = """
        name: films
        source: { files: "*.csv", columns: { id: string, time: timestamp, person: string, genre: string, minutes: integer, words: string, stars: integer } }
        table:
          name: ratings
          id: id
          time: time
          columns: { id: string, time: timestamp, person: string, genre: string, minutes: integer, words: string, stars: integer }
        streams: { ratings: { topic: tables.ratings, key: person, partitions: 1 } }
        models:
        """;

    /// <summary>
    /// SQL of some hours of readings: power and state follow from temperature, humidity and aired with some noise; counts, load, humidity where
    /// it is there, are at least 0; code is a number as a text. Station s9 appears from row 1,200 on.
    /// </summary>
    public static string SensorRows(int rows = Rows) => $"""
        with base as (
          select i, sin(i * 1.7) * 20 - 4 as t, (i * 37 % 101)::double as h, i % 3 = 0 as w, sin(i * 12.9898) * 2 as noise from range({rows}) as r(i)
        )
        select i::varchar as id, timestamp '2025-01-01' + to_hours(i) as time,
          case when i >= 1200 and i % 7 = 0 then 's9' else 's' || (i % 5)::varchar end as station,
          case when i % 29 = 7 then null else date '2024-01-01' + (i * 7 % 300)::integer end as installed,
          case when i % 11 = 3 then null else t end as temperature,
          case when i % 13 = 5 then null else h end as humidity,
          case when i % 17 = 9 then null else w end as aired,
          (i * 31 % 53)::bigint as counts,
          (i * 17 % 97) / 10.0::double as load,
          (i * 7 % 1000)::varchar as code,
          0.5 + (i % 4) / 2.0::double as trust,
          3 * t - 0.2 * h + (case when w then 5 else 0 end) + 0.5 * (i * 31 % 53) + noise as power,
          case when t + noise < -10 then 'low' when t + h / 10 + noise > 10 then 'high' else 'mid' end as state,
          t + noise > 0 as alarm
        from base
        """;

    /// <summary>SQL of ratings: the words and the genre tell the stars, mostly.</summary>
    public static string RatingRows(int rows = Rows) => $"""
        select i::varchar as id, timestamp '2024-06-01' + to_minutes(i * 7) as time, 'p' || (i % 40)::varchar as person,
          case when i % 9 = 4 then null else ['drama', 'comedy', 'war', 'crime'][1 + (i * 5 % 4)::integer] end as genre,
          (60 + i * 13 % 90)::bigint as minutes,
          case when i % 19 = 0 then null when i * 7 % 5 < 2 then 'dull and long, row ' else 'a joy to watch, ' end || (i % 30)::varchar as words,
          (case when i % 23 = 0 then 1 + i % 5 when i * 7 % 5 < 2 then 1 + i % 2 else 4 + i % 2 end)::bigint as stars
        from range({rows}) as r(i)
        """;

    /// <summary>The pipeline file before its models.</summary>
    public static string SensorText => Sensors;

    /// <summary>A model of the sensors' table.</summary>
    /// <param name="model">What stands under its name, a line each.</param>
    /// <param name="name">Its name.</param>
    public static Subject OfSensors(string model, string name = "m") => Of(Sensors, name, model);

    /// <summary>A model of the ratings' table.</summary>
    public static Subject OfRatings(string model, string name = "m") => Of(Ratings, name, model);

    /// <summary>A pipeline of the sensors' table with models as a text.</summary>
    public static Pipeline SensorPipeline(string models) => PipelineFile.Parse($"{Sensors}\n{models}", "sensors.yaml", ModelKinds.Standard.All);

    static Subject Of(string pipeline, string name, string model)
    {
        var text = $"{pipeline}\n  {name}:\n    {model.ReplaceLineEndings("\n    ")}\n";
        var read = PipelineFile.Parse(text, "tables.yaml", ModelKinds.Standard.All);
        return new(read, read.Models[0]);
    }
}
