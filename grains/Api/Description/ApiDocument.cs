using System.Text.Json.Nodes;
using DistributedML.Grains.Interfaces;
using DistributedML.Pipelines;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace DistributedML.Grains.Api;

/// <summary>Completes the OpenAPI document with what the endpoints' metadata say: parameters, bodies, examples and the token.</summary>
static class ApiDocument
{
    const string TokenScheme = "token";

    /// <summary>Adds the completions to the document's options.</summary>
    public static void Complete(OpenApiOptions document, ApiOptions options)
    {
        document.AddDocumentTransformer((api, _, _) =>
        {
            Introduce(api, options);
            return Task.CompletedTask;
        });
        document.AddOperationTransformer((operation, context, _) =>
        {
            Complete(operation, context, options, context.ApplicationServices.GetRequiredService<IDeployments>().Pipeline.Table);
            return Task.CompletedTask;
        });
        document.AddSchemaTransformer((schema, context, _) =>
        {
            // A time of the stream is local and has no zone, which the format date-time would ask for.
            if (schema.Format == "date-time") schema.Format = null;
            return Task.CompletedTask;
        });
    }

    static void Introduce(OpenApiDocument api, ApiOptions options)
    {
        api.Info = new OpenApiInfo
        {
            Title = "DistributedML",
            Version = "v1",
            Description = "Models that learn from Kafka events inside this cluster, and what they answer. Times are local to the data and have no zone. Every error is an RFC 9457 problem: title says what, instance where, detail what was expected and what to do.",
        };
        api.Servers = [new OpenApiServer { Url = "/", Description = "The server that this document comes from" }];
        api.Tags = new HashSet<OpenApiTag>
        {
            new() { Name = "Models", Description = "What the models answer" },
            new() { Name = "Inference", Description = "Predictions by the Open Inference Protocol (KServe v2)" },
            new() { Name = "Events", Description = "Events in" },
            new() { Name = "State", Description = "Where the deployments stand" },
            new() { Name = "Health", Description = "For load balancers and monitoring" },
        };
        if (string.IsNullOrEmpty(options.Token)) return;
        api.Components ??= new OpenApiComponents();
        api.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [TokenScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = $"The token that the server was started with ({ApiOptions.TokenVariable}).",
            },
        };
    }

    static void Complete(OpenApiOperation operation, OpenApiOperationTransformerContext context, ApiOptions options, Table table)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<EndpointParameters>().LastOrDefault() is { All.Count: > 0 } parameters)
            operation.Parameters = [.. parameters.All.Select(parameter => parameter.Describe())];
        if (metadata.OfType<RowsBodyMarker>().SingleOrDefault() is { } rows) operation.RequestBody = Rows(rows);
        if (metadata.OfType<EventBodyMarker>().Any()) operation.RequestBody = Event(table);
        foreach (var example in metadata.OfType<AnswerExample>())
        {
            if (operation.Responses?[example.Status.ToString(System.Globalization.CultureInfo.InvariantCulture)] is { Content: { } content }
                && content.TryGetValue(example.ContentType, out var type))
                type.Example = example.Value.DeepClone();
        }
        if (string.IsNullOrEmpty(options.Token) || metadata.OfType<IAllowAnonymous>().Any()) return;
        operation.Responses![$"{StatusCodes.Status401Unauthorized}"] = new OpenApiResponse { Description = EndpointDescriptions.Meaning(StatusCodes.Status401Unauthorized) };
        operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(TokenScheme, context.Document)] = [] }];
    }

    static OpenApiRequestBody Event(Table table) => new()
    {
        Required = true,
        Description = "One event: a JSON object with one property for each column of the pipeline's table; at most 1 MiB.",
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["application/json"] = new()
            {
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Description = $"A row of table {table.Name}.",
                    Properties = table.Columns.ToDictionary(column => column.Name, column => (IOpenApiSchema)Property(column)),
                    Required = new HashSet<string> { table.Id, table.Time },
                },
                Example = Examples.Event(table),
            },
        },
    };

    static OpenApiRequestBody Rows(RowsBodyMarker marker)
    {
        var inputs = new JsonArray([.. marker.Query.Describe(marker.Model.Definition, marker.Model.Table, null, 0).Inputs.Select(input => (JsonNode)new JsonObject
        {
            ["name"] = input.Name,
            ["shape"] = new JsonArray(1),
            ["datatype"] = input.Datatype,
            ["data"] = new JsonArray(Examples.Event(marker.Model.Table)[input.Name]?.DeepClone()),
        })]);
        return new()
        {
            Required = true,
            Description = "Rows as tensors, one for each column that the model reads; at most 1 MiB. \"parameters\": { \"key\": ... } names the shard that answers.",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/json"] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.Object }, Example = new JsonObject { ["inputs"] = inputs } },
            },
        };
    }

    static OpenApiSchema Property(ColumnDefinition column) => column.Type switch
    {
        ColumnType.Integer => new() { Type = JsonSchemaType.Integer | JsonSchemaType.Null, Format = "int64" },
        ColumnType.Double => new() { Type = JsonSchemaType.Number | JsonSchemaType.Null, Format = "double" },
        ColumnType.Boolean => new() { Type = JsonSchemaType.Boolean | JsonSchemaType.Null },
        ColumnType.Timestamp => new() { Type = JsonSchemaType.String | JsonSchemaType.Null, Description = "Date and time without zone, as 2011-07-21T08:44:00." },
        ColumnType.Date => new() { Type = JsonSchemaType.String | JsonSchemaType.Null, Format = "date" },
        _ => new() { Type = JsonSchemaType.String | JsonSchemaType.Null },
    };
}
