using System.Globalization;
using System.Text.Json;
using DistributedML.Data;
using DistributedML.Learning;
using DistributedML.Learning.Tabular;
using DistributedML.Models.Inference;
using DistributedML.Models.Queries;
using DistributedML.Models.Streams;
using DistributedML.Numerics;
using DistributedML.Pipelines;

namespace DistributedML.Models.Tables;

/// <summary>Predictions for the rows of a request.</summary>
sealed class InferQuery(TableProfile profile) : RowsQuery
{
    public override InferenceMetadata Describe(ModelDefinition definition, Table table, IState? artifact, int version) => new()
    {
        Name = definition.Name,
        Versions = artifact is null ? [] : [version.ToString(CultureInfo.InvariantCulture)],
        Platform = $"distributedml_{((TableDefinition)definition).Estimator}",
        Inputs =
        [
            .. ((artifact as TableModel)?.Columns ?? TableInputs.Of((TableDefinition)definition, table).Columns)
                .Select(column => new TensorMetadata(column.Name, TensorRows.Datatype(column.Type), [-1])),
        ],
        Outputs = artifact is TableModel model ? [.. profile.Columns(model.Predictor).Select(column => new TensorMetadata(column.Name, Datatype(column.Type), [-1]))] : [],
    };

    public override byte[]? Ask(IStreamModel model, QueryArguments arguments, ShardView shard)
    {
        var stream = (TableStream)model;
        if (stream.Predictor is not { } predictor) return null;
        try
        {
            var request = Read(arguments.Body.Span);
            return JsonSerializer.SerializeToUtf8Bytes(Respond(request, stream, predictor), InferenceJson.Default.InferenceResponse);
        }
        catch (Exception error) when (error is FormatException or TableException or DatasetException)
        {
            return JsonSerializer.SerializeToUtf8Bytes(new(error.Message), InferenceJson.Default.InferenceError);
        }
    }

    static InferenceRequest Read(ReadOnlySpan<byte> body)
    {
        try
        {
            var request = JsonSerializer.Deserialize(body, InferenceJson.Default.InferenceRequest);
            // The serializer refuses null for a property, not among the elements of a list.
            return request is not null && !request.Inputs.Contains(null!) && request.Outputs?.Contains(null!) != true ? request : throw new JsonException();
        }
        catch (JsonException error)
        {
            throw new FormatException($"the request{(error.Path is { Length: > 1 } path ? $", at {path}," : "")} is not one of the Open Inference Protocol; "
                + "expected inputs, a list of tensors, each with name, shape, datatype and data", error);
        }
    }

    static InferenceResponse Respond(InferenceRequest request, TableStream stream, RowPredictor predictor)
    {
        var features = predictor.Features(new TensorRows(request.Inputs, stream.Columns));
        var answers = new object[features.Count][];
        for (var row = 0; row < answers.Length; row++) answers[row] = predictor.Predict(features, row);
        var wanted = request.Outputs?.Select(output => output.Name).ToList();
        if (wanted?.FirstOrDefault(name => predictor.Columns.All(column => column.Name != name)) is { } unknown)
            throw new FormatException($"the model has no output '{unknown}'{NearName.Hint(unknown, predictor.Columns.Select(column => column.Name))}");
        return new()
        {
            ModelName = stream.Definition.Name,
            ModelVersion = stream.Version.ToString(CultureInfo.InvariantCulture),
            Id = request.Id,
            Outputs =
            [
                .. predictor.Columns.Select((column, i) => (column, i)).Where(one => wanted?.Contains(one.column.Name) != false).Select(one => new InferenceTensor
                {
                    Name = one.column.Name,
                    Shape = [answers.Length],
                    Datatype = Datatype(one.column.Type),
                    Data = JsonSerializer.SerializeToElement(answers.Select(answer => RowPredictor.Node(answer[one.i]))),
                }),
            ],
        };
    }

    static string Datatype(string type) => type switch
    {
        "string" => "BYTES",
        "integer" => "INT64",
        _ => "FP64",
    };
}
